"""After it left: the receipt, the feedback, and stopping what goes on.

Sources: the chain ("koppelt terug", K), standards 5.2 and 5.3 (withdrawal is never retroactive; tell
receivers).
"""

from domain.commands import Refused
from domain.disclosure.events import (
    DisclosureReceived,
    DisclosureRequested,
    DisclosureStopped,
    FeedbackGiven,
    RecipientTold,
    StopReason,
)
from domain.disclosure.grounds import consent_for
from domain.disclosure.needs import is_exchange
from domain.disclosure.preparing import running
from domain.disclosure.question import APPROVERS, REPORTERS, ask_of, holds_role
from domain.disclosure.sharing import Sharing, SharingCommand, known
from domain.disclosure.thread import Advised, Asked, Released, Thread
from domain.events import Event
from domain.partners import signed_by
from domain.watchlists.events import ExchangeEnded
from domain.words import Personal

SHORTEST = 8
"""Characters of a digest that say which package came in."""


def released(thread: Thread) -> Released:
    """A thread of which something left.

    Raises:
        Refused: when nothing did.
    """
    if isinstance(thread, Released):
        return thread
    raise Refused(
        "verstrekking.niet_gedaan",
        "Onder dit nummer is niets verstrekt.",
        "Kijk in `opplussen share list`.",
    )


def require_receiver(view: Sharing, command: SharingCommand, request: DisclosureRequested) -> None:
    """Refuse somebody who did not receive it: at a partner by role, elsewhere whoever shared writes it down.

    Raises:
        Refused: naming who can.
    """
    recipient = command.agreed(view).recipients.get(request.recipient)
    if request.organisation is None:
        if command.by == request.by:
            return
        raise Refused(
            "ontvangst.buiten",
            "Deze ontvanger werkt niet met dit logboek.",
            "Wie het deelde, legt de ontvangst en de terugkoppeling vast.",
        )
    roles = set(recipient.roles) if recipient is not None else set()
    held = holds_role(view.roles, command.by, request.organisation, command.today)
    if not (held & roles if roles else held):
        raise Refused(
            "ontvangst.rol",
            "U hebt geen rol bij wie dit ontving.",
            f"Dit kan: {' of '.join(sorted(roles)) or 'iemand'} van {request.organisation}.",
        )


class ReceiveDisclosure(SharingCommand, frozen=True):
    """Say that it came in, by the digest of what came in, or the beginning of it."""

    attempt = "ontvangst"

    digest: str

    def judge(self, view: Sharing) -> list[Event]:
        """What was sent is what came in."""
        thread = released(self.thread(view))
        require_receiver(view, self, thread.request)
        found = [one for one in thread.releases if one.digest.startswith(self.digest)]
        if len(self.digest) < SHORTEST or len({one.digest for one in found}) != 1:
            raise Refused(
                "ontvangst.ander_pakket",
                "Dit is niet het pakket dat is verstuurd.",
                "Vraag het opnieuw op bij wie het stuurde, en gebruik het niet.",
            )
        left = found[0]
        return [] if left.received else [DisclosureReceived(self.case, self.disclosure, left.digest, self.by)]


class GiveFeedback(SharingCommand, frozen=True):
    """Tell back what was done with it."""

    attempt = "terugkoppeling"

    text: Personal

    def judge(self, view: Sharing) -> list[Event]:
        """By the receiver; of advice also by who asked it."""
        thread = self.thread(view)
        if isinstance(thread, Advised):
            if self.by != thread.asked.by:
                raise Refused(
                    "terugkoppeling.advies",
                    "Het antwoord op een advies schrijft op wie het vroeg.",
                    "Laat de vrager dit doen.",
                )
        else:
            require_receiver(view, self, released(thread).request)
        if not self.text.strip():
            raise Refused("terugkoppeling.leeg", "Er staat geen terugkoppeling.", "Schrijf wat er is gedaan.")
        return self.unless_said(view, FeedbackGiven(self.case, self.disclosure, self.text, self.by))


def _require_giver(view: Sharing, command: SharingCommand, request: DisclosureRequested) -> None:
    """Refuse who neither asked nor has a role where it was given in which somebody asks or looks along."""
    roles = holds_role(view.roles, command.by, request.giver, command.today)
    if command.by != request.by and not roles & {*APPROVERS[request.side], *REPORTERS[request.side]}:
        raise Refused(
            "stoppen.rol",
            "U hebt geen rol om dit te stoppen, of om te vertellen dat het is gestopt.",
            f"Dit kan de aanvrager, of: {' of '.join(APPROVERS[request.side])} van {request.giver}.",
        )


class StopDisclosure(SharingCommand, frozen=True):
    """Let a thread go no further, by decision."""

    attempt = "stoppen"

    explanation: Personal

    def judge(self, view: Sharing) -> list[Event]:
        """By who asked or who may look along; the receiver of something is told."""
        thread = running(self.thread(view))
        _require_giver(view, self, thread.request)
        if not self.explanation.strip():
            raise Refused("stoppen.reden", "Stoppen heeft een reden nodig.", "Schrijf waarom.")
        return [
            DisclosureStopped(
                self.case,
                self.disclosure,
                "besluit",
                self.today,
                isinstance(thread, Released),
                self.explanation,
            )
        ]


ENDED: dict[StopReason, str] = {
    "toestemming_ingetrokken": "De toestemming waarop de uitwisseling rust, is ingetrokken.",
    "toestemming_voorbij": "De toestemming waarop de uitwisseling rust, geldt niet meer.",
    "convenant_geeindigd": "Er geldt geen convenant meer tussen beide partijen.",
}
"""Why an exchange ends when what it rests on is gone."""


class StopUnfounded(SharingCommand, frozen=True):
    """Stop a thread whose consent, or whose convenant, is gone; the system asks this by itself."""

    attempt = "stoppen"

    def judge(self, view: Sharing) -> list[Event]:
        """Only while it goes on and what it rests on is gone; the exchange that it belongs to ends too."""
        thread = self.thread(view)
        if not isinstance(thread, Asked | Released) or (isinstance(thread, Released) and thread.stopped):
            return []
        reason = gone(view, self, thread)
        if reason is None:
            return []
        left = isinstance(thread, Released)
        stopped = DisclosureStopped(self.case, self.disclosure, reason, self.today, left)
        if view.exchange.running is None or not is_exchange(self.agreed(view), ask_of(thread.request)):
            return [stopped]
        return [stopped, ExchangeEnded(self.case, self.today, ENDED[reason])]


def gone(view: Sharing, command: SharingCommand, thread: Asked | Released) -> StopReason | None:
    """Why a thread rests on nothing any more; None while it does.

    What left once is over when it left: only a consent that was taken back is told to who has it. A
    request that waits for its first consent rests on nothing yet, and goes on waiting.
    """
    agreements, ask = command.agreed(view), ask_of(thread.request)
    goes_on = isinstance(thread, Asked) or is_exchange(agreements, ask)
    consent = thread.releases[-1].consent if isinstance(thread, Released) else thread.request.consent
    if consent and not consent_for(agreements, ask, known(view, thread.ready), command.today).allowed:
        if consent in view.ledger.withdrawn:
            return "toestemming_ingetrokken"
        if goes_on:
            return "toestemming_voorbij"
    both = [ask.giver, *([ask.organisation] if ask.organisation else [])]
    if (
        is_exchange(agreements, ask)
        and isinstance(thread, Released)
        and not signed_by(view.partners, command.today, *both)
    ):
        return "convenant_geeindigd"
    return None


class TellRecipient(SharingCommand, frozen=True):
    """Say that the receiver was told that it stopped."""

    attempt = "ontvanger_vertellen"

    def judge(self, view: Sharing) -> list[Event]:
        """Once, after it stopped, by who asked or has a role where it was given."""
        thread = released(self.thread(view))
        _require_giver(view, self, thread.request)
        if thread.stopped is None:
            raise Refused(
                "stoppen.loopt_nog",
                "Dit is niet gestopt.",
                "Stop het eerst: `opplussen share stop`.",
            )
        return [RecipientTold(self.case, self.disclosure, self.by)] if thread.tell else []
