"""How a case is named, and which days a command takes: what was never found or never happened is refused."""

import pytest

from cli.place.clock import today
from cli.place.identities import context
from domain.attempts import AttemptRefused
from domain.cases.commands import RegisterCase
from domain.cases.events import CasePlaced, CaseRegistered
from domain.events import Event
from domain.words import CaseId, OrganisationId, PersonId
from eventlog.execute import execute
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.cli.command import Command

NEVER = "2999-01-01"


class RegisteredBefore(RegisterCase, frozen=True):
    """As cases were registered before references were looked at."""

    def decide(self, view: tuple[bool, bool]) -> list[Event]:
        return [
            CaseRegistered(self.case, self.facility, self.reference),
            CasePlaced(self.case, self.facility, self.on),
        ]


@pytest.fixture
def mees(opplussen: Command) -> Command:
    assert opplussen.began()("case", "register", "instelling-1", "mees", "--by", "sem").code == 0
    return opplussen


@pytest.mark.parametrize(
    "command",
    [
        ("case", "register", "instelling-1", "noor", "--on", NEVER),
        ("case", "place", "mees", "instelling-2", "--on", NEVER),
        ("case", "left", "mees", "--reason", "weg", "--on", NEVER),
        ("case", "close", "mees", "--reason", "afgerond", "--on", NEVER),
        ("case", "age-band", "mees", "16_17", "--on", NEVER),
    ],
    ids=lambda command: command[1],
)
def test_what_is_still_to_come_did_not_happen(mees: Command, command: tuple[str, ...]) -> None:
    before = len(mees.events())
    said = mees(*command, "--by", "sem")
    assert said.code == 1
    assert "01-01-2999 ligt in de toekomst" in said.err
    assert all(isinstance(one.event, AttemptRefused) for one in mees.events()[before:])


def test_a_signal_of_another_age_is_a_typing_error(mees: Command) -> None:
    options = ("--indicator", "SX03", "--nature", "feit", "--text", "iets", "--observed-on", "1026-01-05")
    said = mees("signal", "record", "mees", "--by", "sem", *options)
    assert said.code == 1
    assert "05-01-1026 ligt voor 01-01-1990" in said.err


def test_a_case_that_could_not_be_found_is_not_begun(mees: Command) -> None:
    said = mees("case", "register", "instelling-1", "2026/1", "--by", "sem")
    assert said.code == 1
    assert "schuine streep" in said.err


def test_a_case_of_an_older_log_with_a_slash_is_found_by_its_facility(mees: Command) -> None:
    case, facility = CaseId("c-abcdefghij23"), OrganisationId("instelling-1")
    with SQLiteRecorder(mees.data / "log.sqlite") as recorder:
        old = RegisteredBefore(case, facility, "2026/1", today(), today())
        execute(Log(recorder), old, context(PersonId("sem")))
    said = mees("case", "close", "instelling-1/2026/1", "--by", "sem", "--reason", "afgerond")
    assert said.code == 0, said.err
