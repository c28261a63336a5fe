"""Which processing of personal data an event or a read belongs to: the register of processing activities.

After the Logboek Dataverwerkingen (standard of the Dutch government, `dpl.core`) and the register that
article 30 of the AVG asks for. Who did it stands in the access log and in the events themselves, never
in this one. A relevant change of an activity gives it a new version, so that older lines keep their
meaning. No lawyer looked at the grounds yet.
"""

from typing import Literal

from msgspec import Struct

from domain.access.words import Purpose
from domain.events import Event

Name = Literal[
    "signaleren", "opplussen", "toestemming", "delen", "helpen", "vermissing", "beheren", "controleren"
]


class Activity(Struct, frozen=True):
    """One activity of the register: what happens with which data, why, and on which ground."""

    name: Name
    version: int
    what: str
    ground: str
    data: str
    receivers: str

    @property
    def uri(self) -> str:
        """Its identifier in lines of the log."""
        return f"urn:opplussen:verwerking:{self.name}:{self.version}"


ACTIVITIES: dict[Name, Activity] = {
    one.name: one
    for one in (
        Activity(
            "signaleren",
            1,
            "Signalen over een cliënt vastleggen, verbeteren en beoordelen.",
            "Goede zorg en dossierplicht: Jeugdwet 7.3.8, BW 7:454; AVG 6 lid 1 c en 9 lid 2 h.",
            "Pseudoniem, signalen met datum en bron, wie ze gaf, eigen woorden.",
            "De eigen instelling; de politie-eenheid van het paar wat zij zelf gaf.",
        ),
        Activity(
            "opplussen",
            1,
            "Signalen per casus optellen, lijsten maken en escalaties openen en besluiten.",
            "Goede zorg en veiligheid van de cliënt: AVG 6 lid 1 c en e, 9 lid 2 g en h; het convenant.",
            "Pseudoniem, score met redenen, plaats op de lijst, besluiten.",
            "Het kernteam van het paar, de zorgcoördinator, AVIM onder pseudoniem.",
        ),
        Activity(
            "toestemming",
            1,
            "Toestemming uitleggen, vragen, vastleggen, beperken en intrekken.",
            "Wettelijke plicht om toestemming aan te tonen: AVG 7 lid 1.",
            "Pseudoniem, wie toestemming gaf of weigerde, voor wie, waarvoor en tot wanneer.",
            "De eigen instelling.",
        ),
        Activity(
            "delen",
            1,
            "Besluiten of iets gedeeld wordt, het versturen, en wat de ontvanger ermee doet.",
            "De grond die bij elk besluit staat, uit de vastgestelde afspraken.",
            "Het kleinste pakket dat bij doel en trede past.",
            "De ontvanger van het besluit.",
        ),
        Activity(
            "helpen",
            1,
            "De stappen van het stappenplan, hulp, en mensen en plekken rond de cliënt.",
            "Goede zorg en dossierplicht: Jeugdwet 7.3.8, BW 7:454; AVG 6 lid 1 c en 9 lid 2 h.",
            "Pseudoniem, stappen met hun inhoud, wie erbij hoort.",
            "De eigen instelling.",
        ),
        Activity(
            "vermissing",
            1,
            "Een vermiste cliënt melden en zoeken.",
            "Vitaal belang: AVG 6 lid 1 d en 9 lid 2 c.",
            "Pseudoniem, sinds wanneer, wat helpt bij het zoeken.",
            "De eigen instelling en de politie.",
        ),
        Activity(
            "beheren",
            1,
            "Mensen, rollen, beleid, afspraken en overleg bijhouden, en iemand met een rol bereiken.",
            "Uitvoering van het convenant: AVG 6 lid 1 c en e.",
            "Codes van medewerkers, hun rollen en nummers; geen gegevens van cliënten.",
            "De organisaties van de proeftuin.",
        ),
        Activity(
            "controleren",
            1,
            "Nagaan of alles klopt, wie wat las, en wat is geweigerd.",
            "Verantwoordingsplicht: AVG 5 lid 2 en 32; NEN 7513.",
            "Wie las, wanneer, als wie en waarom; codes van weigeringen.",
            "De auditor, de functionaris gegevensbescherming en de aandachtsfunctionaris.",
        ),
    )
}

_READS: dict[Purpose, Name] = {
    "hulp": "helpen",
    "lijst": "opplussen",
    "escalatie": "opplussen",
    "vermissing": "vermissing",
    "controle": "controleren",
    "inzage": "controleren",
    "beheer": "beheren",
    "bereik": "beheren",
}
_CAPABILITIES: dict[str, Name] = {
    "acquaintances": "helpen",
    "agreements": "beheren",
    "appointments": "beheren",
    "attempts": "controleren",
    "calendar": "beheren",
    "cases": "signaleren",
    "channels": "delen",
    "client": "helpen",
    "consent": "toestemming",
    "disclosure": "delen",
    "erasure": "controleren",
    "escalation": "opplussen",
    "inzage": "controleren",
    "links": "signaleren",
    "meetings": "beheren",
    "missing": "vermissing",
    "partners": "beheren",
    "policies": "beheren",
    "roster": "helpen",
    "signals": "signaleren",
    "stappenplan": "helpen",
    "watchlists": "opplussen",
}
"""By the capability that an event is of: the module or package of `domain` in which it stands."""


def activity_of(kind: type[Event]) -> Activity:
    """The activity that recording an event of this kind belongs to; every kind has one, as a test sees."""
    return ACTIVITIES[_CAPABILITIES[kind.__module__.split(".")[1]]]


def activity_of_reading(purpose: Purpose) -> Activity:
    """The activity that a read for this purpose belongs to."""
    return ACTIVITIES[_READS[purpose]]
