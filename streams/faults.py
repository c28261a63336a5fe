"""What can go wrong with Kafka, in plain Dutch."""

from collections.abc import Iterator
from contextlib import contextmanager

from kafka.errors import KafkaError


class StreamFault(Exception):  # noqa: N818 - named after what is the matter with the streams
    """Something is the matter with Kafka or a topic at `where`; `reason` is a Dutch sentence."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"Kafka {where}: {reason}")
        self.where = where
        self.reason = reason


class BrokerUnreachable(StreamFault):
    """No broker answers, or it did not confirm in time: it may later."""


class WrongTopic(StreamFault):
    """A topic is not what this program wants, or not the one it knew."""


class Superseded(StreamFault):
    """Another relay began since: this one has to stop."""


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
