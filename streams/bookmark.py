"""How far the relay is, kept in PostgreSQL: what is marked was confirmed by the brokers.

Each relay that begins takes a number; a mark of an earlier one is refused. So one that was thought dead and
comes back changes nothing, and stops.
"""

from typing import Any, NamedTuple, Self

from eventlog.log import Log
from eventlog.postgres.server import Connection, connect, named_faults, scalar, shown
from streams.faults import Superseded, WrongTopic
from streams.standing import ANSWER_S, SCHEMA, THERE
from streams.topics import Topic

_MAKE = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
CREATE TABLE IF NOT EXISTS {SCHEMA}.relayed (
    topic text PRIMARY KEY,
    topic_id text NOT NULL,
    log_id text NOT NULL,
    through bigint NOT NULL,
    digest text NOT NULL,
    last bigint[] NOT NULL,
    epoch bigint NOT NULL
)"""
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('opplussen_streams'))"
_READ = "SELECT topic_id, log_id, through, digest, last, epoch FROM relayed WHERE topic = %s"
_PUT = """
INSERT INTO relayed VALUES (%(topic)s, %(topic_id)s, %(log_id)s, %(through)s, %(digest)s, %(last)s, 1)
ON CONFLICT (topic) DO UPDATE SET topic_id = excluded.topic_id, log_id = excluded.log_id,
through = excluded.through, digest = excluded.digest, last = excluded.last, epoch = relayed.epoch + 1
RETURNING epoch"""
_ADVANCE = """
UPDATE relayed SET through = %s, digest = %s, last = %s WHERE topic = %s AND epoch = %s"""

_NOW, _SOON = "SET synchronous_commit = on", "SET synchronous_commit = off"
"""Who leads is on the disk before anything is sent; a mark may follow a moment later."""


class Mark(NamedTuple):
    """Everything up to and with position `through` is in the topic; `last` is each partition's last one."""

    through: int
    last: tuple[int, ...]


class Bookmark:
    """The mark of one topic."""

    def __init__(self, address: str, log: Log, topic: Topic) -> None:
        self._where = shown(address)
        self._log = log
        self._topic = topic
        self._epoch = 0
        with named_faults(self._where):
            self._connection: Connection = connect(address, schema=SCHEMA, lock_s=ANSWER_S)
            if not scalar(self._connection, THERE):
                with self._connection.transaction():
                    self._connection.execute(_ALONE)
                    self._connection.execute(_MAKE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def seen(self) -> Mark | None:
        """How far a relay is, for who only looks; None when none ever ran."""
        row = self._row()
        return None if row is None else Mark(row[2], tuple(row[4]))

    def filled(self) -> str | None:
        """Kafka's own id of the topic that a relay filled last; None when none ever ran."""
        row = self._row()
        return None if row is None else str(row[0])

    def begin(self, topic_id: str) -> Mark:
        """Take over from whoever went before, after comparing log and topic with what they were then.

        Raises:
            WrongTopic: the topic or the log is another one, or the log has another past.
        """
        row = self._row()
        mark = Mark(0, (0,) * self._topic.partitions)
        if row is not None and row[2]:
            known, log_id, through, digest, last, _ = row
            mark = Mark(through, tuple(last))
            self._compare(log_id, mark, digest)
            if known != topic_id or len(last) != self._topic.partitions:
                raise WrongTopic(
                    self._topic.name,
                    "de topic is niet meer die van de vorige keer. Vul hem met `opplussen republish`.",
                )
        self._put(topic_id, mark)
        return mark

    def restart(self, topic_id: str) -> Mark:
        """Begin a new topic at the start of the log."""
        mark = Mark(0, (0,) * self._topic.partitions)
        self._put(topic_id, mark)
        return mark

    def advance(self, mark: Mark) -> None:
        """Keep what was confirmed; a mark that a power cut takes away lets some messages come twice.

        Raises:
            Superseded: another relay began since.
        """
        values = (mark.through, self._digest(mark), list(mark.last), self._topic.name, self._epoch)
        with named_faults(self._where):
            if not self._connection.execute(_ADVANCE, values).rowcount:
                raise Superseded(self._topic.name, "een andere relay nam het over. Deze stopt.")

    def _compare(self, log_id: str, mark: Mark, digest: str) -> None:
        if log_id != self._log.identity():
            raise WrongTopic(
                self._topic.name,
                "in de topic staat een ander logboek. Kies een andere OPPLUSSEN_TOPICS, of vul hem opnieuw "
                "met `opplussen republish`.",
            )
        if digest != self._digest(mark):
            raise WrongTopic(
                self._topic.name,
                f"het logboek is niet meer wat het op positie {mark.through} was: teruggezet of verwisseld. "
                "Zet het juiste logboek terug, of vul de topic opnieuw met `opplussen republish`.",
            )

    def _digest(self, mark: Mark) -> str:
        return self._log.digest(mark.through) or ""

    def _row(self) -> Any:  # a row of the statement above
        with named_faults(self._where):
            return self._connection.execute(_READ, (self._topic.name,)).fetchone()

    def _put(self, topic_id: str, mark: Mark) -> None:
        values = {
            "topic": self._topic.name,
            "topic_id": topic_id,
            "log_id": self._log.identity(),
            "through": mark.through,
            "digest": self._digest(mark),
            "last": list(mark.last),
        }
        with named_faults(self._where):
            self._connection.execute(_NOW)
            row = self._connection.execute(_PUT, values).fetchone()
            self._connection.execute(_SOON)
        self._epoch = int(str(row[0])) if row else 0
