"""Eight other young people, wholly invented, so that the girls do not stand alone on their lists.

They are no part of the article. Their signals show what a list does with doubt, denial, protection and age.
"""

from datetime import date

from cli.demo.story import Piece

OTHERS: tuple[Piece, ...] = (
    Piece(
        date(2026, 3, 6),
        "jongere-b",
        "begeleider-4",
        "RL01",
        "waarneming",
        "eigen_waarneming",
        "Een oudere vriend",
    ),
    Piece(
        date(2026, 3, 10),
        "jongere-b",
        "jongere",
        "RL01",
        "waarneming",
        "client_zelf",
        "Het is mijn neef",
        polarity="weerlegt",
    ),
    Piece(
        date(2026, 3, 13),
        "jongere-f",
        "mentor",
        "CR05",
        "omstandigheid",
        "derde_bekend",
        "Vreemde bedragen op de rekening",
    ),
    Piece(
        date(2026, 3, 18),
        "jongere-d",
        "begeleider-3",
        "GW01",
        "waarneming",
        "eigen_waarneming",
        "Een blauwe plek",
    ),
    Piece(
        date(2026, 3, 24),
        "jongere-d",
        "mentor",
        "BF02",
        "feit",
        "eigen_waarneming",
        "Gaat elke dag naar school",
    ),
    Piece(
        date(2026, 4, 7), "jongere-h", "begeleider-2", "RL15", "waarneming", "derde_bekend", "Is veel alleen"
    ),
    Piece(
        date(2026, 4, 17),
        "jongere-a",
        "begeleider-3",
        "CR07",
        "waarneming",
        "eigen_waarneming",
        "Dure schoenen, geen baan",
    ),
    Piece(date(2026, 4, 24), "jongere-g", "nachtdienst", "VM01", "feit", "eigen_waarneming", "Een nacht weg"),
    Piece(
        date(2026, 5, 6), "jongere-c", "nachtdienst", "VM01", "feit", "eigen_waarneming", "Twee nachten weg"
    ),
    Piece(
        date(2026, 5, 11),
        "jongere-e",
        "begeleider-1",
        "SX05",
        "interpretatie",
        "derde_bekend",
        "Iemand zag een aanbod in een chat",
    ),
    Piece(
        date(2026, 5, 18),
        "jongere-a",
        "wijkagent",
        "CR04",
        "feit",
        "politie",
        "Brengt pakketjes rond",
    ),
    Piece(
        date(2026, 5, 19),
        "jongere-g",
        "begeleider-2",
        "RL14",
        "waarneming",
        "eigen_waarneming",
        "Nieuwe contacten, geen namen",
    ),
    Piece(
        date(2026, 5, 20),
        "jongere-g",
        "nachtdienst",
        "RL08",
        "feit",
        "eigen_waarneming",
        "Wordt opgehaald door een onbekende auto",
    ),
)
