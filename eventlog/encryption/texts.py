"""One text under the keys of whom it is about: AES-256-GCM, bound to the place where it stands.

What is stored says of itself how to read it: `enc.v1:`, the numbers of its keys, and base64 of the nonce and
the ciphertext. A text about two is under a key made from both: with one of them gone it is gone.
"""

from base64 import b64decode
from binascii import Error, b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from hmac import digest
from os import urandom
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MARK = "enc.v1:"
_NONCE_BYTES = 12


class Key(NamedTuple):
    """A key of somebody: its number in the vault, and 32 secret bytes."""

    number: str
    secret: bytes


class Unopenable(Exception):  # noqa: N818 - named after what the text is
    """The text does not stand where it was written, or is not what was written."""


def is_encrypted(text: str) -> bool:
    """Whether a stored text is under keys; what was written before there were any is not."""
    return text.startswith(_MARK)


def keys_of(text: str) -> list[str]:
    """The numbers of the keys that an encrypted text is under."""
    return text[len(_MARK) :].partition(":")[0].split(",")


def nonces(count: int) -> Iterator[bytes]:
    """So many nonces, for which the system is asked once for chance; none comes twice."""
    chance = urandom(_NONCE_BYTES * count)
    return iter([chance[start : start + _NONCE_BYTES] for start in range(0, len(chance), _NONCE_BYTES)])


class Cipher:
    """Encrypts texts about the same people, each with a fresh nonce."""

    def __init__(self, keys: Sequence[Key], fresh: Iterator[bytes]) -> None:
        self._before = f"{_MARK}{','.join([key.number for key in keys])}:"
        self._encrypt = AESGCM(_joint([key.secret for key in keys])).encrypt
        self._fresh = fresh

    def encrypt(self, text: str, place: bytes) -> str:
        """The text as it is stored; `place` says where it stands, and nowhere else it is read."""
        nonce = next(self._fresh)
        sealed = self._encrypt(nonce, text.encode(), place)
        return self._before + b2a_base64(nonce + sealed, newline=False).decode()


def decrypt(text: str, secrets: Mapping[str, bytes], place: bytes) -> str:
    """What was written at this place.

    Raises:
        Unopenable: it was written elsewhere, under other keys, or changed since.
    """
    try:
        sealed = b64decode(text.rpartition(":")[2], validate=True)
        key = _joint([secrets[number] for number in keys_of(text)])
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place).decode()
    except (InvalidTag, Error, ValueError) as error:
        raise Unopenable from error


def _joint(secrets: Sequence[bytes]) -> bytes:
    """One key made from several, in their order: none can be left out."""
    first, *others = secrets
    for one in others:
        first = digest(first, b"opplussen about several" + one, sha256)
    return first
