"""Group commit: threads that append at the same time share one transaction, written by whoever leads.

A commit waits for the disk, so what arrives meanwhile is best written together in the next one. A thread
that finds nobody writing leads at once and pays one uncontended lock; others queue behind it. A leader that
is done hands over to the first who still waits.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence

from eventlog.answering import Row
from eventlog.faults import LogBusy, LogFault, LogUnsure
from eventlog.searching import Search

MAX_GROUP_EVENTS = 500
"""Events in one transaction, so that other processes wait 20 ms at most; one larger append goes by itself."""
WAIT_S = 30.0
"""How long a thread stays in the queue: a leader is bounded by the lock's time-out, some may go first."""


class Member:
    """One append on its way: what it writes, on what condition, and what became of it.

    `searches` is None when any event after `after` is a conflict, and empty when none is.
    """

    __slots__ = ("after", "failure", "leads", "position", "rows", "searches", "settled", "turn")

    def __init__(self, rows: Sequence[Row], searches: tuple[Search, ...] | None, after: int) -> None:
        self.rows = rows
        self.searches = searches
        self.after = after
        self.position = 0
        self.failure: Exception | None = None
        self.settled = False
        self.leads = False
        self.turn = threading.Lock()
        self.turn.acquire()

    def fail(self, failure: Exception) -> None:
        """It is not in the log; a fault is copied, for each member raises its own."""
        self.failure = failure.again() if isinstance(failure, LogFault) else failure


class GroupCommit:
    """Lines members up and has each written by exactly one leader at a time."""

    def __init__(
        self, write: Callable[[Sequence[Member]], object], where: str, *, wait_s: float = WAIT_S
    ) -> None:
        self._write = write
        self._where = where
        self._wait_s = wait_s
        self._gate = threading.Lock()
        self._waiting: deque[Member] = deque()
        self._led = False

    @property
    def queued(self) -> int:
        """Members that nobody writes yet."""
        return len(self._waiting)

    def submit(self, member: Member) -> int:
        """Write `member`, with others if there are any; its last position.

        Raises:
            Exception: what the writer said of this member.
            LogBusy: it was not its turn for half a minute; it is not written.
            LogUnsure: whoever wrote it was interrupted before it could say anything.
        """
        try:
            self._pass(member)
        except BaseException:
            # Interrupted, it must not be left in the queue: leading would fall to nobody.
            self._withdraw(member)
            raise
        if member.failure is not None:
            raise member.failure
        if not member.position:
            raise LogUnsure(self._where)
        return member.position

    def _pass(self, member: Member) -> None:
        with self._gate:
            self._waiting.append(member)
            member.leads = not self._led
            self._led = True
        if not member.leads:
            while not member.turn.acquire(timeout=self._wait_s):
                if self._withdraw(member):
                    raise LogBusy(self._where)
        if not member.settled:
            self._lead(member)

    def _withdraw(self, member: Member) -> bool:
        """Take it out of the queue; False when it is already being written."""
        with self._gate:
            if member not in self._waiting:
                return False
            self._waiting.remove(member)
            if member.leads:
                self._hand_over()
            return True

    def _lead(self, member: Member) -> None:
        group: list[Member] = []  # also after an interruption it is known who left the queue
        try:
            while not member.settled:
                with self._gate:
                    self._take(group)
                self._write(group)
                _settle(group)
        finally:
            _settle(group)
            with self._gate:
                self._hand_over()

    def _take(self, group: list[Member]) -> None:
        events = 0
        while self._waiting and (not group or events + len(self._waiting[0].rows) <= MAX_GROUP_EVENTS):
            group.append(self._waiting.popleft())
            events += len(group[-1].rows)

    def _hand_over(self) -> None:
        if self._waiting:
            self._waiting[0].leads = True
            self._waiting[0].turn.release()
        else:
            self._led = False


def _settle(group: list[Member]) -> None:
    """Let everybody in the group go, once; it is empty then."""
    while group:
        group[-1].settled = True
        group.pop().turn.release()
