"""Pages that keep themselves up to date: server-sent events say that something changed, never what.

One watcher a process looks how far the rows are; each open page waits for it. A page that was away says by
its own address how far it was, so nothing is missed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Literal, NamedTuple

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from engine.reading.known import Kept
from projections.database import reading
from projections.escalations import marks_of_waiting
from projections.watchlist import changed_since
from web.gate import Visitor, session_of
from web.pages import clock_time, counted

LOOK_S = 0.2
"""How often the watcher looks."""
ALIVE_S = 15.0
"""How long a page waits without a word before it is told that all is well."""


class Pulse:
    """How far the rows are, for everybody who waits."""

    def __init__(self, known: Kept) -> None:
        self._known = known
        self._position = 0
        self._moved = asyncio.Condition()
        self.stopped = asyncio.Event()

    async def beat(self) -> None:
        """Look until it is stopped."""
        while not self.stopped.is_set():
            position = await run_in_threadpool(lambda: self._known.position)
            if position != self._position:
                self._position = position
                async with self._moved:
                    self._moved.notify_all()
            try:
                await asyncio.wait_for(self.stopped.wait(), LOOK_S)
            except TimeoutError:
                continue
        async with self._moved:
            self._moved.notify_all()

    def stop(self) -> None:
        """Let every open page go."""
        self.stopped.set()

    async def after(self, seen: int) -> int:
        """The position once it is another, or the same after a while."""
        async with self._moved:
            try:
                await asyncio.wait_for(
                    self._moved.wait_for(lambda: self._position != seen or self.stopped.is_set()), ALIVE_S
                )
            except TimeoutError:
                return seen
        return self._position


class Told(NamedTuple):
    """What an open page is told, and by what it is seen whether that is new."""

    event: str
    data: str
    mark: object


def of_list(
    request: Request, visit: Visitor, facility: str, sinds: int, top: Literal["5", "10"] = "5"
) -> Response:
    """How many cases of a list changed since a page was made."""
    if facility not in visit.facilities:
        visit.reader.register(f"lijst van {facility}", "pseudoniem", "lijst")

    def told() -> Told:
        with reading(visit.known.rows) as connection:
            changed = changed_since(connection, facility, sinds)
        if not changed:
            return Told("lijst", "", changed)
        where = f'href="/lijst/{facility}?top={top}" data-tijd="{clock_time(visit.world.clock())}"'
        words = f"{counted(changed, 'wijziging', 'wijzigingen')} – tonen (r)"
        return Told("lijst", f'<a class="changes" data-refresh {where}>{words}</a>', changed)

    return _stream(request, told)


def of_escalations(request: Request, visit: Visitor) -> Response:
    """That something changed in what waits for people."""
    visit.enter("escalaties")

    def told() -> Told:
        with reading(visit.known.rows) as connection:
            mark = marks_of_waiting(connection, visit.near)
        return Told("escalaties", "ververs", mark)

    return _stream(request, told)


def _stream(request: Request, told: Callable[[], Told]) -> Response:
    return StreamingResponse(_lines(request, told), media_type="text/event-stream")


async def _lines(request: Request, told: Callable[[], Told]) -> AsyncIterator[str]:
    """What changed since this began, until the page is gone or its session is over."""
    pulse: Pulse = request.app.state.pulse
    before = await run_in_threadpool(told)
    seen = await pulse.after(-1)
    yield "retry: 2000\n\n"
    while not pulse.stopped.is_set() and not await request.is_disconnected():
        if await run_in_threadpool(session_of, request) is None:
            yield "event: vergrendeld\ndata: stil\n\n"
            return
        now = await run_in_threadpool(told)
        yield f"event: {now.event}\ndata: {now.data}\n\n" if now.mark != before.mark else ": alles gelijk\n\n"
        before = now
        seen = await pulse.after(seen)
