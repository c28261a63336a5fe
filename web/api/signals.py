"""The signals of a case: which there are, without their words, and recording one."""

from datetime import date
from hashlib import sha256
from typing import Annotated

from msgspec import Meta, Struct

from domain.case_facts import NO_FACTS
from domain.commands import Refused
from domain.scoring.facts import Nature, Polarity, Signal
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, Personal, SignalId
from projections.case.state import unpack
from projections.database import reading
from projections.watchlist import place_of, state_of
from web.api.operation import Call, Nothing, OfCase, Pseudonym, Told, etag, key_of
from web.api.paging import Links, Paged, cut, page_of
from web.visit import Visit

Word = Annotated[str, Meta(min_length=1, max_length=200)]
Number = Annotated[str, Meta(pattern="^[A-Za-z0-9._:-]{1,200}$", examples=["s-k3v7qd2x5mna"])]


class SignalPage(Paged, frozen=True, kw_only=True):
    """Which case, and which page of its signals."""

    case: Pseudonym


class OneSignal(OfCase, frozen=True):
    """Which signal of which case."""

    signal: Number


class Signals(Struct, frozen=True):
    """Signals as the score sees them."""

    items: tuple[Signal, ...]
    links: Links


class NewSignal(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody saw or heard. Without `organisation` it is where who asks works."""

    indicator: Annotated[str, Meta(min_length=1, max_length=200, examples=["OV01"])]
    polarity: Polarity
    nature: Nature
    observed_on: date
    text: Annotated[Personal, Meta(min_length=1, max_length=20_000)]
    provenance: Word = "eigen_waarneming"
    organisation: Annotated[str, Meta(max_length=200)] = ""
    rests_on: Annotated[tuple[Number, ...], Meta(max_length=50)] = ()


class Recorded(Struct, frozen=True):
    """The number of a signal, and the position at which it was recorded."""

    signal: str
    position: int


def every(call: Call[SignalPage, Nothing]) -> Told:
    """A page of them."""
    found = call.visit.case(call.asked.case).case
    seen = etag(call.visit, found)
    rows = _signals(call.visit, found)
    page = page_of(f"/v1/cases/{found}/signals", len(rows), call.asked)
    return Told(Signals(tuple(cut(rows, call.asked)), page.links), {**page.headers, **seen})


def one(call: Call[OneSignal, Nothing]) -> Told:
    """One of them."""
    found = call.visit.case(call.asked.case).case
    seen = etag(call.visit, found)
    fitting = [one for one in _signals(call.visit, found) if one.id == call.asked.signal]
    if not fitting:
        raise Refused(
            "signaal.onbekend", "Dit signaal is er niet.", "Het kan ook nog niet in de overzichten staan."
        )
    return Told(fitting[0], seen)


def record(call: Call[OfCase, NewSignal]) -> Told:
    """Record one. Its number follows from the key, so that sending twice records one."""
    visit, given = call.visit, call.body
    case = visit.case(call.asked.case).case
    number = SignalId(f"s-{_of_key(visit.person, call.sent.key)}")
    with reading(visit.known.rows) as connection:
        here = place_of(connection, case)
    near = next((one.organisation for one in visit.places), OrganisationId(here))
    command = RecordSignal(
        case,
        number,
        given.indicator,
        given.polarity,
        given.nature,
        given.provenance,
        visit.person,
        OrganisationId(given.organisation) if given.organisation else near,
        given.observed_on,
        visit.today,
        tuple(SignalId(one) for one in given.rests_on),
        given.text.strip(),
    )
    answer, _ = visit.do(command, key_of(visit.person, call.sent, "RecordSignal", case, repr(given)))
    where = {"Location": f"/v1/cases/{case}/signals/{number}"}
    return Told(Recorded(number, answer.position), {**where, **etag(visit, case)}, 201)


def _of_key(person: str, key: str) -> str:
    return sha256(f"signal\0{person}\0{key}".encode()).hexdigest()[:24]


def _signals(visit: Visit, case: CaseId) -> tuple[Signal, ...]:
    with reading(visit.known.rows) as connection:
        data = state_of(connection, case)
    return (unpack(data).facts if data else NO_FACTS).signals
