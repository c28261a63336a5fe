"""What must be there before it may leave: consent, a weighing, danger, a convenant, what people were told.

Sources: stappenplan 3 to 5b, factsheet (conflict of duties), handreiking (legal frame), standards 5.1.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import get_args

from domain.agreements.document import Agreements, Need
from domain.consent.receiving import Covered, covers
from domain.disclosure.events import Point
from domain.disclosure.question import ADVICE, HIT, Ask, Known, Obstacle, Rule, is_acute
from domain.partners import signed_by, sits_at
from domain.watchlists.exchange import runs

POINTS: tuple[Point, ...] = get_args(Point)


def consent_for(agreements: Agreements, ask: Ask, known: Known, on: date) -> Covered:
    """What the client's consent says of this ask."""
    return covers(
        known.ledger,
        agreements.consent,
        ask.recipient,
        ask.organisation,
        ask.purpose,
        ask.categories,
        on,
    )


def needs_consent(agreements: Agreements, ask: Ask) -> bool:
    """Whether the ground is consent."""
    ground = agreements.grounds.get(ask.ground)
    return ground is not None and "toestemming" in ground.needs


def is_exchange(agreements: Agreements, ask: Ask) -> bool:
    """Whether it goes under the standing exchange about a listed case."""
    purpose = agreements.purposes.get(ask.purpose)
    return purpose is not None and purpose.exchange


def _consent(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Consent that covers recipient, purpose and every category (S 5b; standards 5.1 TOESTEMMING)."""
    found = consent_for(agreements, ask, known, on)
    if not found.allowed:
        yield Obstacle("toestemming.dekt_niet", " ".join(found.reasons), " ".join(found.remedies))


def _weighing(_agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """The six questions and seven points led to speaking, and the danger is serious (S 5, F).

    Of a real chance of harm without serious danger chart and text say different things: then advice comes
    first, and a second person judges.
    """
    if known.ready.weighed is None:
        yield Obstacle(
            "weging.ontbreekt",
            "Het conflict van plichten is nog niet gewogen.",
            "Beantwoord de zes vragen en de zeven aandachtspunten: `opplussen share weigh`.",
        )
    elif known.ready.weighed == "zwijgen":
        yield Obstacle(
            "weging.zwijgen",
            "De weging kwam uit op zwijgen.",
            "Weeg opnieuw als er iets veranderd is, of vraag anoniem advies.",
        )
    if ask.danger == "geen":
        yield Obstacle(
            "weging.gevaar",
            "Zonder toestemming delen kan alleen bij ernstig gevaar.",
            "Vraag toestemming, of organiseer zelf hulp (stap 5a).",
        )
    if ask.danger == "reele_kans" and not known.advised:
        yield Obstacle(
            "weging.advies",
            "Bij een reële kans op schade zonder ernstig gevaar gaat advies voor.",
            "Vraag eerst anoniem advies: `opplussen share advice`.",
        )


def _meldcode(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """The right to report comes after the steps of the meldcode (standards 5.4)."""
    if not ask.meldcode:
        yield Obstacle(
            "meldcode.ontbreekt",
            "Er staat niet hoe de stappen van de meldcode zijn gezet.",
            "Zet de stappen, en schrijf bij de aanvraag op welke en waarom u meldt.",
        )


def _acute(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Vital interest is for acute danger alone (S 5b; standards 5.1)."""
    if ask.danger != "acuut":
        yield Obstacle(
            "gevaar.niet_acuut",
            "Deze grond is er alleen bij acuut gevaar.",
            "Bel 112 als het gevaar acuut is. Kies anders een andere grond.",
        )


def _why_without(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Why consent could not be asked is part of the record (standards 5.1)."""
    if not ask.without_consent:
        yield Obstacle(
            "toestemming.waarom_niet",
            "Er staat niet waarom toestemming vragen niet kon.",
            "Schrijf bij de aanvraag op waarom.",
        )


def _convenant(_agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """A convenant that both signed; it is a condition, never a ground (H, F)."""
    if ask.organisation is None or not signed_by(known.partners, on, ask.giver, ask.organisation):
        yield Obstacle(
            "convenant.geldt_niet",
            "Tussen wie geeft en wie ontvangt geldt nu geen convenant.",
            "Laat beide partijen een convenant tekenen, of kies een enkele melding op een eigen grond.",
        )


def _named(reference: str, label: str) -> Rule:
    def rule(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
        if not getattr(ask.references, reference).strip():
            yield Obstacle(
                f"grond.{reference}", f"Deze grond vraagt {label}.", f"Noem {label} bij de aanvraag."
            )

    return rule


def _silence_weighed(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """A demand does not decide for the professional, who may keep silent and says why not (H)."""
    if not ask.references.verschoning.strip():
        yield Obstacle(
            "grond.verschoning",
            "Er staat niet of u zich beroept op uw verschoningsrecht.",
            "U beslist: geef niets, of schrijf bij de aanvraag waarom u zich niet verschoont.",
        )


def _elsewhere(_agreements: Agreements, _ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Judged elsewhere: the second person by `people`, that nobody is named by `anonymity` on the bytes."""
    yield from ()


NEEDS: dict[Need, Callable[[Agreements, Ask, Known, date], Iterator[Obstacle]]] = {
    "geen_persoonsgegevens": _elsewhere,
    "toestemming": _consent,
    "conflict_van_plichten": _weighing,
    "tweede_persoon": _elsewhere,
    "meldcode": _meldcode,
    "convenant": _convenant,
    "acuut_gevaar": _acute,
    "waarom_geen_toestemming": _why_without,
    "artikel": _named("artikel", "het wetsartikel"),
    "besluit": _named("besluit", "het besluit waarop u geeft"),
    "vordering": _named("vordering", "het nummer van de vordering"),
    "verschoning": _silence_weighed,
}
"""What each need of a ground asks."""


def ground_met(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Everything that the ground needs is there (standards 5.1)."""
    ground = agreements.grounds.get(ask.ground)
    for need in ground.needs if ground is not None else ():
        yield from NEEDS[need](agreements, ask, known, on)


def partners_signed(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Hit or no hit, and the standing exchange, need a convenant beside their ground (domain 6, artikel)."""
    ground = agreements.grounds.get(ask.ground)
    asked_already = ground is not None and "convenant" in ground.needs
    if not asked_already and (ask.tier == HIT or is_exchange(agreements, ask)):
        yield from _convenant(agreements, ask, known, on)


def convenant_named(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """A table of several organisations works under its own convenant: named, signed and in force (K)."""
    recipient = agreements.recipients.get(ask.recipient)
    if recipient is None or not recipient.convenant or ask.tier <= ADVICE:
        return
    named = ask.references.convenant.strip()
    if not named:
        yield Obstacle(
            "convenant.noemen",
            f"Met {recipient.label} deelt u alleen onder het convenant van die tafel.",
            "Doe een nieuwe aanvraag, en noem dat convenant.",
        )
    elif not sits_at(known.partners, on, ask.giver, ask.recipient, named):
        yield Obstacle(
            "convenant.tafel",
            f"Het convenant {named} van {recipient.label} geldt nu niet voor {ask.giver}.",
            "Noem het convenant dat geldt: zie `opplussen convenant show`. Staat het er niet, leg het dan "
            f"vast: `opplussen convenant sign --table {ask.recipient}`.",
        )


def exchange_runs(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Signals of a listed case go under an exchange that runs between these two, of its kinds (artikel)."""
    if not is_exchange(agreements, ask):
        return
    running = known.exchange.running
    pair = {running.facility, running.unit} if running else set()
    if running is None or not runs(known.exchange, on) or {ask.giver, ask.organisation} != pair:
        yield Obstacle(
            "uitwisseling.loopt_niet",
            "Tussen deze twee loopt over deze casus geen uitwisseling.",
            "Open eerst de uitwisseling over een casus op de vastgestelde lijst.",
        )
    elif not set(ask.categories) <= set(running.categories):
        yield Obstacle(
            "uitwisseling.soort",
            "De uitwisseling gaat niet over al deze soorten informatie.",
            f"Deel alleen: {', '.join(running.categories)}.",
        )


def discloser_told(agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """Who gives to police knows who reads, what follows, what cannot be undone (F: doorlaatverbod; S 5b)."""
    recipient = agreements.recipients.get(ask.recipient)
    to_police = ask.side == "zorg" and recipient is not None and recipient.side == "politie"
    if to_police and ask.tier > ADVICE and not is_acute(agreements, ask) and set(POINTS) - known.ready.told:
        yield Obstacle(
            "vooraf.verteld",
            "U hebt nog niet alles gelezen wat u vooraf moet weten.",
            "Lees het met `opplussen share told`.",
        )


def client_informed(agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """The client knows, or is told later for a reason (S 5a: informeer, tenzij)."""
    if (
        ask.side == "zorg"
        and ask.tier > ADVICE
        and not is_acute(agreements, ask)
        and not known.ready.informed
    ):
        yield Obstacle(
            "client.informeren",
            "De cliënt weet nog niet dat er gedeeld wordt.",
            "Vertel het, of leg vast waarom dat later gebeurt: `opplussen share inform`.",
        )


RELEASING: tuple[Rule, ...] = (
    ground_met,
    partners_signed,
    convenant_named,
    exchange_runs,
    discloser_told,
    client_informed,
)
