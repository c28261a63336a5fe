"""The tables of docs/sharing.md, from the gate itself.

`python -m tests.unit.docs.sharing_page` writes them again; what stands outside the tables is kept.
"""

from itertools import product
from pathlib import Path
from typing import get_args

from domain.agreements.document import Danger, Tier
from domain.disclosure.shape import TIERS
from domain.disclosure.steps import DANGERS
from tests.unit.domain.sharing_cells import (
    AGREED,
    GROUNDS,
    RECIPIENTS,
    Cell,
    Consent,
    Convenant,
    Who,
    found,
    in_danger,
)

PAGE = Path(__file__).parents[3] / "docs" / "sharing.md"
BEGIN = "<!-- from the gate: `python -m tests.unit.docs.sharing_page` writes this again -->"
END = "<!-- until here -->"

SHOWN: tuple[Tier, ...] = (1, 2, 3, 4)
ASKER: dict[str, Who] = {"zorg": "hulpverlener van deze cliënt", "politie": "avim"}


def page() -> str:
    """The whole page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def tables() -> str:
    """What may go to whom, by who gives; in what danger; then who may ask for it."""
    return "\n\n".join([_to_whom("zorg"), _to_whom("politie"), _danger(), _who()])


def _to_whom(side: str) -> str:
    head = " | ".join(f"{tier}: {TIERS[tier]}" for tier in SHOWN)
    rows = [f"| aan | grond | {head} | vraagt ook |", "|---" * (len(SHOWN) + 3) + "|"]
    for recipient, name in product(RECIPIENTS, GROUNDS):
        ground = AGREED.grounds[name]
        if ground.side != side:
            continue
        cells = [_condition(recipient, tier, name, ASKER[side]) for tier in SHOWN]
        if any(cells):
            shown = " | ".join(cell or "-" for cell in cells)
            needs = ", ".join(
                one.replace("_", " ").replace("reeel", "reëel")
                for one in ground.needs
                if one not in {"toestemming", "convenant"}
            )
            rows.append(f"| {AGREED.recipients[recipient].label} | `{name}` | {shown} | {needs or '-'} |")
    return f"## De {side} geeft\n\n" + "\n".join(rows)


def _condition(recipient: str, tier: Tier, ground: str, who: Who) -> str:
    """In what states of consent and convenant it may leave, in the fewest words."""
    open_in = {
        (consent, convenant)
        for consent, convenant in product(get_args(Consent), get_args(Convenant))
        if not found(Cell(who, recipient, tier, ground, consent, convenant))
    }
    if not open_in:
        return ""
    words = [
        *(["toestemming"] if all(consent == "gegeven" for consent, _ in open_in) else []),
        *(["convenant"] if all(convenant == "getekend" for _, convenant in open_in) else []),
    ]
    return "met " + " en ".join(words) if words else "ja"


def _danger() -> str:
    head = " | ".join(one.replace("reele_kans", "reële kans") for one in DANGERS)
    rows = [f"| grond | {head} | leeftijd |", "|---" * (len(DANGERS) + 2) + "|"]
    for name, ground in AGREED.grounds.items():
        if ground.side == "zorg" and ground.tiers != (1,):
            cells = " | ".join(_in(name, danger) for danger in DANGERS)
            everybody = not found(in_danger(name, DANGERS[-1], adult=True))
            rows.append(f"| `{name}` | {cells} | {'alle' if everybody else 'tot 18 jaar'} |")
    return "## In welk gevaar de zorg geeft\n\n" + "\n".join(rows)


def _in(ground: str, danger: Danger) -> str:
    if not found(in_danger(ground, danger)):
        return "ja"
    return "na advies" if not found(in_danger(ground, danger, advised=True)) else "-"


def _who() -> str:
    rows = [f"| wie | {' | '.join(f'`{name}`' for name in GROUNDS)} |", "|---" * (len(GROUNDS) + 1) + "|"]
    for who in get_args(Who):
        answers = [
            "ja"
            if any(
                not found(Cell(who, recipient, tier, name, "gegeven", "getekend"))
                for recipient, tier in product(AGREED.grounds[name].recipients, AGREED.grounds[name].tiers)
            )
            else "-"
            for name in GROUNDS
        ]
        rows.append(f"| {who} | {' | '.join(answers)} |")
    return "## Wie mag het vragen\n\n" + "\n".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
