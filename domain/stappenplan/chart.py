"""The decision chart of step 5: which ways are open, the one that the source points at first.

Source: stappenplan, chart and text of step 5. Where these two differ the person decides, after advice. The
chart never chooses: it refuses what rests on nothing, and leaves the rest to who is responsible.
"""

from collections.abc import Iterator

from msgspec import Struct

from domain.agreements.document import Danger
from domain.stappenplan.events import Permission, Route

ROUTES: dict[Route, str] = {
    "acuut_112": "112 bellen",
    "5a": "zelf hulp geven of regelen, en volgen (stap 5a)",
    "5b_toestemming": "melden met toestemming (stap 5b)",
    "5b_conflict_van_plichten": "melden zonder toestemming, op conflict van plichten (stap 5b)",
    "advies_eerst": "eerst advies vragen, zonder persoonsgegevens",
    "ongegrond": "stoppen: het vermoeden is ongegrond",
}
"""What each way is, as people read it."""
REPORTS: tuple[Route, ...] = ("5b_toestemming", "5b_conflict_van_plichten")


class Weighed(Struct, frozen=True):
    """What step 4 found, and what was done since: 112 called, advice asked."""

    danger: Danger
    avertable: bool
    permission: Permission
    called: bool = False
    advised: bool = False


class Way(Struct, frozen=True):
    """One way that is open, why, and where that stands."""

    route: Route
    reason: str
    source: str


def ways(weighed: Weighed) -> tuple[Way, ...]:
    """The ways that are open, the one of the chart first; in acute danger there is one."""
    if weighed.danger == "acuut" and not weighed.called:
        return (
            Way("acuut_112", "Er is acuut gevaar: bel eerst 112. Al het andere komt daarna.", "S stap 5b"),
        )
    return tuple(_ways(weighed))


def _ways(weighed: Weighed) -> Iterator[Way]:
    if weighed.danger == "geen":
        yield Way("5a", "Er is nu geen gevaar: volg wat er gebeurt zolang het vermoeden er is.", "S stap 5a")
        yield Way(
            "ongegrond", "Is het vermoeden ongegrond, dan zijn er geen stappen meer.", "S stap 4, schema"
        )
    elif weighed.avertable:
        yield Way("5a", "Het risico is af te wenden met hulp.", "S stap 5")
    if weighed.permission in {"ja", "deels"}:
        yield Way("5b_toestemming", _agreed(weighed), "S stap 5b")
    if weighed.avertable or weighed.danger == "geen" or weighed.permission == "ja":
        return
    if weighed.danger == "reele_kans":
        yield from _in_doubt(weighed)
    else:
        yield Way(
            "5b_conflict_van_plichten",
            "Er dreigt ernstig gevaar dat hulp niet afwendt, en er is geen toestemming.",
            "S stap 5; H",
        )


def _agreed(weighed: Weighed) -> str:
    if weighed.permission == "ja":
        return "De cliënt geeft toestemming."
    return "De cliënt geeft voor een deel toestemming: deel alleen wat die dekt."


def _in_doubt(weighed: Weighed) -> Iterator[Way]:
    """A real chance of harm without consent: the text says report, the chart asks for serious danger."""
    if not weighed.advised:
        yield Way(
            "advies_eerst",
            "Er is een reële kans op schade, geen ernstig gevaar, en geen toestemming. "
            "De tekst en het schema van het stappenplan zeggen hier niet hetzelfde.",
            "S stap 5, schema en tekst",
        )
        return
    yield Way(
        "5b_conflict_van_plichten",
        "Na het advies kunt u melden: er is een reële kans op schade.",
        "S stap 5b",
    )
    yield Way("5a", "Na het advies kunt u hulp blijven geven: er dreigt geen ernstig gevaar.", "S schema")
