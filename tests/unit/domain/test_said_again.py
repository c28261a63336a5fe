"""The same said again is one fact, until what changed since makes it a new one: consent, sharing, calls."""

from datetime import date, timedelta

from msgspec import structs

from domain.consent.asking import ExplainConsent, RefuseConsent
from domain.consent.changing import ReassessConsent
from domain.consent.conditions import Decision, Scope
from domain.consent.events import ConsentReassessmentDue
from domain.disclosure.asking import ForgoSharing
from domain.disclosure.assessing import AssessSignals, DecideIntervention
from domain.disclosure.called import PoliceRequestReceived
from domain.disclosure.calling import CallBack
from domain.disclosure.events import RegistrationDue, SignalsAssessed
from domain.disclosure.following import GiveFeedback
from domain.disclosure.preparing import DeferInforming, InformClient, TellDiscloser, WeighConflict
from domain.words import CallId, SignalId
from tests.unit.domain.answers import filled
from tests.unit.domain.consents import CLIENT, MOTHER, TOLD, aged, consented, explained
from tests.unit.domain.sharing import (
    CARRIED,
    D1,
    GIJS,
    NOW,
    OPEN,
    WORLD,
    release,
    requested,
    told_signal,
)
from tests.unit.domain.sharing import TOLD as READ
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import CARLA, HAVEN, MEES, TODAY, TOMORROW, UNIT

SHARING = (MEES, D1, CARLA, TODAY, HAVEN, UNIT)
POLICE = (MEES, D1, GIJS, TODAY, HAVEN, UNIT)
LEFT = given(*OPEN).when(release())
EXPLAIN = ExplainConsent(MEES, CARLA, TODAY, CLIENT, TOLD, "met plaatjes", "in eigen woorden", True)
REFUSE = RefuseConsent(
    MEES, CARLA, TODAY, CLIENT, Scope(("avim",), ("veiligheid",), ("feiten",)), "is bang", "uitgelegd"
)


def once(story: Story) -> None:
    """It happened, and the same again under another id changes nothing: `when` sees to that."""
    assert story.refused is None, story.refused
    assert len(story.happened) == 1


def test_an_explanation_is_a_new_one_on_another_day_and_after_one_that_did_not_come_across() -> None:
    story = given(*WORLD).when(EXPLAIN)
    once(story)
    once(story.when(structs.replace(EXPLAIN, to=MOTHER)).when(structs.replace(EXPLAIN, today=TOMORROW)))
    story.when(structs.replace(EXPLAIN, to=MOTHER)).when(EXPLAIN).then()
    once(story.when(structs.replace(EXPLAIN, understood=False)).when(EXPLAIN))


def test_a_refusal_in_the_same_words_binds_what_was_given_since() -> None:
    told = given(*WORLD, aged("16_17"), explained()).when(REFUSE)
    once(told)
    once(given(*told.events, consented()).when(REFUSE))


def test_a_consent_is_asked_again_once_until_it_must_be_asked_again() -> None:
    again = ReassessConsent(MEES, CARLA, TODAY, "t1", stays=True, decision=Decision((CLIENT,)))
    story = given(*WORLD, aged("16_17"), explained(), consented()).when(again)
    once(story)
    once(given(*story.events, ConsentReassessmentDue(MEES, ("t1",), "leeftijd")).when(again))


def test_a_weighing_and_what_was_read_are_told_once_until_another_takes_their_place() -> None:
    forms = (filled("conflict_van_plichten"), filled("aandachtspunten"), "de zorgcoördinator")
    weigh = WeighConflict(*SHARING, *forms, "doorbreken")
    story = given(*WORLD, requested("CONFLICT_VAN_PLICHTEN")).when(weigh)
    once(story)
    once(story.when(structs.replace(weigh, outcome="zwijgen")).when(weigh))
    once(given(*WORLD, CARRIED).when(TellDiscloser(*SHARING, READ.points)))


def test_a_client_is_told_once_later_once_and_anew_of_what_left() -> None:
    inform = InformClient(*SHARING, "in een gesprek")
    later = DeferInforming(*SHARING, "veiligheid_client", "Niet veilig.", date(2026, 3, 20))
    story = given(*WORLD, CARRIED).when(inform)
    once(story)
    once(story.when(later).when(inform))
    once(LEFT.when(inform))


def test_feedback_is_given_once_a_package() -> None:
    once(LEFT.when(GiveFeedback(*POLICE, "Er loopt een onderzoek.")))


def test_an_assessment_said_again_never_moves_the_moment_to_act() -> None:
    knows = AssessSignals(*POLICE, "Gezien.", "weten", "onderzoek", ongoing=True, at=NOW)
    later = structs.replace(knows, at=NOW + timedelta(hours=20))
    story = LEFT.when(knows)
    assert [type(one) for one in story.happened] == [SignalsAssessed, RegistrationDue]
    story.when(later).then()
    once(story.when(structs.replace(later, reasons="Weer gezien.")))


def test_who_acted_and_sees_it_go_on_says_so_anew() -> None:
    knows = AssessSignals(*POLICE, "Gezien.", "weten", "onderzoek", ongoing=True, at=NOW)
    acts = DecideIntervention(*POLICE, "Zij is veilig.", "veiliggesteld")
    story = LEFT.when(knows).when(acts)
    once(story)
    once(story.when(knows).when(acts))


def test_not_sharing_is_decided_anew_when_something_was_seen_since() -> None:
    forgo = ForgoSharing(MEES, D1, CARLA, TODAY, HAVEN, None, "De hulp werkt.", date(2026, 3, 20))
    story = given(*WORLD).when(forgo)
    once(story)
    once(given(*story.events, structs.replace(told_signal("s-feit"), signal=SignalId("s-9"))).when(forgo))


def test_a_call_back_with_the_same_answer_is_one() -> None:
    received = PoliceRequestReceived(MEES, CallId("t-1"), UNIT, "Mulder", "06", "art. 1", "Waar?", CARLA)
    back = CallBack(MEES, CallId("t-1"), CARLA, TODAY, UNIT, GIJS, confirmed=True)
    story = given(*WORLD, received).when(back)
    once(story)
    once(story.when(structs.replace(back, confirmed=False)).when(back))
