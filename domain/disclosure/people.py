"""Who may ask, who must agree, who can receive: rules about people and their roles.

Sources: stappenplan 5b (oneself or the reporter whom the organisation appointed), handreiking (the
professional keeps the last word; fixed contacts), domain 6 (the second person may stop, never compel).
"""

from collections.abc import Iterator
from datetime import date

from domain.agreements.document import Agreements
from domain.disclosure.question import (
    ADVICE,
    APPROVERS,
    REPORTERS,
    Ask,
    Known,
    Obstacle,
    Rule,
    holds_role,
    is_acute,
    works_here,
)
from domain.words import Role

ADVISED: tuple[Role, ...] = ("aandachtsfunctionaris", "kernteam_zorg")
"""Who asks advice about each case of their facility; others about a case that they work with."""


def own_professional(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Who works with the client, or the appointed reporter; in acute danger whoever works there (S 5b)."""
    if ask.tier <= ADVICE:
        return
    roles = holds_role(known.roles, ask.by, ask.giver, on)
    if not roles:
        yield Obstacle(
            "aanvrager.aanstelling",
            f"Wie dit vraagt, heeft op {on:%d-%m-%Y} geen rol bij {ask.giver}.",
            "Laat iemand delen die daar nu is aangesteld.",
        )
        return
    works = ask.side == "zorg" and works_here(known, ask.by, ask.giver, on)
    if not works and not roles & set(REPORTERS[ask.side]) and not is_acute(agreements, ask):
        yield Obstacle(
            "aanvrager.rol",
            "Delen doet de hulpverlener die met de cliënt werkt, of de aangewezen melder.",
            "Vraag het de verantwoordelijke hulpverlener of de aandachtsfunctionaris.",
        )


def own_advice(_agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Advice about a case is asked by who works with it or leads there (S 2; H: fixed contacts).

    Somebody else could guess, name after name, who the client is: what is refused would tell.
    """
    if ask.tier != ADVICE:
        return
    roles = holds_role(known.roles, ask.by, known.facility, on)
    if not works_here(known, ask.by, known.facility, on) and not roles & set(ADVISED):
        yield Obstacle(
            "advies.casus",
            "Advies over een casus vraagt wie met de cliënt werkt.",
            "Vraag advies zonder een casus te noemen: `opplussen channels` zegt waar dat kan.",
        )


def second_person(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """Where the ground asks it, somebody else with a role agreed and still holds that role (domain 6)."""
    ground = agreements.grounds.get(ask.ground)
    if ground is None or "tweede_persoon" not in ground.needs:
        return
    approver = known.ready.approved_by
    if approver is None:
        yield Obstacle(
            "goedkeuring.ontbreekt",
            "Een tweede persoon heeft nog niet meegekeken.",
            f"Vraag goedkeuring aan: {' of '.join(APPROVERS[ask.side])} van {ask.giver}.",
        )
    elif approver == ask.by or not holds_role(known.roles, approver, ask.giver, on) & set(
        APPROVERS[ask.side]
    ):
        yield Obstacle(
            "goedkeuring.rol",
            "Wie goedkeurde, heeft daar nu niet de rol voor.",
            "Dien opnieuw in, en laat een ander met die rol goedkeuren.",
        )


def able_receiver(agreements: Agreements, ask: Ask, known: Known, on: date) -> Iterator[Obstacle]:
    """At a partner somebody is appointed who may receive it (H: fixed contacts; deny by default)."""
    recipient = agreements.recipients.get(ask.recipient)
    if recipient is None or not recipient.partner or not recipient.roles or ask.organisation is None:
        return
    held = {
        one.role
        for one in known.roles
        if one.organisation == ask.organisation and one.holds(on) and one.role in recipient.roles
    }
    if not held:
        yield Obstacle(
            "ontvanger.rol",
            f"Bij {ask.organisation} is op {on:%d-%m-%Y} niemand aangesteld die dit mag ontvangen.",
            f"Laat daar iemand aanstellen als: {', '.join(recipient.roles)}.",
        )


ASKING: tuple[Rule, ...] = (own_professional, own_advice)
RELEASING: tuple[Rule, ...] = (second_person, able_receiver)
