"""A real Kafka broker for tests: in a container where Docker answers, else from jars, as any user.

What is killed needs brokers of its own: `tests.servers.kafka_nodes.Brokers`.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from testcontainers.community.kafka import KafkaContainer

from tests.servers.docker import docker_answers
from tests.servers.kafka_nodes import Brokers

IMAGE = "apache/kafka:4.1.0"


@contextmanager
def brokers(count: int) -> Iterator[Brokers]:
    """So many brokers that stand in for each other, started; gone afterwards."""
    folder = Path(mkdtemp(prefix="opplussen-kafka-"))
    made = Brokers(folder, count)
    try:
        made.start()
        yield made
    finally:
        made.end()
        shutil.rmtree(folder)


@contextmanager
def serving() -> Iterator[str]:
    """A broker for a whole session; its address."""
    if docker_answers():
        with KafkaContainer(IMAGE).with_kraft() as container:
            yield container.get_bootstrap_server()
        return
    with brokers(1) as one:
        yield one.address
