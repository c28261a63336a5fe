"""Each command about a case, tried where it should not be: every answer, written down by hand.

On a case that was closed, went on as another, or moved away from who acts; and by somebody who holds the same
roles at another organisation. What is said twice under another id stands in `AGAIN`.
"""

from collections.abc import Iterator

import pytest
from msgspec import structs

from domain.acting.given import given_by
from domain.appointments import PersonAppointed
from domain.cases.commands import CloseCase, PlaceCase
from domain.escalation.following import Looked
from domain.events import Event
from domain.merging.joining import MergeCases
from domain.words import OrganisationId, PersonId
from tests.unit.domain.attacks import ATTACKS, ELS, PAST, AnyCommand, Attack
from tests.unit.domain.story import Story, given
from tests.unit.domain.test_attempts import commands
from tests.unit.domain.world import DUIN, MEES, NOOR, OTHER_UNIT, TODAY, UNIT

EXPECTED = """
command                loopt        gesloten     samengevoegd      verhuisd           van_elders
RecordIdentity         ja           gesloten     samen             wie                wie
PlaceCase              ja           gesloten     samen             wie                wie
EndPlacement           ja           gesloten     samen             wie                wie
CloseCase              ja           niets        samen             wie                wie
ReopenCase             niets        ja           samen             wie                wie
AcknowledgeBrief       ja           gesloten     samen             wie                wie
EnterAgeBand           ja           ja           samen             wie                wie
MergeCases             ja           ja           samen             wie                wie
SplitCases             splits       splits       ja                wie                wie
CompleteMerge          aanvul       aanvul       niets             wie                wie
RecordInvolvement      ja           gesloten     samen             wie                wie
EndInvolvement         ja           gesloten     samen             wie                wie
AskView                ja           gesloten     samen             wie                wie
NameAcquaintance       ja           gesloten     samen             bekende.rol        bekende.rol
RecordSignal           ja           ja           samen             wie                wie
CorrectSignal          ja           ja           signaal.onbekend  ja                 wie
RetractSignal          ja           ja           signaal.onbekend  ja                 wie
GiveVerdict            ja           ja           signaal.onbekend  wie                wie
ReportMissing          ja           ja           samen             wie                wie
EndMissing             ja           ja           samen             wie                wie
RecordLinkKey          ja           ja           samen             wie                wie
AcknowledgeEscalation  ja           ja           samen             ja                 escalatie.rol
HandOverEscalation     ja           ja           samen             escalatie.naar     escalatie.rol
DecideEscalation       ja           ja           samen             ja                 escalatie.rol
RecordOutcome          ja           ja           samen             ja                 escalatie.rol
AgreeLead              ja           gesloten     samen             lijst.geen_eenheid lijst.kernteam
WeighCase              ja           gesloten     samen             lijst.instelling   lijst.kernteam
OpenExchange           ja           gesloten     samen             wie                wie
EndExchange            ja           ja           uitwisseling.geen wie                wie
AnnounceExchangeEnd    ja           ja           uitwisseling.geen wie                wie
SeekConsent            ja           gesloten     samen             toestemming.rol    toestemming.rol
ExplainConsent         ja           gesloten     samen             toestemming.rol    toestemming.rol
GiveConsent            ja           gesloten     samen             toestemming.rol    toestemming.rol
RefuseConsent          ja           gesloten     samen             toestemming.rol    toestemming.rol
ReassessConsent        ja           gesloten     samen             toestemming.rol    toestemming.rol
LimitConsent           ja           ja           samen             wie                wie
WithdrawConsent        ja           ja           samen             ja                 ja
ExcludeRepresentative  ja           gesloten     samen             toestemming.rol    toestemming.rol
RecordStep             ja           gesloten     samen             stappen.rol        stappen.rol
TakeDecision           ja           ja           samen             ja                 ja
ReviewHelp             ja           gesloten     samen             stappen.rol        stappen.rol
MakeReport             ja           gesloten     samen             stappen.rol        stappen.rol
AnswerReport           ja           ja           ja                stappen.rol        stappen.rol
InformOfReport         ja           ja           ja                client.rol         client.rol
DeferInformingOfReport ja           ja           ja                client.rol         client.rol
ReceiveCall            ja           ja           samen             telefoon.rol       telefoon.rol
CallBack               ja           ja           ja                telefoon.rol       telefoon.rol
AnswerCall             ja           ja           ja                telefoon.rol       telefoon.rol
AskAdvice              ja           ja           ja                verstrekking.gever advies.casus
RequestDisclosure      ja           gesloten     samen             verstrekking.gever aanvrager.aanstelling
WeighConflict          ja           ja           ja                ja                 verstrekking.aanvrager
TellDiscloser          ja           ja           ja                ja                 verstrekking.aanvrager
InformClient           ja           ja           ja                ja                 client.rol
DeferInforming         ja           ja           ja                ja                 client.rol
ApproveDisclosure      ja           ja           ja                ja                 goedkeuring.geen_rol
DenyDisclosure         ja           ja           ja                ja                 goedkeuring.geen_rol
ReleaseDisclosure      ja           gesloten     samen             verstrekking.gever verstrekking.aanvrager
ForgoSharing           ja           gesloten     samen             aanvrager.rol      aanvrager.aanstelling
StopDisclosure         ja           ja           ja                ja                 stoppen.rol
TellRecipient          ja           ja           ja                ja                 stoppen.rol
ReceiveDisclosure      ja           ja           ja                ja                 ontvangst.rol
AssessSignals          ja           ja           ja                ja                 ontvangst.rol
DecideIntervention     ja           ja           ja                ja                 ontvangst.rol
RegisterVictim         ja           ja           ja                ja                 ontvangst.rol
GiveFeedback           ja           ja           ja                ja                 ontvangst.rol
PlaceHold              ja           ja           ja                ja                 ja
LiftHold               ja           ja           ja                ja                 ja
KeepLonger             bewaren.open ja           bewaren.open      bewaren.open       bewaren.open
"""
SHORT = {
    "gesloten": "casus.gesloten",
    "samen": "casus.samengevoegd",
    "wie": "casus.wie",
    "splits": "splitsen.geen",
    "aanvul": "aanvullen.geen",
}
"""Codes as the table above writes them; `ja` happens, `niets` is so already."""
AGAIN = {
    "EndPlacement": "plaatsing.geen",
    "AcknowledgeBrief": "overdracht.geen",
    "MergeCases": "casus.samengevoegd",
    "SplitCases": "splitsen.geen",
    "CompleteMerge": "aanvullen.geen",
    "EndInvolvement": "rooster.onbekend",
    "EndMissing": "vermissing.geen",
    "EndExchange": "uitwisseling.geen",
    "GiveConsent": "toestemming.bestaat",
    "WithdrawConsent": "toestemming.geen",
    "TakeDecision": "ja",
    "AnswerCall": "telefoon.onbekend",
    "DenyDisclosure": "verstrekking.loopt_niet",
    "ReleaseDisclosure": "verstrekking.gedaan",
    "StopDisclosure": "verstrekking.loopt_niet",
    "KeepLonger": "bewaren.open",
}
"""What is answered to the same under another id, where that is not that it is so already.

A second call to 112 may be about another danger.
"""
SITUATIONS: dict[str, tuple[AnyCommand, ...]] = {
    "loopt": (),
    "gesloten": (CloseCase(MEES, TODAY, TODAY, "afgerond"),),
    "samengevoegd": (MergeCases(MEES, NOOR, TODAY, looked=Looked(1)),),
    "verhuisd": (PlaceCase(MEES, DUIN, TODAY, TODAY, ELS),),
}
"""What became of the case before the command came."""
NOT_TRIED = {
    "PassDuty": "the system does this by itself",
    "StopUnfounded": "the system does this by itself",
    "RaiseHeld": "after a rebuild alone: tests/unit/domain/test_escalation.py",
    "SetAsideHeld": "after a rebuild alone: tests/unit/domain/test_escalation.py",
    "SendUnderExchange": "a release that passes the same gate: tests/unit/domain/test_disclosure_exchange.py",
}
ELSEWHERE = PersonId("xander")


def cells() -> Iterator[tuple[str, str, str]]:
    """Which command, in which situation, and the answer."""
    head, *rows = [line.split() for line in EXPECTED.strip().splitlines()]
    for name, *answers in rows:
        for situation, answer in zip(head[1:], answers, strict=True):
            yield name, situation, SHORT.get(answer, answer)


def told(story: Story) -> str:
    """The answer in a word; a refusal has a sentence and says what would make it allowed."""
    if story.refused is not None:
        story.then_refused(story.refused.code)
        return story.refused.code
    return "ja" if story.happened else "niets"


def past(attack: Attack, situation: str) -> tuple[Event, ...]:
    """What happened before; who is of elsewhere holds there the roles of who gives it here."""
    story = given(*PAST, *attack.ready)
    if situation == "van_elders":
        return (*story.events, *_same_roles(attack.by))
    for step in SITUATIONS[situation]:
        story = story.when(step)
        assert story.refused is None, story.refused
    return story.events


def _same_roles(person: PersonId) -> Iterator[Event]:
    others: dict[str, OrganisationId] = {UNIT: OTHER_UNIT}
    for one in PAST:
        if isinstance(one, PersonAppointed) and one.person == person:
            yield structs.replace(one, person=ELSEWHERE, organisation=others.get(one.organisation, DUIN))


def by_another(command: AnyCommand) -> AnyCommand:
    """The same, given by somebody of elsewhere."""
    named = [field for field in ("by", "care") if field in command.__struct_fields__]
    return structs.replace(command, **dict.fromkeys(named, ELSEWHERE))


@pytest.mark.parametrize(("name", "situation", "answer"), list(cells()))
def test_a_command_is_answered_as_expected_wherever_it_is_tried(
    name: str, situation: str, answer: str
) -> None:
    attack = ATTACKS[name]
    strange = situation == "van_elders"
    command, by = (by_another(attack.command), ELSEWHERE) if strange else (attack.command, attack.by)
    assert told(given(*past(attack, situation)).when(_given(command, by))) == answer


@pytest.mark.parametrize("name", [name for name, attack in ATTACKS.items()])
def test_the_same_again_is_answered_as_expected(name: str) -> None:
    attack = ATTACKS[name]
    command = _given(attack.command, attack.by)
    first = given(*past(attack, "loopt")).when(command)
    if first.refused is None:
        assert told(given(*first.events).when(command)) == AGAIN.get(name, "niets")


def test_every_command_about_a_case_is_tried() -> None:
    about_one = {one.__name__ for one in commands() if one.attempt and "case" in one.__struct_fields__}
    tried = {name for name, _, _ in cells()}
    assert about_one - {"RegisterCase"} == tried | {*NOT_TRIED}
    assert tried == {type(one.command).__name__ for one in ATTACKS.values()}


def _given(command: AnyCommand, by: PersonId) -> AnyCommand:
    return given_by(command, by, getattr(command, "today", TODAY))
