"""What came of an import, counted as it goes; refusals are kept few and written out whole."""

from collections import Counter
from typing import TextIO

from cli.importing.rows import Bad, Piece
from domain.words import SignalId

SHOWN = 20
"""Refusals that are shown; all of them go to the file of errors."""


class Tally:
    """Counts of one import; `errors` takes every refusal, a line each, in the order of the lines."""

    def __init__(self, errors: TextIO | None = None) -> None:
        self.lines = 0
        self.new_cases = 0
        self.new_signals = 0
        self.known_signals = 0
        self.equal_lines = 0
        self.refused = 0
        self.skipped: Counter[str] = Counter()
        self.first: list[Bad] = []
        self._errors = errors
        self._waiting: list[Bad] = []
        self._cases: set[int] = set()
        self._hashed: set[SignalId] = set()

    @property
    def known_cases(self) -> int:
        """Cases of this import that stood in the log already."""
        return len(self._cases) - self.new_cases

    def refuse(self, bad: Bad) -> None:
        """One line more that did not go in."""
        self.refused += 1
        self._waiting.append(bad)

    def settle(self) -> None:
        """Put what was refused of these lines in their order; every line before them was settled."""
        self._waiting.sort()
        self.first += self._waiting[: SHOWN - len(self.first)]
        if self._errors is not None:
            self._errors.writelines(f"{bad.line};{bad.reason}\n" for bad in self._waiting)
        self._waiting.clear()

    def met(self, reference: tuple[str, str]) -> None:
        """A case, by facility and reference, is in the log."""
        self._cases.add(hash(reference))

    def repeats(self, piece: Piece) -> bool:
        """Whether an equal line was there before in this import; only for lines without an id."""
        if not piece.hashed:
            return False
        if piece.signal in self._hashed:
            self.equal_lines += 1
            return True
        self._hashed.add(piece.signal)
        return False
