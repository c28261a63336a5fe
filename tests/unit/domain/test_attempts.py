"""What somebody tried and was refused is kept: what, why by code, who; each command says so by its type."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import domain
from domain.appointing import EndAppointment
from domain.attempts import REFUSALS, AttemptRefused, kept_of
from domain.calendar import BeginDay
from domain.cases.commands import RegisterCase
from domain.channels.events import ANONYMOUS, ReportId
from domain.channels.reporting import MakeReport
from domain.commands import Command
from domain.consent.changing import WithdrawConsent
from domain.convenant import EndConvenant
from domain.disclosure.calling import CallCommand
from domain.disclosure.sharing import SharingCommand
from domain.escalation.deciding import AcknowledgeEscalation
from domain.missing.reporting import ReportMissing
from domain.signals.revising import RetractSignal
from domain.words import SignalId
from eventlog.encryption.personal import is_personal
from tests.unit.domain.consents import CLIENT
from tests.unit.domain.story import given
from tests.unit.domain.world import CARLA, HAVEN, MEES, TODAY

KEEPS_NONE = {
    "BeginDay": "the log does this by itself",
    "OpenLog": "the log does this by itself",
    "GivenBy": "what it keeps is what the command keeps that is given",
    "HandToTeam": "the system does this by itself",
    "LowerEscalation": "the system does this by itself",
    "PassDeadline": "the system does this by itself",
    "PassHelpReview": "the system does this by itself",
    "RaiseEscalation": "the system does this by itself",
    "Unchanged": "what it keeps is what the command keeps that is given",
}
"""Commands of which no refusal is kept, and why."""


def commands() -> list[type[Command[Any, Any]]]:
    """Every command that can be given: those that decide, and not only say what others share."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        importlib.import_module(module.name)
    shared = {Command.decide, SharingCommand.judge, CallCommand.judge}
    found = [one for one in _built_on(Command) if getattr(one, "judge", one.decide) not in shared]
    return sorted(found, key=lambda one: one.__name__)


def _built_on(kind: type[Command[Any, Any]]) -> Iterator[type[Command[Any, Any]]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("domain."):
            yield one
            yield from _built_on(one)


def test_every_command_keeps_its_refusals_or_says_why_not() -> None:
    silent = {one.__name__ for one in commands() if not one.attempt}
    assert silent == set(KEEPS_NONE)


def test_each_command_has_a_name_of_its_own_for_what_somebody_tried() -> None:
    names = Counter(one.attempt for one in commands() if one.attempt and not issubclass(one, SharingCommand))
    assert [name for name, times in names.items() if times > 1] == []


def test_what_is_kept_holds_no_words_of_anybody() -> None:
    for kind in REFUSALS:
        assert not any(is_personal(hint) for hint in kind.__annotations__.values())
    taken_back = WithdrawConsent(MEES, CLIENT, ("onbekend",))
    no = given().when(taken_back).then_refused("casus.onbekend")
    kept = kept_of(taken_back, no.code, CARLA)
    assert kept == AttemptRefused("toestemming_intrekken", "casus.onbekend", CARLA)


def test_it_is_filed_under_what_it_was_about_and_under_who_tried() -> None:
    about: dict[Command[Any, Any], str] = {
        WithdrawConsent(MEES, CLIENT): f"case:{MEES}",
        AcknowledgeEscalation(MEES, "avim", 3, CARLA, TODAY): f"case:{MEES}",
        EndAppointment(CARLA, HAVEN, "hulpverlener", TODAY): f"appointments:{HAVEN}",
        EndConvenant("c1", TODAY, "Klaar."): "proeftuin",
        RetractSignal(MEES, SignalId("s-1"), "dubbel"): f"case:{MEES}",
        ReportMissing(MEES, TODAY, TODAY): f"case:{MEES}",
        RegisterCase(MEES, HAVEN, "dossier-4711", TODAY, TODAY): f"organisation:{HAVEN}",
    }
    for command, tag in about.items():
        kept = kept_of(command, "een.code", CARLA)
        assert kept is not None
        assert kept.tags() == (tag, f"attempts:{CARLA}")


def test_what_the_log_does_by_itself_is_no_attempt() -> None:
    assert kept_of(BeginDay(date(2026, 3, 2)), "een.code", CARLA) is None


def test_who_gives_a_name_where_nobody_is_named_is_not_kept_by_name() -> None:
    named = MakeReport(MEES, ReportId("m1"), CARLA, TODAY, "meld_misdaad_anoniem")
    kept = kept_of(named, "melding.geen_naam", CARLA)
    assert kept == AttemptRefused("melding_doen", "melding.geen_naam", ANONYMOUS, f"case:{MEES}")
