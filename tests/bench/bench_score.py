"""How long does one score take? Prints microseconds a score; run it by hand, no test depends on it."""

import sys
import tomllib
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from timeit import repeat

import msgspec

from domain.policy_document import Policy
from domain.scoring.facts import Case, Signal
from domain.scoring.score import Scorer

ON = date(2026, 5, 1)
SHIPPED = Path(__file__).parents[2] / "cli" / "data" / "policy-1.toml"
CTDC = ("GW09", "GW03", "GW02", "AR05", "GW10", "GW11", "AR01", "GW07", "RL02", "RL16", "RL17", "RL18")


def imported(number: int) -> Case:
    """A case as the format `ctdc` brings it: all by the client, one organisation."""
    return Case(
        tuple(
            Signal(
                id=f"ctdc-000001-{column:02}",
                indicator=CTDC[column % len(CTDC)],
                polarity="bevestigt",
                nature="feit",
                provenance="client_zelf",
                source="ctdc-000001-client",
                organisation="instelling-1",
                observed_on=date(2026, 1, 1) + timedelta(days=(7 + 3 * column) % 120),
            )
            for column in range(number)
        )
    )


def mixed(number: int) -> Case:
    """A case in which sources repeat, several organisations look on, and one signal in seven denies."""
    return Case(
        tuple(
            Signal(
                id=f"s{place:03}",
                indicator=(*CTDC, "SX01", "VM01", "BF01")[place * 4 % 15],
                polarity="weerlegt" if place % 7 == 6 else "bevestigt",
                nature="waarneming",
                provenance="eigen_waarneming",
                source=f"bron-{place % 5}",
                organisation=f"instelling-{place % 3}",
                observed_on=ON - timedelta(days=place * 11 % 300),
            )
            for place in range(number)
        ),
        context=("minderjarig",),
        links=1,
    )


def main() -> None:
    """Print the best of five, for the score with its ceiling (what each event costs) and the score alone."""
    scorer = Scorer(msgspec.convert(tomllib.loads(SHIPPED.read_text(encoding="utf-8")), Policy))
    cases = {f"imported {number}": imported(number) for number in (1, 2, 3, 5)}
    cases |= {f"mixed {number}": mixed(number) for number in (2, 5, 10, 50)}
    for name, case in cases.items():
        number = max(20, 4000 // len(case.signals))
        alone = min(repeat(partial(scorer.score, case, ON), number=number, repeat=5)) / number
        both = min(repeat(partial(scorer.score_and_ceiling, case, ON), number=number, repeat=5)) / number
        sys.stdout.write(f"{name:12} {alone * 1e6:8.1f} us a score {both * 1e6:8.1f} us with ceiling\n")


if __name__ == "__main__":
    main()
