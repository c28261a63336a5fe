"""The table: by purpose, role and relation, what is seen. What does not stand here is not seen.

Sources: handreiking (need to know, fixed contacts), artikel (a pseudonym until sharing is allowed), factsheet
(a small kernteam of its own pair), stappenplan (the zorgcoördinator advises on what is anonymous). The tables
of docs/access.md are made from this.
"""

from typing import Literal

from domain.access.words import Level, Purpose, Relation
from domain.words import Role

VERSION = "toegang-3"
"""Named in every line of the access log; another table is another version."""

Grant = Level | Literal["per_trede"]
"""A level, or what the tier of the disclosure gives (`BY_TIER`)."""
Row = dict[Relation, Grant]
Table = dict[Purpose, dict[Role, Row]]

_WORKER: Row = {"eigenaar": "identiteit", "betrokken": "teksten", "betrokken_elders": "pseudoniem"}
_RECEIVER: Row = {"ontvanger": "per_trede"}
_GIVER: Row = {"verstrekker": "pakket"}
_REPORTER: Row = {"eigenaar": "identiteit", "betrokken": "teksten", "instelling": "identiteit", **_RECEIVER}
_CARE_TEAM: Row = {"eigenaar": "identiteit", "betrokken": "teksten", "instelling": "teksten", **_RECEIVER}
_POLICE: Row = {"eenheid": "pseudoniem", "uitwisseling": "gecodeerd", **_RECEIVER}
_COORDINATOR: Row = {"coordinatie": "gecodeerd", **_RECEIVER}

TABLE: Table = {
    "hulp": {
        "hulpverlener": {**_WORKER, **_GIVER},
        "aandachtsfunctionaris": {**_REPORTER, **_GIVER},
        "kernteam_zorg": {**_CARE_TEAM, **_GIVER},
        "kernteam_politie": {**_POLICE, **_GIVER},
        "avim": {**_POLICE, **_GIVER},
        "zorgcoordinator": _COORDINATOR,
        "basisteam": _RECEIVER,
        "zeden": _RECEIVER,
        "om": _RECEIVER,
        "meldpunt": _RECEIVER,
        "voogd": _RECEIVER,
    },
    "lijst": {
        "hulpverlener": _WORKER,
        "aandachtsfunctionaris": _REPORTER,
        "kernteam_zorg": _CARE_TEAM,
        "kernteam_politie": _POLICE,
        "avim": _POLICE,
    },
    "escalatie": {
        "hulpverlener": _WORKER,
        "aandachtsfunctionaris": _REPORTER,
        "kernteam_zorg": _CARE_TEAM,
        "kernteam_politie": _RECEIVER,
        "avim": _RECEIVER,
        "zorgcoordinator": _COORDINATOR,
    },
    "vermissing": {
        "hulpverlener": _WORKER,
        "aandachtsfunctionaris": _REPORTER,
        "kernteam_zorg": _CARE_TEAM,
        "basisteam": {"vermist": "pakket", **_RECEIVER},
    },
    "controle": {"auditor": {"ander": "gecodeerd"}},
    "inzage": {
        "hulpverlener": {"eigenaar": "toegang"},
        "aandachtsfunctionaris": {"eigenaar": "toegang", "instelling": "toegang"},
        "kernteam_zorg": {"eigenaar": "toegang"},
        "fg": {"ander": "toegang"},
        "auditor": {"ander": "toegang"},
    },
    "beheer": {"beheerder": {"ander": "beheer"}},
    "bereik": {
        "hulpverlener": {"ander": "contact"},
        "aandachtsfunctionaris": {"ander": "contact"},
        "kernteam_zorg": {"ander": "contact"},
        "kernteam_politie": {"ander": "contact"},
        "zorgcoordinator": {"ander": "contact"},
        "avim": {"ander": "contact"},
        "basisteam": {"ander": "contact"},
        "zeden": {"ander": "contact"},
        "om": {"ander": "contact"},
        "meldpunt": {"ander": "contact"},
        "veiligheidsfunctionaris": {"ander": "contact"},
        "voogd": {"ander": "contact"},
        "beheerder": {"ander": "contact"},
    },
}

WAY_IN: dict[Role, str] = {
    "hulpverlener": "Vraag wie voor de casus verantwoordelijk is om u als betrokkene vast te leggen.",
    "aandachtsfunctionaris": "Vraag de instelling van deze casus om een verstrekking.",
    "kernteam_zorg": "Vraag de instelling van deze casus om een verstrekking.",
    "kernteam_politie": "Dit kan na een verstrekking aan uw eenheid. Vraag de instelling om overleg.",
    "avim": "Dit kan na een verstrekking aan uw eenheid. Vraag de instelling om overleg.",
    "zorgcoordinator": "Dit kan zodra voor de casus een escalatie loopt, of na een verstrekking aan u.",
    "basisteam": "Dit kan als de cliënt als vermist is gemeld, of na een verstrekking aan u.",
    "zeden": "Dit kan na een verstrekking aan uw organisatie.",
    "om": "Dit kan na een verstrekking aan uw organisatie.",
    "meldpunt": "Dit kan na een verstrekking aan uw organisatie.",
    "veiligheidsfunctionaris": "Vraag het de aandachtsfunctionaris van de instelling.",
    "voogd": "Dit kan na een verstrekking aan uw organisatie.",
    "auditor": "Een auditor leest met: opplussen replay, en opplussen access show CASUS.",
    "fg": "Een functionaris gegevensbescherming ziet wie las, met: opplussen access show CASUS.",
    "beheerder": "Een beheerder ziet geen casussen. Vraag het iemand met een rol bij deze casus.",
}
"""What would let somebody with this role see more."""

TO_PACKAGE = (
    "Lees het pakket: opplussen share package CASUS NUMMER. Het nummer staat in: opplussen share list --all"
)
"""What a receiver reads in place of the case."""
