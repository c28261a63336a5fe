"""A command as a person gives it, refused to who has no place in which the table lets them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct, structs

from domain.access.seeing import NO_CASE, CaseFacts
from domain.acting.rule import SEES_NO_CASE, Row, acting, may_have, who_can
from domain.acting.table import AnyCommand, row_of
from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, places, roles_of
from domain.cases.commands import PlaceCase, RegisterCase
from domain.cases.standing import LIFECYCLE, LifecycleEvent, Unknown, standing
from domain.commands import Command, Query, Refused, about, takes_part
from domain.events import Event
from domain.merging.pair import PairCommand
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners
from domain.roster import ROSTER, Roster, RosterEvent, evolve_roster
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, RetractSignal, Standing
from domain.words import CaseId, OrganisationId, PersonId


def given_by(command: AnyCommand, by: PersonId, today: date) -> AnyCommand:
    """The command as this person gives it on a day; itself when its own rule says who gives it."""
    return command if row_of(command) is None else GivenBy(command, by, today)


# view


class Acting(Struct, frozen=True):
    """What the command itself rests on, its cases with who is involved, the partners, people's roles."""

    own: Any
    cases: dict[CaseId, Roster]
    partners: Partners = Partners()
    roles: Appointments = ()


# command


class GivenBy(Command[Acting, Any], frozen=True):
    """A command that a person gives on the day `today` (Europe/Amsterdam), as the table lets them."""

    command: AnyCommand
    by: PersonId
    today: date

    @property
    def row(self) -> Row:
        """Who gives it."""
        return row_of(self.command) or {}

    def cases(self) -> tuple[CaseId, ...]:
        """The cases that the command is about, as far as they are there."""
        if isinstance(self.command, PairCommand):
            return self.command.cases()
        begins = isinstance(self.command, RegisterCase)
        case: CaseId | None = None if begins else getattr(self.command, "case", None)
        return () if case is None else (case,)

    def people(self) -> tuple[PersonId, ...]:
        """Whose roles matter: who gives it, and whom it makes responsible."""
        owner = self.command.owner if isinstance(self.command, RegisterCase | PlaceCase) else None
        return (self.by,) if owner in {None, self.by} else (self.by, PersonId(str(owner)))

    def boundary(self) -> Query:
        """What the command rests on; where its cases are and who is involved, the partners, the people."""
        involved = [about(f"case:{case}", *LIFECYCLE, *ROSTER) for case in self.cases()]
        return (*self.command.boundary(), *involved, PARTNERS, *self._roles())

    def _roles(self) -> Query:
        return tuple(roles_of(one) for one in self.people())

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
        if isinstance(event, AppointmentEvent) and takes_part(event, self._roles()):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        if isinstance(event, LifecycleEvent | RosterEvent):
            case = event.case
            if case in view.cases:
                roster = evolve_roster(view.cases[case], event)
                return structs.replace(view, cases={**view.cases, case: roster})
        return view

    def decide(self, view: Acting) -> list[Event]:
        """What the command decides, for somebody with a place today in which they may act on each case."""
        self._require_role(view.roles)
        for facts in self._facts(view):
            acts = acting(self.row, facts, view.roles, self.by, self.today)
            if not acts and not self._gave(view.own):
                raise self._not_theirs()
            self._require_own_organisation(view, facts)
        self._require_able_owner(view)
        return self.command.decide(view.own)

    def _facts(self, view: Acting) -> Iterator[CaseFacts]:
        """What each case is to people; a case that is not there is told as such by the command."""
        if isinstance(self.command, RegisterCase):
            yield self._at(self.command.facility, Roster(), view.partners)
        elif not self.cases():
            yield NO_CASE
        for roster in view.cases.values():
            if not isinstance(roster.case, Unknown):
                yield self._at(standing(roster.case).facility, roster, view.partners)

    def _at(self, facility: OrganisationId, roster: Roster, partners: Partners) -> CaseFacts:
        return CaseFacts(
            facility,
            standing(roster.case).owner,
            frozenset(roster.involved),
            partners.units.get(facility),
            coordination=partners.coordination,
            raised=True,
        )

    def _require_role(self, roles: Appointments) -> None:
        today = places(roles, self.by, self.today)
        if not today:
            raise Refused(
                "persoon.rol",
                f"{self.by} heeft op deze dag geen rol.",
                "Controleer de code, of laat de beheerder deze persoon een rol geven.",
            )
        if "ander" not in self.row and all(one.role in SEES_NO_CASE for one in today):
            raise Refused(
                "persoon.rol",
                f"{self.by} heeft op deze dag geen rol waarin iemand met casussen werkt.",
                who_can(self.row),
            )

    def _not_theirs(self) -> Refused:
        if self.cases():
            return Refused("casus.wie", f"{self.by} doet dit niet bij deze casus.", who_can(self.row))
        return Refused("opdracht.wie", f"{self.by} doet dit niet in deze rol.", who_can(self.row))

    def _gave(self, own: Standing) -> bool:
        """Whether this person is a source of the signal that they correct or retract."""
        mends = isinstance(self.command, CorrectSignal | RetractSignal)
        return mends and own.signal is not None and self.by in own.signal.sources

    def _require_own_organisation(self, view: Acting, facts: CaseFacts) -> None:
        """Care writes down what others told it; nobody speaks for a unit but who works there, nor a unit so.

        A signal counts for more when another organisation saw it too: no unit lends itself another's name.
        """
        if not isinstance(self.command, RecordSignal | CorrectSignal):
            return
        named = self.command.organisation
        if any(one.organisation == named for one in places(view.roles, self.by, self.today)):
            return
        inside = {relation: roles for relation, roles in self.row.items() if relation in _CARE}
        careful = acting(inside, facts, view.roles, self.by, self.today)
        mends = isinstance(self.command, CorrectSignal)
        if careful and (mends or view.partners.kinds.get(named) != "eenheid"):
            return
        raise Refused(
            "signaal.organisatie",
            f"{self.by} werkt niet bij {named}.",
            "Noem de organisatie waar u zelf werkt. Laat politie zelf vastleggen wat politie zag.",
        )

    def _require_able_owner(self, view: Acting) -> None:
        """Who is made responsible for a case holds a role at its facility in which somebody has one."""
        if not isinstance(self.command, RegisterCase | PlaceCase) or self.command.owner is None:
            return
        owner, facility = self.command.owner, self.command.facility
        stays = any(standing(roster.case).owner == owner for roster in view.cases.values())
        if not stays and not may_have(facility, view.roles, owner, self.today):
            raise Refused(
                "casus.verantwoordelijke",
                f"{owner} heeft bij {facility} op deze dag geen rol waarin iemand een casus heeft.",
                "Noem een hulpverlener, de aandachtsfunctionaris of iemand van het kernteam daar.",
            )


_CARE = ("eigenaar", "betrokken", "instelling", "coordinatie")
"""What somebody is to a case who writes down what others saw too."""
