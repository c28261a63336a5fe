"""The hashes of a log's tree in a folder: one file a level, 32 bytes a hash, only ever appended.

A level holds the roots of full subtrees of 256 times as many leaves as the one below: the tiles of C2SP
tlog-tiles, laid end to end. Every node of the tree is at most 255 hashes away.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from eventlog.faults import LogFault
from verifier.tree import HASH_BYTES, hash_pair

HEIGHT = 8
"""Levels of the tree between two files."""
WIDTH = 1 << HEIGHT
LEVELS = 5
"""Files: enough for a million times a million leaves."""


class HashesUnreachable(LogFault):
    """The folder of the hashes cannot be read or written."""

    default = "de map met de hashes kan niet worden gelezen of geschreven."


@contextmanager
def opened(folder: Path) -> Iterator["Hashes"]:
    """The hashes in a folder, for one process at a time; made when they are not there.

    Raises:
        HashesUnreachable: naming the folder.
    """
    files: list[int] = []
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        files.extend(os.open(folder / str(level), os.O_RDWR | os.O_CREAT, 0o600) for level in range(LEVELS))
        fcntl.flock(files[0], fcntl.LOCK_EX)
        yield Hashes(files)
    except OSError as error:
        raise HashesUnreachable(str(folder)) from error
    finally:
        for file in files:
            os.close(file)


class Hashes:
    """How many leaves are hashed, and every node above them."""

    def __init__(self, files: Sequence[int]) -> None:
        self._files = files
        counts = [os.fstat(file).st_size // HASH_BYTES for file in files]
        self.size = counts[0]
        for level, count in enumerate(counts):  # an interrupted append may have left a level behind
            self.size = min(self.size, ((count + 1) << HEIGHT * level) - 1)
        self.cut(self.size)

    def cut(self, size: int) -> None:
        """Forget all leaves behind the first `size`, and what stands above them."""
        self.size = min(size, self.size)
        for level, file in enumerate(self._files):
            os.ftruncate(file, (self.size >> HEIGHT * level) * HASH_BYTES)

    def append(self, leaves: Sequence[bytes]) -> None:
        """Add hashes of leaves, and each subtree that they make full; nothing else is hashed again."""
        after = self.size + len(leaves)
        for level, file in enumerate(self._files):
            os.pwrite(file, b"".join(leaves), (self.size >> HEIGHT * level) * HASH_BYTES)
            above = HEIGHT * (level + 1)
            full = range(self.size >> above, after >> above)
            if not full:
                break
            leaves = [self._folded(level, number * WIDTH, WIDTH) for number in full]
        self.size = after

    def keep(self) -> None:
        """See that everything is on the disk."""
        for file in self._files:
            os.fsync(file)

    def node(self, height: int, number: int) -> bytes:
        """The root of the full subtree of `2 ** height` leaves that is the `number`th of its height."""
        level, above = divmod(height, HEIGHT)
        return self._folded(level, number << above, 1 << above)

    def leaves(self, start: int, count: int) -> bytes:
        """Hashes of leaves, end to end."""
        return os.pread(self._files[0], count * HASH_BYTES, start * HASH_BYTES)

    def _folded(self, level: int, start: int, count: int) -> bytes:
        hashes = os.pread(self._files[level], count * HASH_BYTES, start * HASH_BYTES)
        while len(hashes) > HASH_BYTES:
            pairs = range(0, len(hashes), 2 * HASH_BYTES)
            hashes = b"".join([hash_pair(hashes[pair : pair + 2 * HASH_BYTES]) for pair in pairs])
        return hashes
