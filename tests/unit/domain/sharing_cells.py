"""Every cell of the gate: who asks, who receives, which tier, which ground, with what consent and convenant.

Everything that people do between the request and the release is done in each cell, so that what is left is
what may be shared with whom. The order of each list is that of docs/sharing.md.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Literal, NamedTuple, cast, get_args

from msgspec import structs

from domain.agreements.document import Danger, Tier
from domain.appointments import Appointment
from domain.cases.events import ADULT, AgeBand, AgeBandEntered
from domain.consent.events import ConsentGiven, ConsentWithdrawn, Giver
from domain.consent.ledger import SILENT, Ledger, evolve_ledger
from domain.disclosure.events import References
from domain.disclosure.gate import obstacles
from domain.disclosure.needs import POINTS
from domain.disclosure.question import Ask, Known, Obstacle
from domain.disclosure.shape import allowed
from domain.disclosure.thread import Preparation
from domain.partners import ConvenantSigned, OrganisationKind, Partners
from domain.stappenplan.progress import Plan
from domain.watchlists.events import Terms
from domain.watchlists.exchange import Exchange
from domain.words import OrganisationId, PersonId, Role
from tests.unit.domain.consents import sought
from tests.unit.domain.sharing import DECIDED
from tests.unit.domain.steps import FOUR, recorded
from tests.unit.domain.world import DUIN, HAVEN, MEES, TODAY, UNIT, agreements

Who = Literal[
    "hulpverlener van deze cliënt",
    "andere hulpverlener",
    "aandachtsfunctionaris",
    "kernteam van de zorg",
    "avim",
    "kernteam van de politie",
    "iemand van wie de rol eindigde",
]
Consent = Literal["geen", "gegeven", "ingetrokken"]
Convenant = Literal["geen", "getekend", "geëindigd"]

AGREED = agreements()
GROUNDS = tuple(AGREED.grounds)
RECIPIENTS = tuple(AGREED.recipients)
TABLES = tuple(code for code, one in AGREED.recipients.items() if one.convenant)
TABLE_2026 = "tafel-2026"
TIERS: tuple[Tier, ...] = get_args(Tier)

ASKS = PersonId("vraagt")
LOOKS_ALONG = PersonId("kijkt-mee")
_OFFICE, _TEAM, _TOWN = OrganisationId("coordinatie"), OrganisationId("wijk"), OrganisationId("stad")
_KINDS: dict[OrganisationId, OrganisationKind] = {
    HAVEN: "instelling",
    DUIN: "instelling",
    UNIT: "eenheid",
    _OFFICE: "zorgcoordinatie",
    _TEAM: "wijkteam",
    _TOWN: "gemeente",
}
_RECEIVES: dict[str, OrganisationId] = {
    "zorgcoordinator": _OFFICE,
    "wijkteam": _TEAM,
    "gemeente": _TOWN,
}
_ROLES: dict[Who, Role] = {
    "hulpverlener van deze cliënt": "hulpverlener",
    "andere hulpverlener": "hulpverlener",
    "aandachtsfunctionaris": "aandachtsfunctionaris",
    "kernteam van de zorg": "kernteam_zorg",
    "avim": "avim",
    "kernteam van de politie": "kernteam_politie",
    "iemand van wie de rol eindigde": "aandachtsfunctionaris",
}
_LONG_AGO = date(2020, 1, 1)


class Cell(NamedTuple):
    """One question that the gate answers, in the danger that fits the ground unless another is named."""

    who: Who
    recipient: str
    tier: Tier
    ground: str
    consent: Consent
    convenant: Convenant
    danger: Danger | None = None
    advised: bool = False
    adult: bool = False


def cells() -> Iterator[Cell]:
    """All of them."""
    whole = product(get_args(Who), RECIPIENTS, TIERS, GROUNDS, get_args(Consent), get_args(Convenant))
    return (Cell(*one) for one in whole)


def in_danger(ground: str, danger: Danger, *, advised: bool = False, adult: bool = False) -> Cell:
    """The widest that a ground of care opens, with all there is, in some danger."""
    held = AGREED.grounds[ground]
    who: Who = "hulpverlener van deze cliënt"
    to, tier = held.recipients[0], held.tiers[-1]
    return Cell(who, to, tier, ground, "gegeven", "getekend", danger, advised, adult)


def found(cell: Cell) -> tuple[Obstacle, ...]:
    """What stands in the way in a cell."""
    return obstacles(AGREED, _ask(cell), _known(cell), TODAY)


def _ask(cell: Cell) -> Ask:
    ground = AGREED.grounds[cell.ground]
    purpose = ground.purposes[0]
    danger = cell.danger or ("acuut" if "acuut_gevaar" in ground.needs else "ernstig")
    kinds = tuple(one for one in allowed(AGREED, purpose, cell.tier) if one != "identiteit")
    giver = UNIT if ground.side == "politie" else HAVEN
    return Ask(
        cell.tier,
        purpose,
        cell.recipient,
        _organisation(cell.recipient),
        cell.ground,
        kinds,
        ground.side,
        danger,
        giver,
        ASKS,
        References("art. 1", "besluit 1", "vordering 1", "Zwijgen helpt de cliënt niet.", TABLE_2026, "T-7"),
        without_consent=True,
        meldcode=True,
        why_full=True,
    )


def _organisation(recipient: str) -> OrganisationId | None:
    who = AGREED.recipients[recipient]
    if not who.partner:
        return None
    return UNIT if who.side == "politie" else _RECEIVES.get(recipient, DUIN)


def _known(cell: Cell) -> Known:
    ground = AGREED.grounds[cell.ground]
    organisation = _organisation(cell.recipient)
    receives = [
        Appointment(PersonId("ontvangt"), organisation, cast("Role", role), _LONG_AGO)
        for role in AGREED.recipients[cell.recipient].roles
        if organisation is not None
    ]
    return Known(
        HAVEN,
        frozenset({ASKS} if cell.who == "hulpverlener van deze cliënt" else ()),
        (ADULTS if cell.adult else MINORS)[cell.consent],
        _partners(cell.convenant),
        Exchange(running=_EVERYTHING),
        (*_people(cell.who, ground.side == "politie"), *receives),
        Preparation("doorbreken", frozenset(POINTS), informed=True, approved_by=LOOKS_ALONG),
        cell.advised,
        _PLAN,
    )


def _partners(convenant: Convenant) -> Partners:
    """The proeftuin's convenant and that of every table, in the same state."""
    plain = Partners(_KINDS, {HAVEN: UNIT})
    if convenant == "geen":
        return plain
    until = date(2030, 1, 1) if convenant == "getekend" else TODAY
    signed = ConvenantSigned("samen", tuple(_KINDS), _LONG_AGO, until)
    tables = [structs.replace(signed, convenant=TABLE_2026, table=one) for one in TABLES]
    return structs.replace(plain, convenant=signed, tables={one.convenant: one for one in tables})


def _people(who: Who, by_police: bool) -> Iterator[Appointment]:
    where = UNIT if who in {"avim", "kernteam van de politie"} else HAVEN
    ended = TODAY if who == "iemand van wie de rol eindigde" else None
    yield Appointment(ASKS, where, _ROLES[who], _LONG_AGO, ended)
    role: Role = "kernteam_politie" if by_police else "aandachtsfunctionaris"
    yield Appointment(LOOKS_ALONG, UNIT if by_police else HAVEN, role, _LONG_AGO)


def _ledger(consent: Consent, band: AgeBand) -> Ledger:
    everything = ConsentGiven(
        MEES,
        "alles",
        (Giver("client"),),
        RECIPIENTS,
        tuple(AGREED.purposes),
        tuple(AGREED.categories),
        date(2026, 1, 1),
        date(2026, 12, 1),
        band,
    )
    ledger = evolve_ledger(SILENT, AgeBandEntered(MEES, band, _LONG_AGO))
    ledger = evolve_ledger(ledger, sought())
    if consent != "geen":
        ledger = evolve_ledger(ledger, everything)
    if consent == "ingetrokken":
        ledger = evolve_ledger(ledger, ConsentWithdrawn(MEES, "alles", Giver("client")))
    return ledger


MINORS: dict[Consent, Ledger] = {one: _ledger(one, "16_17") for one in get_args(Consent)}
ADULTS: dict[Consent, Ledger] = {one: _ledger(one, ADULT) for one in get_args(Consent)}
_PLAN = Plan(
    steps={step: recorded(step, **({"v07_risico": "acuut"} if step == "stap_4" else {})) for step in FOUR},
    decision=DECIDED,
    called=True,
)
_EVERYTHING = Terms(HAVEN, UNIT, tuple(AGREED.categories), _LONG_AGO, date(2030, 1, 1))
