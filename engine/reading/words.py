"""The words for a score, a level, a place on a list: one way to say each, on every screen."""

from domain.scoring.texts import decimal

NO_CHANCE = "De score is een rangorde. Dit getal is geen kans."


DO_NOT_QUESTION = (
    "Vraag de cliënt niet uit over een mogelijk strafbaar feit. Dat doet de politie: het eigen verhaal moet "
    "echt blijven. Schrijf op wat u zag of hoorde."
)
"""Handreiking and melden-en-samenwerken: what was asked too much beforehand is worth less as evidence."""


def unshared_word(days: int) -> str:
    """How long something has been known and was not shared; nothing below a day."""
    if not days:
        return ""
    return f"{days} {'dag' if days == 1 else 'dagen'} bekend, niet gedeeld."


def score_word(score: float) -> str:
    """A score as people read it: one decimal, so that 49,6 is not taken for the 50 that opens a level."""
    return decimal(score, 1)


def level_word(level: str | None) -> str:
    """A level with a sign, so that colour is never needed; zoco is short for zorgcoördinator."""
    return {"avim": "▲▲ avim", "zorgcoordinator": "▲ zoco"}.get(level or "", "-")


def change_word(change: int | None) -> str:
    """How a place moved in a week."""
    if change is None:
        return "nieuw"
    return f"{change:+d}" if change else "="
