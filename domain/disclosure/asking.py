"""The beginning: ask advice about nobody by name, ask to share, or decide not to share now.

Sources: stappenplan 2, 4 and 5 (advice on anonymous data is no report), handreiking (not sharing can be
blamed too).
"""

from datetime import date, timedelta

from msgspec import structs

from domain.agreements.document import Danger, Tier
from domain.cases.standing import workable
from domain.commands import Query, Refused, about
from domain.disclosure.anonymity import findings
from domain.disclosure.contents import identifiers, names_of
from domain.disclosure.events import (
    AdviceAsked,
    DisclosureRequested,
    References,
    SharingForgone,
)
from domain.disclosure.gate import request_obstacles
from domain.disclosure.grounds import consent_for, needs_consent
from domain.disclosure.package import advice
from domain.disclosure.people import own_professional
from domain.disclosure.question import ADVICE, Ask, ask_of
from domain.disclosure.sharing import Sharing, SharingCommand, colleagues, known, refused
from domain.disclosure.thread import Asked, Nothing, Preparation
from domain.events import Event
from domain.words import CaseId, Personal, Side, SignalId

ADVICE_GROUND = "ANONIEM_ADVIES"
ADVICE_PURPOSE = "advies"


class AskAdvice(SharingCommand, frozen=True):
    """Ask advice with a question and coded signals, about a case that one works with.

    `merged` are the cases that go on in this one: what they know of the client is searched for as well.
    """

    attempt = "advies"

    recipient: str
    question: Personal
    merged: tuple[CaseId, ...] = ()

    def boundary(self) -> Query:
        """As every command of sharing, and the names that merged cases know."""
        return (*super().boundary(), *[names_of(one) for one in self.merged])

    def judge(self, view: Sharing) -> list[Event]:
        """As long as nothing in it tells who the client is: that is checked on the bytes, after who asks."""
        if not isinstance(self.thread(view), Nothing):
            return []
        if not self.question.strip():
            raise Refused("advies.vraag", "Er staat geen vraag.", "Schrijf wat u wilt weten.")
        ask = Ask(
            ADVICE,
            ADVICE_PURPOSE,
            self.recipient,
            self.receiver,
            ADVICE_GROUND,
            (),
            "zorg",
            "geen",
            self.giver,
            self.by,
        )
        found = request_obstacles(self.agreed(view), ask, known(view, Preparation()), self.today)
        if found:
            raise refused(found)
        if not view.contents.absorbed <= set(self.merged):
            raise Refused(
                "advies.samengevoegd",
                "Er ging net een casus in deze verder. Op die namen is nog niet gezocht.",
                "Vraag het nog eens.",
            )
        made = advice(self.question, self.recipient, view.contents, self.today)
        named = findings(made.data, (*identifiers(view.contents), *colleagues(view)))
        if named:
            places = ", ".join(f"{one.where} ({one.kind})" for one in named)
            raise Refused(
                "advies.herkenbaar",
                f"Hieraan kan iemand worden herkend: {places}.",
                "Haal dat weg, of schrijf het in andere woorden.",
            )
        return [
            AdviceAsked(
                self.case,
                self.disclosure,
                self.giver,
                self.recipient,
                self.receiver,
                self.question,
                made.digest,
                self.today,
                self.by,
            )
        ]


class RequestDisclosure(SharingCommand, frozen=True):
    """Ask to share something with somebody; what is still needed is shown, and can be done after it."""

    attempt = "aanvraag"

    side: Side
    recipient: str
    purpose: str
    tier: Tier
    ground: str
    categories: tuple[str, ...]
    danger: Danger
    references: References = References()
    signals: tuple[SignalId, ...] = ()
    without_consent: Personal = ""
    meldcode: Personal = ""
    why_full: Personal = ""

    def judge(self, view: Sharing) -> list[Event]:
        """Once under an id, when nothing makes it impossible from the start."""
        requested = self._requested()
        thread = self.thread(view)
        if not isinstance(thread, Nothing):
            if isinstance(thread, Asked) and structs.replace(thread.request, consent="") == requested:
                return []
            raise Refused(
                "verstrekking.bestaat",
                f"Er is al iets onder {self.disclosure}.",
                "Begin een nieuwe aanvraag.",
            )
        workable(self.case, view.contents.facts.standing)
        if self.tier == ADVICE:
            raise Refused(
                "verstrekking.advies",
                "Op trede 1 vraagt u advies zonder persoonsgegevens.",
                "Gebruik daarvoor `opplussen share advice`.",
            )
        ask = ask_of(requested)
        agreements, facts = self.agreed(view), known(view, Preparation())
        found = request_obstacles(agreements, ask, facts, self.today)
        if found:
            raise refused(found)
        strangers = set(self.signals) - {one.id for one in view.contents.facts.signals}
        if strangers:
            raise Refused(
                "verstrekking.signaal",
                f"Deze signalen staan niet bij deze casus: {', '.join(sorted(strangers))}.",
                "Kies signalen van deze casus, of laat ze weg om alles van deze soorten te delen.",
            )
        rests = consent_for(agreements, ask, facts, self.today) if needs_consent(agreements, ask) else None
        carried = rests.consent if rests is not None and rests.allowed else ""
        return [structs.replace(requested, consent=carried)]

    def _requested(self) -> DisclosureRequested:
        return DisclosureRequested(
            self.case,
            self.disclosure,
            self.side,
            self.giver,
            self.recipient,
            self.receiver,
            self.purpose,
            self.tier,
            self.ground,
            self.categories,
            self.danger,
            self.by,
            self.references,
            self.signals,
            self.without_consent,
            self.meldcode,
            why_full=self.why_full,
        )


class ForgoSharing(SharingCommand, frozen=True):
    """Decide not to share now. Silence can be blamed as well, so it is recorded and looked at again."""

    attempt = "niet_delen"

    reasons: Personal
    review: date

    def boundary(self) -> Query:
        """What every command of the gate depends on, and what was decided before."""
        return (*super().boundary(), about(f"case:{self.case}", SharingForgone))

    def judge(self, view: Sharing) -> list[Event]:
        """With reasons and a day within the term, by who could have shared; once until something happens."""
        workable(self.case, view.contents.facts.standing)
        agreements = self.agreed(view)
        ask = Ask(2, "", "", None, "", (), "zorg", "geen", self.giver, self.by)
        found = tuple(own_professional(agreements, ask, known(view, Preparation()), self.today))
        if found:
            raise refused(found)
        if not self.reasons.strip():
            raise Refused("niet_delen.reden", "Niet delen heeft een reden nodig.", "Schrijf waarom niet.")
        last = self.today + timedelta(days=agreements.terms.forgone_review_days)
        if not self.today < self.review <= last:
            raise Refused(
                "niet_delen.termijn",
                "De dag om opnieuw te kijken past niet.",
                f"Kies een dag na vandaag, uiterlijk {last:%d-%m-%Y}.",
            )
        forgone = SharingForgone(self.case, self.reasons, self.review, self.by)
        return [] if view.forgone == forgone else [forgone]
