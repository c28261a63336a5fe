"""Somebody calls and says he is from the police: nothing is told, and the facility calls back.

Source: handreiking (call back to verify; the police say on what legal rule; truth-finding breaks no secrecy).
"""

from datetime import date

from domain.disclosure.asking import RequestDisclosure
from domain.disclosure.called import PoliceRequestAnswered, PoliceRequestRefused
from domain.disclosure.calling import AnswerCall, CallBack, ReceiveCall
from domain.disclosure.events import DisclosureReleased
from domain.words import CallId, CaseId, DisclosureId, OrganisationId, PersonId
from tests.scenarios.scene import Scene

HOME, UNIT = OrganisationId("instelling-1"), OrganisationId("eenheid-1")
SANNE, FEMKE = "sanne", "femke"  # aandachtsfunctionaris of the facility; AVIM of its unit
CALL, ASKED = CallId("t-1"), DisclosureId("d-1")


def start(scene: Scene, case: CaseId) -> tuple[CaseId, CallId, PersonId, date, OrganisationId]:
    """What every command about the call begins with."""
    return (case, CALL, PersonId(SANNE), scene.today, UNIT)


def called(scene: Scene, rule: str = "") -> CaseId:
    """A man calls on Tuesday afternoon, in a hurry."""
    case = scene.case("robin", HOME, "sem")
    scene.signal(case, "SX01", "sem", "Twintig condooms op de kamer.")
    received = ReceiveCall(
        *start(scene, case),
        "Een man die zegt dat hij rechercheur is",
        "06 00 00 00 00",
        rule,
        "Of deze jongere bij u woont, en met wie.",
    )
    scene.do(received, SANNE)
    return case


def back(scene: Scene, case: CaseId, contact: str = FEMKE, *, confirmed: bool) -> CallBack:
    return CallBack(*start(scene, case), PersonId(contact), confirmed)


def take_up(scene: Scene, case: CaseId, disclosure: DisclosureId | None = ASKED) -> AnswerCall:
    return AnswerCall(*start(scene, case), "naar_aanvraag", "De politie vroeg het.", disclosure)


def test_nothing_happens_before_somebody_called_back(scene: Scene) -> None:
    case = called(scene, "Wet politiegegevens")
    assert scene.refused(take_up(scene, case), SANNE).code == "telefoon.terugbellen"
    stranger = back(scene, case, "sem", confirmed=True)
    assert scene.refused(stranger, SANNE).code == "telefoon.nummer"
    assert len(scene.happened(PoliceRequestRefused)) == 2, "the refused attempts are in the log"


def test_a_caller_whom_the_unit_does_not_know_hears_nothing(scene: Scene) -> None:
    case = called(scene)
    scene.do(back(scene, case, confirmed=False), SANNE)
    assert scene.refused(take_up(scene, case), SANNE).code == "telefoon.niet_bevestigd"
    scene.do(AnswerCall(*start(scene, case), "geweigerd", "Dit verzoek is daar niet bekend."), SANNE)
    assert len(scene.happened(PoliceRequestAnswered)) == 1
    assert scene.happened(DisclosureReleased) == []


def test_police_who_name_no_rule_are_asked_for_it(scene: Scene) -> None:
    case = called(scene)
    scene.do(back(scene, case, confirmed=True), SANNE)
    assert scene.refused(take_up(scene, case), SANNE).code == "telefoon.regel"


def test_a_real_request_passes_the_same_gate_as_any_other(scene: Scene) -> None:
    case = called(scene, "Een opsporingsonderzoek")
    scene.do(back(scene, case, confirmed=True), SANNE)
    for_truth = RequestDisclosure(
        case,
        ASKED,
        PersonId(SANNE),
        scene.today,
        HOME,
        UNIT,
        "zorg",
        "avim",
        "waarheidsvinding",
        3,
        "CONFLICT_VAN_PLICHTEN",
        ("feiten",),
        "geen",
    )
    assert scene.refused(for_truth, SANNE).code == "verstrekking.waarheidsvinding"
    assert scene.refused(take_up(scene, case, None), SANNE).code == "telefoon.aanvraag"
    assert scene.happened(DisclosureReleased) == []
