"""The line of who touched a case comes after the deed, which stands under its giver's name without it."""

from collections.abc import Sequence
from typing import cast

import pytest

from domain.ageing import EnterAgeBand
from domain.cases.events import AgeBandEntered
from domain.commands import Context, about
from domain.events import Event
from domain.words import PersonId
from engine.reading.reader import Reader
from eventlog.access import AccessLog
from eventlog.faults import LogFault
from eventlog.log import Log
from tests.integration.engine.world import World, begin
from tests.servers.stores import Store


class Full:
    """An access log on a disk that is full."""

    def write(self, events: Sequence[Event], context: Context) -> None:
        raise LogFault("toegang")


def test_a_deed_whose_line_cannot_be_written_is_not_told_and_stands_under_who_did_it(store: Store) -> None:
    with store.log(create=True) as recorder:
        log = Log(recorder)
        world = begin(World(log))
        case, access = world.case("mees"), cast(AccessLog, Full())
        reader = Reader(
            log, access, "sem", "leeftijd", world.today, lambda by: Context("a-1", world.at, PersonId(by))
        )
        with pytest.raises(LogFault):
            reader.act(EnterAgeBand(case, "16_17", world.today, world.today))
        [deed] = log.read([about(f"case:{case}", AgeBandEntered)]).entries
        assert deed.by == "sem"
