"""Telling the client what was told about them: by a day, put off for a reason, and not for ever.

Source: stappenplan 5a (the client is told, unless safety forbids it or they would go out of sight). The days
are terms of the working agreements.
"""

from datetime import date, timedelta

from domain.agreements.document import Terms
from domain.commands import Refused


def tell_by(terms: Terms, on: date) -> date:
    """The day by which the client hears what was told on a day."""
    return on + timedelta(days=terms.inform_days)


def require_how(how: str) -> None:
    """Refuse a client who was told without how.

    Raises:
        Refused: nothing is written.
    """
    if not how.strip():
        raise Refused("client.hoe", "Er staat niet hoe het is verteld.", "Schrijf hoe u het vertelde.")


def require_put_off(terms: Terms, explanation: str, review: date, today: date, since: date | None) -> None:
    """Refuse putting off without a reason, to a day too far, or past what may be put off in all.

    `since` is when it was told to others; None while nothing left.

    Raises:
        Refused: naming the last day there is.
    """
    if not explanation.strip():
        raise Refused(
            "client.uitleg", "Later vertellen heeft uitleg nodig.", "Schrijf waarom het nu niet kan."
        )
    last = tell_by(terms, today)
    if since is not None:
        longest = since + timedelta(days=terms.inform_longest_days)
        if today >= longest:
            raise Refused(
                "client.te_lang",
                f"Vertellen is al {(today - since).days} dagen uitgesteld. Langer uitstellen kan niet.",
                "Vertel het nu. Kan dat echt niet, bespreek het dan in het kernteam: het blijft op de lijst.",
            )
        last = min(last, longest)
    if not today < review <= last:
        raise Refused(
            "client.termijn",
            "De dag om opnieuw te kijken klopt niet.",
            f"Kies een dag na vandaag, en uiterlijk {last:%d-%m-%Y}.",
        )


def not_theirs() -> Refused:
    """The refusal for somebody who has nothing to tell this client."""
    return Refused(
        "client.rol",
        "U werkt niet met deze cliënt, en niet bij wie dit vertelde.",
        "Laat wie met de cliënt werkt dit doen, of de aandachtsfunctionaris daar.",
    )
