"""The day of what happened is a day that came and not one from long before; what is planned may lie ahead."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import domain
from domain.ageing import EnterAgeBand
from domain.appointing import EndAppointment
from domain.cases.commands import CloseCase, EndPlacement, PlaceCase, RegisterCase
from domain.commands import Command, Refused
from domain.convenant import EndConvenant
from domain.happened import FIRST_DAY, require_happened
from domain.roster import EndInvolvement
from tests.unit.domain.story import given
from tests.unit.domain.world import DUIN, HAVEN, MEES, NOOR, PARTNERS, TODAY, TOMORROW, registered

PLANNED = {EndAppointment, EndConvenant, EndInvolvement}
"""A role, an agreement or somebody's part in a case may end on a day to come."""


@pytest.mark.parametrize(
    ("on", "code"),
    [(TOMORROW, "iets.toekomst"), (date(1026, 1, 5), "iets.te_vroeg"), (date.min, "iets.te_vroeg")],
)
def test_a_day_to_come_and_a_day_from_long_before_are_refused(on: date, code: str) -> None:
    with pytest.raises(Refused, match=f"{on.year:04}") as refused:
        require_happened("iets", on, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize("on", [FIRST_DAY, TODAY])
def test_the_first_day_and_today_are_accepted(on: date) -> None:
    require_happened("iets", on, TODAY)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (RegisterCase(NOOR, HAVEN, "ref-noor", TOMORROW, TODAY), "casus.toekomst"),
        (PlaceCase(MEES, DUIN, TOMORROW, TODAY), "plaatsing.toekomst"),
        (EndPlacement(MEES, TOMORROW, TODAY), "plaatsing.toekomst"),
        (CloseCase(MEES, TOMORROW, TODAY, "afgerond"), "casus.toekomst"),
        (EnterAgeBand(MEES, "16_17", TOMORROW, TODAY), "leeftijd.toekomst"),
        (CloseCase(MEES, date(1026, 1, 5), TODAY, "afgerond"), "casus.te_vroeg"),
    ],
    ids=repr,
)
def test_what_happened_to_a_case_happened_by_today(command: Command[Any, Any], code: str) -> None:
    given(*PARTNERS, *registered(MEES)).when(command).then_refused(code)


def test_every_command_with_the_day_of_something_knows_what_day_it_is() -> None:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    dated = {one for one in _commands(Command) if "on" in one.__struct_fields__} - PLANNED
    assert [one for one in dated if one.__module__.startswith("domain.") and not _knows_today(one)] == []


def _commands(kind: type[Command[Any, Any]]) -> Iterator[type[Command[Any, Any]]]:
    for one in kind.__subclasses__():
        yield one
        yield from _commands(one)


def _knows_today(command: type[Command[Any, Any]]) -> bool:
    return "today" in command.__struct_fields__
