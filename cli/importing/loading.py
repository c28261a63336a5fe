"""Rows into the log: cases found by their references, what is new admitted, what stands left alone.

Everything is idempotent: a reference stands for one case and a signal id for one signal, so the same file,
whole or in pieces, adds nothing the second time, also after an import that was cut off.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import structs

from cli.importing.admitting import AdmitCase
from cli.importing.judging import Judge
from cli.importing.rows import Bad, Piece, Row
from cli.importing.tally import Tally
from cli.place.clock import day_of
from cli.place.identities import case_pseudonyms, command_id
from domain.cases.events import CaseMergedInto, CaseRegistered, reference_tag
from domain.commands import Context, Refused, about
from domain.signals.events import SignalRecorded
from domain.signals.recording import RecordSignal
from domain.words import CaseId, PersonId
from eventlog.bulk import execute_many
from eventlog.execute import Answer, AnyCommand
from eventlog.log import Log

CHUNK_EVENTS = 9_600
"""What is looked up and decided together; written in transactions that `execute_many` keeps small."""
_CASE_EVENTS = 2
_KEPT_REFERENCES = 100_000
_MERGES = 20
"""How far a case is followed into the one it was merged with."""

Reference = tuple[str, str]


class Loader:
    """Writes rows on behalf of `by`; `clock` is read once a chunk."""

    def __init__(self, log: Log, by: PersonId, clock: Callable[[], datetime], tally: Tally) -> None:
        self._log = log
        self._by = by
        self._clock = clock
        self._tally = tally
        self._session = command_id()
        self._commands = 0
        self._cases: dict[Reference, CaseId] = {}
        self._claimed: set[CaseId] = set()
        self._at = clock()
        self._today = day_of(self._at)

    def load(self, rows: Sequence[Row], judge: Judge) -> None:
        """Put what may go in into the log; what may not is on the tally."""
        self._at = self._clock()
        self._today = day_of(self._at)
        by_case: dict[Reference, list[Row]] = {}
        for row in rows:
            bad = judge.bad(row)
            if bad is None:
                by_case.setdefault(_reference(row), []).append(row)
            else:
                self._tally.refuse(bad)
        found = self._find(by_case)
        self._record([(case, row) for reference, case in found.items() for row in by_case.pop(reference)])
        for reference in [one for one in by_case if not one[0]]:
            for row in by_case.pop(reference):
                self._tally.refuse(Bad(row.line, _NOWHERE))
        self._admit(by_case)

    def rehearse(self, rows: Sequence[Row], judge: Judge, before: dict[str, int]) -> None:
        """Only find out what would be refused; `before` holds the contents of the signals met so far."""
        self._today = day_of(self._clock())
        good = [(row, judge.bad(row)) for row in rows]
        stored = self._stored([piece for row, bad in good if bad is None for piece in row.pieces])
        found = self._find({_reference(row): [row] for row, bad in good if bad is None})
        for row, bad in good:
            reason = bad
            if reason is None and not row.reference and _reference(row) not in found:
                reason = Bad(row.line, _NOWHERE)
            for piece in row.pieces if reason is None else ():
                contents = hash((row.facility, row.reference, piece if not piece.hashed else piece.signal))
                there = stored.get(piece.signal)
                if before.setdefault(piece.signal, contents) != contents or (
                    there is not None and not self._stands(there, self._command(there.case, piece), piece)
                ):
                    reason = Bad(row.line, _OTHER)
            if reason is not None:
                self._tally.refuse(reason)

    def _find(self, wanted: Mapping[Reference, Sequence[Row]]) -> dict[Reference, CaseId]:
        """The cases that are in the log, of those that the rows name by reference or by pseudonym."""
        if len(self._cases) > _KEPT_REFERENCES:
            self._cases.clear()
        unknown = [reference for reference in wanted if reference not in self._cases]
        tags = [_tag(reference) for reference in unknown]
        brought = {rows[0].case for rows in wanted.values() if rows[0].case and rows[0].reference}
        items = [about(tag, CaseRegistered) for tag in (*tags, *[f"case:{case}" for case in brought])]
        for entry in self._log.read(items).entries if items else ():
            event = entry.event
            if isinstance(event, CaseRegistered):
                self._cases[event.facility, event.reference] = event.case
                self._cases["", event.case] = event.case
        return {reference: self._cases[reference] for reference in wanted if reference in self._cases}

    def _admit(self, new: Mapping[Reference, Sequence[Row]]) -> None:
        pseudonyms = case_pseudonyms(len(new))
        commands = [
            self._admission(rows, pseudonym) for rows, pseudonym in zip(new.values(), pseudonyms, strict=True)
        ]
        for (reference, rows), command, answer in zip(
            new.items(), commands, self._execute(commands), strict=True
        ):
            if isinstance(answer, Refused):
                self._one_by_one(rows)
            else:
                self._admitted(reference, rows, command, len(answer.events) - _CASE_EVENTS)

    def _admitted(self, reference: Reference, rows: Sequence[Row], command: AdmitCase, recorded: int) -> None:
        self._cases[reference] = command.case
        self._tally.new_cases += 1
        self._tally.met(reference)
        self._tally.new_signals += recorded
        self._tally.known_signals += len(command.signals) - recorded
        for row in rows:
            for piece in row.pieces:
                if piece.hashed:
                    self._tally.repeats(piece)

    def _admission(self, rows: Sequence[Row], pseudonym: CaseId) -> AdmitCase:
        first = rows[0]
        taken = ("", first.case) in self._cases or first.case in self._claimed
        case = pseudonym if taken or first.case is None else first.case
        if first.case is not None:
            self._claimed.add(case)
        background = next((row.background for row in rows if row.background is not None), None)
        pieces = [piece for row in rows for piece in row.pieces]
        if any(piece.hashed for piece in pieces):
            # equal lines without an id are one signal, whose text is that of the first
            pieces = list({piece.signal: piece for piece in reversed(pieces)}.values())[::-1]
        signals = tuple([self._command(case, piece) for piece in pieces])
        return AdmitCase(case, first.facility, first.reference, self._today, background, signals)

    def _one_by_one(self, rows: Sequence[Row]) -> None:
        """Rows of a case that could not be admitted together: each gets its own answer."""
        for row in rows:
            reference = _reference(row)
            found = self._find({reference: [row]}).get(reference)
            if found is not None:
                self._record([(found, row)])
                continue
            command = self._admission([row], *case_pseudonyms(1))
            [answer] = self._execute([command])
            if isinstance(answer, Refused):
                self._tally.refuse(Bad(row.line, str(answer)))
                continue
            self._admitted(reference, [row], command, len(answer.events) - _CASE_EVENTS)

    def _record(self, rows: Sequence[tuple[CaseId, Row]]) -> None:
        """Signals of cases that are in the log."""
        pieces = [(case, row, piece) for case, row in rows for piece in row.pieces]
        commands = [self._command(case, piece) for case, _, piece in pieces]
        for _, row in rows:
            self._tally.met(_reference(row))
        answers = self._execute(commands)
        for (_, row, piece), command, answer in zip(pieces, commands, answers, strict=True):
            settled = self._settled(command, piece, answer) if isinstance(answer, Refused) else answer
            repeated = self._tally.repeats(piece)
            if isinstance(settled, Refused):
                self._tally.refuse(Bad(row.line, str(settled)))
            elif settled.events:
                self._tally.new_signals += 1
            elif not repeated:
                self._tally.known_signals += 1

    def _settled(self, command: RecordSignal, piece: Piece, refused: Refused) -> Answer | Refused:
        """What becomes of a refusal that an import can meet: the case went on as another, or it is there."""
        answer: Answer | Refused = refused
        for _ in range(_MERGES):
            match answer:
                case Refused(code="signaal.bestaat"):
                    there = self._stored([piece]).get(piece.signal)
                    known = there is not None and self._stands(there, command, piece)
                    return Answer(0, ()) if known else answer
                case Refused(code="casus.samengevoegd"):
                    into = self._merged_into(command.case)
                    if not into:
                        return answer
                    command = structs.replace(command, case=into[-1])
                    [answer] = self._execute([command])
                case _:
                    return answer
        return answer

    def _stands(self, there: SignalRecorded, command: RecordSignal, piece: Piece) -> bool:
        """Whether the signal in the log is this one.

        The text does not count where the id follows from the other columns, nor where a line has none:
        exports leave it out. The case may since have gone on as another.
        """
        if there.case != command.case and there.case not in self._later(command.case):
            return False
        text_counts = not piece.hashed and piece.text != ""
        mine = SignalRecorded(
            there.case,
            piece.signal,
            piece.indicator,
            piece.polarity,
            piece.nature,
            piece.provenance,
            piece.source,
            piece.organisation,
            piece.observed_on,
            piece.rests_on,
            piece.text if text_counts else there.text,
        )
        return mine == there

    def _later(self, case: CaseId) -> set[CaseId]:
        """Every case that this one was merged into, and those into which these were."""
        found: set[CaseId] = set()
        next_ones = [case]
        for _ in range(_MERGES):
            next_ones = [into for one in next_ones for into in self._merged_into(one) if into not in found]
            if not next_ones:
                break
            found.update(next_ones)
        return found

    def _merged_into(self, case: CaseId) -> list[CaseId]:
        entries = self._log.read([about(f"case:{case}", CaseMergedInto)]).entries
        return [entry.event.into for entry in entries if isinstance(entry.event, CaseMergedInto)]

    def _stored(self, pieces: Sequence[Piece]) -> dict[str, SignalRecorded]:
        items = [about(f"signal:{signal}", SignalRecorded) for signal in {piece.signal for piece in pieces}]
        entries = self._log.read(items).entries if items else ()
        return {
            entry.event.signal: entry.event for entry in entries if isinstance(entry.event, SignalRecorded)
        }

    def _command(self, case: CaseId, piece: Piece) -> RecordSignal:
        return RecordSignal(
            case,
            piece.signal,
            piece.indicator,
            piece.polarity,
            piece.nature,
            piece.provenance,
            piece.source,
            piece.organisation,
            piece.observed_on,
            self._today,
            piece.rests_on,
            piece.text,
        )

    def _execute(self, commands: Sequence[AnyCommand]) -> list[Answer | Refused]:
        requests = []
        for command in commands:
            self._commands += 1
            requests.append((command, Context(f"{self._session}.{self._commands}", self._at, self._by)))
        return execute_many(self._log, requests)


_NOWHERE = "deze casus is hier niet bekend. Noem facility en reference."
_OTHER = (
    "dit signaal bestaat al met een andere inhoud. Verbeter het bestaande signaal, of geef het een eigen id."
)


def events_of(row: Row) -> int:
    """How many events a row can lead to."""
    return _CASE_EVENTS + len(row.pieces)


def _reference(row: Row) -> Reference:
    return (row.facility, row.reference) if row.reference else ("", row.case or "")


def _tag(reference: Reference) -> str:
    facility, name = reference
    return reference_tag(facility, name) if facility else f"case:{name}"
