"""What people do with the partners' agreement: sign it, look at it again, end it.

Sources: handreiking (working agreements in a convenant, looked at again; it never makes a ground of its own),
melden en samenwerken (a table of several organisations has a convenant of its own).
"""

from datetime import date

from domain.commands import Refused
from domain.events import Event
from domain.partners import (
    ConvenantEnded,
    ConvenantReviewed,
    ConvenantSigned,
    Partners,
    PartnersCommand,
    ReviewOutcome,
)
from domain.words import OrganisationId

# commands


class SignConvenant(PartnersCommand, frozen=True):
    """Record that the partners signed their agreement, or the one of a `table` where they sit."""

    attempt = "convenant_tekenen"

    convenant: str
    partners: tuple[OrganisationId, ...]
    since: date
    until: date
    table: str = ""

    def decide(self, view: Partners) -> list[Event]:
        """Only partners sign, for a period that has a length; the same is signed once."""
        strangers = [partner for partner in self.partners if partner not in view.kinds]
        if strangers:
            raise Refused(
                "convenant.partner",
                f"Deze partijen doen niet mee: {', '.join(sorted(strangers))}.",
                "Laat de beheerder deze partijen eerst toevoegen.",
            )
        if self.until <= self.since:
            raise Refused(
                "convenant.periode",
                "Het convenant eindigt niet na het begin.",
                "Kies een einde dat na het begin ligt.",
            )
        signed = ConvenantSigned(self.convenant, self.partners, self.since, self.until, self.table)
        earlier = _called(view, self.convenant)
        if earlier is not None and earlier.table != self.table:
            raise Refused(
                "convenant.bestaat",
                f"Het convenant {self.convenant} is van een andere tafel, of van de proeftuin.",
                "Kies een andere code.",
            )
        return [] if earlier == signed else [signed]


def _called(view: Partners, code: str) -> ConvenantSigned | None:
    """The convenant under this code: the proeftuin's, or that of a table."""
    if view.convenant is not None and view.convenant.convenant == code:
        return view.convenant
    return view.tables.get(code)


class EndConvenant(PartnersCommand, frozen=True):
    """Record that the agreement no longer holds."""

    attempt = "convenant_beëindigen"

    convenant: str
    on: date
    reason: str

    def decide(self, view: Partners) -> list[Event]:
        """Only one that holds, and never without a reason."""
        if _called(view, self.convenant) is None:
            raise Refused(
                "convenant.geen",
                f"Het convenant {self.convenant} geldt niet.",
                "Noem het convenant dat nu geldt.",
            )
        if not self.reason.strip():
            raise Refused(
                "convenant.reden", "Een convenant beëindigen heeft een reden nodig.", "Schrijf waarom."
            )
        return [ConvenantEnded(self.convenant, self.on, self.reason)]


class ReviewConvenant(PartnersCommand, frozen=True):
    """Record that the partners looked at their agreement again. `today` is the day in Europe/Amsterdam."""

    attempt = "convenant_bekijken"

    convenant: str
    on: date
    outcome: ReviewOutcome
    following: date
    today: date

    def decide(self, view: Partners) -> list[Event]:
        """Only the one that holds, on a day that came, with a next time after it; the same once."""
        if view.convenant is None or view.convenant.convenant != self.convenant:
            raise Refused(
                "convenant.geen",
                f"Het convenant {self.convenant} geldt niet.",
                "Zie: opplussen convenant show",
            )
        if self.on > self.today or self.on < view.convenant.since:
            raise Refused(
                "convenant.dag",
                "Dit convenant kan op die dag niet zijn bekeken.",
                "Noem een dag vanaf het begin van het convenant, en niet later dan vandaag.",
            )
        if self.following <= self.on:
            raise Refused(
                "convenant.volgende",
                "De volgende keer is niet na deze keer.",
                "Noem een latere dag.",
            )
        reviewed = ConvenantReviewed(self.convenant, self.on, self.outcome, self.following)
        return [] if view.reviewed == reviewed else [reviewed]
