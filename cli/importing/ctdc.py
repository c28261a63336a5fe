"""The Global Synthetic Dataset of the Counter-Trafficking Data Collaborative (IOM with Microsoft Research).

One case a line, each flag that is 1 one supporting signal. The records are synthetic, without dates: the
days are spread over the first four months of 2026. Outcomes, age, gender and citizenship are background,
never signals.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from cli.faults import WrongFile
from cli.importing.lines import Line
from cli.importing.rows import Bad, Piece, Read, Row
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
FACILITIES = 4

_FIRST_DAY = date(2026, 1, 1)
_SPREAD_DAYS = 120
_PER_CASE, _PER_COLUMN = 7, 3
_DAYS = [_FIRST_DAY + timedelta(days=day) for day in range(_SPREAD_DAYS)]
_FLAGS = frozenset({"0", "1"})


class Ctdc:
    """Reads the lines of one such file; `facility` takes the place of the four that cases are spread over."""

    def __init__(self, name: str, prefix: str, facility: str | None) -> None:
        self._name = name
        self._prefix = prefix
        self._facility = facility

    def read(self, lines: Iterator[Line]) -> Iterator[Read]:
        """Every line as a row or as a refusal.

        Raises:
            WrongFile: when the header is not that of the data set.
        """
        names = self._names(lines)
        flags = [(place, INDICATORS[name]) for place, name in enumerate(names) if name in INDICATORS]
        outcomes = [(place, OUTCOMES[name]) for place, name in enumerate(names) if name in OUTCOMES]
        places = {name: place for place, name in enumerate(names)}
        backgrounds: dict[tuple[str, ...], Background] = {}
        binary = [place for place, name in enumerate(names) if name not in (AGE, "Trafficking Duration")]
        for number, line in enumerate(lines):
            if not line.data.strip():
                continue
            values = _values(line, len(names))
            if isinstance(values, Bad):
                yield values
                continue
            if not _FLAGS.issuperset([values[place] for place in binary]):
                yield Bad(line.number, f"kolom {_wrong(values, binary, names)}: hier hoort 0 of 1 te staan.")
                continue
            key = (*[values[place] for place, _ in outcomes], *[values[places[name]] for name in _TOLD])
            background = backgrounds.get(key)
            if background is None:
                background = backgrounds[key] = _background(values, outcomes, places)
            yield self._row(line.number, number, values, flags, background)

    def _names(self, lines: Iterator[Line]) -> list[str]:
        first = next(lines, None)
        names = _decoded(first.data) if first is not None else None
        if names is None:
            raise WrongFile(self._name, "regel 1", "het bestand is leeg of geen UTF-8.")
        missing = [name for name in (*INDICATORS, *OUTCOMES, *_TOLD) if name not in names]
        if missing:
            raise WrongFile(self._name, "regel 1", f"deze kolommen ontbreken: {', '.join(missing)}.")
        return names

    def _row(
        self,
        line: int,
        number: int,
        values: list[str],
        flags: list[tuple[int, str]],
        background: Background,
    ) -> Row:
        reference = f"{self._prefix}-{number:06}"
        facility = OrganisationId(self._facility or f"instelling-{number % FACILITIES + 1}")
        source = f"{reference}-client"
        pieces = [
            Piece(
                SignalId(f"{reference}-{place:02}"),
                indicator,
                "bevestigt",
                "feit",
                "client_zelf",
                source,
                facility,
                _DAYS[(_PER_CASE * number + _PER_COLUMN * place) % _SPREAD_DAYS],
            )
            for place, indicator in flags
            if values[place] == "1"
        ]
        return Row(line, facility, reference, tuple(pieces), background)


_TOLD = (AGE, TRANS, WOMAN, CITIZEN)


def _decoded(data: bytes) -> list[str] | None:
    try:
        return data.decode().rstrip("\r\n").split(",")
    except UnicodeDecodeError:
        return None


def _values(line: Line, width: int) -> list[str] | Bad:
    values = _decoded(line.data) if line.whole else None
    if values is None:
        return Bad(line.number, "dit is geen UTF-8, of de regel is te lang.")
    if len(values) != width:
        cut = "" if line.data.endswith(b"\n") else " De regel lijkt afgebroken: is het bestand wel heel?"
        return Bad(line.number, f"er zijn {len(values)} kolommen in plaats van {width}.{cut}")
    return values


def _wrong(values: list[str], binary: list[int], names: list[str]) -> str:
    return next(names[place] for place in binary if values[place] not in _FLAGS)


def _background(values: list[str], outcomes: list[tuple[int, str]], places: dict[str, int]) -> Background:
    woman, trans = values[places[WOMAN]] == "1", values[places[TRANS]] == "1"
    return Background(
        tuple(outcome for place, outcome in outcomes if values[place] == "1"),
        values[places[AGE]],
        "anders" if trans else "vrouw" if woman else "man",
        values[places[CITIZEN]] == "1",
    )
