"""CloudEvents lines: cases and signals of an export of ours, or signals that others write in this form.

A signal names its case by the pseudonym of an earlier `case-registered` line, or by `facility` and
`reference` in its data; a case that is new here keeps its pseudonym.
"""

import re
from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec import Struct

from cli.importing.lines import Line
from cli.importing.rows import Bad, Misread, Piece, Read, Row, Skipped, text, word
from cli.place.toml_files import explained
from domain.cases.events import Background, CaseRegistered
from domain.registry import EVENTS, NAMES
from domain.scoring.facts import Nature, Polarity
from domain.signals.events import SignalRecorded
from domain.words import CaseId, OrganisationId, SignalId
from eventlog.interchange import PREFIX, Envelope

SIGNAL = PREFIX + NAMES[SignalRecorded]
CASE = PREFIX + NAMES[CaseRegistered]
_PSEUDONYM = re.compile(r"c-[a-z2-7]{12}")


class _Case(Struct, frozen=True):
    case: CaseId
    facility: OrganisationId
    reference: str
    background: Background | None = None


class _Signal(Struct, frozen=True):
    signal: SignalId
    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: OrganisationId
    observed_on: date
    case: CaseId = CaseId("")
    facility: OrganisationId = OrganisationId("")
    reference: str = ""
    rests_on: tuple[SignalId, ...] = ()
    text: str = ""


_ENVELOPES = msgspec.json.Decoder(Envelope)
_CASES = msgspec.json.Decoder(_Case)
_SIGNALS = msgspec.json.Decoder(_Signal)


class CloudEvents:
    """Reads lines of events; remembers which reference each pseudonym of this file stands for."""

    def __init__(self, facility: str | None) -> None:
        self._facility = OrganisationId(facility or "")
        self._references: dict[CaseId, tuple[OrganisationId, str]] = {}

    def read(self, lines: Iterator[Line]) -> Iterator[Read]:
        """Every line as a row, as a refusal, or as something of no use here."""
        for line in lines:
            if not line.data.strip():
                continue
            try:
                yield self._read(line)
            except msgspec.ValidationError as error:
                place, reason = explained(str(error))
                yield Bad(line.number, f"{place}: {reason}" if place else reason)
            except (msgspec.DecodeError, UnicodeDecodeError):
                cut = (
                    ""
                    if line.data.endswith(b"\n")
                    else " De regel lijkt afgebroken: is het bestand wel heel?"
                )
                yield Bad(line.number, f"dit is geen (hele) regel JSON in UTF-8.{cut}")
            except Misread as misread:
                yield Bad(line.number, str(misread).replace("kolom", "veld", 1))

    def _read(self, line: Line) -> Read:
        if not line.whole:
            raise Misread("de regel is te lang.")
        envelope = _ENVELOPES.decode(line.data)
        if envelope.specversion != "1.0":
            raise Misread("kolom specversion: alleen CloudEvents 1.0 wordt gelezen.")
        match envelope.type:
            case type_ if type_ == SIGNAL:
                return self._signal(line.number, _SIGNALS.decode(envelope.data))
            case type_ if type_ == CASE:
                return self._case(line.number, _CASES.decode(envelope.data))
            case type_ if type_.startswith(PREFIX) and type_.removeprefix(PREFIX) in EVENTS:
                return Skipped(line.number, type_.removeprefix(PREFIX))
            case _:
                raise Misread("kolom type: deze soort gebeurtenis is niet bekend.")

    def _case(self, line: int, said: _Case) -> Row:
        facility = OrganisationId(word("facility", said.facility))
        reference = word("reference", said.reference)
        self._references[said.case] = (facility, reference)
        return Row(line, facility, reference, (), said.background, _kept(said.case))

    def _signal(self, line: int, said: _Signal) -> Row:
        facility, reference = self._references.get(
            said.case, (said.facility or self._facility, said.reference)
        )
        piece = Piece(
            SignalId(word("signal", said.signal)),
            word("indicator", said.indicator),
            said.polarity,
            said.nature,
            word("provenance", said.provenance),
            word("source", said.source),
            OrganisationId(word("organisation", said.organisation)),
            said.observed_on,
            said.rests_on,
            text("text", said.text),
        )
        if not reference:
            case = word("case", said.case)
            return Row(line, facility, "", (piece,), None, CaseId(case))
        return Row(
            line, OrganisationId(word("facility", facility)), reference, (piece,), None, _kept(said.case)
        )


def _kept(case: CaseId) -> CaseId | None:
    """The pseudonym, when it is one as we make them; another gets one of ours."""
    return case if _PSEUDONYM.fullmatch(case) else None
