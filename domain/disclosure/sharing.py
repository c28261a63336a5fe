"""What every command of the gate depends on.

One view for all: the case with what it holds, its steps, consent, exchange and threads, the partners with
their convenant, the agreements, and the appointments of who gives and who receives. All of it is in the
boundary, so that a fact that forbids a release and comes in while it is decided makes the release fail.
"""

from datetime import date

from msgspec import Struct, structs

from domain.agreements.adopting import AGREEMENTS, AgreementsAdopted
from domain.agreements.document import Agreements
from domain.appointments import (
    AppointmentEvent,
    Appointments,
    PersonAppointed,
    appointments_of,
    evolve_appointments,
)
from domain.cases.standing import Unknown, standing, unknown
from domain.commands import Command, Query, Refused
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, consent_of, evolve_ledger
from domain.disclosure.anonymity import Identifier
from domain.disclosure.contents import ContentEvent, Contents, contents_of, evolve_contents
from domain.disclosure.events import DisclosureReleased, DisclosureStopped, SharingForgone
from domain.disclosure.letters import plain
from domain.disclosure.question import Known, Obstacle
from domain.disclosure.thread import (
    NOTHING,
    Advised,
    Preparation,
    Released,
    Thread,
    ThreadEvent,
    evolve,
    thread_of,
)
from domain.events import Event
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners
from domain.stappenplan.progress import Plan, PlanEvent, evolve_plan, plan_of
from domain.watchlists.exchange import Exchange, ExchangeEvent, evolve_exchange, exchange_of
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId

SharingEvent = (
    AgreementsAdopted
    | AppointmentEvent
    | PartnersEvent
    | ExchangeEvent
    | LedgerEvent
    | ContentEvent
    | ThreadEvent
    | PlanEvent
    | SharingForgone
)

Said = dict[tuple[DisclosureId, type[ThreadEvent]], ThreadEvent]

# view


class Sharing(Struct, frozen=True):
    """Everything that the gate looks at; `staff` are names of people who work at either side.

    `said` is what was said last of each kind in each thread since it left or stopped; `forgone` is a decision
    not to share since which nothing happened.
    """

    contents: Contents = Contents()
    ledger: Ledger = SILENT
    exchange: Exchange = Exchange()
    threads: dict[DisclosureId, Thread] = {}
    partners: Partners = Partners()
    agreements: Agreements | None = None
    roles: Appointments = ()
    staff: frozenset[str] = frozenset()
    plan: Plan = Plan()
    said: Said = {}
    forgone: SharingForgone | None = None


def evolve_sharing(view: Sharing, event: SharingEvent) -> Sharing:
    """The view after one more event; one event can be of several parts."""
    if isinstance(event, SharingForgone):
        return structs.replace(view, forgone=event)
    if view.forgone is not None:
        view = structs.replace(view, forgone=None)
    if isinstance(event, PlanEvent):
        view = structs.replace(view, plan=evolve_plan(view.plan, event))
    if isinstance(event, AgreementsAdopted):
        return structs.replace(view, agreements=event.document)
    if isinstance(event, ThreadEvent):
        thread = evolve(view.threads.get(event.disclosure, NOTHING), event)
        threads = {**view.threads, event.disclosure: thread}
        return structs.replace(view, threads=threads, said=_said(view.said, event))
    if isinstance(event, AppointmentEvent):
        named = {event.name} if isinstance(event, PersonAppointed) and event.name.strip() else set()
        roles = evolve_appointments(view.roles, event)
        return structs.replace(view, roles=roles, staff=view.staff | named)
    if isinstance(event, PartnersEvent):
        return structs.replace(view, partners=evolve_partners(view.partners, event))
    if isinstance(event, ExchangeEvent):
        return structs.replace(view, exchange=evolve_exchange(view.exchange, event))
    if isinstance(event, LedgerEvent):
        view = structs.replace(view, ledger=evolve_ledger(view.ledger, event))
    if isinstance(event, ContentEvent):
        view = structs.replace(view, contents=evolve_contents(view.contents, event))
    return view


def _said(before: Said, event: ThreadEvent) -> Said:
    """What is told once more after it left or stopped is told of something else."""
    if isinstance(event, DisclosureReleased | DisclosureStopped):
        return {key: one for key, one in before.items() if key[0] != event.disclosure}
    return {**before, (event.disclosure, type(event)): event}


def known(view: Sharing, ready: Preparation) -> Known:
    """What the gate's rules look at."""
    where = standing(view.contents.facts.standing)
    working = {*view.contents.roster.involved, *([where.owner] if where.owner is not None else [])}
    return Known(
        where.facility,
        frozenset(working),
        view.ledger,
        view.partners,
        view.exchange,
        view.roles,
        ready,
        any(isinstance(thread, Advised) for thread in view.threads.values()),
        view.plan,
        frozenset(one.request.recipient for one in view.threads.values() if isinstance(one, Released)),
    )


def colleagues(view: Sharing) -> list[Identifier]:
    """The names of who works at either side, without what the client is called as well."""
    client = {part for one in view.contents.client.identities for part in plain(one.name).split()}
    shown = [" ".join(part for part in name.split() if plain(part) not in client) for name in view.staff]
    return [Identifier("naam", name) for name in sorted(shown) if name]


# commands


class SharingCommand(Command[Sharing, SharingEvent], frozen=True):
    """A command in a thread of sharing. `giver` and `receiver` are those that its request names."""

    case: CaseId
    disclosure: DisclosureId
    by: PersonId
    today: date
    giver: OrganisationId
    receiver: OrganisationId | None

    def boundary(self) -> Query:
        """The case and what is agreed of it, the partners, the agreements, the people of both sides."""
        organisations = dict.fromkeys([self.giver, *([self.receiver] if self.receiver else [])])
        return (
            contents_of(self.case),
            consent_of(self.case),
            exchange_of(self.case),
            thread_of(self.case),
            plan_of(self.case),
            PARTNERS,
            AGREEMENTS,
            *[appointments_of(one) for one in organisations],
        )

    def initial(self) -> Sharing:
        """Nothing known."""
        return Sharing()

    def evolve(self, view: Sharing, event: SharingEvent) -> Sharing:
        """See `evolve_sharing`."""
        return evolve_sharing(view, event)

    def decide(self, view: Sharing) -> list[Event]:
        """See `judge`, of a case that is there."""
        if isinstance(view.contents.facts.standing, Unknown):
            raise unknown(self.case)
        return self.judge(view)

    def judge(self, view: Sharing) -> list[Event]:
        """What happens.

        Raises:
            Refused: with the reason and what would make it allowed.
        """
        raise NotImplementedError

    def thread(self, view: Sharing) -> Thread:
        """Where this thread stands."""
        return view.threads.get(self.disclosure, NOTHING)

    def unless_said(self, view: Sharing, event: ThreadEvent) -> list[Event]:
        """The event; nothing when it says what was said last and leaves the thread as it is."""
        same = view.said.get((self.disclosure, type(event))) == event
        return [] if same and evolve(self.thread(view), event) == self.thread(view) else [event]

    def agreed(self, view: Sharing) -> Agreements:
        """The agreements that hold.

        Raises:
            Refused: when none were adopted.
        """
        if view.agreements is None:
            raise Refused(
                "verstrekking.geen_afspraken",
                "Er zijn nog geen werkafspraken over wat mag worden gedeeld.",
                "Laat zorg en politie ze samen vaststellen.",
            )
        return view.agreements


def refused(found: tuple[Obstacle, ...]) -> Refused:
    """The refusal for what stands in the way: the first obstacle, and that there is more."""
    first, *rest = found
    more = f" Er staan nog {len(rest)} punten open: zie `opplussen share show`." if rest else ""
    return Refused(first.code, first.sentence, first.remedy + more)
