"""Proofs under one signed checkpoint."""

from eventlog.merkle.hashes import Hashes
from eventlog.merkle.kept import Signed
from eventlog.merkle.tree import Tree
from verifier.proofs import Extension, Inclusion


class Proving:
    """What was signed last, with the hashes that it was signed over."""

    def __init__(self, hashes: Hashes, signed: Signed) -> None:
        self._tree = Tree(hashes)
        self.hashes = hashes
        self.signed = signed
        self.size = signed.checkpoint.size

    def inclusion(self, position: int) -> Inclusion:
        """That the event at a position, which is signed for, is in the log."""
        path = self._tree.inclusion(position - 1, self.size)
        return Inclusion(position - 1, path, str(self.signed.note).encode())

    def extension(self, old: int) -> Extension:
        """That the log begins with its first `old` events: what a witness is asked."""
        return Extension(old, self._tree.consistency(old, self.size), str(self.signed.note).encode())
