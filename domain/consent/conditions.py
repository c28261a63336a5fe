"""What a consent must be: specific, informed, by who may decide, for a time; each fault is a refusal.

Sources: stappenplan step 3 (an effort for consent), factsheet (clear conditions), handreiking (clients with
an LVB do not always oversee what follows), AVG art. 4 and 7 (free, specific, informed, withdrawable).
"""

from collections.abc import Container, Iterable
from datetime import date, timedelta

from msgspec import Struct

from domain.agreements.document import Agreements, ConsentTerms
from domain.cases.events import AgeBand
from domain.commands import Refused
from domain.consent.deciders import relations, suffices, who_decides
from domain.consent.events import Alone, Capacity, Giver
from domain.consent.ledger import Ledger, audience
from domain.partners import Partners

BOTH_OR_PARENT: tuple[AgeBand, ...] = ("onder_12", "12_15")
"""Where a written form is asked, a representative signs below 16; from 16 the client."""
UNABLE = "wilsonbekwaam"


class Scope(Struct, frozen=True):
    """What a consent or a refusal is about."""

    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    categories: tuple[str, ...]


class Decision(Struct, frozen=True):
    """Who decides, whether the client can, why without a representative, and whether a form was signed."""

    givers: tuple[Giver, ...]
    capacity: Capacity | None = None
    alone: Alone | None = None
    written: bool = False

    @property
    def incapable(self) -> bool:
        """Whether the client cannot decide this."""
        return self.capacity is not None and self.capacity.judgement == UNABLE


def require_specific(scope: Scope, agreements: Agreements, partners: Partners) -> None:
    """Refuse what names nobody, nothing, or what the agreements do not know.

    Raises:
        Refused: naming the words.
    """
    recipients = {*agreements.recipients, *partners.kinds}
    _require_known("ontvanger", scope.recipients, recipients, agreements.recipients)
    _require_known("doel", scope.purposes, agreements.purposes, agreements.purposes)
    _require_known("soort", scope.categories, agreements.categories, agreements.categories)


def require_lawful(scope: Scope, agreements: Agreements) -> None:
    """Refuse a purpose that is none, and categories that no purpose needs.

    Raises:
        Refused: with the reason of the agreements.
    """
    for purpose in scope.purposes:
        if agreements.purposes[purpose].never:
            raise Refused(
                "toestemming.doel_nooit", agreements.purposes[purpose].never, "Kies een ander doel."
            )
    needed = {one for purpose in scope.purposes for one in agreements.purposes[purpose].full}
    extra = [one for one in scope.categories if one not in needed]
    if extra:
        raise Refused(
            "toestemming.te_veel",
            f"Voor dit doel is niet nodig: {', '.join(extra)}.",
            f"Kies uit: {', '.join(sorted(needed)) or 'niets; advies vragen gaat zonder persoonsgegevens'}.",
        )


def _require_known(word: str, named: tuple[str, ...], known: Container[str], shown: Iterable[str]) -> None:
    if not named:
        raise Refused(
            f"toestemming.geen_{word}",
            f"Er staat geen {word} bij.",
            f"Noem minstens een {word}: {', '.join(shown)}.",
        )
    strange = [one for one in named if one not in known]
    if strange:
        raise Refused(
            f"toestemming.{word}",
            f"De werkafspraken kennen dit {word} niet: {', '.join(strange)}.",
            f"Kies uit: {', '.join(shown)}.",
        )


def require_period(until: date, today: date, terms: ConsentTerms) -> None:
    """Refuse a consent without an end, or with one that is too far away.

    Raises:
        Refused: naming the last day.
    """
    last = today + timedelta(days=terms.longest_days)
    if not today < until <= last:
        raise Refused(
            "toestemming.termijn",
            "De einddatum van de toestemming klopt niet.",
            f"Kies een dag na vandaag en uiterlijk {last:%d-%m-%Y}.",
        )


def require_band(ledger: Ledger) -> AgeBand:
    """The age band, without which nobody knows who decides.

    Raises:
        Refused: when it was never entered.
    """
    if ledger.band is None:
        raise Refused(
            "toestemming.leeftijd",
            "Het is niet bekend in welke leeftijdsgroep de cliënt valt, dus ook niet wie beslist.",
            "Leg de leeftijdsgroep vast: opplussen case age-band",
        )
    return ledger.band


def require_deciders(decision: Decision, ledger: Ledger, terms: ConsentTerms) -> AgeBand:
    """The age band, when exactly those decide who may at this age.

    Raises:
        Refused: with the rule for this age.
    """
    band = require_band(ledger)
    for giver in decision.givers:
        require_representative(giver, ledger)
    _require_capacity(decision.capacity, ledger, band)
    rule = who_decides(band, double=terms.double_12_15)
    by_others = any(giver.kind == "vertegenwoordiger" for giver in decision.givers)
    if decision.alone is not None and (band != "12_15" or by_others):
        raise Refused(
            "toestemming.alleen",
            "Een reden om zonder vertegenwoordiger te beslissen past hier niet.",
            f"{rule} Laat de reden weg, of noem alleen de cliënt.",
        )
    if by_others and band not in BOTH_OR_PARENT and not decision.incapable:
        raise Refused(
            "toestemming.zelf",
            rule,
            "Noem alleen de cliënt. Kan de cliënt dit niet beslissen, leg dan vast waarom.",
        )
    if not suffices(
        band,
        decision.givers,
        incapable=decision.incapable,
        alone=decision.alone is not None,
        double=terms.double_12_15,
    ):
        raise Refused(
            "toestemming.wie",
            "Wie hier beslist, mag dat niet (alleen).",
            f"{rule} Een vertegenwoordiger is hier: {', '.join(sorted(relations(band)))}.",
        )
    return band


def require_representative(giver: Giver, ledger: Ledger) -> None:
    """Refuse a representative without a code and relation, or who was excluded.

    Raises:
        Refused: naming the code.
    """
    if giver.kind == "client":
        return
    if not giver.representative.strip() or giver.relation is None:
        raise Refused(
            "vertegenwoordiger.onbekend",
            "Er staat niet wie de vertegenwoordiger is.",
            "Noem een code (geen naam) en de relatie tot de cliënt.",
        )
    if giver.representative in ledger.excluded:
        raise Refused(
            "vertegenwoordiger.uitgesloten",
            f"De vertegenwoordiger {giver.representative} is uitgesloten: er is een belangenconflict of "
            "een plaats in het risiconetwerk.",
            "Vraag een andere vertegenwoordiger. Van 12 tot en met 15 jaar kan de cliënt alleen beslissen.",
        )


def _require_capacity(capacity: Capacity | None, ledger: Ledger, band: AgeBand) -> None:
    if capacity is None:
        return
    if not capacity.about.strip() or not capacity.why.strip():
        raise Refused(
            "wilsbekwaamheid.waarom",
            "Een oordeel over wilsbekwaamheid gaat over een besluit en heeft een onderbouwing.",
            "Schrijf over welk besluit het gaat, en waarom.",
        )
    if capacity.judgement != UNABLE:
        return
    if not capacity.cannot:
        raise Refused(
            "wilsbekwaamheid.beperking",
            "Een beperking, zoals een LVB, maakt iemand niet wilsonbekwaam.",
            "Noem wat de cliënt bij dit ene besluit niet kan, ook niet met hulp.",
        )
    if band != "onder_12" and "client" not in ledger.explained:
        raise Refused(
            "wilsbekwaamheid.uitleg",
            "Het is nog niet aan de cliënt zelf uitgelegd.",
            "Leg het eerst uit in eenvoudige taal, en vraag na of het is begrepen.",
        )


def require_informed(decision: Decision, ledger: Ledger, terms: ConsentTerms, today: date) -> None:
    """Refuse a decision of somebody to whom it was not explained, not understood, or too long ago.

    Raises:
        Refused: saying who.
    """
    for giver in decision.givers:
        who = "de cliënt" if giver.kind == "client" else f"de vertegenwoordiger {giver.representative}"
        told = ledger.explained.get(audience(giver))
        if told is None or (today - told.on).days > terms.explained_days:
            raise Refused(
                "toestemming.uitleg",
                f"Aan {who} is niet uitgelegd wat delen betekent, of dat is te lang geleden.",
                "Leg het uit, en vraag het na: opplussen consent explain",
            )
        if not told.understood:
            raise Refused(
                "toestemming.begrepen",
                f"De uitleg is door {who} nog niet begrepen.",
                "Leg het opnieuw uit op een andere manier. Neem de tijd.",
            )


def require_written(
    purposes: tuple[str, ...], decision: Decision, band: AgeBand, agreements: Agreements
) -> None:
    """Refuse a purpose that asks for a signed form without one, or signed by somebody else.

    Raises:
        Refused: with who signs at this age.
    """
    asked = [one for one in purposes if one in agreements.purposes and agreements.purposes[one].written]
    if not asked:
        return
    by_others = any(giver.kind == "vertegenwoordiger" for giver in decision.givers)
    if not decision.written or (band in BOTH_OR_PARENT and not by_others):
        raise Refused(
            "toestemming.schriftelijk",
            f"Voor {', '.join(asked)} is een getekend formulier nodig.",
            "Vanaf 16 jaar tekent de cliënt zelf, daaronder de vertegenwoordiger.",
        )
