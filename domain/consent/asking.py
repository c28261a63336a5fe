"""Explain first, then ask: what was told and understood, what was given, and what was refused."""

from datetime import date
from typing import get_args

from domain.commands import Refused
from domain.consent.conditions import (
    Decision,
    Scope,
    require_deciders,
    require_informed,
    require_lawful,
    require_period,
    require_representative,
    require_specific,
    require_written,
)
from domain.consent.deciding import ConsentCommand, Deciding, agreed, unless_said
from domain.consent.events import (
    ConsentExplained,
    ConsentGiven,
    ConsentRefused,
    ConsentSought,
    Giver,
    Hindrance,
    Told,
)
from domain.events import Event
from domain.happened import require_happened
from domain.words import Personal

TOLD: dict[Told, str] = {
    "wie_en_wat": "wie krijgt wat, en waarvoor",
    "politie_moet_handelen": "de politie kan verplicht zijn iets te doen",
    "ook_zonder_aangifte": "dat kan ook zonder aangifte",
    "niet_terug_te_nemen": "wat de politie heeft, kan niet worden teruggehaald",
    "weigeren_en_intrekken": "nee zeggen mag, en later stoppen mag altijd, zonder reden",
}
"""What is told before consent, in plain Dutch."""


class ExplainConsent(ConsentCommand, frozen=True):
    """Record that it was explained what sharing means, and whether that came across."""

    attempt = "toestemming_uitleggen"

    to: Giver
    told: tuple[Told, ...]
    how: Personal
    teach_back: Personal
    understood: bool

    def decide(self, view: Deciding) -> list[Event]:
        """Everything is told, in a way that fits, and asked back; also when it did not come across yet."""
        self.require_worker(view)
        require_representative(self.to, view.ledger)
        missing = [TOLD[one] for one in get_args(Told) if one not in self.told]
        if missing:
            raise Refused(
                "uitleg.onvolledig",
                f"Nog niet verteld: {'; '.join(missing)}.",
                "Vertel ook dat, in eenvoudige taal.",
            )
        if not self.how.strip() or not self.teach_back.strip():
            raise Refused(
                "uitleg.nagevraagd",
                "Er staat niet hoe het is uitgelegd, of wat de ander in eigen woorden terugvertelde.",
                "Vraag: kunt u mij vertellen wat we hebben afgesproken? Schrijf beide op.",
            )
        said = ConsentExplained(
            self.case,
            self.today,
            self.to,
            self.told,
            self.how,
            self.teach_back,
            self.understood,
            self.by,
        )
        return unless_said(view, said)


class GiveConsent(ConsentCommand, frozen=True):
    """Record consent: to whom, for what, what, until when, and by whom. `consent` is a new random id."""

    attempt = "toestemming_geven"

    consent: str
    scope: Scope
    until: date
    decision: Decision

    def decide(self, view: Deciding) -> list[Event]:
        """Specific, for a time, by who may decide, after an explanation that was understood."""
        self.require_worker(view)
        agreements, ledger = agreed(view), view.ledger
        if self.consent in ledger.consents or self.consent in ledger.withdrawn:
            raise Refused("toestemming.bestaat", "Deze toestemming staat er al.", "Begin opnieuw.")
        require_specific(self.scope, agreements, view.partners)
        require_lawful(self.scope, agreements)
        require_period(self.until, self.today, agreements.consent)
        band = require_deciders(self.decision, ledger, agreements.consent)
        require_informed(self.decision, ledger, agreements.consent, self.today)
        require_written(self.scope.purposes, self.decision, band, agreements)
        return [
            ConsentGiven(
                self.case,
                self.consent,
                self.decision.givers,
                self.scope.recipients,
                self.scope.purposes,
                self.scope.categories,
                self.today,
                self.until,
                band,
                self.decision.capacity,
                self.decision.alone,
                self.decision.written,
            )
        ]


class SeekConsent(ConsentCommand, frozen=True):
    """Record an effort to get consent: when, with whom, how, what was answered; or why it could not be."""

    attempt = "toestemming_proberen"

    on: date
    to: Giver
    how: Personal = ""
    said: Personal = ""
    hindered: Hindrance | None = None
    why: Personal = ""

    def decide(self, view: Deciding) -> list[Event]:
        """Whole, of a day that came; another day or other words are another effort."""
        self.require_worker(view)
        require_representative(self.to, view.ledger)
        require_happened("poging", self.on, self.today)
        if self.hindered is None and not (self.how.strip() and self.said.strip()):
            raise Refused(
                "poging.onvolledig",
                "Er staat niet hoe u het probeerde, of wat de ander zei.",
                "Schrijf beide op. Kon het niet, zeg dan waardoor: --hindered en --why.",
            )
        if self.hindered is not None and not self.why.strip():
            raise Refused(
                "poging.waarom",
                "Er staat niet waarom toestemming vragen niet kon.",
                "Schrijf op wat er dan zou gebeuren, of wat u wel deed.",
            )
        effort = ConsentSought(
            self.case, self.on, self.to, self.by, self.how, self.said, self.hindered, self.why
        )
        return [] if effort in view.ledger.sought else [effort]


class RefuseConsent(ConsentCommand, frozen=True):
    """Record a refusal as carefully as a consent: what the objections are, and how they were met."""

    attempt = "toestemming_weigeren"

    who: Giver
    scope: Scope
    objections: Personal
    met: Personal

    def decide(self, view: Deciding) -> list[Event]:
        """Always possible; it binds what stands and bars nobody from asking again."""
        self.require_worker(view)
        require_specific(self.scope, agreed(view), view.partners)
        if not self.objections.strip() or not self.met.strip():
            raise Refused(
                "weigering.bezwaren",
                "Er staat niet wat de bezwaren zijn, of wat u deed om die weg te nemen.",
                "Schrijf beide op. «Wil geen reden noemen» mag ook.",
            )
        said = ConsentRefused(
            self.case,
            self.today,
            self.who,
            self.scope.recipients,
            self.scope.purposes,
            self.scope.categories,
            self.objections,
            self.met,
        )
        return unless_said(view, said)
