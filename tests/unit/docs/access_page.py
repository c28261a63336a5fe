"""The tables of docs/access.md, from the table of access and that of acting.

`python -m tests.unit.docs.access_page` writes them again; what stands outside them is kept.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from domain.access.table import TABLE, VERSION
from domain.access.table import Row as Sights
from domain.access.words import BY_TIER, MEANING, PURPOSES, RELATIONS, Purpose
from domain.acting.rule import Row, who_can
from domain.acting.table import GIVEN, JUDGED, Kind
from tests.unit.domain.test_attempts import commands

PAGE = Path(__file__).parents[3] / "docs" / "access.md"
BEGIN = "<!-- from the table: `python -m tests.unit.docs.access_page` writes this again -->"
END = "<!-- until here -->"
PER_TIER = "wat de trede geeft"


def tables() -> str:
    """The version, a table a purpose, the tiers and the levels."""
    levels = "\n".join([f"| `{level}` | {meaning} |" for level, meaning in MEANING.items()])
    tiers = "\n".join([f"| {tier} | `{level}` | {MEANING[level]} |" for tier, level in BY_TIER.items()])
    parts = [f"Version `{VERSION}`.", *[_purpose(one) for one in get_args(Purpose)]]
    parts.append(f"## What a tier gives\n\n| trede | ziet | dat is |\n|---|---|---|\n{tiers}")
    parts.append(f"## What a level is\n\n| ziet | dat is |\n|---|---|\n{levels}")
    parts += [_doing("Who does what", GIVEN), _doing("Who does what, by the command's own rule", JUDGED)]
    return "\n\n".join(parts)


def page() -> str:
    """The whole page as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _purpose(purpose: Purpose) -> str:
    alike: list[tuple[list[str], Sights]] = []
    for role, row in TABLE[purpose].items():
        same = next((roles for roles, other in alike if other == row), None)
        if same is None:
            alike.append(([role], row))
        else:
            same.append(role)
    rows = [
        f"| {', '.join([f'`{role}`' for role in roles])} | {RELATIONS[relation]} | {_granted(grant)} |"
        for roles, row in alike
        for relation, grant in row.items()
    ]
    return f"## `{purpose}`: {PURPOSES[purpose]}\n\n| rol | als | ziet |\n|---|---|---|\n" + "\n".join(rows)


def _doing(title: str, table: Mapping[Kind, Row]) -> str:
    """What is tried, by the words that the log keeps of it, and by whom: a row for all with one answer."""
    tried = [one for one in commands() if one.attempt]
    alike: list[tuple[list[str], Row]] = []
    for command in tried:
        kind = next((kind for kind in table if issubclass(command, kind)), None)
        if kind is None or (table is not JUDGED and issubclass(command, tuple(JUDGED))):
            continue
        words = f"`{command.attempt}`"
        same = next((names for names, row in alike if row == table[kind]), None)
        if same is None:
            alike.append(([words], table[kind]))
        else:
            same.append(words)
    rows = [
        f"| {', '.join(sorted(names))} | {who_can(row).removeprefix('Dit kan: ')} |" for names, row in alike
    ]
    return f"## {title}\n\n| wat | wie dat kan |\n|---|---|\n" + "\n".join(rows)


def _granted(grant: str) -> str:
    return PER_TIER if grant == "per_trede" else f"`{grant}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
