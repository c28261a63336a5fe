"""Who may act on a case: a command as a person gives it, refused to who has no place with that case.

Sources: handreiking (need to know, fixed contacts), artikel (each worker around the client holds a piece),
factsheet (a small kernteam of its own pair). What a place is to a case is said once, for reading and for
acting: `domain.access.seeing.relations`. What comes in in bulk has its own door.
"""

from datetime import date
from typing import Any

from msgspec import Struct, structs

from domain.access.seeing import CaseFacts, relations
from domain.access.words import Relation
from domain.ageing import EnterAgeBand
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, places, roles_of
from domain.cases.commands import CloseCase, EndPlacement, PlaceCase, ReopenCase
from domain.cases.standing import LIFECYCLE, LifecycleEvent, Unknown, standing
from domain.commands import Command, Query, Refused, about, takes_part
from domain.events import Event
from domain.merging.pair import PairCommand
from domain.missing.reporting import MissingCommand
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners
from domain.roster import (
    EndInvolvement,
    InvolvementEnded,
    InvolvementRecorded,
    RecordInvolvement,
    Roster,
    evolve_roster,
)
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal, Standing
from domain.words import CaseId, PersonId, Role

AnyCommand = Command[Any, Any]  # a command of any view: each brings its own fold

CARE: frozenset[Relation] = frozenset(
    {"eigenaar", "betrokken", "betrokken_elders", "instelling", "coordinatie"}
)
"""What somebody is to a case who acts on it."""
PAIR: frozenset[Relation] = CARE | {"eenheid"}
"""The same, and the police unit of the pair: it sees things, looks into them, finds who is missing."""
SEES_NO_CASE: frozenset[Role] = frozenset({"auditor", "beheerder", "fg"})
"""Who keeps watch or keeps the system works with no client."""

WHO: dict[type[AnyCommand], frozenset[Relation]] = {
    RecordSignal: PAIR,
    GiveVerdict: PAIR,
    MissingCommand: PAIR,
    CorrectSignal: CARE,
    RetractSignal: CARE,
    EnterAgeBand: CARE,
    PlaceCase: CARE,
    EndPlacement: CARE,
    CloseCase: CARE,
    ReopenCase: CARE,
    PairCommand: CARE,
    RecordInvolvement: CARE,
    EndInvolvement: CARE,
}
"""Who gives which command; who is the source of a signal also corrects and retracts it."""


def given_by(command: AnyCommand, by: PersonId, today: date) -> AnyCommand:
    """The command as this person gives it on a day; itself when its own rule says who gives it."""
    for kind, who in WHO.items():
        if isinstance(command, kind):
            return GivenBy(command, by, today, who)
    return command


# view


class Acting(Struct, frozen=True):
    """What the command itself rests on, its cases with who is involved, the partners, the person's roles."""

    own: Any
    cases: dict[CaseId, Roster]
    partners: Partners = Partners()
    roles: Appointments = ()


# command


class GivenBy(Command[Acting, Any], frozen=True):
    """A command that a person gives on the day `today` (Europe/Amsterdam), as one of `who` to its cases."""

    command: AnyCommand
    by: PersonId
    today: date
    who: frozenset[Relation]

    def cases(self) -> tuple[CaseId, ...]:
        """The cases that the command is about."""
        if isinstance(self.command, PairCommand):
            return self.command.cases()
        return (self.command.case,)  # type: ignore[attr-defined]  # each of `WHO` names one

    def boundary(self) -> Query:
        """What the command rests on; where its cases are and who is involved, the partners, the person."""
        involved = [
            about(f"case:{case}", *LIFECYCLE, InvolvementRecorded, InvolvementEnded) for case in self.cases()
        ]
        return (*self.command.boundary(), *involved, PARTNERS, roles_of(self.by))

    def looked_at(self) -> int | None:
        """As the command itself."""
        return self.command.looked_at()

    def initial(self) -> Acting:
        """Nothing known."""
        return Acting(self.command.initial(), dict.fromkeys(self.cases(), Roster()))

    def evolve(self, view: Acting, event: Event) -> Acting:
        """To the command what is its own, and each event to its own part."""
        if takes_part(event, self.command.boundary()):
            view = structs.replace(view, own=self.command.evolve(view.own, event))
        if isinstance(event, AppointmentEvent) and takes_part(event, (roles_of(self.by),)):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        if isinstance(event, LifecycleEvent | InvolvementRecorded | InvolvementEnded):
            case = event.case
            if case in view.cases:
                roster = evolve_roster(view.cases[case], event)
                return structs.replace(view, cases={**view.cases, case: roster})
        return view

    def decide(self, view: Acting) -> list[Event]:
        """What the command decides, for somebody with a place today and something to do with each case."""
        acting = tuple(one for one in places(view.roles, self.by, self.today) if one.role not in SEES_NO_CASE)
        if not acting:
            raise Refused(
                "persoon.rol",
                f"{self.by} heeft op deze dag geen rol waarin iemand met casussen werkt.",
                "Controleer de code, of laat de beheerder deze persoon een rol geven.",
            )
        if not self._gave(view.own) and not all(
            self._works_with(roster, acting, view.partners) for roster in view.cases.values()
        ):
            raise Refused(
                "casus.wie",
                f"{self.by} werkt niet met deze casus.",
                "Laat iemand van de instelling van de casus dit doen, of u als betrokkene vastleggen.",
            )
        return self.command.decide(view.own)

    def _gave(self, own: Standing) -> bool:
        """Whether this person is a source of the signal that they correct or retract."""
        mends = isinstance(self.command, CorrectSignal | RetractSignal)
        return mends and own.signal is not None and self.by in own.signal.sources

    def _works_with(self, roster: Roster, acting: Appointments, partners: Partners) -> bool:
        """Whether one of the places is one of `who` to it; a case that is not there is told as such."""
        if isinstance(roster.case, Unknown):
            return True
        now = standing(roster.case)
        facts = CaseFacts(
            now.facility,
            now.owner,
            frozenset(roster.involved),
            partners.units.get(now.facility),
            coordination=partners.coordination,
            raised=True,
        )
        return any(relation in self.who for place in acting for relation in relations(place, facts))
