"""The SQLite recorder: the contract, several processes, group commit, and being killed."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, count
from pathlib import Path

import pytest
from eventsourcing.persistence import IntegrityError

from eventlog.faults import LogBusy, LogClosed, LogFull, LogUnsure
from eventlog.group import MAX_GROUP_EVENTS, GroupCommit, Member
from eventlog.searching import as_json, searches
from eventlog.sqlite.recorder import SQLiteRecorder
from eventlog.sqlite.writing import Writer
from tests.integration.eventlog.recorder_contract import (
    PROMPT_S,
    Fresh,
    LogRecorder,
    RecorderContract,
    about,
    event,
)

ROOT = Path(__file__).resolve().parents[3]


def started(path: Path, name: str, appends: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-m", "tests.integration.eventlog.writer", str(path), name, str(appends)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def stored(recorder: SQLiteRecorder) -> list[tuple[int, str]]:
    return [(one.position, one.event.data.decode()) for one in recorder.read()]


def acknowledged(lines: str | Sequence[str]) -> list[tuple[int, str]]:
    """Whole lines only: a killed process may leave half of one."""
    text = lines if isinstance(lines, str) else "".join(lines)
    whole = text[: text.rfind("\n") + 1].splitlines()
    return [(int(position), data) for position, data in (line.split(" ") for line in whole)]


class TestSQLiteRecorder(RecorderContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Fresh:
        numbers = count()
        return lambda: SQLiteRecorder(tmp_path / f"log-{next(numbers)}.db", create=True)

    @pytest.fixture
    def again(self, recorder: LogRecorder) -> Iterator[LogRecorder]:
        assert isinstance(recorder, SQLiteRecorder)
        with SQLiteRecorder(recorder.path) as another:
            yield another


def test_three_processes_that_start_at_once_leave_no_hole_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    writers = [started(path, f"p{number}", 300) for number in range(3)]
    told = [acknowledged(writer.communicate(timeout=120)[0]) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    with SQLiteRecorder(path) as recorder:
        assert stored(recorder) == sorted(chain.from_iterable(told))
        assert recorder.read().head == 900


@pytest.mark.slow
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    told: list[tuple[int, str]] = []
    for life in range(6):
        with started(path, f"life{life}", 1_000_000) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _ in range(5 + 37 * life)]
            writer.kill()
            told += acknowledged([*lines, writer.stdout.read()])
        with SQLiteRecorder(path) as recorder:
            kept = stored(recorder)
            assert [position for position, _ in kept] == list(range(1, len(kept) + 1))
            assert set(told) <= set(kept)
            assert len(kept) <= len(told) + life + 1
            recorder.append([event("after", data=f"after {life}".encode())])
            told.append((len(kept) + 1, f"after {life}"))


def test_a_follower_is_woken_by_another_process(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with (
        SQLiteRecorder(path, create=True) as recorder,
        recorder.subscribe() as following,
        started(path, "elsewhere", 3) as writer,
    ):
        assert [next(following).event.data.decode() for _ in range(3)] == [f"elsewhere.{n}" for n in range(3)]
        writer.communicate(timeout=60)


def test_members_of_a_group_are_judged_each_on_its_own(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with SQLiteRecorder(path, create=True) as recorder:
        recorder.append([event("a")])
        first, second, third, loose = (_member(tag) for tag in ("b", "b", "c", ""))
        late = _member("a", after=0)
        writer = Writer(path, busy_s=1, max_pages=None)
        assert writer.write([first, second, late, third, loose]) == 4
        writer.close()
        assert [one.position for one in (first, third, loose)] == [2, 3, 4]
        assert isinstance(second.failure, IntegrityError)
        assert isinstance(late.failure, IntegrityError)
        assert recorder.read().head == 4


def _member(tag: str, after: int = 1) -> Member:
    """As `append` makes it: an event with `tag`, if no other has it behind `after`."""
    tags = [tag] if tag else []
    return Member([("noted", b"", as_json(tags))], searches(about(*tags)) if tags else (), after)


def test_a_fault_while_writing_is_every_members_fault(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with SQLiteRecorder(path, create=True) as recorder:
        small, large = _member("a", 0), Member([("noted", bytes(200_000), "[]")], (), 0)
        writer = Writer(path, busy_s=1, max_pages=20)
        assert writer.write([small, large]) == 0
        assert isinstance(small.failure, LogFull)
        assert isinstance(large.failure, LogFull)
        assert small.failure is not large.failure
        assert recorder.read().head is None
        again = _member("a", 0)
        assert writer.write([again]) == 1
        writer.close()


def test_those_who_arrive_while_somebody_writes_are_written_together() -> None:
    held, release = threading.Event(), threading.Event()
    groups: list[int] = []

    def write(group: Sequence[Member]) -> None:
        groups.append(sum(len(member.rows) for member in group))
        if len(groups) == 1:
            held.set()
            release.wait(PROMPT_S)
        _written(group)

    line = GroupCommit(write, "log")
    sizes = [1, 200, 200, 100, 1, 600, 1]
    threads = [threading.Thread(target=line.submit, args=(Member(_rows(size), (), 0),)) for size in sizes]
    threads[0].start()
    assert held.wait(PROMPT_S)
    for queued, thread in enumerate(threads[1:], start=1):
        thread.start()
        _until_queued(line, queued)
    release.set()
    for thread in threads:
        thread.join(PROMPT_S)
    assert groups == [1, MAX_GROUP_EVENTS, 1, 600, 1]


def _rows(size: int) -> list[tuple[str, bytes, str]]:
    return [("noted", b"", "[]")] * size


def _written(group: Sequence[Member]) -> None:
    for member in group:
        member.position = 1


def _until_queued(line: GroupCommit, members: int) -> None:
    pause = threading.Event()
    deadline = time.monotonic() + PROMPT_S
    while line.queued < members:
        assert time.monotonic() < deadline
        pause.wait(0.001)


def test_who_gives_up_waiting_leaves_the_line_to_the_others() -> None:
    held, release = threading.Event(), threading.Event()

    def write(group: Sequence[Member]) -> None:
        held.set()
        release.wait(PROMPT_S)
        _written(group)

    line = GroupCommit(write, "log", wait_s=0.05)
    first = threading.Thread(target=line.submit, args=(Member(_rows(1), (), 0),))
    first.start()
    assert held.wait(PROMPT_S)
    impatient = Member(_rows(1), (), 0)
    with pytest.raises(LogBusy):
        line.submit(impatient)
    release.set()
    first.join(PROMPT_S)
    assert not impatient.settled
    assert line.submit(Member(_rows(1), (), 0)) == 1


def test_an_interrupted_write_is_unsure_for_the_others_and_the_line_goes_on() -> None:
    def write(group: Sequence[Member]) -> None:
        if group[0].rows[0][0] == "interrupted":
            raise KeyboardInterrupt
        _written(group)

    line = GroupCommit(write, "log")
    with pytest.raises(KeyboardInterrupt):
        line.submit(Member([("interrupted", b"", "[]")], (), 0))
    assert line.submit(Member(_rows(1), (), 0)) == 1


def test_who_was_written_by_somebody_that_was_interrupted_is_not_told_that_it_is_there() -> None:
    held, release = threading.Event(), threading.Event()
    told: list[type[BaseException] | None] = []

    def write(group: Sequence[Member]) -> None:
        if not held.is_set():
            held.set()
            release.wait(PROMPT_S)
            _written(group)
        else:
            raise KeyboardInterrupt  # before a word about the others

    def submit() -> None:
        try:
            line.submit(Member(_rows(1), (), 0))
            told.append(None)
        except (KeyboardInterrupt, LogUnsure) as error:
            told.append(type(error))

    line = GroupCommit(write, "log")
    threads = [threading.Thread(target=submit) for _ in range(3)]
    threads[0].start()
    assert held.wait(PROMPT_S)
    for queued, thread in enumerate(threads[1:], start=1):
        thread.start()
        _until_queued(line, queued)
    release.set()
    for thread in threads:
        thread.join(PROMPT_S)
    assert sorted(map(str, told)) == sorted(map(str, [None, KeyboardInterrupt, LogUnsure]))


def test_a_closed_recorder_says_so_also_to_who_waits(tmp_path: Path) -> None:
    recorder = SQLiteRecorder(tmp_path / "log.db", create=True)
    pages = recorder.read()
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(recorder.wait, 0, PROMPT_S)
        recorder.close()
        with pytest.raises(LogClosed):
            waiting.result(PROMPT_S)
    recorder.close()
    assert list(pages) == []
    asked: list[Callable[[], object]] = [
        recorder.read,
        lambda: recorder.scan(0, 1),
        lambda: recorder.wait(0, 0),
        lambda: recorder.append([event("a")]),
    ]
    for ask in asked:
        with pytest.raises(LogClosed, match="al gesloten"):
            ask()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["log.db"]


def test_many_threads_read_through_few_connections(tmp_path: Path) -> None:
    with SQLiteRecorder(tmp_path / "log.db", create=True) as recorder, ThreadPoolExecutor(40) as threads:
        recorder.append([event("a")] * 50)
        reads = [threads.submit(lambda: len(list(recorder.read(about("a"))))) for _ in range(200)]
        assert {read.result(60) for read in reads} == {50}
