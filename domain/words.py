"""The words that more than one capability uses: identifiers, sides, roles.

The lists keep the sources' Dutch terms; each is closed, so a typing error cannot enter the log.
"""

from typing import Annotated, Literal, NewType

from msgspec import Meta

CaseId = NewType("CaseId", str)
"""Random pseudonym of a case; says nothing of the client."""
SignalId = NewType("SignalId", str)
"""Identity of one signal within the log."""
PersonId = NewType("PersonId", str)
"""Pseudonym of somebody who works with the system."""
OrganisationId = NewType("OrganisationId", str)
"""A facility, a police unit or another partner."""
DisclosureId = NewType("DisclosureId", str)
"""Identity of one thread of sharing: from the question to the feedback."""
CallId = NewType("CallId", str)
"""Identity of one request by phone, by letter or at the door."""

Personal = Annotated[str, Meta(extra={"personal": True})]
"""Text about a person: left out of exports, logs and errors, and stored under that person's key."""
ERASED: Personal = "[gewist]"
"""What is read where text about a person was, once that person's key is gone."""

Side = Literal["zorg", "politie"]

Role = Literal[
    "hulpverlener",
    "aandachtsfunctionaris",
    "kernteam_zorg",
    "kernteam_politie",
    "zorgcoordinator",
    "avim",
    "basisteam",
    "zeden",
    "om",
    "meldpunt",
    "veiligheidsfunctionaris",
    "voogd",
    "auditor",
    "fg",
    "beheerder",
]

SIDES: dict[str, Side] = {"kernteam_zorg": "zorg", "kernteam_politie": "politie"}
"""The side a role speaks for when two sides must agree."""

LevelName = Literal["zorgcoordinator", "avim"]
LEVELS: tuple[LevelName, ...] = ("zorgcoordinator", "avim")
"""Lowest first."""
