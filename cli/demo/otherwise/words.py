"""What people wrote in the story told otherwise: Meisje Y's workers share in time, and police act.

Invented from the evening that her first level opened. That a worker knew and nobody was told is from the
article, and so is its "misschien": whether it would have gone so nobody can say.
"""

from datetime import timedelta

from domain.dossier import Answered, Answers
from domain.words import CallId, DisclosureId, OrganisationId, PersonId

GIRL = "meisje-y"
HOME, UNIT = OrganisationId("instelling-2"), OrganisationId("eenheid-2")
COORDINATION = OrganisationId("zorgcoordinatie")
TESS, DAAN, PIETER = PersonId("tess"), PersonId("daan"), PersonId("pieter")
"""Her own worker, the aandachtsfunctionaris of her facility, and AVIM of the unit beside it."""

ADVICE, WITH_CONSENT = DisclosureId("verhaal-advies"), DisclosureId("verhaal-toestemming")
REPORT = DisclosureId("verhaal-melding")
CALL = CallId("verhaal-telefoon")

CATEGORIES = ("identiteit", "feiten", "omstandigheden", "waarnemingen")
NAME, BORN = "Yfke Voorbeeld", "2008-09-14"

TALK, CALLED, SHARED, ASSESSED, KNOWN, SAFE = (timedelta(days=days) for days in (1, 3, 3, 4, 6, 7))
"""How long after that evening each thing happens."""


QUESTION_NAMED = "Yfke heeft blauwe plekken en een oudere vriend. Hoort dit bij uitbuiting?"
QUESTION = "Een meisje heeft blauwe plekken en een oudere vriend. Hoort dit bij uitbuiting?"
EXPLAINED = ("Samen gelezen, in korte zinnen.", "Jullie vertellen het aan de politie. Ik mag nee zeggen.")
"""How consent was explained, and how she told it back."""
OBJECTIONS = ("Zij is bang voor hem.", "Verteld dat zij nu veilig is, en hier mag blijven.")
"""Why she said no, and what was done about that."""


def _answers(**texts: str) -> Answers:
    return tuple(Answered(key, text=text) for key, text in texts.items())


SIX_QUESTIONS = _answers(
    zwijgen_schaadt="Ja. Zij wordt geslagen en misschien verkocht.",
    spreken_voorkomt="Ja. AVIM kan nagaan wie deze man is, en ingrijpen.",
    andere_weg="Nee. Hulp en afspraken hielden haar niet binnen.",
    toestemming_geprobeerd="Ja. Zij zei nee, want zij is bang voor hem.",
    gewetensnood="Ja.",
    wie_wat_waarom="Aan AVIM: wie zij is en wat is gezien, zodat zij veilig wordt.",
    afhankelijk="Ja. Zij kan dit niet zelf stoppen.",
)
SEVEN_POINTS = _answers(
    ernstige_schade="Geweld, en uitbuiting die doorgaat.",
    maatwerk="Zij komt steeds bij deze man terug. Een gesprek alleen is niet genoeg.",
    professionele_autonomie="Ja, dit is mijn eigen oordeel.",
    inspanning_en_zorg="Gesprekken, afspraken over uitgaan, advies van de zorgcoördinator.",
    goed_hulpverlenerschap="Haar veiligheid gaat voor. Ik blijf naast haar staan.",
    dataminimalisatie="Geen vermoedens, geen adres, niets over haar gezondheid.",
    meldcode="Ja. De stappen zijn gezet.",
)
