"""Somebody is forgotten: a decision with a ground, by one of the facility and the data protection officer.

Source: AVG 17 and 5(1)(e). What is one client is forgotten as one: also what went on in another case.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, structs

from domain.appointments import AppointmentEvent, Appointments, evolve_appointments, roles_of
from domain.cases.events import ERASURES, Erased, ErasureGround, SubjectErased
from domain.cases.standing import Merged, Open, Unknown, unknown
from domain.commands import Command, Item, Query, Refused, about
from domain.erasure.keeping import (
    TERMS,
    KeepingEvent,
    Kept,
    Reason,
    RetentionTermsAdopted,
    due,
    evolve_kept,
    is_keeper,
    keeping_of,
    not_a_keeper,
    require_officer,
)
from domain.events import Event
from domain.scoring.texts import in_dutch
from domain.words import CaseId, PersonId

REGISTER: Item = about(ERASURES, SubjectErased)
"""Every erasure there ever was."""


class Erasing(Struct, frozen=True):
    """What forgetting depends on: each of the client's cases, the terms, and the roles of both people."""

    cases: dict[CaseId, Kept]
    months: dict[Reason, int] = {}
    roles: Appointments = ()


ErasingEvent = KeepingEvent | RetentionTermsAdopted | AppointmentEvent


class EraseSubject(Command[Erasing, ErasingEvent], frozen=True):
    """Forget a client, or what is in the file. `keys` are the numbers of the keys, by case.

    The first of `cases` is the one that was asked for; the others are the same client.
    """

    attempt = "wissen"

    cases: tuple[CaseId, ...]
    what: Erased
    ground: ErasureGround
    by: PersonId
    second: PersonId
    today: date
    keys: Mapping[CaseId, tuple[str, ...]]

    def boundary(self) -> Query:
        """All that keeping each case depends on, the terms, and the roles of both people."""
        return (
            *[keeping_of(case) for case in self.cases],
            TERMS,
            roles_of(self.by),
            roles_of(self.second),
        )

    def initial(self) -> Erasing:
        """Nothing known."""
        return Erasing(dict.fromkeys(self.cases, Kept()))

    def evolve(self, view: Erasing, event: ErasingEvent) -> Erasing:
        """Each event to its own part."""
        if isinstance(event, RetentionTermsAdopted):
            return structs.replace(view, months=event.months)
        if isinstance(event, AppointmentEvent):
            return structs.replace(view, roles=evolve_appointments(view.roles, event))
        kept = evolve_kept(view.cases[event.case], event)
        return structs.replace(view, cases={**view.cases, event.case: kept})

    def decide(self, view: Erasing) -> list[Event]:
        """Once, for every case of the client, when nothing stands in the way."""
        if all({self.what, "persoon"} & kept.gone for kept in view.cases.values()):
            return []
        self._require_whole(view)
        self._require_people(view)
        for kept in view.cases.values():
            self._require_free(kept, view.months)
        return [
            SubjectErased(
                case, self.what, self.ground, self.by, self.second, self.today, self.keys.get(case, ())
            )
            for case in self.cases
        ]

    def _require_whole(self, view: Erasing) -> None:
        for case, kept in view.cases.items():
            if isinstance(kept.case, Unknown) and not kept.gone:
                raise unknown(case)
            others = set(kept.sources)
            if isinstance(kept.case, Merged):
                others.add(kept.case.into)
            if others - set(self.cases):
                raise Refused(
                    "wissen.samengevoegd",
                    "Deze cliënt heeft nog een casus, waarmee deze is samengevoegd.",
                    "Kijk opnieuw, en wis ze samen.",
                )

    def _require_people(self, view: Erasing) -> None:
        require_officer(view.roles, self.by, self.second, self.today)
        alive = [kept for kept in view.cases.values() if not kept.gone]
        people = (self.by, self.second)
        if alive and not any(
            is_keeper(kept, view.roles, one, self.today) for kept in alive for one in people
        ):
            raise not_a_keeper(self.by)

    def _require_free(self, kept: Kept, months: dict[Reason, int]) -> None:
        if kept.hold is not None:
            raise Refused(
                "wissen.bewaarplicht",
                f"Dit dossier moet bewaard blijven: {kept.hold.reason}.",
                "Hef eerst de bewaarplicht op, als die voorbij is.",
            )
        if isinstance(kept.case, Open):
            raise Refused(
                "wissen.open", "Deze casus is nog open.", "Sluit de casus eerst, en wis dan opnieuw."
            )
        if self.ground == "termijn" and kept.closed is not None:
            found = due(kept, months)
            if found is None:
                raise Refused(
                    "wissen.geen_termijn",
                    "Voor dit dossier is geen bewaartermijn vastgesteld.",
                    "Stel eerst de termijnen vast, of noem een andere grond.",
                )
            if found.on > self.today:
                raise Refused(
                    "wissen.te_vroeg",
                    f"Dit dossier blijft bewaard tot {in_dutch(found.on)}.",
                    "Wacht tot die dag, of noem een andere grond.",
                )
