"""What is known of two cases together: what each has, its consents and plan, and who else holds its links."""

from msgspec import Struct, structs

from domain.calendar import DayBegan
from domain.case_sides import SIDE_EVENTS, Side, SideEvent, evolve_side
from domain.cases.standing import LifecycleEvent
from domain.client import CLIENT, Client, ClientEvent, evolve_client
from domain.commands import Command, Item, Query, about
from domain.consent.ledger import LEDGER, SILENT, Ledger, LedgerEvent, evolve_ledger
from domain.events import Event
from domain.links import LinkEvent, Shared, evolve_shared
from domain.policies import PolicyAdopted
from domain.roster import ROSTER, Roster, RosterEvent, evolve_roster
from domain.signals.following import WORDS, Texts, WordEvent, evolve_texts
from domain.stappenplan.progress import PLAN_EVENTS, Plan, PlanEvent, evolve_plan
from domain.words import CaseId

# view


class Pair(Struct, frozen=True):
    """Both cases by id, what each has beside its facts, and who else holds the keys that both have."""

    sides: dict[CaseId, Side] = {}
    ledgers: dict[CaseId, Ledger] = {}
    plans: dict[CaseId, Plan] = {}
    texts: dict[CaseId, Texts] = {}
    clients: dict[CaseId, Client] = {}
    rosters: dict[CaseId, Roster] = {}
    shared: dict[str, Shared] = {}

    def side(self, case: CaseId) -> Side:
        """One of them; without facts when nothing happened to it."""
        return self.sides.get(case, Side())

    def ledger(self, case: CaseId) -> Ledger:
        """What stands of consent in one of them."""
        return self.ledgers.get(case, SILENT)

    def plan(self, case: CaseId) -> Plan:
        """Where one of them stands in the stappenplan."""
        return self.plans.get(case, Plan())

    def client(self, case: CaseId) -> Client:
        """Who the client of one of them is."""
        return self.clients.get(case, Client())

    def roster(self, case: CaseId) -> Roster:
        """Who works with the client of one of them."""
        return self.rosters.get(case, Roster())


PairEvent = (
    SideEvent
    | LinkEvent
    | LedgerEvent
    | PlanEvent
    | WordEvent
    | ClientEvent
    | RosterEvent
    | PolicyAdopted
    | DayBegan
)


class PairCommand(Command[Pair, PairEvent], frozen=True):
    """A command about two cases."""

    def cases(self) -> tuple[CaseId, CaseId]:
        """The two cases."""
        raise NotImplementedError

    def boundary(self) -> Query:
        """Everything known of both, and their link keys."""
        return tuple(_everything_of(case) for case in self.cases())

    def initial(self) -> Pair:
        """Nothing known."""
        return Pair()

    def evolve(self, view: Pair, event: PairEvent) -> Pair:
        """Each event to its case, its ledger and its plan, and each key's event to its key."""
        if isinstance(event, PolicyAdopted | DayBegan):
            return view  # only whether they came in since is of interest
        if isinstance(event, LinkEvent):
            shared = evolve_shared(view.shared.get(event.key, Shared()), event)
            view = structs.replace(view, shared={**view.shared, event.key: shared})
        if event.case not in self.cases():
            return view
        if isinstance(event, LedgerEvent):
            ledger = evolve_ledger(view.ledger(event.case), event)
            view = structs.replace(view, ledgers={**view.ledgers, event.case: ledger})
        if isinstance(event, PlanEvent):
            plan = evolve_plan(view.plan(event.case), event)
            view = structs.replace(view, plans={**view.plans, event.case: plan})
        if isinstance(event, WordEvent):
            texts = evolve_texts(view.texts.get(event.case, {}), event)
            view = structs.replace(view, texts={**view.texts, event.case: texts})
        if isinstance(event, ClientEvent):
            client = evolve_client(view.client(event.case), event)
            view = structs.replace(view, clients={**view.clients, event.case: client})
        if isinstance(event, LifecycleEvent | RosterEvent):
            roster = evolve_roster(view.roster(event.case), event)
            view = structs.replace(view, rosters={**view.rosters, event.case: roster})
        if not isinstance(event, SideEvent):
            return view
        return structs.replace(
            view, sides={**view.sides, event.case: evolve_side(view.side(event.case), event)}
        )


EVERYTHING: tuple[type[Event], ...] = tuple(
    dict.fromkeys((*SIDE_EVENTS, *LEDGER, *PLAN_EVENTS, *WORDS, *CLIENT, *ROSTER))
)


def _everything_of(case: CaseId) -> Item:
    return about(f"case:{case}", *EVERYTHING)
