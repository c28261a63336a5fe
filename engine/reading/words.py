"""The words for a score, a level, a place on a list: one way to say each, on every screen."""

from domain.consent.events import DueReason, Giver
from domain.scoring.texts import decimal

NO_CHANCE = "De score is een rangorde. Dit getal is geen kans."
ACUTE = "Bel 112. Al het andere kan daarna."

DO_NOT_QUESTION = (
    "Vraag de cliënt niet uit over een mogelijk strafbaar feit. Dat doet de politie: het eigen verhaal moet "
    "echt blijven. Schrijf op wat u zag of hoorde."
)
"""Handreiking and melden-en-samenwerken: what was asked too much beforehand is worth less as evidence."""


SHARING_TASKS = {
    "afmaken": "afmaken en verstrekken",
    "ingrijpen": "politie: besluiten over ingrijpen",
    "beoordelen": "politie: beoordelen",
    "aanmelden": "politie: aanmelden bij CoMensha",
    "ontvanger_vertellen": "de ontvanger vertellen dat het gestopt is",
    "ontvangst_bevestigen": "ontvangst bevestigen",
    "terugkoppelen": "terugkoppelen",
    "client_informeren": "opnieuw bekijken: de cliënt informeren",
    "opnieuw_bekijken": "niet gedeeld: opnieuw bekijken",
}
"""What a thread of sharing waits for."""
SHARED = {
    "advice-asked": "advies gevraagd",
    "disclosure-requested": "aangevraagd",
    "conflict-of-duties-weighed": "conflict van plichten gewogen",
    "discloser-told": "gelezen wat delen met de politie betekent",
    "client-informed": "cliënt geïnformeerd",
    "client-informing-deferred": "cliënt wordt later geïnformeerd",
    "client-informing-due": "de cliënt moet het nog horen",
    "disclosure-approved": "goedgekeurd",
    "disclosure-denied": "afgewezen",
    "disclosure-released": "verstrekt",
    "disclosure-received": "ontvangst bevestigd",
    "disclosure-stopped": "gestopt",
    "recipient-told": "ontvanger weet dat het gestopt is",
    "feedback-given": "teruggekoppeld",
    "signals-assessed": "beoordeeld door de politie",
    "intervention-decided": "besloten over ingrijpen",
    "duty-overdue": "termijn voorbij",
    "registration-due": "de politie moet het slachtoffer aanmelden bij CoMensha",
    "victim-registered": "aangemeld bij CoMensha",
}
"""Events of a thread of sharing."""
CONSENT_DUE: dict[DueReason, str] = {
    "leeftijd": "de cliënt kwam in een andere leeftijdsgroep",
    "samengevoegd": "de casus is samengevoegd",
    "gesplitst": "de casus is gesplitst",
    "uitgesloten": "een vertegenwoordiger is uitgesloten",
}
"""Why a consent is asked again."""


def giver_text(giver: Giver) -> str:
    """Who decided on consent: the client, or a representative by code with the relation."""
    if giver.kind == "client":
        return "de cliënt"
    relation = "" if giver.relation is None else f" ({giver.relation.replace('_', ' ')})"
    return f"vertegenwoordiger {giver.representative}{relation}"


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
