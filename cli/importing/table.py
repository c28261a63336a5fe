"""The CSV of signals: one signal a line, under a header.

A quote that is never closed would swallow the lines behind it, so a record is put together here from physical
lines; one that comes to nothing is given up at its first line, and reading goes on at the next.
"""

import csv
import hmac
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple, get_args

from cli.importing.lines import Line
from cli.importing.rows import Bad, Misread, Piece, Read, Row, text, word
from cli.place.faults import WrongFile
from domain.scoring.facts import Nature, Polarity
from domain.words import OrganisationId, SignalId

COLUMNS = (
    "case",
    "facility",
    "indicator",
    "polarity",
    "nature",
    "provenance",
    "source",
    "organisation",
    "observed_on",
    "text",
)
OPTIONAL = ("id",)
HASHED = tuple(column for column in COLUMNS if column != "text")
MAX_RECORD_LINES = 200
"""Physical lines in one quoted text."""

_POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
_NATURES: tuple[Nature, ...] = get_args(Nature)
_QUOTE = b'"'


class Layout(NamedTuple):
    """What the header says."""

    delimiter: str
    places: dict[str, int]
    width: int
    header: int


class Table:
    """Reads the lines of one CSV; `secret` makes ids for lines without one.

    `facility` is the facility of lines that name none.
    """

    def __init__(self, name: str, secret: bytes, facility: str | None) -> None:
        self._name = name
        self._secret = secret
        self._facility = facility

    def read(self, lines: Iterator[Line]) -> Iterator[Read]:
        """Every line as a row or as a refusal.

        Raises:
            WrongFile: when the header is not that of a table of signals.
        """
        layout = self._layout(lines)
        for record in _records(lines, layout.delimiter):
            if isinstance(record, Bad):
                yield record
            elif record.fields:
                yield self._row(record, layout)

    def _layout(self, lines: Iterator[Line]) -> Layout:
        for line in lines:
            if line.data.strip():
                break
        else:
            raise WrongFile(self._name, "regel 1", "het bestand is leeg. De eerste regel noemt de kolommen.")
        place = f"regel {line.number}"
        try:
            header = line.data.decode().strip()
        except UnicodeDecodeError as error:
            raise WrongFile(
                self._name, place, "dit is geen UTF-8. Sla het bestand op als UTF-8 (in Excel: CSV UTF-8)."
            ) from error
        delimiter = ";" if header.count(";") > header.count(",") else ","
        names = [name.strip().strip('"').lower() for name in header.split(delimiter)]
        wanted = [name for name in COLUMNS if name != "facility" or self._facility is None]
        missing = [name for name in wanted if name not in names]
        if missing:
            raise WrongFile(self._name, place, f"deze kolommen ontbreken: {', '.join(missing)}.")
        known = {*COLUMNS, *OPTIONAL}
        twice = sorted({name for name in names if name in known and names.count(name) > 1})
        if twice:
            raise WrongFile(self._name, place, f"deze kolommen staan er twee keer: {', '.join(twice)}.")
        places = {name: place for place, name in enumerate(names) if name in known}
        return Layout(delimiter, places, len(names), line.number)

    def _row(self, record: "Record", layout: Layout) -> Read:
        fields = record.fields
        if len(fields) != layout.width:
            cut = " De regel lijkt afgebroken: is het bestand wel heel?" if record.cut else ""
            return Bad(record.line, f"er zijn {len(fields)} kolommen in plaats van {layout.width}.{cut}")
        values = {name: fields[place].strip() for name, place in layout.places.items()}
        if self._facility is not None and not values.get("facility"):
            values["facility"] = self._facility
        try:
            return self._signal(record.line, values)
        except Misread as misread:
            return Bad(record.line, str(misread))

    def _signal(self, line: int, values: dict[str, str]) -> Row:
        facility = OrganisationId(word("facility", values["facility"]))
        reference = word("case", values["case"])
        given = values.get("id", "")
        name = word("id", given) if given else self._hashed(values)
        piece = Piece(
            SignalId(f"{facility}/{name}"),
            word("indicator", values["indicator"]),
            _polarity(values["polarity"]),
            _nature(values["nature"]),
            word("provenance", values["provenance"]),
            word("source", values["source"]),
            OrganisationId(word("organisation", values["organisation"])),
            day("observed_on", values["observed_on"]),
            text=text("text", values["text"]),
            hashed=not given,
        )
        return Row(line, facility, reference, (piece,))

    def _hashed(self, values: dict[str, str]) -> str:
        """The same for equal lines, whatever their text; says nothing to who has not the key."""
        whole = "".join([f"{len(values[name])}:{values[name]}," for name in HASHED])
        return f"hmac-{hmac.new(self._secret, whole.encode(), sha256).hexdigest()[:40]}"


def _polarity(given: str) -> Polarity:
    for known in _POLARITIES:
        if given == known:
            return known
    raise Misread(f"kolom polarity: kies {' of '.join(_POLARITIES)}.")


def _nature(given: str) -> Nature:
    for known in _NATURES:
        if given == known:
            return known
    raise Misread(f"kolom nature: kies uit {', '.join(_NATURES)}.")


def day(column: str, given: str) -> date:
    """A day as `2026-01-31`.

    Raises:
        Misread: naming the column.
    """
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Misread(f"kolom {column}: dit is geen datum zoals 2026-01-31.") from None


class Record(NamedTuple):
    """The fields of one record, its first line, and whether the file ends in it without a line end."""

    line: int
    fields: list[str]
    cut: bool


def _records(lines: Iterator[Line], delimiter: str) -> Iterator[Record | Bad]:
    """Records of physical lines: a line with an open quote goes on in the next ones."""
    waiting: deque[Line] = deque()
    parse = _parser(delimiter)
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        if not line.whole:
            yield Bad(line.number, "de regel is te lang.")
            continue
        if line.data.count(_QUOTE) % 2 == 0:
            yield parse(line.number, line.data)
            continue
        held = _until_closed(line, waiting, lines)
        record = parse(line.number, b"".join(one.data for one in held)) if held else None
        if isinstance(record, Record):
            yield record
            continue
        if held:
            waiting.extendleft(reversed(held[1:]))
        yield Bad(line.number, "een aanhalingsteken wordt niet goed gesloten.")


def _until_closed(first: Line, waiting: deque[Line], lines: Iterator[Line]) -> list[Line]:
    """The lines up to the one that closes the quote; empty, with the lines put back, when none does."""
    held = [first]
    quotes = first.data.count(_QUOTE)
    while len(held) < MAX_RECORD_LINES:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            break
        held.append(line)
        quotes += line.data.count(_QUOTE)
        if quotes % 2 == 0:
            return held
    waiting.extendleft(reversed(held[1:]))
    return []


def _parser(delimiter: str) -> Callable[[int, bytes], Record | Bad]:
    feed: deque[str] = deque()
    # A reader over what is fed: making one a line costs more than parsing it.
    reader: Iterator[Sequence[str]] = csv.reader(iter(feed.popleft, None), delimiter=delimiter, strict=True)

    def parse(number: int, data: bytes) -> Record | Bad:
        try:
            whole = data.decode()
        except UnicodeDecodeError:
            return Bad(number, "dit is geen UTF-8. Sla het bestand op als UTF-8 (in Excel: CSV UTF-8).")
        feed.append(whole.rstrip("\r\n"))
        try:
            fields = list(next(reader))
        except (csv.Error, IndexError):  # the second: an open quote asks for a line that is not there
            feed.clear()
            return Bad(number, "de aanhalingstekens kloppen niet.")
        if not any(fields):
            fields = []
        return Record(number, fields, not whole.endswith("\n"))

    return parse
