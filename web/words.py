"""The words of the screens for what the log calls by a code."""

from domain.access.words import Level
from domain.meetings.holding import Conclusion

LEVEL_WORDS = {"zorgcoordinator": "zorgcoördinator moet kijken", "avim": "besluit of AVIM erbij moet"}
GROUNDS = {"vermoedelijk_uitgebuit": "vermoedelijk uitgebuit", "hoog_risico": "hoog risico"}
CONCLUSIONS: dict[Conclusion, str] = {
    "volgen": "blijven volgen",
    "navragen": "eerst navragen",
    "hulp": "hulp geven",
    "uitwisselen": "signalen uitwisselen",
    "opschalen": "opschalen",
    "afschalen": "afschalen",
    "anders": "iets anders",
}
SEES: dict[Level, str] = {
    "niets": "niets",
    "pseudoniem": "alleen het pseudoniem",
    "hit": "dat iemand bekend is",
    "gecodeerd": "score en codes, geen woorden",
    "pakket": "het verstrekte pakket",
    "overdracht": "het pakket, met score en codes",
    "teksten": "de hele casus, geen naam",
    "identiteit": "de hele casus, met de naam",
    "toegang": "wie de casus las",
    "beheer": "geen casus",
    "contact": "geen casus",
}
"""What a viewer may know, short enough to stand beside a row."""
DECISIONS = {
    "doorverwijzen_avim": "Doorverwijzen naar AVIM",
    "zelf_hulp": "Zelf hulp geven",
    "advies_vragen": "Advies vragen",
    "meer_informatie": "Eerst meer informatie",
    "geen_actie": "Geen actie",
}
DECISION_HELP = {
    "doorverwijzen_avim": "De politie (AVIM) onderzoekt. Dit besluit u met een tweede persoon.",
    "zelf_hulp": "De instelling helpt zelf. Over twee weken kijkt u opnieuw.",
    "advies_vragen": "Zonder naam vragen wat een ander zou doen.",
    "meer_informatie": "Er is nog te weinig bekend. Spreek af wie wat uitzoekt.",
    "geen_actie": "De signalen vragen nu om niets. Schrijf op waarom.",
}
OUTCOMES = {
    "gegrond": "Het klopte: er was uitbuiting",
    "ongegrond": "Het klopte niet",
    "onbekend": "Niet te zeggen",
}
"""What an escalation proved to be."""
KNOWLEDGE = {
    "vermoeden": ("Een vermoeden", "Er zijn tekenen, en meer niet."),
    "redelijk_vermoeden": (
        "Een redelijk vermoeden",
        "Feiten en omstandigheden wijzen op een strafbaar feit.",
    ),
    "weten": ("Wij weten het", "Gaat het nu door, dan mag u niet wachten: besluit over ingrijpen."),
}
COURSES = {
    "onderzoek": "Wij beginnen een onderzoek",
    "geen_onderzoek": "Geen onderzoek",
    "meer_nodig": "Er is meer nodig om te kiezen",
}
INTERVENTIONS = {
    "ingegrepen": ("Er is ingegrepen", "De uitbuiting is gestopt."),
    "veiliggesteld": ("De cliënt is veilig", "Nu, op een plek die veilig is."),
    "geen_actuele_uitbuiting": ("Er is nu geen uitbuiting", "Dat is nagegaan."),
}
TASK_WORDS = {
    "decide": "vraagt een besluit",
    "lower": "vraagt een besluit; de score is gezakt",
    "move": "vraagt een besluit; de cliënt is verhuisd",
    "review": "opnieuw bekijken: de score steeg na het besluit",
    "held": "nog niet gemeld: kijk of dat moet",
}
DIMENSIONS = {
    "DR": "Misleiding bij de werving",
    "CR": "Dwang bij de werving",
    "AVR": "Kwetsbaar bij de werving",
    "AVD": "Kwetsbaar tijdens de uitbuiting",
    "EX": "Uitbuiting zelf",
    "CD": "Dwang en controle",
    "COR": "Andere tekenen",
}
PROVENANCES = {
    "eigen_waarneming": "Ik zag of hoorde het zelf",
    "client_zelf": "De cliënt vertelde het",
    "derde_bekend": "Iemand die ik ken vertelde het",
    "anoniem": "Ik weet niet van wie het komt",
    "online": "Ik zag het online",
    "politie": "Van de politie",
}
NATURE_HELP = {
    "feit": ("Feit", "Het staat vast. “Zij was van 22.00 tot 07.00 uur weg.”"),
    "waarneming": ("Waarneming", "U zag of hoorde het. “Er lagen twintig condooms op haar kamer.”"),
    "omstandigheid": ("Gebeurtenis", "Het gebeurde om haar of hem heen. “Er stond een onbekende auto.”"),
    "interpretatie": ("Interpretatie", "Wat u ervan denkt of voelt. “Het voelt niet goed.” Ook dit telt."),
}
ROLES = {
    "hulpverlener": "begeleider",
    "aandachtsfunctionaris": "aandachtsfunctionaris",
    "kernteam_zorg": "kernteam, zorg",
    "kernteam_politie": "kernteam, politie",
    "zorgcoordinator": "zorgcoördinator",
    "avim": "AVIM",
    "auditor": "auditor",
    "fg": "functionaris gegevensbescherming",
    "basisteam": "basisteam politie",
    "beheerder": "beheerder",
    "om": "Openbaar Ministerie",
    "zeden": "zedenpolitie",
    "meldpunt": "meldpunt",
    "voogd": "voogd",
    "veiligheidsfunctionaris": "veiligheidsfunctionaris",
}
