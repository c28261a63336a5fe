"""What somebody wants to share, what is known when that is judged, and what stands in the way.

Three small things that every rule of the gate speaks of; the gate puts the rules together.
"""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from domain.acting.rule import CARERS
from domain.agreements.document import Agreements, Danger, Tier
from domain.appointments import Appointments, places
from domain.consent.ledger import Ledger
from domain.disclosure.events import DisclosureRequested, References
from domain.disclosure.thread import Preparation
from domain.partners import Partners
from domain.stappenplan.progress import Plan
from domain.watchlists.exchange import Exchange
from domain.words import OrganisationId, PersonId, Role, Side

ADVICE: Tier = 1
HIT: Tier = 2
MINIMAL: Tier = 3
FULL: Tier = 4
"""The tiers that rules speak of by name."""
APPROVERS: dict[Side, tuple[Role, ...]] = {
    "zorg": ("aandachtsfunctionaris", "kernteam_zorg"),
    "politie": ("kernteam_politie",),
}
"""Who may be the second person, of the side that gives."""
REPORTERS: dict[Side, tuple[Role, ...]] = {
    "zorg": ("aandachtsfunctionaris",),
    "politie": ("kernteam_politie", "avim", "zeden", "basisteam"),
}
"""Who may ask without working with the client: the reporter whom the organisation appointed (S 5b)."""


class Ask(Struct, frozen=True):
    """What somebody wants to share: which tier, what for, with whom, on what ground, of what kind.

    `giver` is the organisation it leaves, `organisation` the one that receives when it is a partner.
    """

    tier: Tier
    purpose: str
    recipient: str
    organisation: OrganisationId | None
    ground: str
    categories: tuple[str, ...]
    side: Side
    danger: Danger
    giver: OrganisationId
    by: PersonId
    references: References = References()
    without_consent: bool = False
    meldcode: bool = False
    why_full: bool = False


class Known(Struct, frozen=True):
    """What is known of the case and of the people when an ask is judged.

    `facility` is where the client is now, `working` who works with the client there, `roles` are those of the
    giver and of the receiver, `ready` what was done for this ask so far, `advised` whether advice was asked,
    `plan` where the case stands in the stappenplan, `given` the recipients whom something was released to.
    """

    facility: OrganisationId
    working: frozenset[PersonId] = frozenset()
    ledger: Ledger = Ledger()
    partners: Partners = Partners()
    exchange: Exchange = Exchange()
    roles: Appointments = ()
    ready: Preparation = Preparation()
    advised: bool = False
    plan: Plan = Plan()
    given: frozenset[str] = frozenset()


class Obstacle(Struct, frozen=True):
    """Why it may not leave, and what would make that otherwise; plain Dutch, no personal data."""

    code: str
    sentence: str
    remedy: str


Rule = Callable[[Agreements, Ask, Known, date], Iterator[Obstacle]]
"""One rule of the gate: nothing when it is kept, or what stands in the way on that day."""


def ask_of(request: DisclosureRequested) -> Ask:
    """The ask that a request holds."""
    return Ask(
        request.tier,
        request.purpose,
        request.recipient,
        request.organisation,
        request.ground,
        request.categories,
        request.side,
        request.danger,
        request.giver,
        request.by,
        request.references,
        bool(request.without_consent.strip()),
        bool(request.meldcode.strip()),
        bool(request.why_full.strip()),
    )


def is_acute(agreements: Agreements, ask: Ask) -> bool:
    """Whether life is at stake now on a ground made for that: then nobody waits for anybody (S 5b, H)."""
    ground = agreements.grounds.get(ask.ground)
    return ask.danger == "acuut" and ground is not None and "acuut_gevaar" in ground.needs


def holds_role(roles: Appointments, person: PersonId, organisation: OrganisationId, on: date) -> set[Role]:
    """The roles that somebody may act in at an organisation on a day, also in another's place."""
    return {held.role for held in places(roles, person, on) if held.organisation == organisation}


def works_here(known: Known, person: PersonId, organisation: OrganisationId, on: date) -> bool:
    """Whether somebody works with the client in a place there: the case alone gives nobody a role."""
    return any(
        held.organisation == organisation and held.role in CARERS and held.person in known.working
        for held in places(known.roles, person, on)
    )
