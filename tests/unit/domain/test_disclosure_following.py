"""After it left: the receipt, the feedback, what police owe, and stopping when what it rests on is gone."""

from datetime import date, timedelta
from typing import get_args

import pytest
from msgspec import structs

from domain.consent.events import ConsentGiven, ConsentLimited, ConsentWithdrawn, Giver
from domain.disclosure.assessing import AssessSignals, DecideIntervention, PassDuty
from domain.disclosure.events import (
    AdviceAsked,
    DisclosureReceived,
    DisclosureReleased,
    DisclosureStopped,
    DutyOverdue,
    FeedbackGiven,
    InterventionDecided,
    RecipientTold,
    RegistrationDue,
    SignalsAssessed,
    StopReason,
)
from domain.disclosure.following import (
    ENDED,
    GiveFeedback,
    ReceiveDisclosure,
    StopDisclosure,
    StopUnfounded,
    TellRecipient,
)
from domain.disclosure.preparing import STOPPED, InformClient
from domain.partners import ConvenantEnded
from domain.watchlists.events import ExchangeEnded, ExchangeOpened
from tests.unit.domain.sharing import (
    CONSENT,
    D1,
    FLOOR,
    GIJS,
    INFORMED,
    NOW,
    READY,
    WORLD,
    approve,
    release,
    requested,
    send,
)
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import ANNA, CARLA, DIRK, HAVEN, MEES, TODAY, UNIT

WITHDRAWN = ConsentWithdrawn(MEES, "toe-1", Giver("client"))
ASKED = (*WORLD, CONSENT, requested(consent="toe-1"))
LEFT = given(*ASKED, *READY).when(release())
RUNNING = given(
    *WORLD,
    CONSENT,
    ExchangeOpened(MEES, HAVEN, UNIT, ("feiten",), date(2026, 2, 1), date(2026, 9, 1)),
    requested(purpose="uitwisseling", categories=("feiten",), consent="toe-1"),
    *READY,
).when(send("s-feit"))


def digest(story: Story) -> str:
    [event] = story.happened
    assert isinstance(event, DisclosureReleased)
    return event.digest


def receive(**changes: object) -> ReceiveDisclosure:
    plain = ReceiveDisclosure(MEES, D1, GIJS, TODAY, HAVEN, UNIT, digest(LEFT))
    return structs.replace(plain, **changes)


def test_the_receipt_repeats_the_digest() -> None:
    story = LEFT.when(receive())
    story.then(DisclosureReceived(MEES, D1, digest(LEFT), GIJS)).when(receive()).then()
    LEFT.when(receive(digest="0" * 64)).then_refused("ontvangst.ander_pakket")


def test_the_beginning_of_the_digest_says_which_package_when_it_is_long_enough() -> None:
    LEFT.when(receive(digest=digest(LEFT)[:8])).then(DisclosureReceived(MEES, D1, digest(LEFT), GIJS))
    LEFT.when(receive(digest=digest(LEFT)[:7])).then_refused("ontvangst.ander_pakket")
    LEFT.when(receive(digest=f"{digest(LEFT)}0")).then_refused("ontvangst.ander_pakket")


def test_only_who_received_it_says_so() -> None:
    LEFT.when(receive(by=CARLA)).then_refused("ontvangst.rol")
    given(*ASKED).when(receive()).then_refused("verstrekking.niet_gedaan")


def test_outside_the_proeftuin_who_shared_writes_it_down() -> None:
    wide = structs.replace(CONSENT, recipients=("veilig_thuis",))
    outside = requested(recipient="veilig_thuis", organisation=None)
    story = given(*WORLD, wide, outside, INFORMED, READY[2]).when(release(receiver=None))
    feedback = GiveFeedback(MEES, D1, CARLA, TODAY, HAVEN, None, "Zij nemen het op.")
    story.when(feedback).then(FeedbackGiven(MEES, D1, "Zij nemen het op.", CARLA))
    story.when(structs.replace(feedback, by=DIRK)).then_refused("ontvangst.buiten")


def test_the_receiver_tells_back_what_was_done() -> None:
    feedback = GiveFeedback(MEES, D1, GIJS, TODAY, HAVEN, UNIT, "Er loopt een onderzoek.")
    LEFT.when(feedback).then(FeedbackGiven(MEES, D1, "Er loopt een onderzoek.", GIJS))
    LEFT.when(structs.replace(feedback, text=" ")).then_refused("terugkoppeling.leeg")


def test_the_answer_to_advice_is_written_down_by_who_asked() -> None:
    asked = AdviceAsked(MEES, D1, HAVEN, "veilig_thuis", None, "Wat nu?", "abc", TODAY, CARLA)
    feedback = GiveFeedback(MEES, D1, CARLA, TODAY, HAVEN, None, "Praat eerst met haar.")
    given(*WORLD, asked).when(feedback).then(FeedbackGiven(MEES, D1, "Praat eerst met haar.", CARLA))
    given(*WORLD, asked).when(structs.replace(feedback, by=DIRK)).then_refused("terugkoppeling.advies")


# what police owe


def assess(**changes: object) -> AssessSignals:
    plain = AssessSignals(
        MEES, D1, GIJS, TODAY, HAVEN, UNIT, "Te weinig.", "vermoeden", "meer_nodig", ongoing=False, at=NOW
    )
    return structs.replace(plain, **changes)


REGISTER = RegistrationDue(MEES, D1, TODAY + timedelta(days=30))


def test_police_assess_with_reasons_and_not_everything_is_investigated() -> None:
    LEFT.when(assess()).then(
        SignalsAssessed(MEES, D1, "vermoeden", "meer_nodig", "Te weinig.", GIJS), REGISTER
    )
    LEFT.when(assess(course="geen_onderzoek", knowledge="redelijk_vermoeden")).then(
        SignalsAssessed(MEES, D1, "redelijk_vermoeden", "geen_onderzoek", "Te weinig.", GIJS), REGISTER
    )
    LEFT.when(assess(reasons="")).then_refused("beoordelen.reden")
    LEFT.when(assess(by=CARLA)).then_refused("ontvangst.rol")


def test_knowing_of_exploitation_that_goes_on_starts_the_clock_of_acting() -> None:
    knows = assess(knowledge="weten", course="onderzoek", ongoing=True)
    due_at = NOW + timedelta(hours=24)
    story = LEFT.when(knows)
    story.then(
        SignalsAssessed(
            MEES, D1, "weten", "onderzoek", "Te weinig.", GIJS, ongoing=True, intervene_due_at=due_at
        ),
        REGISTER,
    )
    LEFT.when(structs.replace(knows, course="meer_nodig")).then_refused("beoordelen.weten")
    decide = DecideIntervention(MEES, D1, GIJS, TODAY, HAVEN, UNIT, "Zij is veilig.", "veiliggesteld")
    story.when(decide).then(InterventionDecided(MEES, D1, "veiliggesteld", "Zij is veilig.", GIJS))
    story.when(structs.replace(decide, reasons=" ")).then_refused("beoordelen.reden")


def test_waiting_is_no_choice() -> None:
    from typing import get_args  # noqa: PLC0415 - only this rule looks at the choices themselves

    from domain.disclosure.events import Intervention  # noqa: PLC0415 - the same

    assert set(get_args(Intervention)) == {"ingegrepen", "veiliggesteld", "geen_actuele_uitbuiting"}


def test_what_did_not_go_to_police_is_not_assessed() -> None:
    wide = structs.replace(CONSENT, recipients=("veilig_thuis",))
    outside = requested(recipient="veilig_thuis", organisation=None)
    story = given(*WORLD, wide, outside, INFORMED, READY[2]).when(release(receiver=None))
    story.when(assess(receiver=None)).then_refused("beoordelen.politie")


def test_a_duty_that_nobody_did_passes_once() -> None:
    due_at = NOW + timedelta(hours=72)
    late = PassDuty(MEES, D1, GIJS, TODAY, HAVEN, UNIT, "beoordelen", due_at)
    LEFT.when(late).then(DutyOverdue(MEES, D1, "beoordelen", due_at)).when(late).then()
    LEFT.when(structs.replace(late, at=NOW)).then()
    LEFT.when(assess()).when(late).then()
    given(*ASKED).when(late).then()


def test_acting_is_due_as_well() -> None:
    story = LEFT.when(assess(knowledge="weten", course="onderzoek", ongoing=True))
    due_at = NOW + timedelta(hours=24)
    late = PassDuty(MEES, D1, GIJS, TODAY, HAVEN, UNIT, "ingrijpen", due_at)
    story.when(late).then(DutyOverdue(MEES, D1, "ingrijpen", due_at)).when(late).then()


# stopping


def unfounded() -> StopUnfounded:
    return StopUnfounded(MEES, D1, CARLA, TODAY, HAVEN, UNIT)


def test_withdrawn_consent_stops_what_was_asked() -> None:
    given(*ASKED, WITHDRAWN).when(unfounded()).then(
        DisclosureStopped(MEES, D1, "toestemming_ingetrokken", TODAY, tell=False)
    )


def test_withdrawn_consent_is_told_to_who_has_something_already() -> None:
    stopped = DisclosureStopped(MEES, D1, "toestemming_ingetrokken", TODAY, tell=True)
    story = given(*LEFT.events, WITHDRAWN).when(unfounded())
    story.then(stopped).when(unfounded()).then()
    tell = TellRecipient(MEES, D1, CARLA, TODAY, HAVEN, UNIT)
    story.when(tell).then(RecipientTold(MEES, D1, CARLA)).when(tell).then()
    LEFT.when(tell).then_refused("stoppen.loopt_nog")


def test_what_left_stays_left_and_its_duties_go_on() -> None:
    story = given(*LEFT.events, WITHDRAWN).when(unfounded())
    story.when(assess()).then(
        SignalsAssessed(MEES, D1, "vermoeden", "meer_nodig", "Te weinig.", GIJS), REGISTER
    )


def test_the_client_still_hears_of_what_left_before_it_stopped() -> None:
    inform = InformClient(MEES, D1, CARLA, TODAY, HAVEN, UNIT, "in een gesprek")
    given(*LEFT.events, WITHDRAWN).when(unfounded()).when(inform).then(INFORMED)
    given(*ASKED, WITHDRAWN).when(unfounded()).when(inform).then_refused("verstrekking.loopt_niet")


def test_what_stopped_says_why_and_when_and_what_can_be_done() -> None:
    no = given(*ASKED, WITHDRAWN).when(unfounded()).when(release()).then_refused("verstrekking.loopt_niet")
    assert no.sentence == (
        f"De toestemming waarop dit rustte, is ingetrokken. Daarom is dit op {TODAY:%d-%m-%Y} gestopt."
    )
    assert "Vraag opnieuw toestemming" in no.remedy
    sent = given(*RUNNING.events, WITHDRAWN).when(unfounded()).when(send("s-feit"))
    assert "ingetrokken" in sent.then_refused("verstrekking.loopt_niet").sentence
    stopped = given(*ASKED).when(StopDisclosure(MEES, D1, CARLA, TODAY, HAVEN, UNIT, "te vroeg"))
    assert "besloot" in stopped.when(approve()).then_refused("verstrekking.loopt_niet").sentence
    assert set(STOPPED) == set(get_args(StopReason))


def test_withdrawn_consent_ends_a_running_exchange_of_signals() -> None:
    story = given(*RUNNING.events, WITHDRAWN).when(unfounded())
    story.then(
        DisclosureStopped(MEES, D1, "toestemming_ingetrokken", TODAY, tell=True),
        ExchangeEnded(MEES, TODAY, ENDED["toestemming_ingetrokken"]),
    )
    story.when(send("s-feit")).then_refused("verstrekking.loopt_niet")


def test_a_convenant_that_ended_stops_the_exchange_and_not_a_single_report() -> None:
    ended = ConvenantEnded("2026", TODAY, "op")
    given(*RUNNING.events, ended).when(unfounded()).then(
        DisclosureStopped(MEES, D1, "convenant_geeindigd", TODAY, tell=True),
        ExchangeEnded(MEES, TODAY, ENDED["convenant_geeindigd"]),
    )
    given(*LEFT.events, ended).when(unfounded()).then()


def test_a_consent_that_became_too_narrow_stops_what_runs_and_not_what_is_over() -> None:
    narrow = ConsentLimited(
        MEES, "toe-1", Giver("client"), ("csg",), ("hulp",), ("feiten",), date(2026, 12, 1)
    )
    given(*RUNNING.events, narrow).when(unfounded()).then(
        DisclosureStopped(MEES, D1, "toestemming_voorbij", TODAY, tell=True),
        ExchangeEnded(MEES, TODAY, ENDED["toestemming_voorbij"]),
    )
    given(*LEFT.events, narrow).when(unfounded()).then()


def test_nothing_stops_while_consent_stands_or_another_consent_carries_it() -> None:
    LEFT.when(unfounded()).then()
    other = structs.replace(CONSENT, consent="toe-2")
    assert isinstance(other, ConsentGiven)
    given(*ASKED, other, WITHDRAWN).when(unfounded()).then()


def test_a_request_that_waits_for_its_first_consent_goes_on_waiting() -> None:
    given(*WORLD, CONSENT, WITHDRAWN, requested()).when(unfounded()).then()
    given(*WORLD).when(unfounded()).then()


def test_a_conflict_of_duties_does_not_rest_on_consent() -> None:
    weighed = requested("CONFLICT_VAN_PLICHTEN")
    given(*WORLD, CONSENT, weighed, WITHDRAWN).when(unfounded()).then()


@pytest.mark.parametrize("by", [CARLA, FLOOR, ANNA])
def test_who_asked_or_looks_along_may_stop_it(by: str) -> None:
    stop = StopDisclosure(MEES, D1, by, TODAY, HAVEN, UNIT, "Het is niet meer nodig.")  # type: ignore[arg-type]  # a person's code
    given(*ASKED).when(stop).then(
        DisclosureStopped(MEES, D1, "besluit", TODAY, tell=False, explanation="Het is niet meer nodig.")
    )


def test_stopping_needs_a_role_and_a_reason_and_ends_the_thread() -> None:
    stop = StopDisclosure(MEES, D1, CARLA, TODAY, HAVEN, UNIT, "Het is niet meer nodig.")
    given(*ASKED).when(structs.replace(stop, by=DIRK)).then_refused("stoppen.rol")
    given(*ASKED).when(structs.replace(stop, explanation="")).then_refused("stoppen.reden")
    given(*ASKED).when(stop).when(approve()).then_refused("verstrekking.loopt_niet")
