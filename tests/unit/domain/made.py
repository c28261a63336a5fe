"""A value of any type in the domain, made for a place in an invented world: events, commands, what they hold.

A new event or command is made without a word here, unless a field has a type that nobody made before.
"""

import types
import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from domain.agreements.document import Agreements
from domain.commands import Command
from domain.merging.joining import MergeCases
from domain.policy_document import Policy
from tests.unit.domain.world import agreements, policy

FACILITIES = 40
PEOPLE = 800
SIGNALS = 60
"""Signals of a case at most."""
SHARED_KEYS = 20_000
VERSIONS = 20
LONGEST = 10
"""How many a field holds that may hold many: as long as a watchlist."""
OPENED = 7
"""The position that every episode opened at: it is the case that tells them apart."""

_FIRST_DAY = date(2016, 1, 1)
_MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_DAYS = [_FIRST_DAY + timedelta(days=number) for number in range(3_700)]


class Place(NamedTuple):
    """Which case of the world, and which event of it."""

    case: int
    event: int = 0


Maker = Callable[[Place], Any]  # a value of the type that the maker was asked for


def case_id(number: int) -> str:
    """Spread over the alphabet, as pseudonyms are."""
    return f"c-{number * 2_654_435_761 % 2**32:08x}"


_ORGANISATIONS = {
    "unit": [f"eenheid-{number}" for number in range(FACILITIES)],
    "coordination": ["zorgcoordinatie"],
}
_FACILITIES = [f"instelling-{number}" for number in range(FACILITIES)]
_PEOPLE = [f"persoon-{number}" for number in range(PEOPLE)]


def _organisation(name: str) -> Maker:
    some = _ORGANISATIONS.get(name, _FACILITIES)
    return lambda place: some[place.case % len(some)]


def _person(name: str) -> Maker:
    step = len(name)  # who decides is another than who is the second
    return lambda place: _PEOPLE[(place.case + step) % PEOPLE]


def _case(name: str) -> Maker:
    if name in {"into", "source"}:
        return lambda place: case_id(place.case + 1)
    return lambda place: case_id(place.case)


_KINDS: dict[str, Callable[[str], Maker]] = {
    "CaseId": _case,
    "PersonId": _person,
    "OrganisationId": _organisation,
    "SignalId": lambda _: lambda place: f"s-{case_id(place.case)}-{place.event % SIGNALS}",
}
_TEXTS: dict[str, Maker] = {
    "reference": lambda place: f"dossier-{place.case}",
    "key": lambda place: f"k{place.case % SHARED_KEYS:05}",
    "version": lambda place: str(place.case % VERSIONS),
}
_PLAIN: dict[Any, Maker] = {  # Any: types as annotations name them
    int: lambda _: OPENED,
    float: lambda _: 1.5,
    bool: lambda _: False,
    datetime: lambda _: _MOMENT,
    date: lambda place: _DAYS[(place.case + place.event) % len(_DAYS)],
    Policy: lambda place: policy(str(place.case % VERSIONS)),
    Agreements: lambda place: agreements(str(place.case % VERSIONS)),
}


def maker(kind: Any, name: str = "") -> Maker:  # Any: a type as annotations name it
    """What makes values of a type; a field's `name` tells which of several roles it has.

    Raises:
        TypeError: nobody said how a value of this type is made.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is typing.Annotated:
        return maker(arguments[0], name)
    if origin is Literal:
        return lambda place: arguments[place.event % len(arguments)]
    if origin in (Union, types.UnionType):
        return maker(next(one for one in arguments if one is not type(None)), name)
    if origin in (tuple, frozenset):
        return _many(origin, maker(arguments[0], name))
    if origin in (Mapping, dict):
        keys, values = maker(arguments[0]), maker(arguments[1])
        return lambda place: {keys(place): values(place)}
    if origin is Command:  # one that a person gives: merging reads most
        return maker(MergeCases)
    if isinstance(kind, typing.NewType):
        known = _KINDS.get(kind.__name__)
        return known(name) if known else lambda place: f"{kind.__name__}-{case_id(place.case)}"
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is str:
        return _TEXTS.get(name, lambda place: f"{name} {place.case % 100}")
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind)
    raise TypeError(f"say here how a field of type {kind} is made")


def _many(origin: Any, one: Maker) -> Maker:  # Any: tuple or frozenset
    return lambda place: origin(
        [one(Place(place.case + number, place.event + number)) for number in range(LONGEST)]
    )


def _struct(kind: type[msgspec.Struct]) -> Maker:
    hints = get_type_hints(kind, include_extras=True)
    makers = [maker(hints[field], field) for field in kind.__struct_fields__]
    return lambda place: kind(*[make(place) for make in makers])
