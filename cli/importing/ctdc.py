"""The Global Synthetic Dataset of the Counter-Trafficking Data Collaborative (IOM with Microsoft Research).

One case a line, each flag that is 1 one supporting signal. The records are synthetic, without dates: the
days are spread over the first four months of 2026. Outcomes, age, gender and citizenship are background,
never signals.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from cli.importing.lines import Line
from cli.importing.rows import Bad, Piece, Read, Row
from cli.place.faults import WrongFile
from domain.cases.events import Background
from domain.words import OrganisationId, SignalId

INDICATORS = {
    "Means Debt Bondage Earnings": "GW09",
    "Means Threats": "GW03",
    "Means Abuse": "GW02",
    "Means False Promises": "AR05",
    "Means Drugs Alcohol": "GW10",
    "Means Deny Basic Needs": "GW11",
    "Means Excessive Work Hours": "AR01",
    "Means Withhold Docs": "GW07",
    "Recruiter Relation Intimate Partner": "RL02",
    "Recruiter Relation Friend": "RL16",
    "Recruiter Relation Family": "RL17",
    "Recruiter Relation Other": "RL18",
}
OUTCOMES = {"isForcedLabour": "gedwongen_arbeid", "isSexualExploit": "seksuele_uitbuiting"}
AGE, TRANS, WOMAN, CITIZEN = "Age Band", "Trans/NonConforming", "Woman", "Is Citizen of Country"
PREFIX = "ctdc"
FACILITIES = ("instelling-1", "instelling-2", "instelling-3", "instelling-4")

_FIRST_DAY = date(2026, 1, 1)
_SPREAD_DAYS = 120
_PER_CASE, _PER_COLUMN = 7, 3
_DAYS = [_FIRST_DAY + timedelta(days=day) for day in range(_SPREAD_DAYS)]
_MAX_PATTERNS = 10_000
_FLAGS = frozenset({"0", "1"})


class Ctdc:
    """Reads the lines of one such file; its cases are spread over the facilities in turn."""

    def __init__(self, name: str, prefix: str, facilities: Sequence[str] = FACILITIES) -> None:
        self._name = name
        self._prefix = prefix
        self._facilities = facilities

    def read(self, lines: Iterator[Line]) -> Iterator[Read]:
        """Every line as a row or as a refusal.

        Raises:
            WrongFile: when the header is not that of the data set.
        """
        pattern_of = _Patterns(self._names(lines))
        for number, line in enumerate(lines):
            pattern = pattern_of[line.data] if line.whole else "de regel is te lang."
            if isinstance(pattern, _Pattern):
                yield self._row(line.number, number, pattern)
            elif line.data.strip():
                yield Bad(line.number, pattern)

    def _names(self, lines: Iterator[Line]) -> list[str]:
        first = next(lines, None)
        names = _decoded(first.data) if first is not None else None
        if names is None:
            raise WrongFile(self._name, "regel 1", "het bestand is leeg of geen UTF-8.")
        missing = [name for name in (*INDICATORS, *OUTCOMES, *_TOLD) if name not in names]
        if missing:
            raise WrongFile(self._name, "regel 1", f"deze kolommen ontbreken: {', '.join(missing)}.")
        return names

    def _row(self, line: int, number: int, pattern: "_Pattern") -> Row:
        reference = f"{self._prefix}-{number:06}"
        facility = OrganisationId(self._facilities[number % len(self._facilities)])
        source = f"{reference}-client"
        first_day = _PER_CASE * number
        pieces = [
            Piece(
                SignalId(f"{reference}-{place:02}"),
                indicator,
                "bevestigt",
                "feit",
                "client_zelf",
                source,
                facility,
                _DAYS[(first_day + _PER_COLUMN * place) % _SPREAD_DAYS],
            )
            for place, indicator in pattern.flags
        ]
        return Row(line, facility, reference, tuple(pieces), pattern.background)


_TOLD = (AGE, TRANS, WOMAN, CITIZEN)
_COUNTED = (AGE, "Trafficking Duration")


class _Pattern(Struct, frozen=True):
    """What one combination of values says: columns and indicators of the flags, and the background."""

    flags: tuple[tuple[int, str], ...]
    background: Background


class _Patterns(dict[bytes, "_Pattern | str"]):
    """What lines say, by their bytes, or why they cannot be read: few combinations occur in many lines."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names
        self._places = {name: place for place, name in enumerate(names)}

    def __missing__(self, data: bytes) -> "_Pattern | str":
        if len(self) >= _MAX_PATTERNS:
            self.clear()
        found = self[data] = self._read(data)
        return found

    def _read(self, data: bytes) -> "_Pattern | str":
        values = _decoded(data)
        if values is None:
            return "dit is geen UTF-8."
        if len(values) != len(self._names):
            cut = "" if data.endswith(b"\n") else " De regel lijkt afgebroken: is het bestand wel heel?"
            return f"er zijn {len(values)} kolommen in plaats van {len(self._names)}.{cut}"
        for name, value in zip(self._names, values, strict=True):
            if name not in _COUNTED and value not in _FLAGS:
                return f"kolom {name}: hier hoort 0 of 1 te staan."
            if name in _COUNTED and not (value.isascii() and value.isdecimal()):
                return f"kolom {name}: hier hoort een getal te staan."
        said = dict(zip(self._names, values, strict=True))
        flags = tuple((self._places[name], INDICATORS[name]) for name in self._names if name in INDICATORS)
        return _Pattern(
            tuple((place, indicator) for place, indicator in flags if values[place] == "1"), _background(said)
        )


def _decoded(data: bytes) -> list[str] | None:
    try:
        return data.decode().rstrip("\r\n").split(",")
    except UnicodeDecodeError:
        return None


def _background(said: dict[str, str]) -> Background:
    return Background(
        tuple(outcome for name, outcome in OUTCOMES.items() if said[name] == "1"),
        said[AGE],
        "anders" if said[TRANS] == "1" else "vrouw" if said[WOMAN] == "1" else "man",
        said[CITIZEN] == "1",
    )
