"""Signals sent under a standing exchange pass the gate each; advice about a case names nobody."""

from datetime import date

import pytest
from msgspec import structs

from domain.acquaintances import AcquaintanceNamed
from domain.appointments import AppointmentEnded, PersonAppointed
from domain.attempts import kept_of
from domain.cases.events import CaseAbsorbed, CaseClosed, CaseSplitOff, IdentityRecorded
from domain.client import ClientFollowed
from domain.commands import Refused
from domain.consent.events import ConsentRefused, ConsentWithdrawn, Giver
from domain.disclosure.asking import AskAdvice
from domain.disclosure.events import (
    AdviceAsked,
    DisclosureRequested,
)
from domain.events import Event
from domain.partners import ConvenantEnded
from domain.watchlists.events import ExchangeEnded, ExchangeOpened
from domain.words import PersonId, SignalId
from tests.unit.domain.sharing import (
    CONSENT,
    D1,
    FLOOR,
    GIJS,
    OPEN,
    READY,
    SOUGHT,
    STEPS,
    WORLD,
    left,
    request,
    requested,
    send,
    told_signal,
    without,
)
from tests.unit.domain.story import given
from tests.unit.domain.world import ANNA, CARLA, CONVENANT, DIRK, EVA, HAVEN, MEES, NOOR, TODAY, UNIT

EXCHANGE = (
    ExchangeOpened(MEES, HAVEN, UNIT, ("identiteit", "feiten"), date(2026, 2, 1), date(2026, 9, 1)),
    requested(purpose="uitwisseling", categories=("feiten",), consent="toe-1"),
)


# the standing exchange

RUNNING = (*WORLD, CONSENT, *EXCHANGE, *READY)


def test_each_sending_under_an_exchange_passes_the_gate() -> None:
    story = given(*RUNNING).when(send("s-feit"))
    event = left(story)
    assert (event.exchange, event.signals) == (True, (SignalId("s-feit"),))
    fresh = structs.replace(told_signal("s-feit"), signal=SignalId("s-nieuw"))
    later = given(*story.events, fresh)
    assert left(later.when(send("s-feit", "s-nieuw"))).signals == (SignalId("s-nieuw"),)
    later.when(send("s-feit")).then_refused("uitwisseling.niets_nieuws")


@pytest.mark.parametrize(
    ("past", "code"),
    [
        (without(RUNNING, EXCHANGE[0]), "uitwisseling.loopt_niet"),
        ((*RUNNING, ExchangeEnded(MEES, TODAY, "klaar")), "uitwisseling.loopt_niet"),
        ((*RUNNING, ConvenantEnded("2026", TODAY, "op")), "convenant.geldt_niet"),
        ((*RUNNING, ConsentWithdrawn(MEES, "toe-1", Giver("client"))), "toestemming.dekt_niet"),
        (OPEN, "uitwisseling.doel"),
    ],
)
def test_an_exchange_that_lost_what_it_rests_on_sends_nothing(past: tuple[Event, ...], code: str) -> None:
    given(*past).when(send("s-feit")).then_refused(code)


def test_only_own_signals_of_the_agreed_kinds_go_along() -> None:
    given(*RUNNING).when(send("s-feit", "s-gezien")).then_refused("uitwisseling.signaal")
    wide = structs.replace(EXCHANGE[1], categories=("feiten", "waarnemingen"))
    assert isinstance(wide, DisclosureRequested)
    given(*WORLD, CONSENT, EXCHANGE[0], wide, *READY).when(send("s-feit")).then_refused("uitwisseling.soort")


def test_one_weighing_carries_no_months_of_sending() -> None:
    weighed = request("CONFLICT_VAN_PLICHTEN", purpose="uitwisseling", categories=("feiten",))
    given(*WORLD, EXCHANGE[0]).when(weighed).then_refused("grond.doel")


# advice


def advice(question: str = "Twee signalen, wat kan ik doen?", **changes: object) -> AskAdvice:
    plain = AskAdvice(MEES, D1, CARLA, TODAY, HAVEN, None, "veilig_thuis", question)
    return structs.replace(plain, **changes)


def test_advice_is_open_to_who_works_with_the_case() -> None:
    [event] = given(*WORLD).when(advice()).happened
    assert isinstance(event, AdviceAsked)
    closed = given(*WORLD, CaseClosed(MEES, TODAY, "ongegrond")).when(advice())
    assert closed.happened
    closed.when(advice()).then()


@pytest.mark.parametrize("by", [FLOOR, ANNA])
def test_who_leads_at_the_facility_may_ask_advice_too(by: PersonId) -> None:
    assert given(*WORLD).when(advice(by=by)).happened


@pytest.mark.parametrize("by", [DIRK, EVA, GIJS])
def test_whoever_sees_a_pseudonym_alone_cannot_find_the_name_by_asking(by: PersonId) -> None:
    colleague = PersonAppointed(DIRK, HAVEN, "hulpverlener", date(2026, 1, 1))
    right = given(*WORLD, colleague).when(advice("Heet zij Mees El Amrani?", by=by))
    wrong = given(*WORLD, colleague).when(advice("Heet zij Joris de Boer?", by=by))
    assert right.then_refused("advies.casus").sentence == wrong.then_refused("advies.casus").sentence


def test_advice_is_asked_by_nobody_whose_role_ended() -> None:
    gone = AppointmentEnded(CARLA, HAVEN, "hulpverlener", TODAY)
    given(*WORLD, gone).when(advice()).then_refused("advies.casus")


WITHOUT: tuple[tuple[Event, ...], ...] = (
    without(WORLD, CONVENANT),
    without(WORLD, *STEPS),
    without(WORLD, SOUGHT),
    (*WORLD, CONSENT, ConsentWithdrawn(MEES, "toe-1", Giver("client"))),
    (*WORLD, ConsentRefused(MEES, TODAY, Giver("client"), ("avim",), ("veiligheid",), ("feiten",), "", "")),
)
"""The world without convenant, steps or an effort for consent; with consent taken back or refused."""


@pytest.mark.parametrize("past", WITHOUT)
def test_advice_without_personal_data_is_always_open(past: tuple[Event, ...]) -> None:
    for whom in ("veilig_thuis", "meldpunt", "csg", "comensha"):
        assert given(*past).when(advice(recipient=whom)).happened
    assert given(*past).when(advice(recipient="avim", receiver=UNIT)).happened


def test_advice_in_which_somebody_can_be_recognised_does_not_leave() -> None:
    asked = advice("M. el-amrani, geboren 1 mei 2009?")
    no = given(*WORLD).when(asked).then_refused("advies.herkenbaar")
    assert "vraag (naam)" in no.sentence
    assert "vraag (geboortedatum)" in no.sentence
    assert "amrani" not in str(no).casefold()
    kept = kept_of(asked, no.code, CARLA)
    assert kept is not None
    assert "amrani" not in str(kept).casefold()


@pytest.mark.parametrize(
    "text", ["Haar vriend heet Joris.", "DE-BOER komt vaak langs", "Carla Visser zag het"]
)
def test_advice_names_nobody_around_the_client_and_no_colleague(text: str) -> None:
    friend = AcquaintanceNamed(MEES, "Joris de Boer", "vriend")
    no = given(*WORLD, friend).when(advice(text)).then_refused("advies.herkenbaar")
    assert "vraag (naam)" in no.sentence
    assert "joris" not in str(no).casefold()
    assert given(*WORLD, friend).when(advice("Haar vriend komt vaak langs.")).happened


def test_advice_names_nobody_whom_a_case_that_was_merged_into_this_one_knows() -> None:
    known = (IdentityRecorded(NOOR, "Noor Peters", "2009-05-01"), AcquaintanceNamed(NOOR, "Rachid", "vriend"))
    merged = (*WORLD, *known, CaseAbsorbed(MEES, NOOR, ()))
    for text in ("Noor is vaak weg.", "Zij is bij Rachid."):
        given(*merged).when(advice(text, merged=(NOOR,))).then_refused("advies.herkenbaar")
        given(*merged).when(advice(text)).then_refused("advies.samengevoegd")
    parted = CaseSplitOff(MEES, NOOR, ())
    assert given(*merged, parted).when(advice("Zij is bij Rachid.")).happened


def test_advice_holds_nothing_that_a_merged_case_brought_nor_the_number_it_is_known_by() -> None:
    known = IdentityRecorded(NOOR, "Noor Peters", "2009-05-01", ("Dorpsweg 3, 4331 AB Middelburg",))
    brought = ClientFollowed(MEES, NOOR, ("dossier-77412",), (known,), ("Rachid",))
    merged = (*WORLD, CaseAbsorbed(MEES, NOOR, ()), brought)
    for text in ("Wat kan met dossier-77412?", "Noor is vaak weg.", "Zij is bij Rachid.", "Op Dorpsweg 3."):
        given(*merged).when(advice(text, merged=(NOOR,))).then_refused("advies.herkenbaar")
        assert given(*merged, CaseSplitOff(MEES, NOOR, ())).when(advice(text)).happened


def test_advice_is_asked_of_who_gives_it_with_a_question() -> None:
    given(*WORLD).when(advice("  ")).then_refused("advies.vraag")
    given(*WORLD).when(advice(recipient="om")).then_refused("grond.ontvanger")
    with pytest.raises(Refused):
        raise given(*WORLD).when(advice(recipient="krant")).then_refused("verstrekking.onbekend")
