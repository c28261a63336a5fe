"""Checkpoints (C2SP tlog-checkpoint): how large a log was and what its tree's root was, signed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from verifier.faults import Wrong
from verifier.notes import Key, decoded, encoded, read_note, signed_at
from verifier.tree import HASH_BYTES

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(NamedTuple):
    """The state of a log at a size: its name, how many events, the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"


def number(text: str, place: str) -> int:
    """A number as these formats write it: no sign, no zeros before it.

    Raises:
        Wrong: it is none.
    """
    if not _NUMBER.fullmatch(text):
        raise Wrong(place, "hier hoort een getal te staan.")
    return int(text)


def hash_in(text: str, place: str) -> bytes:
    """A hash in base 64.

    Raises:
        Wrong: it is none.
    """
    found = decoded(text, place)
    if len(found) != HASH_BYTES:
        raise Wrong(place, "hier hoort een hash van 32 bytes te staan.")
    return found


def read_checkpoint(text: str, place: str) -> Checkpoint:
    """The checkpoint in the text of a note; ours have no lines behind the root.

    Raises:
        Wrong: it is none.
    """
    lines = text.split("\n")
    if len(lines) != len(("origin", "size", "root", "end")) or not lines[0] or lines[3]:
        raise Wrong(place, "dit is geen controlepunt.")
    found = Checkpoint(lines[0], number(lines[1], place), hash_in(lines[2], place))
    if found.text != text:
        raise Wrong(place, "dit is geen controlepunt.")
    return found


def open_checkpoint(
    data: bytes, log: Key, witnesses: Sequence[Key] = (), place: str = "controlepunt"
) -> Checkpoint:
    """A signed checkpoint of the log with this key, cosigned by each of these witnesses.

    Raises:
        Wrong: it is none, or somebody did not sign it.
    """
    note = read_note(data, place)
    for key in (log, *witnesses):
        if signed_at(note, key, place) is None:
            raise Wrong(place, f"de handtekening van {key.name} ontbreekt.")
    found = read_checkpoint(note.text, place)
    if found.origin != log.name:
        raise Wrong(place, f"dit is van {found.origin}, en de sleutel is van {log.name}.")
    return found
