"""Who works with a client may see the case that goes on, also when it began as another."""

from domain.access.seeing import CaseFacts
from domain.cases.commands import RegisterCase
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.roster import RecordInvolvement
from domain.words import CaseId, PersonId
from engine.reading.facts import case_facts, partners_of
from eventlog.log import Log
from tests.integration.engine.world import PLACE, World, begin
from tests.servers.stores import Store

FLOOR, TESS = PersonId("floor"), PersonId("tess")


def test_who_works_with_the_client_sees_the_case_it_goes_on_in_until_they_are_parted(store: Store) -> None:
    with store.log(create=True) as recorder:
        log = Log(recorder)
        world = begin(World(log))
        today, stays, gone = world.today, world.case("een"), CaseId("c-twee")
        world.do(RegisterCase(gone, PLACE, "twee", today, today, TESS))
        world.do(RecordInvolvement(gone, FLOOR, PLACE, "mentor", today))

        def seen(case: CaseId) -> CaseFacts:
            return case_facts(log, partners_of(log), case, today)

        alone = (seen(stays), seen(gone))
        world.do(MergeCases(gone, stays, today))
        assert seen(stays).owner == PersonId("sem")
        assert seen(stays).involved == {FLOOR, TESS}
        world.do(SplitCases(stays, gone, today))
        assert (seen(stays), seen(gone)) == alone
