"""What every recorder of the log must do, whatever keeps it: inherit `RecorderContract` and say how to open.

The first two are the library's own test case; the rest is what our engines and commands lean on.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Protocol

import pytest
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from eventsourcing.dcb.tests import DCBRecorderTestCase
from eventsourcing.persistence import IntegrityError, ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PROMPT_S = 60.0
"""A limit for what takes milliseconds, wide enough for a busy machine."""


class LogRecorder(Protocol):
    """The library's interface with what the engine asks beside it."""

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse: ...

    def append(self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None) -> int: ...

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> DCBSubscription[DCBRecorder]: ...

    def misfiled(self) -> int | None: ...
    def scan(self, after: int, limit: int) -> list[tuple[int, str, bytes, str]]: ...

    def bare(self, after: int, limit: int) -> list[tuple[int, str, bytes]]: ...

    def wait(self, after: int, timeout: float) -> bool: ...


Opened = AbstractContextManager[LogRecorder]
Fresh = Callable[[], Opened]


def event(*tags: str, kind: str = "noted", data: bytes = b"data") -> DCBEvent:
    return DCBEvent(kind, data, list(tags))


def about(*tags: str, kinds: Sequence[str] = ("noted",)) -> DCBQuery:
    """One item a tag."""
    return DCBQuery([DCBQueryItem(list(kinds), [tag]) for tag in tags])


def positions(recorder: LogRecorder) -> list[int]:
    return [one.position for one in recorder.read()]


words = st.sampled_from(["a", "b", "c", "dé"])
events = st.builds(
    DCBEvent,
    type=st.sampled_from(["noted", "moved", "closed"]),
    data=st.binary(max_size=8),
    tags=st.lists(words, max_size=3),
)
queries = st.builds(
    DCBQuery,
    st.lists(
        st.builds(
            DCBQueryItem,
            types=st.lists(st.sampled_from(["noted", "moved", "closed", "never"]), max_size=2),
            tags=st.lists(words, max_size=3),
        ),
        max_size=4,
    ),
)
afters = st.none() | st.integers(0, 25)
conditions = st.none() | st.builds(DCBAppendCondition, queries, afters)
histories = st.lists(st.tuples(st.lists(events, min_size=1, max_size=4), conditions), max_size=8)
questions = st.lists(
    st.tuples(st.none() | queries, afters, st.none() | st.integers(0, 5)), min_size=1, max_size=10
)


def outcome(
    recorder: LogRecorder | DCBRecorder, new: Sequence[DCBEvent], condition: DCBAppendCondition | None
) -> int | None:
    try:
        return recorder.append(new, condition)
    except IntegrityError:
        return None


class RecorderContract:
    """Give `fresh` (opens an empty log) and `again` (a second recorder on the log of `recorder`)."""

    @pytest.fixture
    def fresh(self) -> Fresh:
        raise NotImplementedError

    @pytest.fixture
    def recorder(self, fresh: Fresh) -> Iterator[LogRecorder]:
        with fresh() as recorder:
            yield recorder

    @pytest.fixture
    def again(self, recorder: LogRecorder) -> Iterator[LogRecorder]:
        raise NotImplementedError

    def test_it_reads_and_appends_as_the_library_asks(self, recorder: LogRecorder) -> None:
        assert isinstance(recorder, DCBRecorder)
        DCBRecorderTestCase()._test_append_read(recorder)  # noqa: SLF001 - written to be called by recorders

    def test_it_is_followed_as_the_library_asks(self, recorder: LogRecorder) -> None:
        assert isinstance(recorder, DCBRecorder)
        DCBRecorderTestCase()._test_append_subscribe(recorder)  # noqa: SLF001 - the same

    @given(history=histories, asked=questions)
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])
    def test_it_answers_as_the_library_in_memory(
        self,
        fresh: Fresh,
        history: list[tuple[list[DCBEvent], DCBAppendCondition | None]],
        asked: list[tuple[DCBQuery | None, int | None, int | None]],
    ) -> None:
        memory = InMemoryDCBRecorder()
        with fresh() as recorder:
            for new, condition in history:
                assert outcome(recorder, new, condition) == outcome(memory, new, condition)
            for query, after, limit in asked:
                ours = recorder.read(query, after=after, limit=limit)
                theirs = memory.read(query, after=after, limit=limit)
                assert ours.head == theirs.head
                assert list(ours) == list(theirs)

    def test_a_long_answer_comes_in_order_and_whole(self, recorder: LogRecorder) -> None:
        for _ in range(5):
            recorder.append([event("rare", "often", data=bytes([number % 256])) for number in range(500)])
        everything = list(recorder.read())
        assert [one.position for one in everything] == list(range(1, 2501))
        assert list(recorder.read(about("rare", "often"))) == everything
        assert list(recorder.read(about("rare"), after=700, limit=1500)) == everything[700:2200]
        assert recorder.read(about("rare"), after=700, limit=1500).head == 2200

    def test_an_answer_keeps_to_its_head_while_the_log_grows(self, recorder: LogRecorder) -> None:
        recorder.append([event("a")] * 3)
        whole, some = recorder.read(), recorder.read(about("a"))
        recorder.append([event("a")])
        assert (whole.head, len(list(whole))) == (3, 3)
        assert (some.head, len(list(some))) == (3, 3)

    def test_a_scan_gives_plain_tuples_in_pages(self, recorder: LogRecorder) -> None:
        recorder.append([event("a", "b", data=b"1"), event(kind="moved", data=b"2"), event("c", data=b"3")])
        assert recorder.scan(0, 2) == [(1, "noted", b"1", '["a","b"]'), (2, "moved", b"2", "[]")]
        assert recorder.scan(2, 2) == [(3, "noted", b"3", '["c"]')]
        assert recorder.scan(3, 2) == []
        assert recorder.bare(1, 9) == [(2, "moved", b"2"), (3, "noted", b"3")]

    def test_appending_nothing_is_refused(self, recorder: LogRecorder) -> None:
        with pytest.raises(ProgrammingError):
            recorder.append([])

    @pytest.mark.parametrize("bad", [event("a\x00b"), event("\ud800"), event(kind="a\x00"), event(kind="")])
    def test_what_databases_would_cut_short_is_refused(self, recorder: LogRecorder, bad: DCBEvent) -> None:
        with pytest.raises(ProgrammingError):
            recorder.append([event("a"), bad])
        assert positions(recorder) == []

    def test_a_tag_that_looks_like_code_is_only_a_tag(self, recorder: LogRecorder) -> None:
        odd = ["'; DROP TABLE events; --", '["a"]', "\\u0000", '"', "%", "$[0]", "🙂", ""]
        recorder.append([event(*odd)])
        for tag in odd:
            assert len(list(recorder.read(about(tag)))) == 1, tag
        assert len(list(recorder.read(DCBQuery([DCBQueryItem(tags=odd)])))) == 1

    def test_a_refused_append_leaves_no_hole(self, recorder: LogRecorder) -> None:
        recorder.append([event("a")])
        with pytest.raises(IntegrityError):
            recorder.append([event("b")], DCBAppendCondition(about("a"), None))
        assert recorder.append([event("c", kind="new")]) == 2
        assert positions(recorder) == [1, 2]

    def test_a_condition_takes_thousands_of_items(self, recorder: LogRecorder) -> None:
        recorder.append([event(f"case:{number}") for number in range(500)])
        free = about(*(f"case:{number}" for number in range(1_000, 6_000)))
        assert recorder.append([event("x")], DCBAppendCondition(free, 0)) == 501
        taken = about(*(f"case:{number}" for number in range(499, 5_499)))
        with pytest.raises(IntegrityError):
            recorder.append([event("x")], DCBAppendCondition(taken, 0))
        assert recorder.append([event("x")], DCBAppendCondition(taken, 500)) == 502

    def test_one_of_six_who_decide_on_the_same_wins(self, recorder: LogRecorder) -> None:
        for race in range(20):
            start = threading.Barrier(6)
            boundary = about(f"case:{race}")
            head = recorder.read(boundary).head

            def decide(tag: str, condition: DCBAppendCondition, start: threading.Barrier) -> int | None:
                start.wait(PROMPT_S)
                return outcome(recorder, [event(tag)], condition)

            with ThreadPoolExecutor(6) as threads:
                condition = DCBAppendCondition(boundary, head)
                runs = [threads.submit(decide, f"case:{race}", condition, start) for _ in range(6)]
                won = [run.result(PROMPT_S) for run in runs]
            assert sorted(position for position in won if position is not None) == [race + 1]

    def test_eight_threads_leave_no_hole_and_lose_nothing(self, recorder: LogRecorder) -> None:
        def write(thread: int) -> list[tuple[int, bytes]]:
            written = []
            for number in range(60):
                names = [f"{thread}.{number}.{part}".encode() for part in range(1 + number % 3)]
                new = [event(f"t:{thread}", data=name) for name in names]
                last = recorder.append(new, DCBAppendCondition(about(f"t:{thread}", kinds=["never"]), 0))
                first = last - len(new) + 1
                written += [(first + part, one.data) for part, one in enumerate(new)]
            return written

        with ThreadPoolExecutor(8) as threads:
            told = [pair for run in [threads.submit(write, n) for n in range(8)] for pair in run.result(60)]
        stored = [(one.position, one.event.data) for one in recorder.read()]
        assert stored == sorted(told)
        assert [position for position, _ in stored] == list(range(1, 8 * 120 + 1))

    def test_waiting_ends_when_an_event_comes(self, recorder: LogRecorder, again: LogRecorder) -> None:
        assert not recorder.wait(0, 0)
        for writer in (recorder, again):
            head = recorder.read().head or 0
            with ThreadPoolExecutor(1) as thread:
                woken = thread.submit(recorder.wait, head, PROMPT_S)
                writer.append([event("a")])
                assert woken.result(PROMPT_S)
        assert recorder.wait(1, 0)
        assert not recorder.wait(2, 0.02)

    def test_a_follower_sees_only_what_it_asked_for(self, recorder: LogRecorder, again: LogRecorder) -> None:
        recorder.append([event("a", data=b"1"), event("b", data=b"2"), event("a", data=b"3")])
        with recorder.subscribe(about("a"), after=1) as following:
            assert next(following).event.data == b"3"
            again.append([event("b", data=b"4")] * 700)
            again.append([event("a", data=b"5")])
            assert next(following) == DCBSequencedEvent(event("a", data=b"5"), 704)

    def test_a_follower_stops_at_once(self, recorder: LogRecorder) -> None:
        with recorder.subscribe() as following, ThreadPoolExecutor(1) as thread:
            rest = thread.submit(list[DCBSequencedEvent], following)
            following.stop()
            assert rest.result(PROMPT_S) == []
