"""A relay for a test, and everything that it put in a topic."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, NamedTuple

from kafka import KafkaConsumer, TopicPartition

from eventlog.log import Log
from streams.messages import Received, Source, received
from streams.relay import Between, Route, relaying
from streams.topics import Topic, Topics, servers_of


class Place(NamedTuple):
    """Where a relay works: the brokers, the database, the topics."""

    kafka: str
    postgres: str
    topics: Topics


def between(place: Place, log: Log) -> Between:
    """From this log to these topics."""
    route = Route(Source(log.identity(), "urn:test"), place.topics)
    return Between(log, place.postgres, place.kafka, route)


def copied(place: Place, log: Log) -> Sequence[int]:
    """Everything that the log holds, from the mark on; the last position of each partition."""
    with relaying(between(place, log), Event()) as relay:
        while relay.step():
            pass
        return relay.mark.last


@contextmanager
def relayed(place: Place, log: Log) -> Iterator[None]:
    """Somebody relays all the while."""
    stop = Event()
    with relaying(between(place, log), stop) as relay:
        thread = Thread(target=relay.run, args=(stop,))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(10)


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
