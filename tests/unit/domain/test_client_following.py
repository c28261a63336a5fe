"""Who the client is and who works with them goes along with a merge, and a split takes just that away."""

import json
from datetime import date, timedelta

from domain.acquaintances import AcquaintanceNamed
from domain.cases.events import CasePlaced, CaseRegistered, IdentityRecorded
from domain.client import Client, ClientFollowed
from domain.disclosure.contents import CONTENTS, Contents, evolve_contents, identifiers
from domain.disclosure.package import Source, package
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.missing.events import MissingEnded, MissingReported
from domain.partners import Partners
from domain.roster import (
    RESPONSIBLE,
    InvolvementEnded,
    InvolvementRecorded,
    Roster,
    RosterFollowed,
    ViewAsked,
    to_ask,
)
from domain.words import CaseId, OrganisationId, PersonId
from tests.unit.domain.sharing import requested
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ADOPTED, HAVEN, MEES, NOOR, SAM, TODAY, agreements, registered

MERGE = MergeCases(NOOR, MEES, TODAY)
SPLIT = SplitCases(MEES, NOOR, TODAY)
DIRK = PersonId("dirk")
FLOOR = PersonId("floor")
SCHOOL = OrganisationId("school")
MENTOR = InvolvementRecorded(NOOR, FLOOR, SCHOOL, "mentor", date(2026, 1, 9))
KNOWN = IdentityRecorded(NOOR, "Noor Bakker", "2010-03-04", ("Dorpsweg 3, 4331 AB Middelburg",))
GONE = date(2026, 2, 25)

TWO = (
    ADOPTED,
    *registered(MEES),
    CaseRegistered(NOOR, HAVEN, f"ref-{NOOR}"),
    CasePlaced(NOOR, HAVEN, date(2026, 1, 5), DIRK),
    KNOWN,
    AcquaintanceNamed(NOOR, "Ronnie", "partner"),
    MissingReported(NOOR, GONE),
    MENTOR,
    ViewAsked(NOOR, FLOOR),
)


def contents(case: CaseId, story: Story) -> Contents:
    view = Contents()
    for event in story.events:
        if isinstance(event, CONTENTS) and event.case == case:  # type: ignore[attr-defined]  # each has one
            view = evolve_contents(view, event)  # type: ignore[arg-type]  # CONTENTS are these
    return view


def client(case: CaseId, story: Story) -> Client:
    return contents(case, story).client


def roster(case: CaseId, story: Story) -> Roster:
    return contents(case, story).roster


def test_what_goes_along_names_the_case_it_is_of() -> None:
    happened = given(*TWO).when(MERGE).happened
    assert ClientFollowed(MEES, NOOR, (f"ref-{NOOR}",), (KNOWN,), ("Ronnie",), GONE) in happened
    owner = InvolvementRecorded(NOOR, DIRK, HAVEN, RESPONSIBLE, TODAY)
    assert RosterFollowed(MEES, NOOR, (MENTOR, owner), (FLOOR,)) in happened


def test_a_missing_child_is_released_with_a_name_and_since_when_also_after_a_merge() -> None:
    asked = requested(
        tier=4, purpose="vermissing", categories=("identiteit", "verblijfplaats", "vermissing", "hulp")
    )
    held = contents(MEES, given(*TWO).when(MERGE))
    days = (TODAY, TODAY + timedelta(14), TODAY + timedelta(365))
    inside = json.loads(package(asked, Source(agreements(), held, Partners(), *days)).data)["inhoud"]
    assert inside["identiteit"] == {"naam": KNOWN.name, "geboren": KNOWN.born}
    assert inside["verblijfplaats"]["adressen"] == [*KNOWN.addresses]
    assert inside["vermissing"] == {"vermist_sinds": "2026-02-25"}
    assert inside["hulp"] == ["mentor", RESPONSIBLE]


def test_nothing_anonymous_may_hold_what_was_brought() -> None:
    searched = {one.value for one in identifiers(contents(MEES, given(*TWO).when(MERGE)))}
    assert {KNOWN.name, KNOWN.born, *KNOWN.addresses, "Ronnie", f"ref-{NOOR}", f"ref-{MEES}"} <= searched


def test_its_own_identity_and_days_go_before_what_was_brought() -> None:
    own = IdentityRecorded(MEES, "Noor Bakker-Smit", "2010-03-04")
    story = given(*TWO, own, MissingReported(MEES, TODAY)).when(MERGE)
    assert client(MEES, story).identities == (KNOWN, own)
    assert client(MEES, story).missing_since == TODAY


def test_a_split_leaves_nothing_behind_of_another_client() -> None:
    before = given(*TWO)
    apart = before.when(MERGE).when(SPLIT)
    for case in (MEES, NOOR):
        assert client(case, apart) == client(case, before)
        assert roster(case, apart) == roster(case, before)
        assert identifiers(contents(case, apart)) == identifiers(contents(case, before))


def test_who_was_found_since_is_missing_in_neither_case_after_a_split() -> None:
    joined = given(*TWO).when(MERGE)
    apart = given(*joined.events, MissingEnded(MEES, TODAY)).when(SPLIT)
    assert client(MEES, apart).missing_since is None
    assert client(NOOR, apart).missing_since is None


def test_who_came_along_is_not_asked_twice_and_whoever_had_the_case_can_be() -> None:
    assert to_ask(roster(MEES, given(*TWO).when(MERGE))) == (DIRK,)


def test_whoever_has_both_cases_is_not_involved_beside() -> None:
    happened = given(ADOPTED, *registered(MEES), *registered(NOOR)).when(MERGE).happened
    assert not [one for one in happened if isinstance(one, RosterFollowed)]


def test_who_stopped_since_does_not_come_back_with_a_split() -> None:
    joined = given(*TWO).when(MERGE)
    stopped = given(*joined.events, InvolvementEnded(MEES, FLOOR, TODAY))
    assert set(roster(MEES, stopped).involved) == {DIRK}
    assert set(roster(NOOR, stopped.when(SPLIT)).involved) == set()


def test_all_goes_along_through_a_second_merge_and_back() -> None:
    joined = given(*TWO, *registered(SAM)).when(MERGE)
    third = joined.when(MergeCases(MEES, SAM, TODAY))
    assert client(SAM, third).identities == (KNOWN,)
    assert client(SAM, third).references == tuple(f"ref-{case}" for case in (SAM, MEES, NOOR))
    assert set(roster(SAM, third).involved) == {FLOOR, DIRK}
    back = third.when(SplitCases(SAM, MEES, TODAY))
    assert client(SAM, back) == client(SAM, joined)
    assert client(MEES, back) == client(MEES, joined)
