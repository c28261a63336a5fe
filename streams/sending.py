"""Sending to Kafka so that what is confirmed is kept by enough brokers, once, and in order."""

from collections.abc import Sequence
from threading import Event
from typing import Any, Self

from kafka import KafkaProducer
from kafka.errors import KafkaError

from streams.faults import BrokerUnreachable
from streams.messages import Message
from streams.topics import servers_of

DELIVERY_MS = 30_000
"""How long a message is tried; then it is not known whether it came."""
REQUEST_MS = 10_000
LINGER_MS = 1
BATCH_BYTES = 131_072
LOOK_S = 0.2
LAST_CHANCE_S = 3.0
"""How long a relay that must stop still waits for a confirmation; what is not confirmed is sent again."""


class Sender:
    """A producer that is made anew after a fault, because then nobody knows what it still holds."""

    def __init__(self, kafka: str, stop: Event) -> None:
        self._kafka = kafka
        self._stop = stop
        self._producer: Any = None  # kafka-python has no types

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(LAST_CHANCE_S)

    def deliver(self, messages: Sequence[Message]) -> None:
        """Send, in this order, and wait until everything is kept.

        Raises:
            BrokerUnreachable: it is not known what came; all of it must be sent again.
        """
        try:
            if self._producer is None:
                self._producer = self._made()
            sent = [self._send(message) for message in messages]
            self._await(sent)
        except KafkaError as error:
            self._close(0.0)
            raise BrokerUnreachable(
                self._kafka, f"de brokers bevestigen niet ({type(error).__name__})."
            ) from error

    def _send(self, message: Message) -> Any:
        topic, partition, key, value, headers = message
        return self._producer.send(topic, value=value, key=key, partition=partition, headers=headers)

    def _await(self, sent: list[Any]) -> None:
        patience = DELIVERY_MS / 1000
        for one in sent:
            while not self._look(one):
                patience -= LOOK_S
                if self._stop.is_set():
                    patience = min(patience, LAST_CHANCE_S)
                if patience <= 0:
                    raise KafkaError("no confirmation")

    def _look(self, one: Any) -> bool:
        """Whether a message was kept; a moment is waited for it."""
        try:
            one.get(timeout=LOOK_S)
        except KafkaError:
            if one.is_done:
                raise
            return False
        return True

    def _close(self, patience_s: float) -> None:
        if self._producer is not None:
            self._producer.close(timeout=patience_s)
            self._producer = None

    def _made(self) -> Any:
        return KafkaProducer(
            bootstrap_servers=servers_of(self._kafka),
            client_id="opplussen-relay",
            acks="all",
            enable_idempotence=True,
            allow_auto_create_topics=False,
            linger_ms=LINGER_MS,
            batch_size=BATCH_BYTES,
            delivery_timeout_ms=DELIVERY_MS,
            request_timeout_ms=REQUEST_MS,
            max_block_ms=REQUEST_MS,
        )
