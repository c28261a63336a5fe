"""What is left out of an inzage: a closed list, each with its ground and where to go with it.

Sources: AVG 15(4) and 23; UAVG 41; Wpg 25 and 27; handreiking and domain page, capability 6 (recorder,
informant and AVIM staff are never in an inzage without their consent). No lawyer looked at the grounds yet.
"""

from typing import Literal

from msgspec import Struct

Category = Literal["bron", "ander", "politie", "onderzoek", "veiligheid"]


class Ground(Struct, frozen=True):
    """What kind of data this is, in words for the client, by which law it stays out, and what can be done."""

    what: str
    law: str
    remedy: str


GROUNDS: dict[Category, Ground] = {
    "bron": Ground(
        "Wie iets zag, vertelde of opschreef, en wie er bij de politie werkt.",
        "AVG artikel 15 lid 4; UAVG artikel 41 lid 1 onder i.",
        "U mag wel weten bij welke organisatie iemand werkt. Een naam kan als diegene dat goed vindt.",
    ),
    "ander": Ground(
        "Gegevens over iemand anders.",
        "AVG artikel 15 lid 4; UAVG artikel 41 lid 1 onder i.",
        "Die ander kan zelf om inzage vragen.",
    ),
    "politie": Ground(
        "Gegevens van de politie.",
        "Wpg artikel 25 en 27.",
        "U kunt de politie zelf om inzage vragen.",
    ),
    "onderzoek": Ground(
        "Wat een onderzoek naar een strafbaar feit kan schaden.",
        "UAVG artikel 41 lid 1 onder d.",
        "U kunt het later opnieuw vragen. Wij kijken dan weer of het kan.",
    ),
    "veiligheid": Ground(
        "Wat u of iemand anders in gevaar kan brengen.",
        "UAVG artikel 41 lid 1 onder i.",
        "U kunt het later opnieuw vragen. Wij kijken dan weer of het kan.",
    ),
}

RIGHTS: tuple[str, ...] = (
    "Klopt er iets niet? U mag vragen om het te verbeteren (AVG artikel 16).",
    "U mag vragen om uw gegevens te wissen (AVG artikel 17).",
    "U mag vragen om er even niets mee te doen (AVG artikel 18).",
    "U mag bezwaar maken (AVG artikel 21).",
    "Gaf u toestemming? Die mag u altijd intrekken. Wat al is gedeeld, kan niet meer terug (AVG artikel 7).",
    "U mag een klacht indienen bij de Autoriteit Persoonsgegevens (AVG artikel 77).",
    "U mag iemand meenemen die u helpt om dit te lezen.",
)
"""What somebody can do who read it."""

NO_MACHINE = (
    "Een computer telt signalen op tot een score. De score is een volgorde en geen kans. Mensen besluiten: "
    "de computer besluit niets over u."
)
"""AVG 15(1)(h) asks whether a machine decides."""
