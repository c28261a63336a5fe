"""By what a paper says which state of the log it shows: the hash of the last event that it knew."""

from eventlog.log import Log
from eventlog.merkle.hashing import hashes_of

SHOWN = 16
"""How many hexadecimal digits people read; the whole hash is in the log's own proofs."""


def mark_at(log: Log, position: int) -> str:
    """The hash of the event at a position, as far as it is shown."""
    [digest] = hashes_of(log.recorder.scan(position - 1, 1))
    return digest.hex()[:SHOWN]
