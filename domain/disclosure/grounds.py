"""What each ground asks for: consent, a weighing, danger, the meldcode, what must be named.

Sources: stappenplan 5 and 5b, factsheet (conflict of duties), handreiking (legal frame), standards 5.1.
"""

from collections.abc import Callable, Iterator
from datetime import date

from domain.agreements.document import Agreements, Need
from domain.cases.events import ADULT
from domain.consent.ledger import tried
from domain.consent.receiving import Covered, covers
from domain.disclosure.question import Ask, Known, Obstacle, Rule
from domain.partners import signed_by


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
    if not tried(known.ledger):
        yield Obstacle(
            "weging.toestemming",
            "Er staat niet wat is geprobeerd om toestemming te krijgen.",
            "Leg vast wanneer, met wie en hoe, wat de cliënt zei, of waarom het niet kon: "
            "`opplussen consent seek`.",
        )
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


def _real_danger(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Secrecy is broken only for danger that is real; that it cannot be averted was decided (H, S 5)."""
    if ask.danger == "geen":
        yield Obstacle(
            "gevaar.geen",
            "Zonder toestemming delen kan alleen als er reëel gevaar is.",
            "Vraag toestemming, of organiseer zelf hulp (stap 5a).",
        )


def _minor(_agreements: Agreements, _ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """This right to report is about a child; who is of unknown age may be one (standards 5.1, 5.4)."""
    if known.ledger.band == ADULT:
        yield Obstacle(
            "grond.minderjarig",
            "Deze grond is er alleen voor wie minderjarig is.",
            "Kies een andere grond. Klopt de leeftijdsgroep niet, leg dan de juiste vast.",
        )


def _why_without(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Why consent could not be asked is part of the record (standards 5.1)."""
    if not ask.without_consent:
        yield Obstacle(
            "toestemming.waarom_niet",
            "Er staat niet waarom toestemming vragen niet kon.",
            "Schrijf bij de aanvraag op waarom.",
        )


def convenant_holds(_agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
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
    "convenant": convenant_holds,
    "acuut_gevaar": _acute,
    "waarom_geen_toestemming": _why_without,
    "reeel_gevaar": _real_danger,
    "minderjarig": _minor,
    "artikel": _named("artikel", "het wetsartikel"),
    "besluit": _named("besluit", "het besluit waarop u geeft"),
    "casus": _named("casus", "het nummer van de casus bij die tafel"),
    "vordering": _named("vordering", "het nummer van de vordering"),
    "verschoning": _silence_weighed,
}
"""What each need of a ground asks."""


def ground_met(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Everything that the ground needs is there (standards 5.1)."""
    ground = agreements.grounds.get(ask.ground)
    for need in ground.needs if ground is not None else ():
        yield from NEEDS[need](agreements, ask, known, on)
