"""Reading a TOML document that a person wrote: what is wrong, named by key and reason in plain Dutch."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from cli.place.documents import read_small
from cli.place.faults import WrongFile

T = TypeVar("T")

_PLACE = re.compile(r" - at (?:(?P<key>key in )?`\$(?P<place>[^`]*)`|(?P<root>.*))$")
_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Object missing required field `(.+)`"), "de sleutel {0} ontbreekt."),
    (re.compile(r"Object contains unknown field `(.+)`"), "de sleutel {0} is niet bekend."),
    (re.compile(r"Invalid enum value '?(.*?)'?"), "dit woord is niet bekend."),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), "hier hoort {0} te staan, en er staat {1}."),
    (re.compile(r"Expected `(.+)` of length >= (\d+)"), "hier hoort iets te staan."),
)
_TYPES = {
    "str": "tekst",
    "int": "een heel getal",
    "float": "een getal",
    "bool": "true of false",
    "array": "een lijst",
    "object": "een tabel",
    "date": "een datum (2026-01-31)",
    "datetime": "een datum met tijd",
    "null": "niets",
}
_WHERE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def read_toml(path: Path, kind: type[T]) -> T:
    """The document in a file as `kind`.

    Raises:
        WrongFile: it cannot be read, is no TOML, or does not fit; names the key and the reason, no value.
    """
    return parsed(str(path), read_small(path), kind)


def parsed(name: str, data: bytes, kind: type[T]) -> T:
    """The document in `data` as `kind`; `name` is what the errors call it.

    Raises:
        WrongFile: see `read_toml`.
    """
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise WrongFile(name, f"regel {line}", "dit is geen UTF-8. Sla het bestand op als UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongFile(name, _where(str(error), data), "dit is geen geldige TOML.") from error
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        place, reason = explained(str(error))
        raise WrongFile(name, place, reason) from error


def explained(message: str) -> tuple[str, str]:
    """Where a document does not fit, as a person would point at it (`personen 3, rol`), and why, in Dutch."""
    found = _PLACE.search(message)
    place = found["place"] if found and found["place"] is not None else ""
    rest = message[: found.start()] if found else message
    for pattern, sentence in _REASONS:
        if words := pattern.fullmatch(rest):
            return _spoken(place), sentence.format(*[_type(word) for word in words.groups()])
    return _spoken(place), "dit klopt niet met wat hier hoort te staan."


def _type(word: str) -> str:
    return " of ".join(_TYPES.get(part.strip(), part.strip()) for part in word.split("|"))


def _spoken(place: str) -> str:
    """`.personen[2].rol` as `personen 3, rol`."""
    numbered = re.sub(r"\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", place)
    return ", ".join(numbered.replace("[...]", "").strip(".").split("."))


def _where(message: str, data: bytes) -> str:
    found = _WHERE.search(message)
    if found and found[1]:
        return f"regel {found[1]}, kolom {found[2]}"
    return f"regel {data.count(bytes([10])) + 1}"
