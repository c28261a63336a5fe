"""A relay for a test, and everything that it put in a topic."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, NamedTuple

from kafka import KafkaConsumer, TopicPartition

from eventlog.log import Log
from eventlog.postgres.recorder import PostgresRecorder
from streams.bookmark import Bookmark
from streams.messages import Received, Source, received
from streams.relay import Relay, Route
from streams.sending import Sender
from streams.topics import Topic, Topics, administration, servers_of


class Place(NamedTuple):
    """Where a relay works: the brokers, the database, the topics."""

    kafka: str
    postgres: str
    topics: Topics


@contextmanager
def relaying(place: Place, log: Log, stop: Event | None = None) -> Iterator[Relay]:
    """A relay that goes on from the mark."""
    with (
        administration(place.kafka) as there,
        Bookmark(place.postgres, log, place.topics.events) as bookmark,
        Sender(place.kafka, stop or Event()) as sender,
    ):
        there.ready(place.topics.alerts)
        mark = bookmark.begin(there.ready(place.topics.events))
        route = Route(Source(log.identity(), "urn:test"), place.topics)
        yield Relay(log, bookmark, mark, sender, route)


def copied(place: Place, log: Log) -> None:
    """Everything that the log holds, once more from the mark."""
    with relaying(place, log) as relay:
        while relay.step():
            pass


def messages(kafka: str, topic: Topic) -> dict[int, list[Any]]:
    """All messages of a topic so far, by partition, in order."""
    consumer = KafkaConsumer(
        bootstrap_servers=servers_of(kafka), auto_offset_reset="earliest", enable_auto_commit=False
    )
    try:
        places = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
        consumer.assign(places)
        consumer.seek_to_beginning(*places)
        ends = consumer.end_offsets(places)
        found: dict[int, list[Any]] = {place.partition: [] for place in places}
        while any(consumer.position(place) < ends[place] for place in places):
            for place, some in consumer.poll(timeout_ms=500).items():
                found[place.partition].extend(some)
        return found
    finally:
        consumer.close()


def events(place: Place, log: Log) -> dict[int, list[Received]]:
    """The events in the topic, by partition, in order."""
    mine = log.identity()
    return {
        part: [received(part, one.value, one.headers, mine) for one in some]
        for part, some in messages(place.kafka, place.topics.events).items()
    }


def recorder_at(postgres: str) -> PostgresRecorder:
    """Somebody else's view of the same log."""
    return PostgresRecorder(postgres)
