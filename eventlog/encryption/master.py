"""The master key: every key in the vault lies under it, so a copy of the vault alone opens nothing.

`Master` is all that the vault asks: a security module (PKCS#11) or a key service is another class with the
same two methods, in which the key never leaves that device.
"""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_bytes
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from eventlog.faults import LogFault

KEY_BYTES = 32
_NONCE_BYTES = 12


class WrongMaster(LogFault):
    """The master key that is given is not the one that the keys lie under."""

    default = "de hoofdsleutel is niet die van deze kluis. Zet de juiste hoofdsleutel terug."


class Master(Protocol):
    """What wraps keys."""

    @property
    def name(self) -> str:
        """Which master key wraps now; says nothing of the key."""
        ...

    def wrap(self, secret: bytes, about: bytes) -> bytes:
        """A key as it may be stored; `about` says whose it is, and is needed again to unwrap."""
        ...

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        """A key that was stored under the master key of that name.

        Raises:
            WrongMaster: that one is not here, or the key is another's.
        """
        ...


class MasterKeys:
    """Master keys that are at hand: the first wraps; those after it are on their way out and only unwrap."""

    def __init__(self, where: str, keys: Sequence[bytes]) -> None:
        self._where = where
        self._ciphers = {name_of(key): AESGCM(key) for key in keys}
        self.name = name_of(keys[0])

    def wrap(self, secret: bytes, about: bytes) -> bytes:
        """See `Master`."""
        nonce = token_bytes(_NONCE_BYTES)
        return nonce + self._ciphers[self.name].encrypt(nonce, secret, about)

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        """See `Master`."""
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise WrongMaster(self._where)
        try:
            return cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], about)
        except InvalidTag as error:
            raise WrongMaster(self._where) from error


def new_key() -> bytes:
    """A new master key."""
    return token_bytes(KEY_BYTES)


def name_of(key: bytes) -> str:
    """How a master key is called: a part of its digest."""
    return sha256(b"opplussen master key" + key).hexdigest()[:16]


def as_text(key: bytes) -> str:
    """A master key as a line of text."""
    return b64encode(key).decode()


def from_text(line: str) -> bytes | None:
    """The master key that a line holds; None when it holds none."""
    try:
        key = b64decode(line.strip(), validate=True)
    except (Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None
