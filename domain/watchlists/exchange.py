"""The standing exchange of signals about one listed case: both ways, at least six months.

Source: artikel ("minimaal zes maanden lang signalen uitgewisseld"). It needs a convenant that holds;
leaving the list does not end it; each signal under it passes the gate.
"""

from datetime import date, timedelta
from typing import assert_never

from msgspec import Struct, structs

from domain.cases.standing import NEW, CaseView, LifecycleEvent, life_of, workable
from domain.cases.standing import evolve as evolve_case
from domain.commands import Command, Item, Query, Refused, about
from domain.events import Event
from domain.partners import PARTNERS, Partners, PartnersEvent, evolve_partners, signed_by
from domain.watchlists.events import (
    CaseDelisted,
    CaseListed,
    ExchangeEndAnnounced,
    ExchangeEnded,
    ExchangeFollowed,
    ExchangeOpened,
    Ground,
    Terms,
)
from domain.words import CaseId, OrganisationId, Personal

SHORTEST_MONTHS = 6
ANNOUNCED_MONTHS = 1
MONTHS_A_YEAR = 12

# view

ExchangeEvent = (
    CaseListed | CaseDelisted | ExchangeOpened | ExchangeFollowed | ExchangeEndAnnounced | ExchangeEnded
)
EXCHANGE = (CaseListed, CaseDelisted, ExchangeOpened, ExchangeFollowed, ExchangeEndAnnounced, ExchangeEnded)


class Listing(Struct, frozen=True):
    """A place on a facility's list; `followed` when it went along and nobody agreed on it here yet."""

    ground: Ground
    followed: bool = False


class Exchange(Struct, frozen=True):
    """The facilities on whose list the case is, and the exchange that runs or comes next, if any.

    `before` is the one that runs on until then, when the next was opened in time.
    """

    listed: dict[OrganisationId, Listing] = {}
    running: Terms | None = None
    announced: bool = False
    before: Terms | None = None


def evolve_exchange(view: Exchange, event: ExchangeEvent) -> Exchange:
    """The exchange after one more event; the list and the exchange do not touch each other."""
    match event:
        case CaseListed(facility=facility):
            return structs.replace(
                view, listed={**view.listed, facility: Listing(event.ground, event.followed)}
            )
        case CaseDelisted(facility=gone):
            left = {facility: kept for facility, kept in view.listed.items() if facility != gone}
            return structs.replace(view, listed=left)
        case ExchangeOpened():
            return Exchange(view.listed, terms_of(event), before=view.running)
        case ExchangeFollowed():
            before = view.before and structs.replace(
                view.before, facility=event.terms.facility, unit=event.terms.unit
            )
            return Exchange(view.listed, event.terms, event.announced, before)
        case ExchangeEndAnnounced():
            return structs.replace(view, announced=True)
        case ExchangeEnded():
            return Exchange(view.listed)
        case _:
            assert_never(event)


def terms_of(event: ExchangeOpened) -> Terms:
    """What was opened."""
    return Terms(event.facility, event.unit, event.categories, event.since, event.until)


def exchange_of(case: CaseId) -> Item:
    """The boundary item for the exchange about one case."""
    return about(f"case:{case}", *EXCHANGE)


def runs(view: Exchange, on: date) -> bool:
    """Whether signals are exchanged on that day."""
    return any(one is not None and one.since <= on < one.until for one in (view.running, view.before))


def months_after(day: date, months: int) -> date:
    """The same day some calendar months later (or earlier, below 0), or the last day of that month."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


class Opening(Struct, frozen=True):
    """What opening depends on: the case, its listing, and the partners."""

    case: CaseView = NEW
    exchange: Exchange = Exchange()
    partners: Partners = Partners()


# commands


class OpenExchange(Command[Opening, LifecycleEvent | ExchangeEvent | PartnersEvent], frozen=True):
    """Begin the exchange about a listed case, from `since` to before `until`."""

    attempt = "uitwisseling_openen"

    case: CaseId
    facility: OrganisationId
    unit: OrganisationId
    categories: tuple[str, ...]
    since: date
    until: date

    def boundary(self) -> Query:
        """The case's life, its listing and exchange, and the partners with their convenant."""
        return (life_of(self.case), exchange_of(self.case), PARTNERS)

    def initial(self) -> Opening:
        """Nothing known."""
        return Opening()

    def evolve(self, view: Opening, event: LifecycleEvent | ExchangeEvent | PartnersEvent) -> Opening:
        """Each event to its own part."""
        if isinstance(event, ExchangeEvent):
            return structs.replace(view, exchange=evolve_exchange(view.exchange, event))
        if isinstance(event, PartnersEvent):
            return structs.replace(view, partners=evolve_partners(view.partners, event))
        return structs.replace(view, case=evolve_case(view.case, event))

    def decide(self, view: Opening) -> list[Event]:
        """Once at a time, between partners who signed, for a case that both agreed to watch."""
        opened = ExchangeOpened(self.case, self.facility, self.unit, self.categories, self.since, self.until)
        running = view.exchange.running
        if running == terms_of(opened):
            return []
        workable(self.case, view.case)
        self._require_partners(view.partners)
        self._require_terms()
        if self.facility not in view.exchange.listed:
            raise Refused(
                "uitwisseling.lijst",
                f"De casus {self.case} staat niet op de lijst van {self.facility}.",
                "Stem eerst samen in met een lijst waar de casus op staat.",
            )
        if running is not None and self.since < running.until:
            raise Refused(
                "uitwisseling.loopt",
                f"Over deze casus loopt al een uitwisseling tot {running.until:%d-%m-%Y}.",
                "Laat die eerst eindigen, of begin daarna.",
            )
        return [opened]

    def _require_terms(self) -> None:
        if not self.categories:
            raise Refused(
                "uitwisseling.soorten",
                "Er staat niet wat wordt uitgewisseld.",
                "Noem de soorten informatie.",
            )
        earliest = months_after(self.since, SHORTEST_MONTHS)
        if self.until < earliest:
            raise Refused(
                "uitwisseling.termijn",
                "Een uitwisseling duurt minstens zes maanden.",
                f"Laat de uitwisseling lopen tot {earliest:%d-%m-%Y} of later.",
            )

    def _require_partners(self, partners: Partners) -> None:
        if partners.units.get(self.facility) != self.unit:
            raise Refused(
                "uitwisseling.eenheid",
                f"{self.unit} is niet de politie-eenheid van {self.facility}.",
                "Kies de eenheid waar de instelling mee samenwerkt.",
            )
        if not signed_by(partners, self.since, self.facility, self.unit):
            raise Refused(
                "uitwisseling.convenant",
                f"Op {self.since:%d-%m-%Y} geldt er geen convenant tussen {self.facility} en {self.unit}.",
                "Laat beide partijen eerst een convenant tekenen.",
            )


class ExchangeCommand(Command[Exchange, ExchangeEvent], frozen=True):
    """A command about an exchange that runs. `today` is the day in Europe/Amsterdam."""

    case: CaseId
    today: date

    def boundary(self) -> Query:
        """The exchange."""
        return (exchange_of(self.case),)

    def initial(self) -> Exchange:
        """None."""
        return Exchange()

    def evolve(self, view: Exchange, event: ExchangeEvent) -> Exchange:
        """See `evolve_exchange`."""
        return evolve_exchange(view, event)

    def running(self, view: Exchange) -> Terms:
        """The exchange that was opened and not ended.

        Raises:
            Refused: when there is none.
        """
        if view.running is None:
            raise Refused(
                "uitwisseling.geen",
                "Over deze casus loopt geen uitwisseling.",
                "Open eerst een uitwisseling.",
            )
        return view.running


class AnnounceExchangeEnd(ExchangeCommand, frozen=True):
    """Tell both sides that a month is left; asked by the timekeeper on any day."""

    attempt = "einde_uitwisseling_melden"

    def decide(self, view: Exchange) -> list[Event]:
        """Once, from a month ahead on; nothing before that."""
        running = self.running(view)
        due = months_after(running.until, -ANNOUNCED_MONTHS)
        if view.announced or self.today < due:
            return []
        return [ExchangeEndAnnounced(self.case, running.until)]


class EndExchange(ExchangeCommand, frozen=True):
    """Let the exchange end: its time is over, or what it rests on is gone."""

    attempt = "uitwisseling_beëindigen"

    reason: Personal

    def decide(self, view: Exchange) -> list[Event]:
        """Never without a reason."""
        self.running(view)
        if not self.reason.strip():
            raise Refused(
                "uitwisseling.reden", "Stoppen met uitwisselen heeft een reden nodig.", "Schrijf waarom."
            )
        return [ExchangeEnded(self.case, self.today, self.reason)]
