"""Between the request and the release: weigh, be told, tell the client.

Sources: stappenplan 5 (six questions), factsheet (seven points; hard frames: meldcode, beroepscode, absoluut
doorlaatverbod), stappenplan 5a and 5b.
"""

from collections.abc import Iterable
from datetime import date

from domain.commands import Refused
from domain.disclosure.events import (
    ClientInformed,
    ClientInformingDeferred,
    ConflictOfDutiesWeighed,
    Deferring,
    DiscloserTold,
    Outcome,
    Point,
    StopReason,
)
from domain.disclosure.needs import POINTS
from domain.disclosure.question import APPROVERS, REPORTERS, holds_role, works_here
from domain.disclosure.sharing import Sharing, SharingCommand, known
from domain.disclosure.thread import Asked, Released, Stopped, Thread
from domain.dossier import Answers, require_whole
from domain.events import Event
from domain.informing import not_theirs, require_how, require_put_off
from domain.words import Personal, PersonId

SIX_QUESTIONS = "conflict_van_plichten"
SEVEN_POINTS = "aandachtspunten"
"""The forms of the working agreements that a weighing answers."""

BEFORE_POLICE: dict[Point, str] = {
    "wie_leest": "Dit leest de ontvanger bij de politie, en wie die er in het onderzoek bij haalt.",
    "wat_volgt": "De politie moet elk signaal beoordelen. Soms volgt een onderzoek, ook zonder aangifte.",
    "niet_terug": "Wat de politie heeft, kunt u en kan de cliënt niet meer terugnemen.",
    "doorlaatverbod": (
        "Er geldt een absoluut doorlaatverbod: weet de politie dat iemand nu wordt uitgebuit, "
        "dan moet zij ingrijpen. Wachten mag dan niet."
    ),
    "getuige": "U kunt worden gevraagd om een getuigenverklaring. Uw naam staat niet in het pakket.",
    "beroepscode": (
        "Uw meldcode en uw beroepscode gelden ook nu. Weet wat die van u vragen, voordat de politie het weet."
    ),
}
"""What somebody reads before they give to police, point by point."""


def informable(thread: Thread) -> Asked | Released:
    """A thread of which the client hears: one that goes on, and one of which something left.

    Raises:
        Refused: when there is no such thread.
    """
    return thread if isinstance(thread, Released) else running(thread)


def require_teller(view: Sharing, command: SharingCommand, thread: Asked | Released) -> None:
    """Refuse who has no role at the giver in which they asked it, work with the client, or lead there.

    Raises:
        Refused: naming who can.
    """
    request = thread.request
    roles = holds_role(view.roles, command.by, request.giver, command.today)
    leads = roles & {*APPROVERS[request.side], *REPORTERS[request.side]}
    here = known(view, thread.ready)
    works = request.side == "zorg" and works_here(here, command.by, request.giver, command.today)
    asked = command.by == request.by and bool(roles)
    if not asked and not leads and not works:
        raise not_theirs()


def running(thread: Thread) -> Asked | Released:
    """A thread that goes on.

    Raises:
        Refused: when nobody asked, or it came to its end.
    """
    if isinstance(thread, Asked) or (isinstance(thread, Released) and thread.stopped is None):
        return thread
    if isinstance(thread, Stopped):
        raise _over(thread.reason, thread.on)
    if isinstance(thread, Released) and thread.stopped is not None:
        raise _over(thread.stopped, thread.stopped_on)
    raise Refused(
        "verstrekking.loopt_niet",
        "Er loopt geen aanvraag onder dit nummer.",
        "Kijk in `opplussen share list`, of begin een nieuwe aanvraag.",
    )


ASK_AGAIN = (
    "Verstrek niets. Vraag opnieuw toestemming (`opplussen consent give`), en doe dan een nieuwe aanvraag."
)
STOPPED: dict[StopReason, tuple[str, str]] = {
    "toestemming_ingetrokken": (
        "De toestemming waarop dit rustte, is ingetrokken.",
        ASK_AGAIN,
    ),
    "toestemming_voorbij": (
        "De toestemming waarop dit rustte, geldt niet meer.",
        ASK_AGAIN,
    ),
    "convenant_geeindigd": (
        "Het convenant waarop dit rustte, geldt niet meer.",
        "Verstrek niets. Laat beide partijen een convenant tekenen, of doe een aanvraag op een eigen grond.",
    ),
    "besluit": (
        "Iemand besloot hiermee te stoppen.",
        "Kijk met `opplussen share show` wie dat was, en begin zo nodig een nieuwe aanvraag.",
    ),
}
"""Why a thread goes on no more, and what can be done instead."""


def _over(reason: StopReason, on: date | None) -> Refused:
    why, remedy = STOPPED[reason]
    since = f" Daarom is dit op {on:%d-%m-%Y} gestopt." if on is not None else ""
    return Refused("verstrekking.loopt_niet", f"{why}{since}", remedy)


def own(thread: Thread, by: PersonId) -> Asked | Released:
    """A thread that goes on and was begun by this person.

    Raises:
        Refused: when it is somebody else's: the professional keeps the last word (handreiking).
    """
    found = running(thread)
    if found.request.by != by:
        raise Refused(
            "verstrekking.aanvrager",
            "Dit kan alleen wie de aanvraag deed.",
            "Laat de aanvrager het doen, of doe zelf een aanvraag.",
        )
    return found


class WeighConflict(SharingCommand, frozen=True):
    """Answer the six questions and the seven points, and say with whom they were gone through."""

    attempt = "weging"

    questions: Answers
    points: Answers
    consulted: Personal
    outcome: Outcome

    def judge(self, view: Sharing) -> list[Event]:
        """Whole, by who asks, and never alone; a later weighing takes the place of an earlier one."""
        own(self.thread(view), self.by)
        forms = self.agreed(view).forms
        require_whole(forms[SIX_QUESTIONS], self.questions)
        require_whole(forms[SEVEN_POINTS], self.points)
        if not self.consulted.strip():
            raise Refused(
                "weging.alleen",
                "Een conflict van plichten weegt u niet alleen.",
                "Overleg met een deskundige, zo nodig anoniem, en schrijf op met wie.",
            )
        said = ConflictOfDutiesWeighed(
            self.case,
            self.disclosure,
            self.questions,
            self.points,
            self.consulted,
            self.outcome,
            self.by,
        )
        return self.unless_said(view, said)


class TellDiscloser(SharingCommand, frozen=True):
    """Say that one read, point by point, what giving to police brings."""

    attempt = "vooraf"

    read: tuple[Point, ...]

    def judge(self, view: Sharing) -> list[Event]:
        """All points, by who asks."""
        own(self.thread(view), self.by)
        left = [point for point in POINTS if point not in self.read]
        if left:
            raise Refused(
                "vooraf.onvolledig",
                f"U hebt nog niet alles gelezen: {', '.join(left)}.",
                "Lees elk punt.",
            )
        return self.unless_said(view, DiscloserTold(self.case, self.disclosure, POINTS, self.by))


class InformClient(SharingCommand, frozen=True):
    """Record that the client was told, and how."""

    attempt = "cliënt_informeren"

    how: Personal

    def judge(self, view: Sharing) -> list[Event]:
        """By who has to do with it, in words that say how."""
        require_teller(view, self, informable(self.thread(view)))
        require_how(self.how)
        return self.unless_said(view, ClientInformed(self.case, self.disclosure, self.how, self.by))


class DeferInforming(SharingCommand, frozen=True):
    """Tell the client later: for safety, or because the client would go out of sight (S 5a)."""

    attempt = "cliënt_later"

    reason: Deferring
    explanation: Personal
    review: date

    def judge(self, view: Sharing) -> list[Event]:
        """By who has to do with it, for a reason, explained, until a day that is not too far."""
        thread = informable(self.thread(view))
        require_teller(view, self, thread)
        since = thread.releases[0].on if isinstance(thread, Released) else None
        require_put_off(self.agreed(view).terms, self.explanation, self.review, self.today, since)
        said = ClientInformingDeferred(
            self.case, self.disclosure, self.reason, self.explanation, self.review, self.by
        )
        return self.unless_said(view, said)


def sentences(points: Iterable[Point]) -> list[str]:
    """What somebody reads, in plain Dutch."""
    return [BEFORE_POLICE[point] for point in points]
