"""To whom may what leave, and what is still missing: the gate's own obstacles for each recipient and tier.

Nothing here decides: a request that is made still passes the gate. Sources stand with the gate's rules.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from domain.agreements.document import Agreements, Danger, Tier
from domain.appointments import holders
from domain.disclosure.gate import obstacles
from domain.disclosure.question import Ask, Known, Obstacle
from domain.disclosure.shape import allowed
from domain.words import OrganisationId, PersonId

TIERS: tuple[Tier, ...] = (2, 3, 4)
"""Tier 1, advice without personal data, waits for none of this."""


class Door(Struct, frozen=True):
    """One recipient at one tier, on the ground that is nearest: what still stands in the way."""

    recipient: str
    label: str
    tier: Tier
    ground: str
    ground_label: str
    article: str
    verified: bool
    purpose: str
    missing: tuple[Obstacle, ...]


def asker(known: Known, on: date) -> PersonId:
    """Who would ask: who works with the client, else the reporter whom the facility appointed (S 5b)."""
    reporters = holders(known.roles, "aandachtsfunctionaris", on, known.facility)
    return next(iter([*sorted(known.working), *[held.person for held in reporters]]), PersonId(""))


class Asking(Struct, frozen=True):
    """Who would ask, in what danger, and whether the client agrees that others are told."""

    by: PersonId
    danger: Danger
    agreed: bool


def doors(agreements: Agreements, known: Known, asking: Asking, on: date) -> tuple[Door, ...]:
    """For each recipient and tier the ground that lacks least, in the order of the agreements.

    Without consent a ground that rests on it, and without acute danger one that is for that alone, is shown
    only where there is no other.
    """
    return tuple(
        _nearest(agreements, found, asking)
        for recipient in agreements.recipients
        for tier in TIERS
        if (found := _found(agreements, known, _asks(agreements, known, asking, recipient, tier), on))
    )


def _found(agreements: Agreements, known: Known, asks: Iterator[Ask], on: date) -> list[Door]:
    return [_door(agreements, ask, obstacles(agreements, ask, known, on)) for ask in asks]


def _nearest(agreements: Agreements, found: list[Door], asking: Asking) -> Door:
    return min(found, key=lambda one: (_beside(agreements, one, asking), len(one.missing)))


def _beside(agreements: Agreements, door: Door, asking: Asking) -> bool:
    """Whether its ground is for another state of things than this one."""
    needs = agreements.grounds[door.ground].needs
    unasked = "toestemming" in needs and not asking.agreed
    return unasked or ("acuut_gevaar" in needs and asking.danger != "acuut")


def _asks(agreements: Agreements, known: Known, asking: Asking, recipient: str, tier: Tier) -> Iterator[Ask]:
    """Every ask that the agreements know of for a recipient and tier."""
    for code, ground in agreements.grounds.items():
        if ground.side != "zorg" or recipient not in ground.recipients or tier not in ground.tiers:
            continue
        for purpose in ground.purposes:
            yield Ask(
                tier,
                purpose,
                recipient,
                _partner(agreements, known, recipient),
                code,
                allowed(agreements, purpose, tier),
                "zorg",
                asking.danger,
                known.facility,
                asking.by,
            )


def _door(agreements: Agreements, ask: Ask, missing: tuple[Obstacle, ...]) -> Door:
    ground = agreements.grounds[ask.ground]
    return Door(
        ask.recipient,
        agreements.recipients[ask.recipient].label,
        ask.tier,
        ask.ground,
        ground.label,
        ground.article,
        ground.verified,
        ask.purpose,
        missing,
    )


def _partner(agreements: Agreements, known: Known, recipient: str) -> OrganisationId | None:
    """Who would receive: the unit of the pair, the coordination, or the only one that fits."""
    held = agreements.recipients[recipient]
    if not held.partner:
        return None
    if held.side == "politie":
        return known.partners.units.get(known.facility)
    if "zorgcoordinator" in held.roles:
        return known.partners.coordination
    others = [one for one, kind in known.partners.kinds.items() if kind == recipient != known.facility]
    return others[0] if len(others) == 1 else None
