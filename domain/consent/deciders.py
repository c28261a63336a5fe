"""Who decides about consent at which age, and do those who decided still count?

Under 12 the representative; from 12 to 15 client and representative both, or the client alone with a reason;
from 16 the client. Where the client cannot decide this one thing a representative does. A disability never
makes somebody unable by itself. Sources: Jeugdwet 7.3.5 and the professional code of youth care, where the
agreements say which of two readings of 12 to 15 holds (`ConsentTerms.double_12_15`); stappenplan step 3
(consent is the client's).
"""

from collections.abc import Iterable

from domain.cases.events import ADULT, AgeBand
from domain.consent.events import Giver, Relation
from domain.consent.ledger import Consent, Ledger

OF_MINORS: frozenset[Relation] = frozenset({"ouder_met_gezag", "voogd"})
OF_ADULTS: frozenset[Relation] = frozenset(
    {"curator", "mentor", "gemachtigde", "partner", "ouder", "kind", "broer_zus"}
)

WHO: dict[AgeBand, str] = {
    "onder_12": "Onder 12 jaar beslist de ouder met gezag of de voogd.",
    "12_15": "Van 12 tot en met 15 jaar beslissen de cliënt en de ouder met gezag of voogd samen.",
    "16_17": "Vanaf 16 jaar beslist de cliënt zelf.",
    "18_plus": "Vanaf 18 jaar beslist de cliënt zelf.",
}
CLIENT_ALONE = "Van 12 tot en met 15 jaar beslist de cliënt."


def relations(band: AgeBand) -> frozenset[Relation]:
    """Who can be a representative at this age."""
    return OF_ADULTS if band == ADULT else OF_MINORS


def represents(giver: Giver, band: AgeBand) -> bool:
    """Whether this is a representative who can decide for a client of this age."""
    return giver.kind == "vertegenwoordiger" and giver.relation in relations(band)


def suffices(band: AgeBand, givers: Iterable[Giver], *, incapable: bool, alone: bool, double: bool) -> bool:
    """Whether these people together may decide for a client of this age."""
    by_client = any(giver.kind == "client" for giver in givers)
    represented = any(represents(giver, band) for giver in givers)
    match band:
        case "onder_12":
            return represented
        case "12_15" if not incapable:
            return by_client and (represented or alone or not double)
        case _:
            return represented if incapable else by_client


def still_decides(consent: Consent, ledger: Ledger, *, double: bool) -> bool:
    """Whether those who gave a consent may still decide, at the age that the client has now."""
    return ledger.band is not None and suffices(
        ledger.band, consent.givers, incapable=consent.incapable, alone=consent.alone, double=double
    )


def excluded_giver(consent: Consent, ledger: Ledger) -> bool:
    """Whether somebody who gave this consent was excluded since: then it was not free."""
    return any(giver.representative in ledger.excluded for giver in consent.givers if giver.representative)


def who_decides(band: AgeBand, *, double: bool) -> str:
    """The rule for this age in a sentence."""
    return CLIENT_ALONE if band == "12_15" and not double else WHO[band]
