"""Advice once it was decided to report: what was shared with whom, and what if consent does not stand."""

from datetime import timedelta

from msgspec import structs

from domain.advice.assembling import advise
from domain.advice.lines import Line
from domain.consent.events import ConsentWithdrawn
from domain.disclosure.events import (
    DisclosureReceived,
    DisclosureRequested,
    FeedbackGiven,
    InterventionDecided,
    SignalsAssessed,
)
from domain.disclosure.thread import NOTHING, Released, ThreadEvent, evolve
from tests.unit.domain.advising import commands, first, looked
from tests.unit.domain.consents import CLIENT, aged, consented
from tests.unit.domain.sharing import CONFLICT, D1, GIJS, NOW, left, release
from tests.unit.domain.steps import decide, record, weighed
from tests.unit.domain.story import given
from tests.unit.domain.world import MEES, TODAY

DECIDED = weighed("ernstig", "nee", "nee").when(decide("5b_conflict_van_plichten"))
LEFT = left(given(*CONFLICT).when(release()))


def advised(*after: ThreadEvent, since: int = 0) -> tuple[Line, ...]:
    """What comes first when Mees was shared with AVIM, `since` days before the decision."""
    asked = next(one for one in CONFLICT if isinstance(one, DisclosureRequested))
    thread = NOTHING
    for event in (asked, structs.replace(LEFT, on=TODAY - timedelta(days=since)), *after):
        thread = evolve(thread, event)
    assert isinstance(thread, Released)
    return advise(structs.replace(looked(DECIDED), released={D1: thread})).first


RECEIVED = DisclosureReceived(MEES, D1, LEFT.digest, GIJS)
ASSESSED = SignalsAssessed(MEES, D1, "weten", "onderzoek", "past bij meer", GIJS, True, NOW)
STEPPED_IN = InterventionDecided(MEES, D1, "ingegrepen", "zij is veilig", GIJS)
TOLD_BACK = FeedbackGiven(MEES, D1, "er loopt een onderzoek", GIJS)


def test_what_was_shared_is_told_with_whom_and_what_is_open_of_it_now() -> None:
    so_far: list[ThreadEvent] = []
    for event, still in (
        (None, "Vraag of het is ontvangen."),
        (RECEIVED, "moet het nog beoordelen"),
        (ASSESSED, "de politie moet nog ingrijpen"),
        (STEPPED_IN, "Vraag wat ermee is gedaan."),
        (TOLD_BACK, "U hebt gehoord wat ermee is gedaan."),
    ):
        so_far += [event] if event else []
        [line] = advised(*so_far)
        assert line.text.startswith("Op 02-03-2026 is gedeeld met AVIM")
        assert still in line.text
        assert line.command == f"share show {D1}"


def test_what_was_shared_before_the_decision_carries_it_not_out() -> None:
    assert [line.command for line in advised(since=1)] == ["share request", "report make"]


def test_who_took_consent_back_is_not_reported_on_the_decision_that_rested_on_it() -> None:
    agreed = given(*weighed("ernstig", "nee", "ja").events, aged("18_plus"), consented("18_plus"))
    decided = agreed.when(decide("5b_toestemming"))
    assert commands(decided) == ["report make"]
    back = given(*decided.events, ConsentWithdrawn(MEES, "t1", CLIENT))
    assert commands(back) == ["steps record stap_4"]
    assert "ingetrokken" in first(back)
    assert commands(back.when(record("stap_4", v13_toestemming="nee")))[0] != "report make"
