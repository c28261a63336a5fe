"""A process that appends one event after another and says of each, on a line of its own, where it stands.

python -m tests.integration.eventlog.writer LOG NAME COUNT; LOG is a file or an address.
"""

import sys
from pathlib import Path

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem

from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder


def opened(log: str) -> SQLiteRecorder | PostgresRecorder:
    if "://" in log:
        return PostgresRecorder(log, create=True)
    return SQLiteRecorder(Path(log), create=True, busy_s=30)


def main(log: str, name: str, count: str) -> None:
    """Append `count` events with the data `NAME.number`, each under a condition that never fails."""
    query = DCBQuery([DCBQueryItem(["never"], [name])])
    with opened(log) as recorder:
        for number in range(int(count)):
            data = f"{name}.{number}"
            event = DCBEvent("noted", data.encode(), [name])
            position = recorder.append([event], DCBAppendCondition(query, 0))
            sys.stdout.write(f"{position} {data}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
