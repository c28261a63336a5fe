"""The story of Meisje X and Meisje Y, from the article that asked for this program.

From the article: seventeen years old, facilities that they run from, earlier sexual violence, one man with a
record and his house, workers' worries of years, customers online, and that it reached no police. Invented:
days, sentences, and which worker saw what; condoms, bruises and a wrong friend are its own examples.
"""

from datetime import date
from typing import Literal, NamedTuple

from domain.scoring.facts import Nature, Polarity


class Piece(NamedTuple):
    """Something that somebody noticed: on which day, about whom, what, and how it is known.

    `seen` is the day it was seen, when that is not the day it was written down.
    """

    day: date
    child: str
    who: str
    indicator: str
    nature: Nature
    provenance: str
    text: str
    polarity: Polarity = "bevestigt"
    seen: date | None = None


class Turn(NamedTuple):
    """Something that happened to one of them that is no signal."""

    day: date
    child: str
    what: Literal["minderjarig", "vermist", "adres"]
    text: str


Part = Piece | Turn
GIRLS = {"meisje-x": "Meisje X", "meisje-y": "Meisje Y"}
PLACES = {"meisje-x": "instelling-1", "meisje-y": "instelling-2"} | {
    f"jongere-{letter}": f"instelling-{1 if letter < 'e' else 2}" for letter in "abcdefgh"
}
BEGAN = date(2026, 3, 2)
FOUND = date(2026, 5, 22)
"""The day on which the police find them both."""
SAMPLE_CAME = date(2026, 5, 21)
"""The day before, on which the sample of the data set is read in, at the two other facilities."""
SAMPLE_PLACES = ("instelling-3", "instelling-4")


def _day(month: int, day: int) -> date:
    return date(BEGAN.year, month, day)


STORY: tuple[Part, ...] = (
    Turn(_day(3, 2), "meisje-x", "minderjarig", "Zij is zeventien en woont in instelling-1"),
    Turn(_day(3, 2), "meisje-y", "minderjarig", "Zij is zeventien en woont in instelling-2"),
    Piece(
        _day(3, 2),
        "meisje-x",
        "dossier",
        "SX10",
        "feit",
        "derde_bekend",
        "Zij was eerder slachtoffer van seksueel geweld",
    ),
    Piece(
        _day(3, 2),
        "meisje-x",
        "dossier",
        "VM05",
        "feit",
        "eigen_waarneming",
        "Zij zat al in verschillende instellingen",
    ),
    Piece(
        _day(3, 2),
        "meisje-y",
        "dossier",
        "OV01",
        "interpretatie",
        "eigen_waarneming",
        "Al twee jaar zorgen om haar",
        seen=date(2024, 3, 4),
    ),
    Piece(
        _day(3, 9),
        "meisje-y",
        "begeleider-1",
        "OV01",
        "interpretatie",
        "eigen_waarneming",
        "Het voelt niet goed",
    ),
    Piece(
        _day(3, 12),
        "meisje-x",
        "begeleider-3",
        "VM01",
        "feit",
        "eigen_waarneming",
        "Zij liep weer weg, een nacht",
    ),
    Piece(
        _day(3, 20),
        "meisje-y",
        "begeleider-2",
        "SX01",
        "waarneming",
        "eigen_waarneming",
        "Twintig condooms op haar kamer",
    ),
    Piece(
        _day(3, 27), "meisje-y", "begeleider-1", "VM01", "feit", "eigen_waarneming", "Zij liep twee dagen weg"
    ),
    Piece(
        _day(4, 3),
        "meisje-y",
        "school",
        "RL01",
        "waarneming",
        "derde_bekend",
        "Een oudere vriend haalt haar op",
    ),
    Piece(
        _day(4, 10), "meisje-y", "begeleider-2", "GW01", "waarneming", "eigen_waarneming", "Blauwe plekken"
    ),
    Piece(
        _day(4, 14),
        "meisje-y",
        "nachtdienst",
        "SX03",
        "waarneming",
        "online",
        "Klanten melden zich via social media",
    ),
    Turn(_day(4, 16), "meisje-y", "adres", "Een adres waar zij heen gaat"),
    Piece(
        _day(4, 21),
        "meisje-y",
        "begeleider-1",
        "SX04",
        "interpretatie",
        "eigen_waarneming",
        "Het hele team denkt dat zij in de prostitutie zit",
    ),
    Turn(_day(4, 27), "meisje-y", "vermist", "Zij is weg en komt niet terug"),
    Piece(
        _day(4, 29),
        "meisje-x",
        "begeleider-3",
        "RL11",
        "omstandigheid",
        "client_zelf",
        "Een meisje van een andere instelling gaf haar een adresje",
    ),
    Turn(_day(4, 30), "meisje-x", "adres", "Het is hetzelfde adres"),
    Turn(_day(5, 1), "meisje-x", "vermist", "Zij is weg en komt niet terug"),
    Piece(
        _day(5, 4),
        "meisje-x",
        "begeleider-4",
        "RL01",
        "waarneming",
        "derde_bekend",
        "Zij is bij een man van begin twintig",
    ),
    Piece(
        _day(5, 8),
        "meisje-x",
        "basisteam",
        "VM03",
        "feit",
        "politie",
        "De vermissing staat bij de politie",
    ),
    Piece(
        _day(5, 12),
        "meisje-x",
        "basisteam",
        "RL04",
        "feit",
        "politie",
        "De man heeft antecedenten: straatroof, mishandeling",
    ),
    Piece(FOUND, "meisje-x", "avim", "SX07", "feit", "politie", "De politie vindt haar in zijn woning"),
    Piece(FOUND, "meisje-y", "avim", "SX07", "feit", "politie", "De politie vindt haar in dezelfde woning"),
)
