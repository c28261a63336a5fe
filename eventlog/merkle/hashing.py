"""The tree follows its log: what was stored since is hashed and added, page by page."""

from collections.abc import Callable, Iterable

from eventlog.answering import Scanned
from eventlog.log import PAGE, Recorder
from eventlog.merkle.hashes import Hashes
from verifier.leaf import leaf
from verifier.tree import leaf_hash

Progress = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Progress that nobody sees."""


def hashes_of(events: Iterable[Scanned]) -> list[bytes]:
    """The hashes of stored events."""
    return [leaf_hash(leaf(position, name, tags, data)) for position, name, data, tags in events]


def follow_log(hashes: Hashes, recorder: Recorder, until: int, progress: Progress = silent) -> None:
    """Hash what stands in the log behind what is hashed, up to and with position `until`.

    Raises:
        LogFault: the log cannot be read.
    """
    while hashes.size < until and (page := recorder.scan(hashes.size, min(PAGE, until - hashes.size))):
        hashes.append(hashes_of(page))
        progress(hashes.size, until)
