"""The words of access: what can be seen, what somebody is to a case, and what reading is for."""

from typing import Literal

from domain.agreements.document import Tier

Part = Literal[
    "pseudoniem",
    "hit",
    "codes",
    "pakket",
    "verwijzing",
    "teksten",
    "identiteit",
    "toegang",
    "beheer",
    "contact",
]
"""One kind of data. `verwijzing` is the facility's own reference, which tells its staff who it is."""

Level = Literal[
    "niets",
    "pseudoniem",
    "hit",
    "gecodeerd",
    "pakket",
    "overdracht",
    "teksten",
    "identiteit",
    "toegang",
    "beheer",
    "contact",
]
"""A set of parts with a name, as `PARTS` and `MEANING` tell."""

PARTS: dict[Level, frozenset[Part]] = {
    "niets": frozenset(),
    "pseudoniem": frozenset({"pseudoniem"}),
    "hit": frozenset({"pseudoniem", "hit"}),
    "gecodeerd": frozenset({"pseudoniem", "codes"}),
    "pakket": frozenset({"pseudoniem", "hit", "pakket"}),
    "overdracht": frozenset({"pseudoniem", "hit", "pakket", "codes"}),
    "teksten": frozenset({"pseudoniem", "hit", "codes", "verwijzing", "teksten"}),
    "identiteit": frozenset({"pseudoniem", "hit", "codes", "verwijzing", "teksten", "identiteit"}),
    "toegang": frozenset({"pseudoniem", "verwijzing", "toegang"}),
    "beheer": frozenset({"beheer"}),
    "contact": frozenset({"contact"}),
}

MEANING: dict[Level, str] = {
    "niets": "niets",
    "pseudoniem": "dat er een casus is, onder een pseudoniem",
    "hit": "dat deze persoon bekend is, en verder niets",
    "gecodeerd": "pseudoniem, score, niveau en gecodeerde bijdragen; geen woorden en geen naam",
    "pakket": "het pakket dat is verstrekt, en verder niets",
    "overdracht": "het pakket dat is verstrekt, met de score en de gecodeerde bijdragen",
    "teksten": "de casus zelf: score, bijdragen, eigen verwijzing en teksten; geen naam",
    "identiteit": "de hele casus, ook wie de cliënt is",
    "toegang": "wie de casus heeft gezien, en wie wat werd geweigerd; niet wat erin staat",
    "beheer": "beleid en mensen; geen casus",
    "contact": "naam en nummer van mensen met een rol; geen casus",
}

BY_TIER: dict[Tier, Level] = {0: "niets", 1: "gecodeerd", 2: "hit", 3: "pakket", 4: "overdracht"}
"""What a receiver sees. Tier 2 shows less than tier 1, for it says who: together they would say too much."""

Relation = Literal[
    "eigenaar",
    "betrokken",
    "betrokken_elders",
    "instelling",
    "eenheid",
    "vermist",
    "ontvanger",
    "verstrekker",
    "uitwisseling",
    "coordinatie",
    "ander",
]

RELATIONS: dict[Relation, str] = {
    "eigenaar": "u bent verantwoordelijk voor deze casus",
    "betrokken": "u bent bij deze cliënt betrokken, in de eigen instelling",
    "betrokken_elders": "u bent bij deze cliënt betrokken, vanuit een andere organisatie",
    "instelling": "de casus is van uw instelling",
    "eenheid": "uw eenheid vormt een paar met de instelling van deze casus",
    "vermist": "de cliënt is vermist, en uw eenheid hoort bij de instelling",
    "ontvanger": "er is aan uw organisatie verstrekt",
    "verstrekker": "u vroeg deze verstrekking aan of keurde die goed",
    "uitwisseling": "over deze casus wisselt uw organisatie signalen uit",
    "coordinatie": "voor deze casus loopt een escalatie, en u coördineert de zorg",
    "ander": "dit hoort bij uw rol, voor elke casus",
}
"""What somebody is to a case, ended as "U ziet dit als ..., want ...". """

Purpose = Literal["hulp", "lijst", "escalatie", "vermissing", "controle", "inzage", "beheer", "bereik"]

PURPOSES: dict[Purpose, str] = {
    "hulp": "werken aan één casus",
    "lijst": "zien wie bij een instelling bovenaan staat",
    "escalatie": "besluiten over een escalatie",
    "vermissing": "een vermiste cliënt zoeken",
    "controle": "nagaan of alles klopt, nu en achteraf",
    "inzage": "zien wie een casus heeft gelezen, en wat is geweigerd",
    "beheer": "beleid en mensen beheren",
    "bereik": "iemand met een rol bereiken, dag en nacht",
}
