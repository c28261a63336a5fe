"""Who is forgotten, by whom, on what ground, and what stands in the way; how long a file is kept."""

from datetime import date

import pytest
from msgspec import structs

from domain.appointments import PersonAppointed
from domain.cases.events import CaseAbsorbed, CaseMergedInto, CaseReopened, SubjectErased
from domain.erasure.erasing import EraseSubject
from domain.erasure.keeping import (
    LegalHoldLifted,
    LegalHoldPlaced,
    RetentionReviewed,
    RetentionTermsAdopted,
)
from domain.erasure.reviewing import AdoptTerms, KeepLonger, LiftHold, PlaceHold
from domain.signals.recording import RecordSignal
from domain.words import OrganisationId, PersonId
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    DUIN,
    EVA,
    MEES,
    NOOR,
    S1,
    TEAM,
    TODAY,
    closed,
    registered,
)

FRITS = PersonId("frits")
OFFICER = PersonAppointed(FRITS, OrganisationId("bureau"), "fg", date(2026, 1, 1))
PEOPLE = (*TEAM, OFFICER)
ERASE = EraseSubject((MEES,), "persoon", "verzoek", ANNA, FRITS, TODAY, {MEES: ("k1", "k2")})
ERASED = SubjectErased(MEES, "persoon", "verzoek", ANNA, FRITS, TODAY, ("k1", "k2"))
TERMS = RetentionTermsAdopted({"afgerond": 1}, ANNA, FRITS)
HOLD = LegalHoldPlaced(MEES, "aangifte", ANNA, TODAY)


def test_a_client_is_forgotten_once_by_the_facility_and_the_officer() -> None:
    given(*PEOPLE, *closed(MEES)).when(ERASE).then(ERASED).when(ERASE).then()


def test_it_does_not_matter_which_of_the_two_says_it_first() -> None:
    swapped = structs.replace(ERASE, by=FRITS, second=ANNA)
    given(*PEOPLE, *closed(MEES)).when(swapped).then(structs.replace(ERASED, by=FRITS, second=ANNA))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"second": ANNA}, "bewaren.tweede"),
        ({"second": BRAM}, "bewaren.tweede"),
        ({"by": FRITS}, "bewaren.tweede"),
        ({"by": EVA}, "bewaren.rol"),
        ({"by": BRAM}, "bewaren.rol"),
    ],
)
def test_both_people_are_who_they_must_be(change: dict[str, PersonId], code: str) -> None:
    given(*PEOPLE, *closed(MEES)).when(structs.replace(ERASE, **change)).then_refused(code)


def test_a_case_that_is_open_or_not_there_is_not_erased() -> None:
    given(*PEOPLE, *registered(MEES)).when(ERASE).then_refused("wissen.open")
    given(*PEOPLE, *closed(MEES), CaseReopened(MEES, "besluit")).when(ERASE).then_refused("wissen.open")
    given(*PEOPLE).when(ERASE).then_refused("casus.onbekend")


def test_nothing_is_erased_while_the_law_asks_to_keep_it() -> None:
    held = given(*PEOPLE, *closed(MEES)).when(PlaceHold(MEES, ANNA, TODAY, "aangifte")).then(HOLD)
    held.when(ERASE).then_refused("wissen.bewaarplicht")
    free = given(*PEOPLE, *closed(MEES), HOLD).when(LiftHold(MEES, ANNA, TODAY))
    free.then(LegalHoldLifted(MEES, ANNA, TODAY)).when(ERASE).then(ERASED)


def test_a_term_is_over_or_it_is_no_ground() -> None:
    ended = structs.replace(ERASE, ground="termijn", today=date(2026, 3, 1))
    given(*PEOPLE, *closed(MEES)).when(ended).then_refused("wissen.geen_termijn")
    early = structs.replace(ended, today=date(2026, 2, 28))
    given(*PEOPLE, *closed(MEES), TERMS).when(early).then_refused("wissen.te_vroeg")
    told = structs.replace(ERASED, ground="termijn", on=date(2026, 3, 1))
    given(*PEOPLE, *closed(MEES), TERMS).when(ended).then(told)


def test_a_file_that_was_looked_at_is_kept_until_that_day() -> None:
    keep = KeepLonger(MEES, ANNA, TODAY, date(2027, 1, 1))
    reviewed = RetentionReviewed(MEES, date(2027, 1, 1), ANNA, TODAY)
    ended = structs.replace(ERASE, ground="termijn", today=date(2026, 12, 31))
    told = given(*PEOPLE, *closed(MEES), TERMS).when(keep).then(reviewed)
    told.when(ended).then_refused("wissen.te_vroeg")
    given(*PEOPLE, *closed(MEES)).when(structs.replace(keep, until=TODAY)).then_refused("bewaren.tot")
    given(*PEOPLE, *registered(MEES)).when(keep).then_refused("bewaren.open")
    given(*PEOPLE, *closed(MEES)).when(structs.replace(keep, by=EVA)).then_refused("bewaren.rol")
    given(*PEOPLE).when(keep).then_refused("casus.onbekend")


def test_terms_are_adopted_with_the_officer() -> None:
    adopt = AdoptTerms({"afgerond": 1}, ANNA, FRITS, TODAY)
    given(*PEOPLE).when(adopt).then(TERMS).when(adopt).then()
    given(*PEOPLE).when(structs.replace(adopt, second=EVA)).then_refused("bewaren.tweede")
    given(*PEOPLE).when(structs.replace(adopt, months={"afgerond": 0})).then_refused("bewaren.termijn")


def test_one_client_is_forgotten_as_one() -> None:
    one = (*PEOPLE, *closed(NOOR), CaseMergedInto(MEES, NOOR), CaseAbsorbed(NOOR, MEES, ()))
    past = (*registered(MEES), *one)
    given(*past).when(ERASE).then_refused("wissen.samengevoegd")
    given(*past).when(structs.replace(ERASE, cases=(NOOR,))).then_refused("wissen.samengevoegd")
    both = structs.replace(ERASE, cases=(MEES, NOOR))
    given(*past).when(both).then(ERASED, structs.replace(ERASED, case=NOOR, keys=()))


def test_the_file_may_go_before_the_person() -> None:
    file = structs.replace(ERASE, what="dossier", keys={MEES: ("k2",)})
    told = given(*PEOPLE, *closed(MEES)).when(file)
    told.then(structs.replace(ERASED, what="dossier", keys=("k2",))).when(ERASE).then(ERASED)


def test_a_case_that_was_forgotten_is_not_there_any_more() -> None:
    record = RecordSignal(MEES, S1, "SX01", "bevestigt", "feit", "eigen_waarneming", "x", DUIN, TODAY, TODAY)
    given(*PEOPLE, *closed(MEES), ERASED).when(record).then_refused("casus.onbekend")
