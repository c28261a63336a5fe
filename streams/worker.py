"""A worker: Faust hands it the messages of its partitions in batches, and it folds them.

Faust keeps nothing for us: no tables, and its offsets are a hint. Work with the database is done by one
thread; what fails for a moment is tried again, and else the worker ends, for a batch counts as done whatever
happens.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from typing import Any, NamedTuple, TypeVar

import faust

from eventlog.faults import LogBusy, LogUnreachable, LogUnsure
from projections.faults import RowsFault
from streams.faults import StreamFault
from streams.fetching import Transport
from streams.held import Health, Held
from streams.messages import Received, received
from streams.standstill import LONGEST_S, Standstill
from streams.topics import Topics, servers_of

BATCH = 500
"""Messages in a batch at most."""
WITHIN_S = 0.002
"""How long a batch may still grow."""
ATTEMPTS = 5
LONGEST_PAUSE_S = 2.0
LONGEST_JOB_S = 90.0
"""Longer than any statement may take: then the worker ends."""
LOOK_S = 0.1
SHOWN_S = 5.0
STOP_S = 4.0
FIND_S = 5.0
"""How often brokers are asked what partitions there are: who has none hears of a topic in no other way."""
SESSION_S = 8.0
"""After so long without a sign of life others take over the partitions."""

T = TypeVar("T")
PASSING = (LogBusy, LogUnreachable, LogUnsure, RowsFault)


class Patience(NamedTuple):
    """How long others wait for a silent worker, and a worker for rows that stand still."""

    session_s: float = SESSION_S
    standstill_s: float = LONGEST_S


PATIENCE = Patience()


class Worker:
    """One member of the group that shares the partitions of `events`."""

    def __init__(
        self,
        held: Held,
        kafka: str,
        topics: Topics,
        stop: Event,
        patience: Patience = PATIENCE,
    ) -> None:
        self.held = held
        self._kafka = kafka
        self._topics = topics
        self._stop = stop
        self._session_s = patience.session_s
        self._standstill = Standstill(patience.standstill_s)
        self._thread = ThreadPoolExecutor(1, "rows")
        self._failure: BaseException | None = None

    def run(self, shown: Callable[[Health], None] = lambda _health: None) -> None:
        """Work until `stop` is set; now and then `shown` is told how it is.

        Raises:
            LogFault, RowsFault, StreamFault: what did not pass.
        """
        try:
            asyncio.run(self._work(shown))
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)
        if self._failure is not None:
            raise self._failure

    async def _work(self, shown: Callable[[Health], None]) -> None:
        with TemporaryDirectory(prefix="opplussen-") as folder:
            app = self._app(folder)
            self._listen(app)
            await asyncio.wait_for(app.start(), LONGEST_JOB_S)
            try:
                await self._chores(shown)
            finally:
                await asyncio.wait_for(app.stop(), STOP_S)

    def _app(self, folder: str) -> faust.App:
        app = faust.App(
            self._topics.group,
            broker=[f"kafka://{one}" for one in servers_of(self._kafka)],
            loop=asyncio.get_running_loop(),
            datadir=folder,
            autodiscover=False,
            web_enabled=False,
            topic_disable_leader=True,
            topic_allow_declare=False,
            worker_redirect_stdouts=False,
            key_serializer="raw",
            value_serializer="raw",
            consumer_auto_offset_reset="earliest",
            consumer_metadata_max_age_ms=round(FIND_S * 1000),
            broker_session_timeout=self._session_s,
            broker_heartbeat_interval=self._session_s / 6,
            broker_commit_interval=1.0,
            stream_wait_empty=False,
            stream_buffer_maxsize=4 * BATCH,
        )
        app.transport = Transport(app.conf.broker_consumer, app)
        return app

    def _listen(self, app: faust.App) -> None:
        topic = app.topic(self._topics.events.name, key_type=bytes, value_type=bytes, internal=False)

        @app.agent(topic, name="fold")
        async def fold(stream: Any) -> None:  # Faust's own stream of its own events
            async for events in stream.take_events(BATCH, within=WITHIN_S):
                await self._fold(events)

        @app.on_partitions_assigned.connect
        async def assigned(_app: Any, /, *told: Any, **_: Any) -> None:
            await self._surely(self.held.hold, self._mine(told[0]))

        @app.on_partitions_revoked.connect
        async def revoked(_app: Any, /, *told: Any, **_: Any) -> None:
            gone = self._mine(told[0])
            await self._surely(self.held.hold, [one for one in self.held.parts.held if one not in gone])

    def _mine(self, partitions: Any) -> list[int]:
        name = self._topics.events.name
        return sorted(one.partition for one in partitions if one.topic == name)

    async def _fold(self, events: Sequence[Any]) -> None:
        """Never raises: the batch counts as done whatever happens, and what was not done the log fills in."""
        try:
            some = [self._received(event.message) for event in events]
        except Exception as error:  # noqa: BLE001 - the worker ends with it
            self._fail(error)
            return
        await self._surely(self.held.fold, some)

    def _received(self, message: Any) -> Received:
        headers = message.headers.items() if isinstance(message.headers, dict) else message.headers
        return received(message.partition, message.value, headers or (), self.held.log_id)

    async def _chores(self, shown: Callable[[Health], None]) -> None:
        """What has to be done between batches, until the end."""
        told_s = monotonic()
        while not self._stop.is_set() and self._failure is None:
            if monotonic() - told_s >= SHOWN_S:
                told_s = monotonic()
                await self._surely(self._look, shown)
            if not await self._surely(self.held.chore):
                await asyncio.sleep(LOOK_S)

    def _look(self, shown: Callable[[Health], None]) -> None:
        """Tell how it is, and see whether the work goes on."""
        shown(self.held.health())
        self._standstill.look(self.held.positions(), self.held.log.head())

    async def _surely(self, do: Callable[..., T], *arguments: Any) -> T | None:
        """Have something done by the thread of the rows; None when it could not be, and the worker ends."""
        loop = asyncio.get_running_loop()
        for attempt in range(1, ATTEMPTS + 1):
            if self._failure is not None:
                return None
            try:
                job = loop.run_in_executor(self._thread, do, *arguments)
                return await asyncio.wait_for(job, LONGEST_JOB_S)
            except PASSING as error:
                if attempt == ATTEMPTS or self._stop.is_set():
                    self._fail(error)
                else:
                    await asyncio.sleep(min(LONGEST_PAUSE_S, 0.1 * 2**attempt))
            except TimeoutError:
                self._fail(StreamFault("werker", f"een opdracht duurde langer dan {LONGEST_JOB_S:.0f} s."))
            except Exception as error:  # noqa: BLE001 - whatever it is, the worker ends with it
                self._fail(error)
        return None

    def _fail(self, error: BaseException) -> None:
        if self._failure is None:
            self._failure = error
