"""Who holds which role in which organisation, who takes whose place, and how that came about."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple, get_args

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import ValidationError, convert

from domain.appointing import AppointPerson, AppointSubstitute, EndAppointment
from domain.appointments import (
    AppointmentEnded,
    AppointmentEvent,
    PersonAppointed,
    SubstituteAppointed,
    appointments_of,
)
from domain.commands import Refused
from domain.scoring.texts import in_dutch
from domain.words import OrganisationId, PersonId, Role
from eventlog.execute import AnyCommand
from projections.database import reading
from projections.partners import Holder, Organisation, partners
from projections.partners import people as holders
from web.gate import Fields, Filled, Visitor
from web.pages import role_word, show
from web.visit import Visit

NO_ROLE = Refused("mensen.rol", "Er is nog geen rol gekozen.", "Kies een rol uit de lijst.")


class Happened(NamedTuple):
    """One change: what, when it was written down, and by whom."""

    at: datetime
    by: str
    what: str


class There(NamedTuple):
    """An organisation with who holds a role in it now, and everything that changed."""

    organisation: Organisation
    holders: tuple[Holder, ...]
    history: tuple[Happened, ...]


def people(visit: Visitor) -> Response:
    """The page."""
    return _page(visit, {}, None)


def _page(visit: Visit, filled: Mapping[str, str], refused: Refused | None) -> Response:
    visit.reader.register("rollen", visit.asks.part, visit.asks.purposes[0])
    with reading(visit.known.rows) as connection:
        known = partners(connection)
        every = holders(connection, visit.today)
    model = {
        "title": "Mensen",
        "there": [_there(visit, one, every) for one in known],
        "organisations": known,
        "roles": [(role, role_word(role)) for role in get_args(Role)],
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "people.html", model, 200 if refused is None else 422)


def _there(visit: Visit, one: Organisation, every: list[Holder]) -> There:
    entries = visit.known.log.read([appointments_of(OrganisationId(one.organisation))]).entries
    history = [
        Happened(entry.at, entry.by or "", _told(entry.event))
        for entry in reversed(entries)
        if isinstance(entry.event, AppointmentEvent)
    ]
    here = tuple(holder for holder in every if holder.organisation == one.organisation)
    return There(one, here, tuple(history))


def _told(event: AppointmentEvent) -> str:
    role = role_word(event.role)
    match event:
        case PersonAppointed(person=person, since=since, until=until):
            end = f" tot {in_dutch(until)}" if until else ""
            return f"{person} werd {role}, vanaf {in_dutch(since)}{end}"
        case SubstituteAppointed(person=person, substitute=substitute, since=since):
            return f"{substitute} neemt waar voor {person} ({role}), vanaf {in_dutch(since)}"
        case AppointmentEnded(person=person, on=on):
            return f"{person} is geen {role} meer, vanaf {in_dutch(on)}"


def appoint(visit: Visitor, filled: Filled) -> Response:
    """Give somebody a role."""

    def command() -> AnyCommand:
        role: Role = filled.one_of("role", Role, NO_ROLE)
        until = day_of(filled, "until", None) if filled.text("until") else None
        return AppointPerson(
            PersonId(_code(filled, "person")),
            OrganisationId(_code(filled, "organisation")),
            role,
            day_of(filled, "since", visit.today),
            until,
            filled.text("name"),
            filled.text("phone"),
        )

    return _do(visit, filled, command)


def substitute(visit: Visitor, filled: Filled) -> Response:
    """Name who takes somebody's place."""

    def command() -> AnyCommand:
        role: Role = filled.one_of("role", Role, NO_ROLE)
        where, person = _code(filled, "organisation"), _code(filled, "person")
        instead = PersonId(_code(filled, "substitute"))
        return AppointSubstitute(PersonId(person), OrganisationId(where), role, instead, visit.today)

    return _do(visit, filled, command)


def end(visit: Visitor, filled: Filled) -> Response:
    """Let a role end today."""

    def command() -> AnyCommand:
        role: Role = filled.one_of("role", Role, NO_ROLE)
        where, person = _code(filled, "organisation"), _code(filled, "person")
        return EndAppointment(PersonId(person), OrganisationId(where), role, visit.today)

    return _do(visit, filled, command)


def _do(visit: Visit, filled: Fields, make: Callable[[], AnyCommand]) -> Response:
    return carry_out(visit, "rollen", make, lambda refused: _page(visit, filled, refused), "/mensen")


def carry_out(
    visit: Visit, of: str, make: Callable[[], AnyCommand], again: Callable[[Refused], Response], back: str
) -> Response:
    """Carry it out for who governs and go `back`; anybody else is refused before anything is decided.

    What is refused of who governs shows the page `again`.
    """
    visit.reader.register(of, visit.asks.part, visit.asks.purposes[0])
    try:
        visit.do(make())
    except Refused as refused:
        return again(refused)
    return RedirectResponse(back, 303)


def _code(filled: Fields, name: str) -> str:
    """A code that was filled in: never a name.

    Raises:
        Refused: nothing, or something that is no code.
    """
    given = filled.text(name)
    if not given or not given.replace("-", "").isalnum() or not given.islower():
        raise Refused(
            "mensen.code",
            "Er staat nog geen code.",
            "Een code is kort: kleine letters, cijfers en streepjes.",
        )
    return given


def day_of(filled: Fields, name: str, otherwise: date | None) -> date:
    """A day that was filled in, or else another.

    Raises:
        Refused: it is no day.
    """
    if not filled.text(name) and otherwise is not None:
        return otherwise
    try:
        day: date = convert(filled.text(name), date)
    except ValidationError:
        raise Refused("beheer.dag", "Er staat nog geen dag.", "Kies een datum.") from None
    return day
