"""Meisje Y where signals are shared in time: what the article wished for, step by step through the gate.

Source: artikel (customers come by social media, everybody knows, nobody shares; she is found months later),
stappenplan 2 to 5b, factsheet (conflict of duties, doorlaatverbod), handreiking (as little as possible).
"""

import json
from datetime import date, timedelta
from typing import Any

from domain.ageing import EnterAgeBand
from domain.cases.commands import RecordIdentity
from domain.commands import Command
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.asking import AskAdvice, RequestDisclosure
from domain.disclosure.assessing import AssessSignals, DecideIntervention, RegisterVictim
from domain.disclosure.events import (
    AdviceAsked,
    DisclosureRefused,
    DisclosureReleased,
    InterventionDecided,
    RegistrationDue,
    SignalsAssessed,
)
from domain.disclosure.following import ReceiveDisclosure
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import DeferInforming, TellDiscloser, WeighConflict
from domain.disclosure.releasing import ReleaseDisclosure
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from engine.advising import advice_at
from engine.history import moment
from engine.sharing import made_again
from tests.scenarios.scene import Scene
from tests.unit.domain.answers import filled

HOME, UNIT, REGION = (OrganisationId(one) for one in ("instelling-2", "eenheid-2", "zorgcoordinatie"))
TESS, RUBEN, DAAN, PIETER = "tess", "ruben", "daan", "pieter"
Start = tuple[CaseId, DisclosureId, PersonId, date, OrganisationId, OrganisationId]
ASKED = DisclosureId("d-y")
FOUND = date(2026, 5, 22)
"""The day on which the police found her, in the story as it went."""
MINIMAL = ("identiteit", "feiten", "omstandigheden", "waarnemingen")


def begun(scene: Scene) -> CaseId:
    """What four people around her saw until mid April, and what Tess decided on it."""
    case = scene.case("meisje-y", HOME, TESS)
    scene.do(RecordIdentity(case, "Yara Voorbeeld", "2008-09-14"), TESS)
    scene.do(EnterAgeBand(case, "16_17", scene.today, scene.today), TESS)
    for month, day, indicator, by, nature, text in (
        (3, 9, "OV01", TESS, "interpretatie", "Het voelt niet goed."),
        (3, 20, "SX01", RUBEN, "feit", "Twintig condooms op haar kamer."),
        (4, 3, "RL01", TESS, "waarneming", "Een oudere vriend haalt haar op."),
        (4, 10, "GW01", RUBEN, "waarneming", "Blauwe plekken op haar armen."),
        (4, 14, "SX03", "nachtdienst", "feit", "Klanten melden zich via social media."),
    ):
        scene.go_to(date(2026, month, day))
        scene.signal(case, indicator, by, text, nature=nature, organisation=HOME)
    scene.decide_to_report(case, TESS)
    return case


def start(scene: Scene, case: CaseId, by: str) -> Start:
    """What every command of her thread begins with."""
    return (case, ASKED, PersonId(by), scene.today, HOME, UNIT)


def asking(scene: Scene, case: CaseId, **other: Any) -> RequestDisclosure:
    told: dict[str, Any] = {
        "side": "zorg",
        "recipient": "avim",
        "purpose": "veiligheid",
        "tier": 3,
        "ground": "CONFLICT_VAN_PLICHTEN",
        "categories": MINIMAL,
        "danger": "ernstig",
    } | other
    return RequestDisclosure(*start(scene, case, TESS), **told)


def release(scene: Scene, case: CaseId, by: str = TESS) -> ReleaseDisclosure:
    return ReleaseDisclosure(*start(scene, case, by), scene.at)


def prepared(scene: Scene, case: CaseId) -> list[Command[Any, Any]]:
    """What must be there before it leaves, each by who does it."""
    weighed = WeighConflict(
        *start(scene, case, TESS),
        filled("conflict_van_plichten"),
        filled("aandachtspunten"),
        "de zorgcoördinator, zonder naam",
        "doorbreken",
    )
    later = DeferInforming(
        *start(scene, case, TESS),
        "contact_verbroken",
        "Zij loopt weg als zij het nu hoort.",
        date(2026, 4, 30),
    )
    return [weighed, TellDiscloser(*start(scene, case, TESS), POINTS), later]


def shared(scene: Scene, case: CaseId) -> DisclosureReleased:
    """The whole way through the gate, in one afternoon."""
    scene.do(asking(scene, case), TESS)
    for command in prepared(scene, case):
        scene.do(command, TESS)
    scene.do(ApproveDisclosure(*start(scene, case, DAAN)), DAAN)
    [left] = scene.do(release(scene, case), TESS)
    assert isinstance(left, DisclosureReleased)
    return left


def test_advice_comes_first_and_names_nobody(scene: Scene) -> None:
    case = begun(scene)
    named = AskAdvice(
        case,
        DisclosureId("d-advies"),
        PersonId(TESS),
        scene.today,
        HOME,
        REGION,
        "zorgcoordinator",
        "Yara heeft blauwe plekken. Wat kan ik doen?",
    )
    no = scene.refused(named, TESS)
    assert no.code == "advies.herkenbaar"
    assert "Yara" not in str(no)
    anonymous = AskAdvice(
        case,
        DisclosureId("d-advies"),
        PersonId(TESS),
        scene.today,
        HOME,
        REGION,
        "zorgcoordinator",
        "Een meisje van zeventien heeft blauwe plekken. Wat kan ik doen?",
    )
    scene.do(anonymous, TESS)
    assert len(scene.happened(AdviceAsked)) == 1
    assert len(scene.happened(DisclosureRefused)) == 1, "the refused attempt is in the log too"


def test_nothing_leaves_while_something_is_missing(scene: Scene) -> None:
    case = begun(scene)
    assert (
        scene.refused(asking(scene, case, purpose="waarheidsvinding"), TESS).code
        == "verstrekking.waarheidsvinding"
    )
    scene.do(asking(scene, case), TESS)
    codes = [scene.refused(release(scene, case), TESS).code]
    for command in prepared(scene, case):
        scene.do(command, TESS)
        codes.append(scene.refused(release(scene, case), TESS).code)
    assert codes[-1] == "goedkeuring.ontbreekt"
    scene.do(ApproveDisclosure(*start(scene, case, DAAN)), DAAN)
    assert scene.refused(release(scene, case, DAAN), DAAN).code == "verstrekking.aanvrager"
    assert scene.happened(DisclosureReleased) == [], "an approval alone releases nothing"
    scene.do(release(scene, case), TESS)


def test_the_package_holds_facts_and_observations_and_nobody_who_told(scene: Scene) -> None:
    case = begun(scene)
    left = shared(scene, case)
    [made] = made_again(scene.log, case, ASKED)
    assert made.matches, "made again from the log it is equal to the byte"
    assert made.package.digest == left.digest
    told = json.loads(made.package.data)["inhoud"]
    assert [one["signaal"] for one in told["signalen"]] == ["SX01", "RL01", "GW01", "SX03"]
    text = made.package.data.decode()
    for name in (TESS, RUBEN, "nachtdienst", "Het voelt niet goed"):
        assert name not in text


def test_police_who_know_act_and_she_is_safe_a_month_sooner(scene: Scene) -> None:
    case = begun(scene)
    left = shared(scene, case)
    scene.later(hours=3)
    scene.do(ReceiveDisclosure(*start(scene, case, PIETER), left.digest), PIETER)
    scene.go_to(date(2026, 4, 15))
    assess = AssessSignals(
        *start(scene, case, PIETER), "Advertentie gevonden.", "weten", "onderzoek", True, scene.at
    )
    assessed, registration = scene.do(assess, PIETER)
    assert isinstance(assessed, SignalsAssessed)
    assert assessed.intervene_due_at is not None, "who knows has a clock"
    assert registration == RegistrationDue(case, ASKED, scene.today + timedelta(days=30))
    scene.do(RegisterVictim(*start(scene, case, PIETER), scene.today), PIETER)
    scene.later(hours=6)
    act = DecideIntervention(*start(scene, case, PIETER), "Zij is opgehaald en veilig.", "veiliggesteld")
    scene.do(act, PIETER)
    assert len(scene.happened(InterventionDecided)) == 1
    assert (FOUND - scene.today).days == 37
    now = moment(scene.engine.calendar, scene.log.head(), None, None)
    told = [line.text for line in advice_at(scene.log, case, now).first]
    assert any("is gedeeld met AVIM" in one and "Vraag wat ermee is gedaan." in one for one in told)
    assert not any("Meld zo snel" in one or "conflict van plichten" in one for one in told)
