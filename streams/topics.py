"""The topics as they must be: made when they are missing, refused with the reason when they are not so."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, NewTopic
from kafka.errors import KafkaError, TopicAlreadyExistsError
from msgspec import Struct

from projections.parts import DIVIDED
from streams.faults import BrokerUnreachable, WrongTopic

DAY_MS = 86_400_000
COPIES = 3
"""Brokers that keep each message, where there are so many."""
ANSWER_MS = 30_000
TRIES = 40
AGAIN_S = 0.25
_NONE = 3
"""Kafka's code for a topic that is not there."""


class Topic(Struct, frozen=True):
    """What a topic is called and how it is kept; `what` says what its messages are."""

    name: str
    partitions: int
    retention_ms: int
    cleanup: str
    key: str
    what: str

    def settings(self) -> dict[str, str]:
        """Its settings as Kafka writes them."""
        return {"cleanup.policy": self.cleanup, "retention.ms": str(self.retention_ms)}


class Topics(Struct, frozen=True):
    """The topics of one log; `prefix` keeps those of others on the same brokers apart."""

    prefix: str
    parts: int = DIVIDED

    @property
    def events(self) -> Topic:
        """What workers fold. A copy of the log, which keeps everything: a week is enough."""
        return Topic(
            f"{self.prefix}.events",
            self.parts,
            7 * DAY_MS,
            "delete",
            "case",
            "Every event of the log as it is stored; those of no case, and erasures, in every partition.",
        )

    @property
    def alerts(self) -> Topic:
        """What other systems listen to: few messages, in the order of the log."""
        return Topic(
            f"{self.prefix}.alerts",
            1,
            30 * DAY_MS,
            "delete",
            "case",
            "What was told about an episode, without anything personal.",
        )

    @property
    def group(self) -> str:
        """The workers that share the partitions."""
        return f"{self.prefix}.workers"


def servers_of(kafka: str) -> list[str]:
    """The brokers of an address, one by one."""
    return [one.strip() for one in kafka.split(",")]


@contextmanager
def named_faults(where: str) -> Iterator[None]:
    """Raise what Kafka reports inside under our names, the original as its cause.

    Raises:
        BrokerUnreachable: it may pass.
    """
    try:
        yield
    except KafkaError as error:
        raise BrokerUnreachable(
            where, f"geen van de brokers doet wat gevraagd is ({type(error).__name__})."
        ) from error


@contextmanager
def administration(kafka: str) -> Iterator["Administration"]:
    """Somebody who may make topics.

    Raises:
        BrokerUnreachable: no broker answers.
    """
    with named_faults(kafka):
        client = KafkaAdminClient(bootstrap_servers=servers_of(kafka), request_timeout_ms=ANSWER_MS)
        try:
            yield Administration(client, kafka)
        finally:
            client.close()


class Administration:
    """Makes topics, checks and removes them."""

    def __init__(self, client: Any, kafka: str) -> None:  # kafka-python has no types
        self._client = client
        self._kafka = kafka

    def ready(self, topic: Topic, gone: Collection[str] = ()) -> str:
        """See to it that a topic is there as it must be; Kafka's own id of it.

        `gone` are the ids of those that were removed, which some broker may still know.

        Raises:
            WrongTopic: naming what is different.
        """
        found = self._found(topic, gone)
        for _ in range(TRIES):
            if found is not None:
                break
            self._make(topic)
            found = self._found(topic, gone)
            if found is None:
                sleep(AGAIN_S)  # one that is going is still known to some broker, or a new one not yet to all
        if found is None:
            raise BrokerUnreachable(self._kafka, f"de topic {topic.name} is niet gemaakt.")
        self._check(topic, found)
        return str(found["topic_id"])

    def identity(self, topic: Topic) -> str | None:
        """Kafka's own id of a topic; None when it is not there."""
        found = self._found(topic)
        return None if found is None else str(found["topic_id"])

    def remove(self, topic: Topic) -> str | None:
        """Take a topic away with all that is in it; the id it had, None when it was not there."""
        found = self.identity(topic)
        if found is not None:
            self._client.delete_topics([topic.name], timeout_ms=ANSWER_MS)
        return found

    def _found(self, topic: Topic, gone: Collection[str] = ()) -> dict[str, Any] | None:
        [found] = self._client.describe_topics([topic.name])
        if found["error_code"] == _NONE or not found["partitions"] or str(found["topic_id"]) in gone:
            return None
        return dict(found)

    def _make(self, topic: Topic) -> None:
        brokers = len(self._client.describe_cluster()["brokers"])
        new = NewTopic(topic.name, topic.partitions, min(COPIES, brokers), topic_configs=topic.settings())
        try:
            self._client.create_topics([new], timeout_ms=ANSWER_MS, wait_for_metadata=True)
        except TopicAlreadyExistsError:
            return  # somebody else made it at the same moment
        except KafkaError as error:
            raise BrokerUnreachable(
                self._kafka, f"de topic {topic.name} kan niet worden gemaakt ({type(error).__name__})."
            ) from error

    def _check(self, topic: Topic, found: dict[str, Any]) -> None:
        resource = ConfigResource("TOPIC", topic.name)
        described = self._client.describe_configs([resource], config_filter="all")
        has = described["topic"][topic.name]
        wrong = [
            f"{name} is {has[name]['value']}, en moet {wanted} zijn"
            for name, wanted in topic.settings().items()
            if has[name]["value"] != wanted
        ]
        partitions = len(found["partitions"])
        if partitions != topic.partitions:
            wrong.append(f"hij heeft {partitions} partities, en moet er {topic.partitions} hebben")
        if wrong:
            raise WrongTopic(
                topic.name,
                f"{'; '.join(wrong)}. Verander de topic, of verwijder hem en geef `opplussen republish`.",
            )
