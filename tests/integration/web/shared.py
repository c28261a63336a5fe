"""What people did before a page is opened: a case taken through the stappenplan and shared with AVIM."""

from datetime import date, timedelta
from typing import Any

from domain.commands import Command, about
from domain.consent.asking import ExplainConsent, RefuseConsent, SeekConsent
from domain.consent.conditions import Scope
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.asking import RequestDisclosure
from domain.disclosure.events import DisclosureReleased
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import DeferInforming, TellDiscloser, WeighConflict
from domain.disclosure.releasing import ReleaseDisclosure
from domain.events import Event
from domain.signals.events import SignalRecorded
from domain.signals.revising import GiveVerdict
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.recording import RecordStep
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId, SignalId
from eventlog.execute import execute
from tests.integration.web.serving import Served
from tests.unit.domain.answers import filled
from tests.unit.domain.consents import CLIENT, TOLD
from tests.unit.domain.steps import FOUR
from web.world import World

NUMBER = DisclosureId("d-y")
HOME, UNIT = OrganisationId("instelling-2"), OrganisationId("eenheid-2")
OWNER, APPROVER, JUDGE = PersonId("tess"), PersonId("daan"), PersonId("mila")

Start = tuple[CaseId, DisclosureId, PersonId, date, OrganisationId, OrganisationId]


class Doing:
    """People at work on one case of the story."""

    def __init__(self, world: World, case: str) -> None:
        self.world = world
        self.case = CaseId(case)
        self.about = (self.case, OWNER, world.today())

    def __call__(self, *commands: Command[Any, Any], by: PersonId = OWNER) -> list[Event]:
        """Any: commands of every view there is."""
        context = self.world.context
        return [event for one in commands for event in execute(self.world.known.log, one, context(by)).events]

    def thread(self, by: PersonId = OWNER) -> Start:
        """What every command of its thread begins with."""
        return (self.case, NUMBER, by, self.world.today(), HOME, UNIT)


def dossier(pages: Served, reference: str) -> Doing:
    """The four steps, the client who refused, one signal that proved untrue, and the decision to report."""
    do = Doing(pages.world, pages.case(reference))
    today = pages.world.today()
    weighed = {"v07_risico": "ernstig", "v13_toestemming": "nee", "v17_hulp_wendt_af": "nee"}
    scope = Scope(("avim",), ("veiligheid",), ("feiten",))
    do(
        *[RecordStep(*do.about, one, filled(one, **(weighed if one == "stap_4" else {}))) for one in FOUR],
        SeekConsent(*do.about, today, CLIENT, "In een gesprek.", "Zij is bang."),
        ExplainConsent(*do.about, CLIENT, TOLD, "plaatjes", "eigen woorden", True),
        RefuseConsent(*do.about, CLIENT, scope, "is bang", "uitgelegd"),
        TakeDecision(
            *do.about,
            "5b_conflict_van_plichten",
            "Zwijgen schaadt haar.",
            pages.world.clock(),
            filled("stap_5b", meldcode="De stappen zijn gezet."),
        ),
        GiveVerdict(do.case, _signal(pages, do.case), "weerlegd", JUDGE, today),
    )
    return do


def shared(pages: Served, reference: str) -> tuple[Doing, DisclosureReleased]:
    """The same, and a minimal package that left for AVIM after a second person agreed."""
    do = dossier(pages, reference)
    by = do.thread()
    [left] = do(
        RequestDisclosure(
            *by,
            "zorg",
            "avim",
            "veiligheid",
            3,
            "CONFLICT_VAN_PLICHTEN",
            ("feiten", "omstandigheden", "waarnemingen"),
            "ernstig",
        ),
        WeighConflict(
            *by,
            filled("conflict_van_plichten"),
            filled("aandachtspunten"),
            "de zorgcoördinator",
            "doorbreken",
        ),
        TellDiscloser(*by, POINTS),
        DeferInforming(*by, "contact_verbroken", "Zij loopt weg.", pages.world.today() + timedelta(days=9)),
        ApproveDisclosure(*do.thread(APPROVER)),
        ReleaseDisclosure(*by, pages.world.clock()),
    )[-1:]
    assert isinstance(left, DisclosureReleased)
    return do, left


def _signal(pages: Served, case: CaseId) -> SignalId:
    """The first signal of a case."""
    found = pages.world.known.log.read([about(f"case:{case}", SignalRecorded)]).entries
    event = found[0].event
    assert isinstance(event, SignalRecorded)
    return event.signal
