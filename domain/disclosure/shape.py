"""Is this something that can be asked at all? Rules about the ask itself, whoever asks.

Sources: handreiking (legal frame), standards 5.1 (grounds), domain 6 (tiers).
"""

from collections.abc import Container, Iterator
from datetime import date

from domain.agreements.document import Agreements, Tier
from domain.disclosure.question import MINIMAL, Ask, Known, Obstacle, Rule
from domain.partners import OrganisationKind

TIERS: dict[Tier, str] = {
    0: "niets delen",
    1: "anoniem advies",
    2: "alleen bekend of niet bekend",
    3: "een minimaal pakket",
    4: "een volledige verwijzing",
}
"""The tiers as people read them."""
POLICE: OrganisationKind = "eenheid"


def known_words(agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Only what the working agreements know can be asked (handreiking: partners fill them in together)."""
    asked: tuple[tuple[tuple[str, ...], Container[str]], ...] = (
        ((ask.purpose,), agreements.purposes),
        ((ask.recipient,), agreements.recipients),
        ((ask.ground,), agreements.grounds),
        (ask.categories, agreements.categories),
    )
    for word in [word for words, known in asked for word in words if word not in known]:
        yield Obstacle(
            "verstrekking.onbekend",
            f"{word} staat niet in de werkafspraken.",
            "Kies een doel, ontvanger, grond en soorten die in de werkafspraken staan.",
        )


def no_truth_finding(agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Truth-finding is no reason to break the duty of secrecy (handreiking)."""
    purpose = agreements.purposes.get(ask.purpose)
    if purpose is not None and purpose.never:
        yield Obstacle(
            "verstrekking.waarheidsvinding",
            f"{purpose.label[:1].upper()}{purpose.label[1:]} is geen doel om te delen.",
            purpose.never,
        )


def something(_agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Tier 0 is nothing: there is no package of it (domain 6)."""
    if ask.tier == 0:
        yield Obstacle(
            "verstrekking.niets", "Op trede 0 gaat er niets de deur uit.", "Kies trede 1, 2, 3 of 4."
        )


def own_ground(agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Care and police each give on grounds of their own (standards 5.1; artikel: exchange both ways)."""
    ground = agreements.grounds.get(ask.ground)
    if ground is not None and ground.side != ask.side:
        yield Obstacle(
            "grond.kant",
            f"De grond «{ground.label}» is er voor wat de {ground.side} geeft.",
            f"Kies een grond waarop de {ask.side} mag geven.",
        )


def fitting_ground(agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """A ground goes for its own recipients, tiers and purposes; none is stretched (standards 5.1)."""
    ground = agreements.grounds.get(ask.ground)
    if ground is None:
        return
    remedy = "Kies een andere grond, of vraag eerst anoniem advies."
    if ask.recipient in agreements.recipients and ask.recipient not in ground.recipients:
        label = agreements.recipients[ask.recipient].label
        yield Obstacle("grond.ontvanger", f"Op de grond «{ground.label}» mag niets naar {label}.", remedy)
    if ask.tier and ask.tier not in ground.tiers:
        yield Obstacle("grond.trede", f"De grond «{ground.label}» draagt niet: {TIERS[ask.tier]}.", remedy)
    purpose = agreements.purposes.get(ask.purpose)
    if purpose is not None and not purpose.never and ask.purpose not in ground.purposes:
        yield Obstacle("grond.doel", f"De grond «{ground.label}» is er niet voor: {purpose.label}.", remedy)


def allowed(agreements: Agreements, purpose: str, tier: Tier) -> tuple[str, ...]:
    """The kinds of information that a purpose needs at a tier; none below tier 3."""
    held = agreements.purposes.get(purpose)
    if held is None or tier < MINIMAL:
        return ()
    return held.minimal if tier == MINIMAL else held.full


def needed_kinds(agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """No more than the purpose needs, and facts where it can be (H; F: data minimalisatie)."""
    may = allowed(agreements, ask.purpose, ask.tier)
    surplus = [
        agreements.categories[one].label
        for one in ask.categories
        if one in agreements.categories and one not in may
    ]
    if surplus:
        yield Obstacle(
            "verstrekking.soorten",
            f"Dit is voor dit doel en deze trede te veel: {', '.join(surplus)}.",
            f"Deel alleen: {', '.join(agreements.categories[one].label for one in may) or 'geen inhoud'}.",
        )
    if ask.tier >= MINIMAL and not ask.categories:
        yield Obstacle(
            "verstrekking.leeg", "Er staat niet wat er gedeeld wordt.", "Noem de soorten informatie."
        )


def known_receiver(agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """A partner receives as an organisation of the proeftuin, by name; others have none (domain 13)."""
    recipient = agreements.recipients.get(ask.recipient)
    if recipient is None:
        return
    if not recipient.partner:
        if ask.organisation is not None:
            yield Obstacle(
                "ontvanger.buiten",
                f"Bij {recipient.label} hoort geen organisatie van de proeftuin.",
                "Laat de organisatie weg.",
            )
        return
    kind = known.partners.kinds.get(ask.organisation) if ask.organisation else None
    if kind is None or ask.organisation == ask.giver:
        yield Obstacle(
            "ontvanger.organisatie",
            f"Er staat niet welke organisatie van de proeftuin {recipient.label} is.",
            "Noem de organisatie die ontvangt; een andere dan die geeft.",
        )
    elif recipient.side is not None and (kind == POLICE) != (recipient.side == "politie"):
        yield Obstacle(
            "ontvanger.soort",
            f"{ask.organisation} is niet: {recipient.label}.",
            "Kies een organisatie die bij de ontvanger past.",
        )


def own_information(_agreements: Agreements, ask: Ask, known: Known, _on: date) -> Iterator[Obstacle]:
    """An organisation gives what is its own: care where the client is, police from a unit (domain 3, 6)."""
    is_police = known.partners.kinds.get(ask.giver) == POLICE
    if is_police != (ask.side == "politie") or (not is_police and ask.giver != known.facility):
        yield Obstacle(
            "verstrekking.gever",
            f"{ask.giver} kan deze informatie niet geven.",
            "Laat de organisatie delen waar de cliënt nu is, of de politie-eenheid zelf.",
        )


SHAPE: tuple[Rule, ...] = (
    known_words,
    no_truth_finding,
    something,
    own_ground,
    fitting_ground,
    needed_kinds,
    known_receiver,
    own_information,
)
