"""What must be there beside the ground: a convenant, no more than needed, what people were told.

Sources: stappenplan 5a and 5b, factsheet, handreiking (legal frame), melden en samenwerken, standards 5.2.
"""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from domain.agreements.document import Agreements
from domain.disclosure.events import Point
from domain.disclosure.grounds import convenant_holds, ground_met, needs_consent
from domain.disclosure.question import ADVICE, FULL, HIT, Ask, Known, Obstacle, Rule, is_acute
from domain.partners import sits_at
from domain.watchlists.exchange import runs

POINTS: tuple[Point, ...] = get_args(Point)


def is_exchange(agreements: Agreements, ask: Ask) -> bool:
    """Whether it goes under the standing exchange about a listed case."""
    purpose = agreements.purposes.get(ask.purpose)
    return purpose is not None and purpose.exchange


def partners_signed(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Hit or no hit, and the standing exchange, need a convenant beside their ground (domain 6, artikel)."""
    ground = agreements.grounds.get(ask.ground)
    asked_already = ground is not None and "convenant" in ground.needs
    if not asked_already and (ask.tier == HIT or is_exchange(agreements, ask)):
        yield from convenant_holds(agreements, ask, known, on)


def least_that_does(agreements: Agreements, ask: Ask, _known: Known, _on: date) -> Iterator[Obstacle]:
    """Who breaks secrecy breaks it as little as can be: why does less not do (H; standards 5.2)."""
    breaks = ask.side == "zorg" and not needs_consent(agreements, ask) and not is_acute(agreements, ask)
    if ask.tier == FULL and breaks and not ask.why_full:
        yield Obstacle(
            "weging.waarom_volledig",
            "Er staat niet waarom een minimaal pakket (trede 3) niet genoeg is.",
            "Kies trede 3, of doe een nieuwe aanvraag en schrijf waarom dat niet genoeg is: `--why-full`.",
        )


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
    least_that_does,
    convenant_named,
    exchange_runs,
    discloser_told,
    client_informed,
)
