"""Signed notes (C2SP signed-note) with Ed25519: of a log over its checkpoints, of a witness with a time.

A text, a blank line, and lines `— name base64(key id, signature)`. Read strictly: a note that would be
written otherwise is none.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from verifier.faults import Wrong

SIGNS, COSIGNS = 1, 4
"""The kinds of keys: of a log, and of a witness (cosignature/v1)."""
MAX_BYTES = 64 * 1024
MAX_SIGNATURES = 64
_KEY_BYTES = 32
_ID_BYTES = 4
_TIME_BYTES = 8
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_LATEST = 2**63


class Key(NamedTuple):
    """The public half of a key by its name; `kind` is `SIGNS` or `COSIGNS`."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        """The key as people give it to each other: `name+id+base64`."""
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.kind]) + self.public)}"


class Signature(NamedTuple):
    """One line under a note; `id` names the key."""

    name: str
    id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {encoded(self.id + self.signature)}\n"


class Note(NamedTuple):
    """A text, which ends in a line end, and who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"


def encoded(data: bytes) -> str:
    """Base 64, as RFC 4648 has it."""
    return b64encode(data).decode()


def decoded(text: str, place: str) -> bytes:
    """What base 64 holds.

    Raises:
        Wrong: it is not written the one way there is.
    """
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError):
        data = b""
    if not data or encoded(data) != text:
        raise Wrong(place, "dit is geen base64.")
    return data


def read_key(text: str, place: str = "sleutel") -> Key:
    """The key in a text `name+id+base64`.

    Raises:
        Wrong: it is none, or of another kind than ours.
    """
    parts = text.split("+", 2)
    if len(parts) == len(("name", "id", "key")) and _NAME.fullmatch(parts[0]):
        data = decoded(parts[2], place)
        key = Key(parts[0], data[0], data[1:])
        if len(key.public) == _KEY_BYTES and key.kind in (SIGNS, COSIGNS) and str(key) == text:
            return key
    raise Wrong(place, "dit is geen openbare sleutel. Een sleutel ziet eruit als naam+nummer+letters.")


def read_note(data: bytes, place: str, limit: int = MAX_BYTES) -> Note:
    """The note in these bytes; nobody's signature is checked yet.

    Raises:
        Wrong: it is no signed note.
    """
    if len(data) > limit:
        raise Wrong(place, "dit is te groot voor een ondertekende tekst.")
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise Wrong(place, "dit is geen UTF-8.") from None
    text, _, lines = whole.rpartition("\n\n")
    if _CONTROL.search(whole) or not text or not lines.endswith("\n"):
        raise Wrong(place, "dit is geen ondertekende tekst.")
    note = Note(text + "\n", tuple(_signatures(lines, place)))
    if str(note) != whole or len(note.signatures) > MAX_SIGNATURES:
        raise Wrong(place, "dit is geen ondertekende tekst.")
    return note


def _signatures(lines: str, place: str) -> Iterator[Signature]:
    for line in lines[:-1].split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, code = rest.partition(" ")
        if dash != "—" or not _NAME.fullmatch(name):
            raise Wrong(place, "dit is geen ondertekende tekst.")
        data = decoded(code, place)
        yield Signature(name, data[:_ID_BYTES], data[_ID_BYTES:])


def signed_at(note: Note, key: Key, place: str) -> int | None:
    """When `key` signed a note: seconds since 1970 for a witness, 0 for a log; None when it did not.

    Raises:
        Wrong: it says that it did, and the signature does not fit.
    """
    found = [one for one in note.signatures if (one.name, one.id) == (key.name, key.id)]
    if not found:
        return None
    if len(found) > 1:
        raise Wrong(place, f"{key.name} staat er meer dan een keer onder.")
    [one] = found
    at, signature = _split(key, one.signature)
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, signed_bytes(key, note.text, at))
    except (InvalidSignature, ValueError):
        raise Wrong(place, f"de handtekening van {key.name} klopt niet.") from None
    return at


def signed_bytes(key: Key, text: str, at: int) -> bytes:
    """What a key signs of a text: a witness signs when it saw it, too."""
    return text.encode() if key.kind == SIGNS else f"cosignature/v1\ntime {at}\n{text}".encode()


def _split(key: Key, signature: bytes) -> tuple[int, bytes]:
    if key.kind == SIGNS:
        return 0, signature
    at = int.from_bytes(signature[:_TIME_BYTES], "big")
    return (at, signature[_TIME_BYTES:]) if at < _LATEST else (0, b"")
