"""Proofs as files: that an event is in a log (C2SP tlog-proof), and what a witness is asked (tlog-witness).

Both are a few lines of hashes, a blank line, and the signed checkpoint as it is.
"""

from collections.abc import Sequence
from typing import NamedTuple

from verifier.checkpoints import hash_in, number
from verifier.faults import Wrong
from verifier.notes import MAX_BYTES, encoded

FORMAT = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


class Inclusion(NamedTuple):
    """That the `leaf`th leaf (from 0: its position less one) is in the tree of a signed checkpoint."""

    leaf: int
    path: tuple[bytes, ...]
    checkpoint: bytes

    def __bytes__(self) -> bytes:
        return _written([FORMAT, f"index {self.leaf}"], self.path, self.checkpoint)


class Extension(NamedTuple):
    """That the tree of a signed checkpoint begins with the tree of size `old`: what a witness is asked."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: bytes

    def __bytes__(self) -> bytes:
        return _written([f"old {self.old}"], self.path, self.checkpoint)


def read_inclusion(data: bytes, place: str) -> Inclusion:
    """The proof in a `.tlog-proof` file; what it says is not checked yet.

    Raises:
        Wrong: it is none.
    """
    lines, checkpoint = _parts(data, place)
    if len(lines) < len((FORMAT, "index")) or lines[0] != FORMAT:
        raise Wrong(place, "dit is geen bewijs (tlog-proof).")
    found = Inclusion(_after("index ", lines[1], place), _path(lines[2:], place), checkpoint)
    _require(bytes(found) == data, place)
    return found


def read_extension(data: bytes, place: str) -> Extension:
    """What a witness is asked; what it says is not checked yet.

    Raises:
        Wrong: it is none.
    """
    lines, checkpoint = _parts(data, place)
    found = Extension(_after("old ", lines[0], place), _path(lines[1:], place), checkpoint)
    _require(bytes(found) == data, place)
    return found


def _require(whole: bool, place: str) -> None:
    if not whole:
        raise Wrong(place, "dit bewijs is anders geschreven dan het hoort.")


def _written(head: Sequence[str], path: Sequence[bytes], checkpoint: bytes) -> bytes:
    return "\n".join([*head, *map(encoded, path), "", ""]).encode() + checkpoint


def _parts(data: bytes, place: str) -> tuple[list[str], bytes]:
    if len(data) > MAX_BYTES:
        raise Wrong(place, "dit is te groot voor een bewijs.")
    head, blank, checkpoint = data.partition(b"\n\n")
    if not blank:
        raise Wrong(place, "dit is geen bewijs: er staat geen controlepunt in.")
    try:
        return head.decode("ascii").split("\n"), checkpoint
    except UnicodeDecodeError:
        raise Wrong(place, "dit is geen bewijs.") from None


def _after(word: str, line: str, place: str) -> int:
    if not line.startswith(word):
        raise Wrong(place, f"hier hoort «{word.strip()}» met een getal te staan.")
    return number(line.removeprefix(word), place)


def _path(lines: Sequence[str], place: str) -> tuple[bytes, ...]:
    if len(lines) > MOST_HASHES:
        raise Wrong(place, "er staan te veel hashes in dit bewijs.")
    return tuple([hash_in(line, place) for line in lines])
