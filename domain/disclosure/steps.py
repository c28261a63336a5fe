"""The gate beside the stappenplan: what leaves follows from its steps and its decision, and 112 comes first.

Sources: stappenplan 1 to 5b. Acute danger waits for no step; a demand of the prosecutor is no report.
"""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from domain.agreements.document import Agreements, Danger
from domain.disclosure.question import ADVICE, Ask, Known, Obstacle, Rule, is_acute
from domain.stappenplan.chart import REPORTS
from domain.stappenplan.progress import Plan, missing_steps, weighed

DANGERS: tuple[Danger, ...] = get_args(Danger)
"""From least to most."""


def decided(agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """Every step was taken, it was decided to report, and the danger is what was weighed (S 1 to 5b)."""
    if ask.side != "zorg" or ask.tier <= ADVICE or is_acute(agreements, ask) or _demanded(agreements, ask):
        return
    missing = missing_steps(known.plan)
    if missing:
        yield Obstacle(
            "stappenplan.stappen",
            f"Van het stappenplan ontbreekt nog: {', '.join(missing)}.",
            "Leg die stap vast: `opplussen steps record`. Is er acuut gevaar, bel dan eerst 112.",
        )
    if not _leads(known.plan):
        yield Obstacle(
            "stappenplan.besluit",
            "Er is na de laatste weging niet besloten om te melden (stap 5b).",
            "Besluit eerst: `opplussen steps decide`.",
        )
    found = weighed(known.plan)
    if found is not None and DANGERS.index(ask.danger) > DANGERS.index(found.danger):
        yield Obstacle(
            "stappenplan.gevaar",
            "De aanvraag noemt meer gevaar dan stap 4 vond.",
            "Is het gevaar groter geworden, weeg dan opnieuw. Noem anders het gevaar van stap 4.",
        )


def _leads(plan: Plan) -> bool:
    """Whether something may follow from what was decided since the last weighing, or 112 was called since."""
    decision = plan.decision
    stands = not plan.undecided and not plan.outdated
    return plan.called or (decision is not None and decision.route in REPORTS and stands)


def _demanded(agreements: Agreements, ask: Ask) -> bool:
    ground = agreements.grounds.get(ask.ground)
    return ground is not None and "vordering" in ground.needs


def called_first(agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """In acute danger 112 is called before anybody else is told (S 5b)."""
    if ask.side != "zorg" or ask.tier <= ADVICE or ask.danger != "acuut":
        return
    emergency = {one.recipient for one in agreements.channels.values() if one.dangers == ("acuut",)}
    if ask.recipient not in emergency and not known.plan.called and not emergency & known.given:
        yield Obstacle(
            "gevaar.eerst_112",
            "Bel eerst 112. Er staat nog niet dat dat is gedaan.",
            "Bel 112, en leg dat vast: `opplussen steps decide`. Daarna kan dit ook.",
        )


RELEASING: tuple[Rule, ...] = (called_first, decided)
