"""The yardstick: a Faust application as its documentation has it, with a table, that tells who reaches three.

`python -m tests.bench.plain_faust BROKERS SOURCE ALERTS FOLDER`; no log, no scores, no exactly once.
"""

import sys

import faust

ENOUGH = 3


def application(brokers: str, source: str, alerts: str, folder: str) -> faust.App:
    app = faust.App(
        f"{source}-plain",
        broker=[f"kafka://{one}" for one in brokers.split(",")],
        datadir=folder,
        web_enabled=False,
        topic_disable_leader=True,
        topic_partitions=8,
        key_serializer="raw",
        value_serializer="raw",
    )
    counts = app.Table(f"{source}-counts", default=int, partitions=8, key_type=str)
    incoming = app.topic(source, key_type=bytes, value_type=bytes)
    outgoing = app.topic(alerts, key_type=bytes, value_type=bytes)

    @app.agent(incoming)
    async def count(stream: faust.StreamT[bytes]) -> None:
        async for key, value in stream.items():
            name = bytes(key).decode()
            counts[name] += 1
            if counts[name] == ENOUGH:
                await outgoing.send(key=key, value=value)

    return app


if __name__ == "__main__":
    made = application(*sys.argv[1:])
    faust.Worker(made, loglevel="ERROR", redirect_stdouts=False).execute_from_commandline()
