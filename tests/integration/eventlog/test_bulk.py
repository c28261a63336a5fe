"""Many commands at once: each its own answer, small transactions, and others who write meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent

from domain.cases.commands import CloseCase, RegisterCase
from domain.cases.events import CaseRegistered
from domain.commands import Context, Refused
from domain.joining import AddOrganisation
from domain.words import CaseId, OrganisationId, PersonId
from eventlog.bulk import GROUP, TRANSACTION_EVENTS, Request, execute_many
from eventlog.execute import Answer, AnyCommand, execute
from eventlog.faults import LogFull
from eventlog.log import AT_HAND, Log
from eventlog.sqlite.recorder import SQLiteRecorder

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
FACILITY = OrganisationId("instelling-1")


class Watched(SQLiteRecorder):
    """Remembers how many events each append has; a stranger may write just before the next one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, create=True)
        self.sizes: list[int] = []
        self.stranger: list[AnyCommand] = []
        self.full_after: int | None = None

    def append(self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None) -> int:
        if self.stranger and len(events) > 2:
            execute(Log(self), self.stranger.pop(), _context(f"vreemde.{len(self.stranger)}"))
        if len(self.sizes) == self.full_after:
            raise LogFull(str(self.path))
        self.sizes.append(len(events))
        return super().append(events, condition)


def _context(name: str) -> Context:
    return Context(name, AT, PersonId("test"))


def _register(number: int, reference: str = "") -> AnyCommand:
    return RegisterCase(CaseId(f"c-{number}"), FACILITY, reference or f"a{number}", DAY, DAY)


def _requests(*commands: AnyCommand) -> list[Request]:
    return [(command, _context(f"bulk.{number}")) for number, command in enumerate(commands)]


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Watched]:
    with Watched(tmp_path / "log.sqlite") as recorder:
        execute(Log(recorder), AddOrganisation(FACILITY, "instelling", "Een"), _context("begin"))
        recorder.sizes.clear()
        yield recorder


def _registered(recorder: Watched) -> list[str]:
    events = [entry.event for page in Log(recorder).pages() for entry in page]
    return [event.reference for event in events if isinstance(event, CaseRegistered)]


def test_a_command_sees_what_those_before_it_decided(recorder: Watched) -> None:
    answers = execute_many(
        Log(recorder),
        _requests(
            _register(1),
            _register(2, "a1"),
            CloseCase(CaseId("c-1"), DAY, DAY, "afgerond"),
            CloseCase(CaseId("c-1"), DAY, DAY, "afgerond"),
            CloseCase(CaseId("c-9"), DAY, DAY, "afgerond"),
        ),
    )
    told = [
        answer.code if isinstance(answer, Refused) else [type(event).__name__ for event in answer.events]
        for answer in answers
    ]
    assert told == [
        ["CaseRegistered", "CasePlaced"],
        "casus.bestaat",
        ["CaseClosed"],
        [],
        "casus.onbekend",
    ]


def test_no_transaction_keeps_others_waiting_and_order_is_kept(recorder: Watched) -> None:
    many = GROUP + 100
    answers = execute_many(Log(recorder), _requests(*[_register(number) for number in range(many)]))
    assert max(recorder.sizes) <= TRANSACTION_EVENTS
    assert _registered(recorder) == [f"a{number}" for number in range(many)]
    positions = [answer.position for answer in answers if isinstance(answer, Answer)]
    assert positions == sorted(positions)
    assert len(positions) == many
    assert positions[-1] == Log(recorder).head()


@pytest.mark.parametrize("taken", [0, 200, 300, 700])
def test_what_came_in_between_is_seen_and_only_the_rest_is_decided_again(
    recorder: Watched, taken: int
) -> None:
    recorder.stranger = [_register(9999, f"a{taken}")]
    answers = execute_many(Log(recorder), _requests(*[_register(number) for number in range(800)]))
    refused = [number for number, answer in enumerate(answers) if isinstance(answer, Refused)]
    assert refused == [taken]
    references = _registered(recorder)
    assert len(references) == len(set(references)) == 800


def test_a_stranger_between_two_transactions_of_one_group_is_seen(recorder: Watched) -> None:
    log = Log(recorder)
    execute_many(log, _requests(_register(5000)))
    recorder.stranger = [_register(9999, "a790"), CloseCase(CaseId("c-5000"), DAY, DAY, "afgerond")]
    answers = execute_many(log, _requests(*[_register(number) for number in range(800)]))
    assert [number for number, answer in enumerate(answers) if isinstance(answer, Refused)] == [790]


def test_a_full_disk_is_told_and_nothing_is_written_behind_what_was_not(recorder: Watched) -> None:
    log = Log(recorder)
    execute_many(log, _requests(_register(9000)))  # begins the day
    recorder.full_after = len(recorder.sizes) + 1
    with pytest.raises(LogFull):
        execute_many(log, _requests(*[_register(number) for number in range(800)]))
    recorder.full_after = None
    written = TRANSACTION_EVENTS // 2
    assert _registered(recorder) == ["a9000", *[f"a{number}" for number in range(written)]]
    answers = execute_many(log, _requests(*[_register(number) for number in range(800)]))
    assert [isinstance(answer, Answer) for answer in answers] == [number >= written for number in range(800)]


def test_nothing_to_do_is_nothing_written(recorder: Watched) -> None:
    assert execute_many(Log(recorder), []) == []
    assert recorder.sizes == []


def test_a_tail_longer_than_what_is_decoded_at_once_is_whole_and_in_order(recorder: Watched) -> None:
    log = Log(recorder)
    execute_many(log, _requests(*[_register(number) for number in range(AT_HAND // 2 + 10)]))
    head = log.head()
    assert head > AT_HAND
    for limit in (1, AT_HAND - 1, AT_HAND, AT_HAND + 1, head, head + 1):
        assert [entry.position for entry in log.tail(0, limit)] == list(range(1, min(limit, head) + 1))
    assert log.tail(head, 5) == []
