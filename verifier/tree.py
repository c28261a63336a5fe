"""The Merkle tree of RFC 6962 and RFC 9162, section 2.1: hashes, roots, and the two proofs checked.

Nothing of our own: SHA-256, `00` before a leaf and `01` before two children.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\x00" + leaf).digest()


def hash_pair(pair: bytes) -> bytes:
    """The hash of what stands above two hashes that stand end to end."""
    return sha256(b"\x01" + pair).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of what stands above two hashes."""
    return hash_pair(left + right)


class Growing:
    """A tree that grows by leaves and keeps only the roots of its full subtrees, one a bit of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf."""
        size = self.size
        while size & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._peaks:
            return EMPTY
        peaks = self._peaks.copy()
        root = peaks.pop()
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these hashes of leaves."""
    tree = Growing()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def includes(leaf: bytes, index: int, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` proves that this hash of a leaf stands at `index` in the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, leaf
    for one in path:
        if not last:
            return False
        if here & 1 or here == last:
            found = node_hash(one, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, one)
        here, last = here >> 1, last >> 1
    return not last and found == root


def extends(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether `path` proves that the larger tree begins with the smaller one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == new or not old:
        return not path and old_root == (new_root if old == new else EMPTY)
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = steps[0]
    for one in steps[1:]:
        if not last:
            return False
        if here & 1 or here == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            after = node_hash(after, one)
        here, last = here >> 1, last >> 1
    return not last and before == old_root and after == new_root
