"""The tree over a log at any size: its root, and the proofs of RFC 9162, section 2.1, from kept nodes."""

from typing import Protocol

from verifier.tree import EMPTY, node_hash


class Nodes(Protocol):
    """Where the roots of full subtrees are found."""

    def node(self, height: int, number: int) -> bytes:
        """The root of the full subtree of `2 ** height` leaves that is the `number`th of its height."""
        ...


class Tree:
    """Roots and proofs; a size must not be more than what is hashed."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def root(self, size: int) -> bytes:
        """The root over the first `size` leaves."""
        return self._over(0, size) if size else EMPTY

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The path that proves that leaf `index` is among the first `size` (2.1.3.1)."""
        path: list[bytes] = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _half(end - start)
            if index < middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The path that proves that the first `new` leaves begin with the first `old` (2.1.4.1)."""
        if old in (0, new):
            return ()
        path: list[bytes] = []
        start, end = 0, new
        while old != end:
            middle = start + _half(end - start)
            if old <= middle:
                path.append(self._over(middle, end))
                end = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        if start:
            path.append(self._over(start, end))
        return tuple(reversed(path))

    def _over(self, start: int, end: int) -> bytes:
        """The root over leaves `start` to `end`, which is a subtree of the whole."""
        count = end - start
        if count & (count - 1) == 0:
            height = count.bit_length() - 1
            return self._nodes.node(height, start >> height)
        middle = start + _half(count)
        return node_hash(self._over(start, middle), self._over(middle, end))


def _half(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1
