"""The release: the gate decides on everything that is known at that position, or it fails.

Only who asked releases; an approval alone releases nothing. Consent, convenant, appointments, weighing,
agreements
and signals are all in the boundary, so what forbids it cannot come in unseen between the judgement and the
event.
"""

from datetime import datetime, timedelta

from msgspec import structs

from domain.agreements.document import Agreements
from domain.cases.standing import workable
from domain.commands import Refused
from domain.disclosure.anonymity import mentioned
from domain.disclosure.events import ClientInformingDue, DisclosureReleased, DisclosureRequested
from domain.disclosure.gate import obstacles
from domain.disclosure.grounds import consent_for, needs_consent
from domain.disclosure.package import Package, Source, package
from domain.disclosure.preparing import own
from domain.disclosure.question import MINIMAL, ask_of, is_acute
from domain.disclosure.sharing import Sharing, SharingCommand, colleagues, known, refused
from domain.disclosure.thread import Asked, Released
from domain.events import Event
from domain.informing import tell_by
from domain.stappenplan.events import MeldcodeDue
from domain.stappenplan.meldcode import carried_by_112, due_after_danger
from domain.words import SignalId


def source(agreements: Agreements, view: Sharing, released: DisclosureReleased) -> Source:
    """What the package of a release is made from; `view` is the case just before it."""
    return Source(
        agreements,
        view.contents,
        view.partners,
        released.on,
        released.feedback_on,
        released.keep_until,
    )


class Releasing(SharingCommand, frozen=True):
    """A command that lets something leave. `at` is the moment, UTC."""

    at: datetime

    def release(
        self, view: Sharing, thread: Asked | Released, chosen: tuple[SignalId, ...]
    ) -> DisclosureReleased:
        """What leaves, when nothing stands in the way.

        Raises:
            Refused: with the first thing that stands in the way, and how many more there are.
        """
        agreements, request = self.agreed(view), thread.request
        workable(self.case, view.contents.facts.standing)
        if (self.giver, self.receiver) != (request.giver, request.organisation):
            raise Refused(
                "verstrekking.andere_partijen",
                "De aanvraag noemt andere organisaties.",
                "Kijk opnieuw met `opplussen share show`, en probeer het nog eens.",
            )
        ask, facts = ask_of(request), known(view, thread.ready)
        found = obstacles(agreements, ask, facts, self.today)
        if found:
            raise refused(found)
        rests = needs_consent(agreements, ask)
        consent = consent_for(agreements, ask, facts, self.today).consent if rests else ""
        left = self._filled_in(agreements, request, consent)
        made = package(request, source(agreements, view, left), chosen)
        _require_fit(made, view)
        return structs.replace(left, fields=made.fields, signals=made.signals, digest=made.digest)

    def _filled_in(
        self, agreements: Agreements, request: DisclosureRequested, consent: str
    ) -> DisclosureReleased:
        """The release with its terms, before the package is made."""
        terms, recipient = agreements.terms, agreements.recipients[request.recipient]
        owes = request.side == "zorg" and recipient.side == "politie" and recipient.partner
        due_at = self.at + timedelta(hours=terms.assessment_hours)
        return DisclosureReleased(
            self.case,
            self.disclosure,
            request.recipient,
            request.organisation,
            request.purpose,
            request.ground,
            agreements.grounds[request.ground].article,
            (),
            (),
            "",
            agreements.version,
            self.by,
            self.today,
            self.today + timedelta(days=terms.keep_days),
            self.today + timedelta(days=terms.feedback_days),
            consent,
            agreements.purposes[request.purpose].exchange,
            due_at if owes and request.tier >= MINIMAL else None,
        )


def _require_fit(made: Package, view: Sharing) -> None:
    if not made.fields:
        raise Refused(
            "pakket.leeg",
            "Van deze soorten is niets bekend: het pakket zou leeg zijn.",
            "Kies andere soorten informatie of andere signalen.",
        )
    texts = {f"signaal {one}": view.contents.texts.get(one, "") for one in made.signals}
    named = mentioned(texts, colleagues(view))
    if named:
        raise Refused(
            "pakket.medewerker",
            f"De naam van een medewerker staat in: {', '.join(one.where for one in named)}.",
            "Verbeter de tekst van het signaal, bijvoorbeeld: «een begeleider».",
        )


class ReleaseDisclosure(Releasing, frozen=True):
    """Let it leave, once."""

    attempt = "verstrekking"

    def judge(self, view: Sharing) -> list[Event]:
        """By who asked, when the gate is open at this very position."""
        thread = own(self.thread(view), self.by)
        if isinstance(thread, Released):
            raise Refused(
                "verstrekking.gedaan",
                "Dit is al verstrekt.",
                "Doe een nieuwe aanvraag, of stuur onder een uitwisseling: `opplussen share send`.",
            )
        left = self.release(view, thread, ())
        return [left, *self._untold(view, thread), *self._meldcode(view, thread)]

    def _untold(self, view: Sharing, thread: Asked) -> list[Event]:
        """Acute danger waits for nobody, so the client may still have to hear (S 5a)."""
        if thread.request.side != "zorg" or thread.ready.informed:
            return []
        return [ClientInformingDue(self.case, self.disclosure, tell_by(self.agreed(view).terms, self.today))]

    def _meldcode(self, view: Sharing, thread: Asked) -> list[MeldcodeDue]:
        """What rests on acute danger, or on a call to 112, did not wait for the meldcode (S 5b)."""
        if is_acute(self.agreed(view), ask_of(thread.request)) or carried_by_112(view.plan):
            return due_after_danger(self.case, view.plan, view.agreements, self.today)
        return []


class SendUnderExchange(Releasing, frozen=True):
    """Send signals under the standing exchange of a listed case; every sending passes the gate."""

    attempt = "uitwisseling"

    signals: tuple[SignalId, ...]

    def judge(self, view: Sharing) -> list[Event]:
        """Signals that did not go before, in a thread whose purpose is the exchange."""
        thread = own(self.thread(view), self.by)
        if not self.agreed(view).purposes[thread.request.purpose].exchange:
            raise Refused(
                "uitwisseling.doel",
                "Deze aanvraag is niet voor de uitwisseling.",
                "Doe een aanvraag met het doel uitwisseling.",
            )
        sent = (
            {one for left in thread.releases for one in left.signals} if isinstance(thread, Released) else {}
        )
        fresh = tuple(one for one in self.signals if one not in sent)
        if not fresh:
            raise Refused(
                "uitwisseling.niets_nieuws",
                "Er is niets nieuws om te sturen.",
                "Noem signalen die nog niet zijn gestuurd.",
            )
        left = self.release(view, thread, fresh)
        missing = [one for one in fresh if one not in left.signals]
        if missing:
            raise Refused(
                "uitwisseling.signaal",
                f"Deze signalen kunnen niet mee: {', '.join(missing)}.",
                "Stuur alleen eigen signalen van de soorten die zijn afgesproken.",
            )
        return [left]
