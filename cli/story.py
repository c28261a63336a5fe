"""The story of Meisje X and Meisje Y, from the article that asked for this program.

What the article tells stands here in our words; days, workers' sentences and small details are invented. Two
facilities, one address; each worker knows a piece, and nobody adds them up.
"""

from datetime import date
from typing import Literal, NamedTuple

from domain.scoring.facts import Nature

Girl = Literal["x", "y"]


class Piece(NamedTuple):
    """Something that somebody noticed: on which day, about whom, what, and how it is known."""

    day: date
    girl: Girl
    who: str
    indicator: str
    nature: Nature
    provenance: str
    text: str


class Turn(NamedTuple):
    """Something that happened to one of them that is no signal."""

    day: date
    girl: Girl
    what: Literal["minderjarig", "vermist", "terug", "adres"]
    text: str


PLACES: dict[Girl, tuple[str, str]] = {"x": ("instelling-1", "meisje-x"), "y": ("instelling-2", "meisje-y")}
NAMES: dict[Girl, str] = {"x": "Meisje X", "y": "Meisje Y"}
BEGAN = date(2026, 3, 2)
FOUND = date(2026, 5, 22)
"""The day on which the police find them both."""
SAMPLE_CAME = date(2026, 5, 21)
"""The day on which the sample of the data set is read in, so that the lists are as long as real ones."""

STORY: tuple[Piece | Turn, ...] = (
    Turn(date(2026, 3, 2), "x", "minderjarig", "Meisje X is zeventien"),
    Turn(date(2026, 3, 2), "y", "minderjarig", "Meisje Y is zestien"),
    Piece(date(2026, 3, 2), "x", "dossier", "SX10", "feit", "derde_bekend", "Zij was al eerder slachtoffer"),
    Piece(
        date(2026, 3, 2),
        "x",
        "dossier",
        "VM05",
        "feit",
        "eigen_waarneming",
        "Zij woonde in veel instellingen",
    ),
    Piece(
        date(2026, 3, 9),
        "y",
        "begeleider-1",
        "OV01",
        "interpretatie",
        "eigen_waarneming",
        "Het zit niet goed",
    ),
    Piece(date(2026, 3, 12), "x", "begeleider-3", "VM01", "feit", "eigen_waarneming", "Weer een nacht weg"),
    Piece(date(2026, 3, 20), "y", "begeleider-2", "SX01", "waarneming", "eigen_waarneming", "Veel condooms"),
    Piece(
        date(2026, 3, 27), "y", "begeleider-1", "VM01", "feit", "eigen_waarneming", "Weggelopen, twee dagen"
    ),
    Piece(
        date(2026, 4, 3),
        "y",
        "school",
        "RL01",
        "waarneming",
        "derde_bekend",
        "Een oudere vriend haalt haar op",
    ),
    Piece(date(2026, 4, 10), "y", "begeleider-2", "GW01", "waarneming", "eigen_waarneming", "Blauwe plekken"),
    Piece(
        date(2026, 4, 14), "y", "nachtdienst", "SX03", "waarneming", "online", "Klanten melden zich online"
    ),
    Turn(date(2026, 4, 16), "y", "adres", "Een adres waar zij heen gaat"),
    Piece(
        date(2026, 4, 21),
        "y",
        "begeleider-1",
        "SX04",
        "interpretatie",
        "eigen_waarneming",
        "Het team vermoedt het",
    ),
    Turn(date(2026, 4, 27), "y", "vermist", "Meisje Y is weg"),
    Piece(
        date(2026, 4, 29),
        "x",
        "begeleider-3",
        "RL11",
        "omstandigheid",
        "client_zelf",
        "Een adresje van een ander",
    ),
    Turn(date(2026, 4, 30), "x", "adres", "Hetzelfde adres, bij een andere instelling"),
    Turn(date(2026, 5, 1), "x", "vermist", "Meisje X is weg"),
    Piece(
        date(2026, 5, 4),
        "x",
        "begeleider-4",
        "RL01",
        "waarneming",
        "derde_bekend",
        "Een man van begin twintig",
    ),
    Piece(
        date(2026, 5, 8), "x", "basisteam", "VM03", "feit", "politie", "De vermissing staat bij de politie"
    ),
    Piece(date(2026, 5, 12), "x", "basisteam", "RL04", "feit", "politie", "De man heeft een strafblad"),
    Piece(FOUND, "x", "avim", "SX07", "feit", "politie", "Gevonden in zijn woning"),
    Piece(FOUND, "y", "avim", "SX07", "feit", "politie", "Gevonden in dezelfde woning"),
)
