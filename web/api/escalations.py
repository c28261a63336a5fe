"""What waits for a decision: the list, one escalation, taking it up, and deciding."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.escalation.deciding import AcknowledgeEscalation, DecideEscalation, EpisodeCommand
from domain.escalation.events import Decision
from domain.words import LevelName, PersonId
from engine.reading.documents import EscalationTold, escalation_told
from engine.reading.shielding import name_of, shown
from projections.database import reading
from projections.escalations import count_waiting, next_waiting
from web.api.operation import Call, Code, Nothing, OfCase, Told, etag, key_of
from web.api.paging import Links, Paged, page_of, sights_of
from web.escalations.deciding import last_told


class OneEscalation(OfCase, frozen=True):
    """Which level of which case: the escalation that people were told of last."""

    level: LevelName


class Escalations(Struct, frozen=True):
    """A page of what waits; `shielded` counts rows of this page that are not told."""

    items: tuple[EscalationTold, ...]
    shielded: int
    links: Links


class NewDecision(Struct, frozen=True, forbid_unknown_fields=True):
    """What is decided and why; a referral with a second person."""

    decision: Decision
    reasons: Annotated[str, Meta(min_length=1, max_length=20_000)]
    second: Code | None = None


class Done(Struct, frozen=True):
    """The position that what was asked led to."""

    position: int


def every(call: Call[Paged, Nothing]) -> Told:
    """A page of what waits for people, first what is due first."""
    asked, near = call.asked, call.visit.near
    with reading(call.visit.known.rows) as connection:
        count = count_waiting(connection, near).near
        rows = next_waiting(connection, near, asked.page_size, (asked.page - 1) * asked.page_size)
    sights = sights_of(call.visit, rows, "escalaties")
    seen = shown(rows, sights)
    items = tuple(escalation_told(one._replace(reference=name_of(one, sights))) for one in seen)
    page = page_of("/v1/escalations", count, asked)
    return Told(Escalations(items, len(rows) - len(seen), page.links), page.headers)


def one(call: Call[OneEscalation, Nothing]) -> Told:
    """One of them."""
    case, sight = call.visit.case(call.asked.case)
    seen = etag(call.visit, case)
    found = last_told(call.visit, case, call.asked.level)
    name = found.reference if sight.sees("verwijzing") else case
    return Told(escalation_told(found._replace(reference=name)), seen)


def acknowledge(call: Call[OneEscalation, Nothing]) -> Told:
    """Say that one saw it and takes it up."""
    visit = call.visit
    found = last_told(visit, visit.case(call.asked.case).case, call.asked.level)
    return _done(
        call, AcknowledgeEscalation(found.case, found.level, found.opened, visit.person, visit.today)
    )


def decide(call: Call[OneEscalation, NewDecision]) -> Told:
    """Decide, with reasons."""
    visit, given = call.visit, call.body
    found = last_told(visit, visit.case(call.asked.case).case, call.asked.level)
    return _done(
        call,
        DecideEscalation(
            found.case,
            found.level,
            found.opened,
            visit.person,
            visit.today,
            given.decision,
            given.reasons.strip(),
            PersonId(given.second) if given.second else None,
            again=found.task == "review",
        ),
    )


def _done(
    call: Call[OneEscalation, NewDecision] | Call[OneEscalation, Nothing], command: EpisodeCommand
) -> Told:
    what = (type(command).__name__, command.case, command.level, repr(call.body))
    answer, _ = call.visit.do(command, key_of(call.visit.person, call.sent, *what))
    where = {"Location": f"/v1/cases/{command.case}/escalations/{command.level}"}
    return Told(Done(answer.position), {**where, **etag(call.visit, command.case)}, 201)
