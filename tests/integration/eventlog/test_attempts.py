"""Refused attempts in a real log: each kept once, in the same words when asked again, and not without end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.appointing import AppointPerson, AppointSubstitute
from domain.attempts import MOST_A_DAY, AttemptRefused, refusals_by
from domain.calendar import OpenLog
from domain.channels.events import ANONYMOUS, ReportId
from domain.channels.reporting import MakeReport
from domain.commands import Context, Refused
from domain.consent.changing import WithdrawConsent
from domain.joining import AddOrganisation
from domain.words import CaseId, PersonId
from eventlog.bulk import execute_many
from eventlog.codec import Entry
from eventlog.execute import execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.eventlog.test_sharing_races import put
from tests.unit.domain.consents import CLIENT
from tests.unit.domain.sharing import WORLD
from tests.unit.domain.world import CARLA, DIRK, HAVEN, MEES, TODAY

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SUBSTITUTE = AppointSubstitute(CARLA, HAVEN, "voogd", DIRK, TODAY)
"""Refused as long as Carla has no such role."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        log = Log(recorder)
        execute(log, OpenLog("l-1"), context("begin"))
        execute(log, AddOrganisation(HAVEN, "instelling", "De Haven"), context("haven"))
        yield log


def context(name: str, by: PersonId = CARLA, at: datetime = AT) -> Context:
    return Context(name, at, by)


def kept(log: Log, by: PersonId = CARLA) -> list[Entry]:
    return log.read([refusals_by(by)]).entries


def refused(log: Log, name: str, at: datetime = AT) -> Refused:
    with pytest.raises(Refused) as caught:
        execute(log, SUBSTITUTE, context(name, at=at))
    return caught.value


def test_a_refused_attempt_is_kept_with_its_code_and_who_tried(log: Log) -> None:
    refused(log, "a")
    (entry,) = kept(log)
    assert entry.event == AttemptRefused(
        "vervanger_aanwijzen", "vervanger.rol", CARLA, f"appointments:{HAVEN}"
    )
    assert entry.by == CARLA


def test_asked_again_under_the_same_id_it_is_refused_in_the_same_words_and_kept_once(log: Log) -> None:
    first, again = refused(log, "a"), refused(log, "a")
    assert (again.code, again.sentence, again.remedy) == (first.code, first.sentence, first.remedy)
    assert len(kept(log)) == 1


def test_what_was_refused_stays_refused_under_its_id_and_may_be_tried_anew(log: Log) -> None:
    first = refused(log, "a")
    execute(log, AppointPerson(CARLA, HAVEN, "voogd", TODAY), context("b"))
    assert refused(log, "a").sentence == first.sentence
    assert execute(log, SUBSTITUTE, context("c")).events


def test_of_one_person_about_one_thing_so_many_are_kept_a_day(log: Log) -> None:
    for number in range(MOST_A_DAY + 3):
        assert refused(log, f"a{number}").code == "vervanger.rol"
    assert len(kept(log)) == MOST_A_DAY
    refused(log, "morgen", AT + timedelta(days=1))
    assert len(kept(log)) == MOST_A_DAY + 1


def test_who_stays_unknown_is_unknown_in_what_is_kept(log: Log) -> None:
    put(log, list(WORLD))
    report = MakeReport(MEES, ReportId("m1"), CARLA, TODAY, "meld_misdaad_anoniem")
    with pytest.raises(Refused, match="Laat de naam weg"):
        execute(log, report, context("m"))
    assert not kept(log)
    (entry,) = kept(log, ANONYMOUS)
    assert entry.by == ANONYMOUS


def test_what_nobody_tried_by_hand_is_answered_and_not_kept(log: Log) -> None:
    (answer,) = execute_many(log, [(SUBSTITUTE, context("a"))])
    assert isinstance(answer, Refused)
    assert not kept(log)


def test_a_case_that_is_not_there_is_not_named(log: Log) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        execute(log, WithdrawConsent(CaseId("Mees El Amrani"), CLIENT), context("a"))
    (entry,) = kept(log)
    assert entry.event == AttemptRefused("toestemming_intrekken", "casus.onbekend", CARLA)
