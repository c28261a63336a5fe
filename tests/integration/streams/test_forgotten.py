"""Words about somebody stand on no disk: not of the server of the log, nor of the brokers; before and after.

The servers are this test's own, so that their files can be searched byte by byte.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cli.place.databases import Server
from cli.place.settings import KEYS
from cli.place.workplace import opened
from eventlog.encryption.personal import texts
from eventlog.log import Log
from streams.topics import Topics
from tests.integration.cli.canary import BY, CANARY, CASE, files_with, refused_everywhere, said_everywhere
from tests.integration.cli.command import Command, read_whole
from tests.integration.streams.copying import Place, copied, messages
from tests.servers.fixtures import missing
from tests.servers.kafka import brokers
from tests.servers.keeper import Unavailable
from tests.servers.postgres import Wheel, wheel

pytestmark = pytest.mark.slow


@pytest.fixture
def opplussen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    made = Command(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv(KEYS, str(tmp_path / "keys"))
    return made


@pytest.fixture
def server() -> Iterator[tuple[Wheel, str]]:
    """The files of a server, and its address."""
    with wheel() as found:
        yield found, found.start(synced=False)


@pytest.fixture
def broker() -> Iterator[tuple[Path, str]]:
    """The files of a broker, and its address."""
    try:
        with brokers(1) as found:
            yield found.nodes[0].folder, found.address
    except Unavailable as reason:
        missing("Kafka", reason)


def said(log: Log) -> bool:
    """Whether somebody with the keys reads the words."""
    return any(CANARY in text.text for entry in read_whole(log) for text in texts(entry.event))


def test_no_word_of_somebody_stands_on_the_disk_of_a_server_or_a_broker(
    opplussen: Command, server: tuple[Wheel, str], broker: tuple[Path, str]
) -> None:
    (files, address), (segments, kafka) = server, broker
    assert opplussen("init", data=address).code == 0
    assert [one.err for one in said_everywhere(opplussen, address) if one.code] == []
    assert not any(CANARY in one.out + one.err for one in refused_everywhere(opplussen, address))
    database = Server(address, opplussen.folder / "keys")
    place = Place(kafka, address, Topics("forgotten", 2))
    with opened(database) as workplace:
        copied(place, workplace.log)
        assert said(workplace.log)
    assert opplussen("case", "close", CASE, *BY, "--reason", "afgerond", data=address).code == 0
    erased = opplussen("erase", CASE, *BY, "--second", "frits", "--ground", "verzoek", data=address)
    assert erased.code == 0, erased.err
    with opened(database) as workplace:
        copied(place, workplace.log)
        assert not said(workplace.log)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    sent = [one.value for found in messages(kafka, place.topics.events).values() for one in found]
    assert any(b"enc.v1:" in one for one in sent)
    assert not any(CANARY.encode() in one for one in sent)
    assert files_with(segments, "enc.v1:") or files_with(segments, "forgotten")
    assert files_with(segments) + files_with(files.folder) + files_with(opplussen.folder / "keys") == []
