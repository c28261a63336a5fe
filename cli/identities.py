"""The only maker of chance: pseudonyms of cases, ids of logs and commands."""

import secrets
from itertools import product

from cli.clock import now
from domain.commands import Context
from domain.words import CaseId, PersonId

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = ["".join(pair) for pair in product(_ALPHABET, repeat=2)]
"""The base32 alphabet two at a time: 10 bits each."""
_PAIR_BITS = 10


def _letters(pairs: int) -> str:
    number = secrets.randbits(pairs * _PAIR_BITS)
    letters = ""
    for _ in range(pairs):
        letters += _PAIRS[number & 1023]
        number >>= _PAIR_BITS
    return letters


def case_pseudonym() -> CaseId:
    """A new pseudonym: 60 random bits, which say nothing of the client."""
    return CaseId(f"c-{_letters(6)}")


def log_id() -> str:
    """The identity of a new log: 120 random bits."""
    return f"l-{_letters(12)}"


def command_id() -> str:
    """The id of a new command: 120 random bits."""
    return _letters(12)


def context(by: str) -> Context:
    """The context of one command of a person at this moment."""
    return Context(command_id(), now(), PersonId(by))
