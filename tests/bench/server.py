"""What is measured on a PostgreSQL server only: one with its files synced, and plain yardsticks on it."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from time import perf_counter

import psycopg
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem, DCBRecorder

from tests.bench.bulk import SYNCED
from tests.servers.fixtures import POSTGRES
from tests.servers.postgres import database, wheel

ONE_BY_ONE = 1_500
WRITERS = 8
DATA = b"x" * 250


@contextmanager
def database_to_measure() -> Iterator[str]:
    """A database on the server that is given, else on one of our own."""
    given = os.environ.get(POSTGRES)
    if given:
        with database(given) as address:
            yield address
        return
    with wheel() as server, database(server.start()) as address:
        yield address


def raw_insert_on(address: str, count: int) -> None:
    """So many rows into a bare table, each transaction on the disk before the next."""
    with closing(psycopg.connect(address)) as connection:
        connection.execute(
            "CREATE TABLE raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data bytea)"
        )
        connection.commit()
        for start in range(0, count, SYNCED):
            rows = [DATA] * min(SYNCED, count - start)
            connection.execute("INSERT INTO raw (data) SELECT unnest(%b::bytea[])", (rows,))
            connection.commit()


def plain_inserts(address: str) -> float:
    """Rows a second, each in a transaction of its own."""
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        started = perf_counter()
        for _ in range(ONE_BY_ONE):
            connection.execute("INSERT INTO raw (data) VALUES (%b)", (DATA,))
        return ONE_BY_ONE / (perf_counter() - started)


def appends(recorder: DCBRecorder, threads: int) -> float:
    """Appends a second, each of one event with three tags under a condition on one of them."""

    def write(thread: int) -> None:
        for number in range(ONE_BY_ONE // threads):
            case = f"case:{threads}.{thread}.{number}"
            new = DCBEvent("noted", DATA, [case, f"signal:{threads}.{thread}.{number}", "day:2026-06-01"])
            recorder.append([new], DCBAppendCondition(DCBQuery([DCBQueryItem(["noted"], [case])]), 0))

    started = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(write, thread) for thread in range(threads)]:
            done.result()
    return ONE_BY_ONE // threads * threads / (perf_counter() - started)
