"""What may somebody receive now, and why. Sources: stappenplan step 3 and 5b, handreiking, factsheet."""

from datetime import date

import pytest
from msgspec import structs

from domain.cases.events import AgeBand, CaseSplitOff
from domain.consent.events import (
    ConsentLimited,
    ConsentReassessed,
    ConsentReassessmentDue,
    ConsentRefused,
    ConsentWithdrawn,
    DueReason,
    Giver,
    RepresentativeExcluded,
)
from domain.consent.ledger import Ledger
from domain.consent.receiving import ASK, Covered, covers, receivable
from domain.words import OrganisationId
from tests.unit.domain.consents import CLIENT, END, MENTOR, MOTHER, aged, consented, ledger
from tests.unit.domain.world import CARLA, HAVEN, MEES, NOOR, TODAY, UNIT, agreements

TERMS = agreements().consent
NARROW = ("feiten",)
EXCLUDED = RepresentativeExcluded(MEES, "moeder", "in_risiconetwerk", "haalt haar op", CARLA)
WITHDRAWN = ConsentWithdrawn(MEES, "t1", CLIENT)


def asked(
    view: Ledger,
    *categories: str,
    recipient: str = "avim",
    organisation: OrganisationId | None = UNIT,
    purpose: str = "veiligheid",
    on: date = TODAY,
) -> Covered:
    return covers(view, TERMS, recipient, organisation, purpose, categories or NARROW, on)


def test_without_consent_nobody_receives_and_the_answer_says_what_to_do() -> None:
    found = asked(ledger(aged("16_17")))
    assert not found.allowed
    assert found.reasons == ("Er is geen toestemming gegeven.",)
    assert found.remedies == (ASK,)
    assert "Advies vragen kan altijd zonder persoonsgegevens" in ASK


def test_consent_carries_its_recipient_purpose_and_categories_and_names_itself() -> None:
    found = asked(ledger(aged("16_17"), consented()), "feiten", "waarnemingen")
    assert found.allowed
    assert found.consent == "t1"
    assert found.categories == {"feiten", "waarnemingen"}
    assert found.reasons == ("Toestemming van de cliënt op 02-03-2026, tot 01-09-2026.",)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({"recipient": "zeden"}, "ontvanger"),
        ({"purpose": "hulp"}, "ander doel"),
        ({"on": date(2026, 3, 1)}, "begint pas"),
        ({"on": END}, "liep tot"),
    ],
)
def test_consent_carries_nothing_else(question: dict[str, object], reason: str) -> None:
    found = asked(ledger(aged("16_17"), consented()), **question)  # type: ignore[arg-type]  # a table of questions
    assert not found.allowed
    assert reason in found.reasons[0]


def test_a_question_for_more_names_what_is_left_and_what_is_missing() -> None:
    found = asked(ledger(aged("16_17"), consented()), "feiten", "identiteit")
    assert not found.allowed
    assert found.categories == {"feiten"}
    assert "identiteit" in found.reasons[0]


def test_consent_for_one_organisation_is_for_no_other_of_its_kind() -> None:
    view = ledger(aged("16_17"), consented(recipients=(UNIT,)))
    assert asked(view).allowed
    assert not asked(view, organisation=HAVEN).allowed
    assert not asked(view, organisation=None).allowed


def test_two_consents_are_never_added_up() -> None:
    other = consented(consent="t2", categories=("identiteit",))
    view = ledger(aged("16_17"), consented(), other)
    assert asked(view, "identiteit").consent == "t2"
    assert not asked(view, "feiten", "identiteit").allowed


def test_a_withdrawn_consent_carries_nothing_from_its_position_on() -> None:
    found = asked(ledger(aged("16_17"), consented(), WITHDRAWN))
    assert not found.allowed
    assert "ingetrokken" in found.reasons[0]


def test_a_limit_leaves_what_is_in_both() -> None:
    limited = ConsentLimited(MEES, "t1", CLIENT, ("avim",), ("veiligheid",), ("feiten", "identiteit"), END)
    view = ledger(aged("16_17"), consented(), limited)
    assert asked(view, "feiten").allowed
    assert not asked(view, "waarnemingen").allowed
    assert not asked(view, "identiteit").allowed


def test_a_refusal_binds_what_stands_and_not_what_is_given_later() -> None:
    refused = ConsentRefused(
        MEES, TODAY, CLIENT, ("avim",), ("veiligheid",), ("waarnemingen",), "bang", "uitleg"
    )
    view = ledger(aged("16_17"), consented(), refused)
    assert asked(view, "feiten").allowed
    assert not asked(view, "waarnemingen").allowed
    again = ledger(aged("16_17"), consented(), refused, consented(consent="t2"))
    assert asked(again, "waarnemingen").consent == "t2"
    told = asked(ledger(aged("16_17"), refused)).reasons
    assert any("geweigerd" in reason for reason in told)


def test_a_parent_cannot_refuse_for_a_client_of_sixteen() -> None:
    refused = ConsentRefused(MEES, TODAY, MOTHER, ("avim",), ("veiligheid",), NARROW, "nee", "uitleg")
    assert asked(ledger(aged("16_17"), consented(), refused)).allowed


@pytest.mark.parametrize(
    ("band", "givers", "other", "allowed"),
    [
        ("onder_12", (MOTHER,), {}, True),
        ("onder_12", (CLIENT,), {}, False),
        ("onder_12", (MENTOR,), {}, False),
        ("12_15", (CLIENT, MOTHER), {}, True),
        ("12_15", (CLIENT,), {}, False),
        ("12_15", (MOTHER,), {}, False),
        ("12_15", (CLIENT,), {"alone": "vertegenwoordiger_betrokken"}, True),
        ("16_17", (CLIENT,), {}, True),
        ("16_17", (MOTHER,), {}, False),
        ("18_plus", (CLIENT,), {}, True),
        ("18_plus", (MENTOR,), {}, False),
        ("18_plus", (MOTHER,), {}, False),
    ],
)
def test_who_decides_follows_the_age(
    band: AgeBand, givers: tuple[Giver, ...], other: dict[str, object], allowed: bool
) -> None:
    assert asked(ledger(aged(band), consented(band, *givers, **other))).allowed is allowed


def test_agreements_may_let_a_client_of_twelve_decide_alone() -> None:
    view = ledger(aged("12_15"), consented("12_15", CLIENT))
    terms = structs.replace(TERMS, double_12_15=False)
    assert covers(view, terms, "avim", UNIT, "veiligheid", NARROW, TODAY).allowed


def test_a_consent_of_before_a_birthday_holds_only_while_its_givers_may_decide() -> None:
    by_both = ledger(aged("12_15"), consented("12_15", CLIENT, MOTHER), aged("16_17"))
    assert asked(by_both).allowed, "the client is one of those who gave it"
    by_parent = ledger(aged("onder_12"), consented("onder_12", MOTHER), aged("12_15"))
    assert "leeftijd" in asked(by_parent).reasons[0]


def test_until_it_is_asked_again_the_answer_says_so() -> None:
    due = ConsentReassessmentDue(MEES, ("t1",), "leeftijd")
    view = ledger(aged("12_15"), consented("12_15", CLIENT, MOTHER), aged("16_17"), due)
    assert len(asked(view).reasons) == 2
    again = ConsentReassessed(MEES, "t1", True, (CLIENT,), TODAY, "16_17")
    assert len(asked(ledger(aged("16_17"), consented(), due, again)).reasons) == 1


@pytest.mark.parametrize("reason", ["samengevoegd", "gesplitst", "uitgesloten"])
def test_a_consent_that_another_case_or_giver_threw_doubt_on_is_held_back(reason: DueReason) -> None:
    due = ConsentReassessmentDue(MEES, ("t1",), reason)
    view = ledger(aged("16_17"), consented(), due)
    assert not asked(view).allowed
    again = ConsentReassessed(MEES, "t1", True, (CLIENT,), TODAY, "16_17")
    assert asked(ledger(aged("16_17"), consented(), due, again)).allowed
    ended = structs.replace(again, stays=False)
    assert not asked(ledger(aged("16_17"), consented(), due, ended)).allowed


def test_a_consent_that_an_excluded_representative_shared_in_was_not_free() -> None:
    view = ledger(aged("12_15"), consented("12_15", CLIENT, MOTHER), EXCLUDED)
    assert not asked(view).allowed
    assert asked(ledger(aged("16_17"), consented(), EXCLUDED)).allowed


def test_no_consent_counts_while_the_age_is_unknown() -> None:
    view = ledger(aged("16_17"), consented(), CaseSplitOff(MEES, NOOR, ()))
    assert "leeftijdsgroep" in asked(view).reasons[0]


def test_no_consent_lasts_longer_than_the_agreements_let_it() -> None:
    view = ledger(aged("16_17"), consented())
    shorter = structs.replace(TERMS, longest_days=7)
    assert not covers(view, shorter, "avim", UNIT, "veiligheid", NARROW, date(2026, 3, 9)).allowed


def test_what_a_recipient_may_receive_is_told_by_purpose_and_category() -> None:
    view = ledger(aged("16_17"), consented())
    found = receivable(view, agreements(), "avim", TODAY, UNIT)
    allowed = {(one.purpose, one.category) for one in found if one.covered.allowed}
    assert allowed == {("veiligheid", "feiten"), ("veiligheid", "waarnemingen")}
    assert all(one.covered.reasons for one in found)
    assert not any(one.purpose == "waarheidsvinding" for one in found)
