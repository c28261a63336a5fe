"""Is a policy fit to be adopted?

`check` names every fault at once, so that a person mends a document in one go.
"""

from collections import Counter
from collections.abc import Iterator
from math import fsum, isfinite
from typing import get_args

from msgspec import Struct

from domain.policy_document import METHODS, PROFILE_LEVEL, Policy
from domain.scoring.dimensions import NEVER, complete, positive
from domain.scoring.facts import VULNERABILITY, Nature
from domain.scoring.result import log_odds_of, ranked_db
from domain.words import LEVELS

REPEATED_AT_MOST = 1.3414872573 * 2.6123753487
"""Upper bound of step 5: the sums of j^-2.5 and of k^-1.5 over all j and k."""


class Problem(Struct, frozen=True):
    """One fault of a document: where (`indicators.SX01.half_life_days`) and what, in plain Dutch."""

    place: str
    sentence: str


class _Range(Struct, frozen=True):
    """The numbers that make sense somewhere; an open end is not part of it."""

    low: float
    high: float
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: float) -> bool:
        """Whether the value lies within; never for what is no number."""
        above = self.low < value if self.open_low else self.low <= value
        return above and (value < self.high if self.open_high else value <= self.high)

    def problem(self, place: str, value: float) -> Iterator[Problem]:
        """The fault, when there is one."""
        if not self.holds(value):
            low = f"meer dan {self.low:g}" if self.open_low else f"minstens {self.low:g}"
            high = f"minder dan {self.high:g}" if self.open_high else f"hoogstens {self.high:g}"
            yield Problem(place, f"Dit getal moet {low} en {high} zijn. Het is nu {value:g}.")


_DB = _Range(0, 100)
_DIVISOR_DB = _Range(0, 100, open_low=True)
_SHARE = _Range(0, 1)
_DAYS = _Range(0, 36_500)
_NUMBERS = {
    "prior_db": _Range(-100, 100),
    "contradiction_cap": _SHARE,
    "saturation_db": _DIVISOR_DB,
    "diversity_db": _DB,
    "organisations_db": _DB,
    "gate_db": _DIVISOR_DB,
    "context_cap_db": _DB,
    "link_db": _DB,
    "link_max": _Range(0, 1000),
    "protective_cap_db": _DB,
    "floor_grade": _SHARE,
    "denial_factor": _SHARE,
}
_INDICATOR_NUMBERS = {
    "weight_db": _DB,
    "plateau_days": _DAYS,
    "half_life_days": _Range(0, 36_500, open_low=True),
}
_FLOOR = _Range(0, 100, open_low=True, open_high=True)
_SCORE = _Range(0, 100)
_DEADLINE = _Range(0, 24 * 366, open_low=True)


def check(policy: Policy) -> list[Problem]:
    """Every fault that keeps the document from being adopted; none when it is fit."""
    return [*check_formula(policy), *_adoption(policy), *_vulnerability(policy)]


def check_formula(policy: Policy) -> list[Problem]:
    """Every fault that keeps a score from being computed; a document without levels can pass."""
    faults = [*_heading(policy), *_words(policy), *_indicators(policy), *_combinations(policy)]
    for name, numbers in _NUMBERS.items():
        faults.extend(numbers.problem(name, float(getattr(policy, name))))
    for name, weight in policy.context.items():
        faults.extend(_DB.problem(f"context.{name}", weight))
    return faults


def _heading(policy: Policy) -> Iterator[Problem]:
    if policy.method not in METHODS:
        yield Problem(
            "method", f"De rekenwijze “{policy.method}” is niet bekend. Kies: {', '.join(METHODS)}."
        )


def _words(policy: Policy) -> Iterator[Problem]:
    natures = get_args(Nature)
    for nature in natures:
        if nature not in policy.nature:
            yield Problem(f"nature.{nature}", "Dit getal ontbreekt. Geef elke aard een getal.")
    for nature, grade in policy.nature.items():
        if nature not in natures:
            yield Problem(f"nature.{nature}", f"Deze aard is niet bekend. Kies uit: {', '.join(natures)}.")
        yield from _SHARE.problem(f"nature.{nature}", grade)
    if not policy.provenance:
        yield Problem("provenance", "Noem minstens 1 herkomst.")
    for provenance, grade in policy.provenance.items():
        yield from _SHARE.problem(f"provenance.{provenance}", grade)
    for place, nature in enumerate(policy.floor_natures):
        if nature not in natures:
            yield Problem(f"floor_natures.{place}", f"De aard “{nature}” is niet bekend.")


def _indicators(policy: Policy) -> Iterator[Problem]:
    for code, indicator in policy.indicators.items():
        place = f"indicators.{code}"
        if not indicator.dimension:
            yield Problem(f"{place}.dimension", "Geef de indicator een dimensie.")
        for name, numbers in _INDICATOR_NUMBERS.items():
            yield from numbers.problem(f"{place}.{name}", float(getattr(indicator, name)))
        if indicator.floor is not None:
            yield from _FLOOR.problem(f"{place}.floor", indicator.floor)
            if indicator.protective:
                yield Problem(f"{place}.floor", "Een beschermende indicator kan geen ondergrens hebben.")


def _combinations(policy: Policy) -> Iterator[Problem]:
    times = Counter(rule.code for rule in policy.combinations)
    for number, rule in enumerate(policy.combinations):
        place = f"combinations.{rule.code or number}"
        if not rule.code or times[rule.code] > 1:
            yield Problem(f"{place}.code", "Geef elke combinatie een eigen code.")
        if len(set(rule.of)) < len(rule.of):
            yield Problem(f"{place}.of", "Noem elke indicator 1 keer.")
        for code in rule.of:
            indicator = policy.indicators.get(code)
            if indicator is None:
                yield Problem(f"{place}.of", f"De indicator “{code}” staat niet in dit beleid.")
            elif indicator.protective:
                yield Problem(f"{place}.of", f"De indicator “{code}” beschermt en kan niet meetellen.")
        if not 1 <= rule.at_least <= len(rule.of):
            yield Problem(
                f"{place}.at_least",
                f"Dit getal moet minstens 1 en hoogstens {len(rule.of)} zijn. Het is nu {rule.at_least}.",
            )
        yield from _DB.problem(f"{place}.bonus_db", rule.bonus_db)


def _adoption(policy: Policy) -> Iterator[Problem]:
    if not policy.version:
        yield Problem("version", "Geef het beleid een versie.")
    if policy.contradiction_cap == 1.0:
        sentence = "Tegenspraak mag een signaal nooit helemaal wegnemen. Kies minder dan 1."
        yield Problem("contradiction_cap", sentence)
    for needed in LEVELS:
        if needed not in policy.levels:
            yield Problem(f"levels.{needed}", "Dit niveau ontbreekt.")
    for name, level in policy.levels.items():
        place = f"levels.{name}"
        if name not in LEVELS:
            yield Problem(place, f"Dit niveau is niet bekend. Kies uit: {', '.join(LEVELS)}.")
        yield from _SCORE.problem(f"{place}.on", level.on)
        yield from _SCORE.problem(f"{place}.off", level.off)
        if not level.off < level.on:
            yield Problem(
                f"{place}.off", f"De grens omlaag moet lager zijn dan de grens omhoog ({level.on:g})."
            )
        yield from _DEADLINE.problem(f"{place}.deadline_hours", level.deadline_hours)
        if level.ilo and name != PROFILE_LEVEL:
            yield Problem(f"{place}.ilo", f"Het ILO-profiel kan alleen het niveau {PROFILE_LEVEL} openen.")
    if policy.profile_opens:
        yield from _profile(policy)


def _profile(policy: Policy) -> Iterator[Problem]:
    """What a document must say before the ILO profile may open a level."""
    place = f"levels.{PROFILE_LEVEL}.ilo"
    signs = {
        code: (one.dimension, one.strength)
        for code, one in policy.indicators.items()
        if one.strength is not None and not one.protective and code not in NEVER
    }
    if not complete(positive(signs.values()), means_needed=False):
        yield Problem(
            place, "Zo kan het ILO-profiel nooit vol zijn. Geef indicatoren een sterkte (strength)."
        )
    vulnerable = [sign for code, sign in signs.items() if code in VULNERABILITY]
    if complete(positive(vulnerable), means_needed=False):
        yield Problem(place, "Kwetsbaarheid alleen kan het ILO-profiel vol maken. Dat mag niet.")


def _vulnerability(policy: Policy) -> Iterator[Problem]:
    """The law that who somebody is never opens a level: the most that such signals can reach, per level."""
    most_db = highest_by_vulnerability_db(policy)
    for name, level in policy.levels.items():
        if most_db >= ranked_db(log_odds_of(level.on)):
            yield Problem(
                f"levels.{name}.on",
                "Kwetsbaarheid en omstandigheden samen kunnen dit niveau openen. Dat mag niet: "
                "wie iemand is, mag nooit alleen tellen.",
            )


def highest_by_vulnerability_db(policy: Policy) -> float:
    """An upper bound of the log-odds of vulnerability indicators and all context, whatever the sources.

    Infinite when such an indicator has weight and organisations add up, for their number has no bound.
    """
    known = {code: policy.indicators[code] for code in VULNERABILITY & policy.indicators.keys()}
    counting = {code: one for code, one in known.items() if not one.protective}
    net = fsum(one.weight_db for one in counting.values()) * REPEATED_AT_MOST
    if not isfinite(net) or (net > 0 and policy.organisations_db > 0):
        return float("inf")
    dimensions = {one.dimension for one in counting.values() if one.weight_db > 0}
    gate = min(1.0, net / policy.gate_db) if policy.gate_db > 0 else float(net > 0)
    added = fsum(
        [
            net,
            *(
                rule.bonus_db
                for rule in policy.combinations
                if len(counting.keys() & {*rule.of}) >= rule.at_least
            ),
            policy.diversity_db * max(0, len(dimensions) - 1),
            gate * min(fsum(policy.context.values()), policy.context_cap_db),
        ]
    )
    floors = [log_odds_of(one.floor) for one in counting.values() if one.floor is not None]
    return ranked_db(max([policy.prior_db + added, *floors]))
