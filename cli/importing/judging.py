"""May a row go in? The domain's own rules, asked first, so that a bad line leaves nothing behind.

The log decides again when the row goes in; this is the same answer earlier, with the line's number.
"""

from datetime import date

from cli.importing.rows import Bad, Piece, Row, shown
from domain.cases.reference import require_reference
from domain.commands import Refused
from domain.happened import FIRST_DAY, require_happened
from domain.partners import PARTNERS, FacilityJoined
from domain.policies import POLICY_ITEM, PolicyAdopted
from domain.signals.recording import require_known_words
from eventlog.log import Log


class Judge:
    """Knows the facilities, the words of the policy that holds, and the day."""

    def __init__(self, log: Log, today: date) -> None:
        self._today = today
        self._facilities: set[str] = {
            entry.event.facility
            for entry in log.read([PARTNERS]).entries
            if isinstance(entry.event, FacilityJoined)
        }
        policies = [entry.event for entry in log.read([POLICY_ITEM]).entries]
        policy = policies[-1].document if policies and isinstance(policies[-1], PolicyAdopted) else None
        self._indicators = policy.indicators if policy else {}
        self._provenances = policy.provenance if policy else {}
        self._known: set[tuple[str, str]] = set()

    def bad(self, row: Row) -> Bad | None:
        """Why the row may not go in; None when it may."""
        if row.reference and row.facility not in self._facilities:
            return Bad(row.line, f"kolom facility: de instelling {shown(row.facility)} doet niet mee.")
        if row.reference:
            try:
                require_reference(row.reference)
            except Refused as refused:
                return Bad(row.line, str(refused))
        for piece in row.pieces:
            known = (piece.indicator, piece.provenance) in self._known
            if not known or not FIRST_DAY <= piece.observed_on <= self._today:
                reason = self._reason(piece)
                if reason:
                    return Bad(row.line, reason)
        return None

    def _reason(self, piece: Piece) -> str:
        if self._indicators and piece.indicator not in self._indicators and shown(piece.indicator)[0] == "(":
            return "kolom indicator: hier hoort een code uit het beleid te staan."
        if (
            self._provenances
            and piece.provenance not in self._provenances
            and shown(piece.provenance)[0] == "("
        ):
            return f"kolom provenance: kies uit {', '.join(self._provenances)}."
        try:
            require_known_words(piece.indicator, piece.provenance, self._indicators, self._provenances)
            require_happened("signaal", piece.observed_on, self._today)
        except Refused as refused:
            return str(refused)
        self._known.add((piece.indicator, piece.provenance))
        return ""
