"""Invented policies and cases for laws: small word lists, so that signals meet one another."""

import tomllib
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import msgspec
from hypothesis import strategies as st

from domain.policy_document import Combination, Indicator, Policy
from domain.scoring.facts import Case, Facts, Nature, Polarity, Signal, Verdict

ON = date(2026, 6, 1)
NATURES: tuple[Nature, ...] = ("feit", "omstandigheid", "waarneming", "interpretatie")
PROVENANCES = ("eigen_waarneming", "client_zelf", "derde_bekend", "anoniem")
CODES = ("SX01", "SX03", "GW01", "RL01", "LV02", "SX10", "BF01", "BF02")
FLOORS = (None, None, None, 50.0, 80.0)
CONTEXT = ("eerder_slachtoffer", "kwetsbaarheid", "minderjarig", "vermist")
SHIPPED = Path(__file__).parents[3] / "cli" / "data" / "policy-1.toml"


@cache
def shipped() -> Policy:
    """The policy that the project ships."""
    return msgspec.convert(tomllib.loads(SHIPPED.read_text(encoding="utf-8")), Policy)


def signal(name: str = "s1", indicator: str = "SX01", **fields: object) -> Signal:
    """A plain fact seen today, but for what is named."""
    given: dict[str, object] = {
        "id": name,
        "indicator": indicator,
        "polarity": "bevestigt",
        "nature": "feit",
        "provenance": "eigen_waarneming",
        "source": "bron-1",
        "organisation": "instelling-1",
        "observed_on": ON,
        **fields,
    }
    return msgspec.convert(given, Signal)


def amounts(most: int) -> st.SearchStrategy[float]:
    """Numbers from 0 in halves, as people write them."""
    return st.integers(0, 2 * most).map(lambda halves: halves / 2)


GRADES = st.sampled_from([*product(NATURES, PROVENANCES)])
SOURCES = st.sampled_from([*product((1, 2, 3), (1, 2, 3))])
SIGNS = st.sampled_from(
    [
        Indicator(dimension, weight_db, plateau_days, half_life_days, floor)
        for dimension, weight_db, (plateau_days, half_life_days), floor in product(
            ("EX", "CD", "AVR"),
            (0.0, 0.5, 2.0, 5.0, 12.0),
            ((0.0, 30.0), (30.0, 90.0), (90.0, 365.0)),
            FLOORS,
        )
    ]
)
SHIELDS = st.sampled_from(
    [Indicator("BES", weight_db, 30.0, 90.0, protective=True) for weight_db in (0.0, 2.5, 5.0)]
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Any policy whose formula can be computed."""
    indicators = {code: draw(SHIELDS if code.startswith("BF") else SIGNS) for code in CODES}
    combinations = tuple(
        Combination(
            f"combinatie-{number}", ("SX01", "SX03", "GW01", "RL01")[: 2 + number], least, draw(amounts(6))
        )
        for number, least in enumerate(draw(st.lists(st.integers(1, 2), max_size=2)))
    )
    return Policy(
        prior_db=draw(st.sampled_from([-20.0, -15.0, -5.0])),
        nature={"feit": 1.0, "omstandigheid": 0.8, "waarneming": 0.7, "interpretatie": 0.4},
        provenance={"eigen_waarneming": 1.0, "client_zelf": 0.9, "derde_bekend": 0.6, "anoniem": 0.4},
        indicators=indicators,
        combinations=combinations,
        contradiction_cap=draw(st.sampled_from([0.0, 0.5, 0.75, 0.95])),
        saturation_db=draw(st.sampled_from([1.0, 3.0, 6.0])),
        diversity_db=draw(amounts(3)),
        organisations_db=draw(amounts(3)),
        gate_db=draw(st.sampled_from([3.0, 6.0])),
        context={"eerder_slachtoffer": 3.0, "minderjarig": 2.0, "vermist": 2.0, "kwetsbaarheid": 2.0},
        context_cap_db=draw(amounts(6)),
        link_db=draw(amounts(2)),
        link_max=3,
        protective_cap_db=draw(amounts(8)),
        floor_natures=("feit", "waarneming"),
        floor_grade=draw(st.sampled_from([0.42, 0.56, 0.65])),
        denial_factor=draw(st.sampled_from([0.0, 0.5, 1.0])),
    )


@st.composite
def signals(  # noqa: PLR0913 - each keyword narrows one thing
    draw: st.DrawFn,
    name: str = "s1",
    *,
    codes: tuple[str, ...] = CODES,
    polarities: tuple[Polarity, ...] = ("bevestigt", "bevestigt", "weerlegt"),
    verdicts: tuple[Verdict | None, ...] = (None, None, None, "vastgesteld", "weerlegd", "onbeslist"),
    newest: int = -5,
) -> Signal:
    """One signal, at most `-newest` days in the future of `ON`."""
    nature, provenance = draw(GRADES)
    source, organisation = draw(SOURCES)
    days = draw(st.sampled_from([*range(newest, 61, 5), 90, 120, 200, 400, 600]))
    return Signal(
        id=name,
        indicator=draw(st.sampled_from(codes)),
        polarity=draw(st.sampled_from(polarities)),
        nature=nature,
        provenance=provenance,
        source=f"bron-{source}",
        organisation=f"instelling-{organisation}",
        observed_on=ON - timedelta(days=days),
        retracted=draw(st.integers(0, 9)) == 9,
        verdict=draw(st.sampled_from(verdicts)),
    )


@st.composite
def several(
    draw: st.DrawFn, most: int = 8, codes: tuple[str, ...] = CODES, newest: int = -5
) -> tuple[Signal, ...]:
    """Up to `most` signals with ids of their own."""
    number = draw(st.integers(0, most))
    return tuple(draw(signals(f"s{place:02}", codes=codes, newest=newest)) for place in range(number))


def cases(most: int = 8, newest: int = -5) -> st.SearchStrategy[Case]:
    """Cases with their context given."""
    context = st.sets(st.sampled_from(CONTEXT)).map(lambda names: tuple(sorted(names)))
    return st.builds(Case, several(most, newest=newest), context, st.integers(0, 4))


def facts(most: int = 6) -> st.SearchStrategy[Facts]:
    """Cases whose context is derived."""
    return st.builds(Facts, several(most), st.booleans(), st.booleans(), st.integers(0, 2))
