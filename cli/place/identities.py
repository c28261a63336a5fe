"""The only maker of chance: pseudonyms of cases, ids of logs and commands."""

import secrets
from itertools import product

from cli.place.clock import now
from domain.channels.events import ReportId
from domain.commands import Context
from domain.words import CallId, CaseId, DisclosureId, PersonId

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = ["".join(pair) for pair in product(_ALPHABET, repeat=2)]
"""The base32 alphabet two at a time: 10 bits each."""
_PAIR_BITS = 10
_CASE_PAIRS, _CASE_BYTES = 6, 8


def _letters(pairs: int, number: int) -> str:
    letters = ""
    for _ in range(pairs):
        letters += _PAIRS[number & 1023]
        number >>= _PAIR_BITS
    return letters


def _short() -> str:
    return _letters(_CASE_PAIRS, secrets.randbits(_CASE_PAIRS * _PAIR_BITS))


def _long() -> str:
    return _letters(12, secrets.randbits(12 * _PAIR_BITS))


def case_pseudonym() -> CaseId:
    """A new pseudonym: 60 random bits, which say nothing of the client."""
    return case_pseudonyms(1)[0]


def case_pseudonyms(count: int) -> list[CaseId]:
    """So many new pseudonyms, for which the system is asked once for chance."""
    chance = secrets.token_bytes(_CASE_BYTES * count)
    return [
        CaseId(f"c-{_letters(_CASE_PAIRS, int.from_bytes(chance[start : start + _CASE_BYTES]))}")
        for start in range(0, len(chance), _CASE_BYTES)
    ]


def signal_number() -> str:
    """The identity of a new signal: 60 random bits."""
    return f"s-{_short()}"


def consent_id() -> str:
    """The id of a new consent: 60 random bits."""
    return f"t-{_short()}"


def report_id() -> ReportId:
    """The id of a new report: 60 random bits, which say nothing of who reported."""
    return ReportId(f"m-{_short()}")


def disclosure_id() -> DisclosureId:
    """The number of a new thread of sharing: 60 random bits, which say nothing of anybody."""
    return DisclosureId(f"d-{_letters(_CASE_PAIRS, secrets.randbits(_CASE_PAIRS * _PAIR_BITS))}")


def call_id() -> CallId:
    """The number of a new request by phone: 60 random bits."""
    return CallId(f"t-{_letters(_CASE_PAIRS, secrets.randbits(_CASE_PAIRS * _PAIR_BITS))}")


def log_id() -> str:
    """The identity of a new log: 120 random bits."""
    return f"l-{_long()}"


def command_id() -> str:
    """The id of a new command: 120 random bits."""
    return _long()


def context(by: str) -> Context:
    """The context of one command of a person at this moment."""
    return Context(command_id(), now(), PersonId(by))


def salt() -> str:
    """What makes the digest of a copy one that nobody finds by trying: 120 random bits."""
    return _long()
