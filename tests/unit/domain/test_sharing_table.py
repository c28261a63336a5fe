"""What may go to whom: the expected answer of every cell, written down by hand, against the gate."""

import ast
from itertools import product
from typing import NamedTuple

from domain.agreements.document import Danger
from domain.disclosure.gate import AT_THE_REQUEST, BEFORE_IT_LEAVES
from domain.disclosure.steps import DANGERS
from tests.house.sources import dotted, sources
from tests.unit.domain.sharing_cells import GROUNDS, RECIPIENTS, Cell, Who, cells, found, in_danger


class Expected(NamedTuple):
    """What a ground is expected to open. `tiers` that stand with + need a convenant, whatever else."""

    side: str
    to: str
    tiers: str
    consent: bool = False
    anybody: bool = False


EXPECTED: dict[str, Expected] = {
    "ANONIEM_ADVIES": Expected(
        "zorg",
        "zorgcoordinator avim zeden basisteam instelling wijkteam veilig_thuis meldpunt comensha zorgtafel"
        " csg huisarts watch_nederland riec_liec",
        "1",
    ),
    "TOESTEMMING": Expected(
        "zorg",
        "zorgcoordinator avim zeden basisteam instelling wijkteam gemeente veilig_thuis meldpunt comensha"
        " gi_raad zorgtafel csg huisarts",
        "2+ 3 4",
        consent=True,
    ),
    "CONFLICT_VAN_PLICHTEN": Expected("zorg", "avim zeden basisteam veilig_thuis", "2+ 3 4"),
    "VITAAL_BELANG": Expected("zorg", "noodhulp avim zeden basisteam csg huisarts", "3 4", anybody=True),
    "MELDRECHT_VT": Expected("zorg", "veilig_thuis", "3 4"),
    "MELDRECHT_JW": Expected("zorg", "gi_raad", "3 4"),
    "VORDERING": Expected("zorg", "om", "3 4"),
    "WGS": Expected("zorg", "zorgtafel", "3"),
    "WPG_16_17": Expected("politie", "om", "3 4"),
    "WPG_18": Expected("politie", "veilig_thuis gi_raad meldpunt", "3"),
    "WPG_18_2": Expected("politie", "gemeente", "3"),
    "WPG_19": Expected("politie", "instelling zorgcoordinator wijkteam", "2+ 3"),
    "WPG_20": Expected("politie", "instelling zorgcoordinator", "2+ 3+"),
    "WETTELIJKE_PLICHT": Expected("politie", "comensha", "3"),
}
"""By ground: who gives, to whom, at which tiers, and on what more than the ground itself."""

ASKING: dict[str, tuple[Who, ...]] = {
    "zorg": ("hulpverlener van deze cliënt", "aandachtsfunctionaris"),
    "politie": ("avim", "kernteam van de politie"),
}
"""Who may ask, of the side that gives."""
ADVISED: tuple[Who, ...] = ("hulpverlener van deze cliënt", "aandachtsfunctionaris", "kernteam van de zorg")
"""Who may ask advice about the case."""
WORKING: tuple[Who, ...] = (
    "hulpverlener van deze cliënt",
    "andere hulpverlener",
    "aandachtsfunctionaris",
    "kernteam van de zorg",
)
"""Who may in acute danger: whoever works there."""
PARTNERS = ("zorgcoordinator", "instelling", "wijkteam", "gemeente", "avim", "zeden", "basisteam")
"""Who can sign a convenant: who stands outside the proeftuin never can."""
TABLES = ("zorgtafel",)
"""Who is told under a convenant of their own alone."""


LEAST: dict[str, tuple[Danger, Danger]] = {
    "TOESTEMMING": ("geen", "geen"),
    "CONFLICT_VAN_PLICHTEN": ("ernstig", "reele_kans"),
    "VITAAL_BELANG": ("acuut", "acuut"),
    "MELDRECHT_VT": ("reele_kans", "reele_kans"),
    "MELDRECHT_JW": ("reele_kans", "reele_kans"),
    "VORDERING": ("geen", "geen"),
    "WGS": ("ernstig", "reele_kans"),
}
"""The least danger in which care gives on a ground, and after advice."""
MINORS_ALONE = {"MELDRECHT_JW"}


def expected(cell: Cell) -> bool:
    """The answer of the tables above."""
    row = EXPECTED[cell.ground]
    tier = f"{cell.tier}+" if f"{cell.tier}+" in row.tiers.split() else str(cell.tier)
    fits = cell.recipient in row.to.split() and tier in row.tiers.split()
    signed = cell.convenant == "getekend"
    both = not tier.endswith("+") or (signed and cell.recipient in PARTNERS)
    seated = cell.recipient not in TABLES or cell.tier == 1 or signed
    agreed = cell.consent == "gegeven" or not row.consent
    asks = cell.who in (ADVISED if cell.tier == 1 else WORKING if row.anybody else ASKING[row.side])
    return fits and agreed and asks and both and seated


def test_the_expectation_is_about_every_ground_and_recipient() -> None:
    assert tuple(EXPECTED) == GROUNDS
    assert {one for row in EXPECTED.values() for one in row.to.split()} == set(RECIPIENTS)


def test_every_cell_is_answered_as_expected() -> None:
    wrong = [cell for cell in cells() if (not found(cell)) != expected(cell)]
    assert not wrong, wrong[:10]


def test_each_ground_asks_its_own_danger_and_age() -> None:
    care = {name for name, one in EXPECTED.items() if one.side == "zorg" and one.tiers != "1"}
    assert set(LEAST) == care
    for name, danger, advised, adult in product(LEAST, DANGERS, (False, True), (False, True)):
        enough = DANGERS.index(danger) >= DANGERS.index(LEAST[name][advised])
        opens = not found(in_danger(name, danger, advised=advised, adult=adult))
        assert opens == (enough and not (adult and name in MINORS_ALONE)), (name, danger, advised, adult)


def test_every_obstacle_says_what_is_wrong_and_what_would_make_it_right() -> None:
    seen = {one for cell in cells() if cell.convenant != "geëindigd" for one in found(cell)}
    assert len({one.code for one in seen}) > 8
    for one in seen:
        assert one.sentence.endswith((".", "?")), one
        assert one.remedy.endswith("."), one


def test_every_rule_names_its_source() -> None:
    for rule in (*AT_THE_REQUEST, *BEFORE_IT_LEAVES):
        assert "(" in (rule.__doc__ or ""), rule


def test_no_refusal_of_the_gate_is_without_a_remedy() -> None:
    calls = [
        node
        for file in sources("domain")
        if file.path.startswith("domain/disclosure/")
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in {"Refused", "Obstacle"}
    ]
    assert len(calls) > 60
    for call in calls:
        remedy = call.args[2]
        assert not (isinstance(remedy, ast.Constant) and not remedy.value), ast.unparse(call)
