"""Which signals count on a day, and for how much (steps 1 to 6)?"""

from datetime import date

from msgspec import Struct

from domain.policy_document import Policy
from domain.scoring.facts import Signal
from domain.scoring.measures import UNKNOWN, established_table, grade_table, measure_table
from domain.scoring.tally import Tally


class Weighed(Struct, frozen=True, gc=False):
    """The active signals by indicator, and what was met on the way.

    `signs` are tallies that count, `shields` those that protect; `strays` are ids of support that the policy
    does not know; `floor_db` is the best floor in decibans; `organisations` are those that support a sign;
    `opposed` says that something denies or protects, `ahead` that something is dated later.
    """

    signs: list[Tally]
    shields: list[Tally]
    strays: list[str]
    floor_db: float | None
    organisations: set[str]
    opposed: bool
    ahead: bool

    def unopposed(self) -> "Weighed":
        """The same as if nothing denied or protected; the tallies are changed in place."""
        for tally in self.signs:
            tally.forgive()
        return Weighed(self.signs, [], self.strays, self.floor_db, self.organisations, False, self.ahead)


class Scales:
    """Weighs under one policy; `protective` are the indicators that it knows as such."""

    def __init__(self, policy: Policy) -> None:
        self._measures = measure_table(policy)
        self._grades = grade_table(policy)
        self._established = established_table(policy)
        self._prior_db = policy.prior_db
        self._cap = policy.contradiction_cap
        self.protective = frozenset(code for code, one in policy.indicators.items() if one.protective)

    def weigh(self, signals: tuple[Signal, ...], on: date) -> Weighed:
        """The sums per indicator on that day."""
        today = on.toordinal()
        measures, grades = self._measures, self._grades
        tallies: dict[str, Tally] = {}
        strays: list[str] = []
        organisations: set[str] = set()
        floor_db: float | None = None
        opposed = ahead = False
        for signal in signals:
            age = today - signal.observed_on.toordinal()
            if age < 0 or signal.retracted or signal.verdict == "weerlegd":
                ahead = ahead or age < 0
                continue
            code = signal.indicator
            supports = signal.polarity == "bevestigt"
            measure = measures.get(code)
            if measure is None:
                if supports:
                    strays.append(signal.id)
                continue
            tally = tallies.get(code)
            if tally is None:
                tally = tallies[code] = Tally(measure)
            if signal.verdict == "vastgesteld":
                grade, denial, carries = self._established.get(signal.nature, UNKNOWN)
            else:
                grade, denial, carries = grades.get((signal.nature, signal.provenance), UNKNOWN)
            beyond = age - measure.plateau_days
            decay = 1.0 if beyond <= 0.0 else 0.5 ** (beyond / measure.half_life_days)
            fade = decay * (grade if supports else denial)
            piece = (-measure.weight_db * fade, signal.id, signal.source, signal.organisation, fade)
            if not supports:
                opposed = True
                tally.against.append(piece)
                continue
            tally.support.append(piece)
            organisations.add(signal.organisation)
            if carries and measure.floor_gain_db is not None:
                lifted_db = self._prior_db + decay * measure.floor_gain_db
                floor_db = lifted_db if floor_db is None else max(floor_db, lifted_db)
        signs: list[Tally] = []
        shields: list[Tally] = []
        for tally in tallies.values():
            tally.settle(self._cap)
            (shields if tally.measure.protective else signs).append(tally)
        return Weighed(signs, shields, strays, floor_db, organisations, opposed or bool(shields), ahead)
