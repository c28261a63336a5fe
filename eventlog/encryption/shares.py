"""A master key in two shares for two people: either alone says nothing, both together are the key.

The first share is chance, the second the key under it (a one-time pad): nothing about the key can be computed
from one of them. Each says of which key it is, so that shares of two keys are never put together.
"""

from hmac import compare_digest
from secrets import token_bytes

from eventlog.encryption.master import as_text, from_text, name_of

_KIND = "opplussen-share/v1"


def split(key: bytes) -> tuple[str, str]:
    """Two lines of text, one for each person."""
    pad = token_bytes(len(key))
    other = bytes(one ^ two for one, two in zip(key, pad, strict=True))
    return _line(key, pad), _line(key, other)


def join(one: str, other: str) -> bytes | None:
    """The key of two shares; None when they are no shares, not of one key, or the same one twice."""
    read = [_read(line) for line in (one, other)]
    names, parts = [name for name, _ in read], [part for _, part in read]
    if parts[0] is None or parts[1] is None:
        return None
    key = bytes(first ^ second for first, second in zip(parts[0], parts[1], strict=True))
    return key if all(compare_digest(name, name_of(key)) for name in names) else None


def _line(key: bytes, part: bytes) -> str:
    return f"{_KIND} {name_of(key)} {as_text(part)}"


def _read(line: str) -> tuple[str, bytes | None]:
    words = line.split()
    if len(words) != 3 or words[0] != _KIND:  # noqa: PLR2004 - the three that `_line` writes
        return "", None
    return words[1], from_text(words[2])
