"""One case: why its score is what it is, what was seen when, and who may see what of it."""

from datetime import date
from typing import NamedTuple

from fastapi import Response

from domain.access.words import MEANING
from domain.commands import about
from domain.links import LinkFound, LinkKind
from domain.scoring.texts import profile_text
from domain.words import CaseId
from engine.explaining import Explanation, explain
from engine.reading.audience import audience
from engine.reading.became import became, status_text
from engine.reading.threads import is_theirs
from engine.sharing import unshared
from engine.trend import trend
from eventlog.log import Log
from projections.database import reading
from projections.escalations import of_case
from projections.partners import people
from projections.threads import threads_of
from projections.watchlist import owners
from web.bands import band_of
from web.charts.both_times import both_times
from web.charts.sparkline import sparkline
from web.charts.waterfall import Step, Waterfall, waterfall
from web.consent import consent_of
from web.contradictions import against, is_contested
from web.disclosures.lines import line_of
from web.gate import Visitor
from web.pages import show
from web.steps import steps_of_case
from web.timeline import NATURES, Order, marks, timeline
from web.world import AMSTERDAM

LINKS: dict[LinkKind, str] = {
    "adres": "hetzelfde adres",
    "telefoon": "hetzelfde telefoonnummer",
    "kenteken": "hetzelfde kenteken",
    "account": "hetzelfde account",
    "persoon": "dezelfde persoon",
}


class Link(NamedTuple):
    """That another case has the same in its network; which case, nobody is told."""

    what: str
    day: date


class Bearing(NamedTuple):
    """What one signal carries: without it the score would be this."""

    what: str
    score: float
    falls: float


def case(visit: Visitor, name: str, tijd: Order = "gezien") -> Response:
    """The page; `tijd` is by which of both times the timeline goes."""
    when = visit.now()
    found, sight = visit.case(name)
    explained = explain(visit.known.log, visit.known.calendar, visit.world.catalogue, found, when)
    other = became(visit.reader, visit.known, explained, *visit.asks.purposes)
    with reading(visit.known.rows) as connection:
        episodes = of_case(connection, found)
        holders = people(connection, visit.today)
        owner = owners(connection, [found]).get(found, "")
        threads = threads_of(connection, found)
    moments = timeline(visit.known.log, found, when, sight, tijd)
    called = explained.state.facts.reference if sight.sees("verwijzing") else found
    model = {
        "title": f"Casus {called}",
        "case": found,
        "name": called,
        "explained": explained,
        "status": status_text(explained, other),
        "sight": sight,
        "sees": MEANING[sight.level],
        "owner": owner,
        "band_now": band_of(explained.level),
        "line": sparkline(trend(visit.known.log, visit.known.calendar, found, when), when.policy),
        "steps": steps_to(explained),
        "bearings": _bearings(explained),
        "closing": [
            (level, one.exact, _named(explained, one.signals)) for level, one in explained.closing.items()
        ],
        "moments": moments,
        "order": tijd,
        "drawn": both_times(marks(moments), when.on),
        "natures": NATURES,
        "against": against(explained),
        "is_contested": is_contested(explained),
        "links": links_of(visit.known.log, found),
        "threads": [
            line_of(one, called, visit.world.clock())
            for one in threads
            if is_theirs(visit.reader, one, {found: sight})
        ],
        "consent": consent_of(visit.known.log, found, when) if sight.sees("teksten") else None,
        "plan": steps_of_case(visit.known.log, found, when) if sight.sees("teksten") else None,
        "episodes": episodes,
        "lookers": audience(visit.known.log, holders, found, visit.today),
        "unshared": unshared(visit.known.log, CaseId(found), explained.facts.signals, when),
        "profile": profile_text(explained.profile) if explained.profile.standings else "",
        "may_record": "hulp" in visit.purposes,
    }
    return show(visit, "case.html", model)


def links_of(log: Log, case: CaseId) -> list[Link]:
    """What this case shares with others, and since when that is known."""
    return [
        Link(LINKS[entry.event.kind], entry.at.astimezone(AMSTERDAM).date())
        for entry in log.read([about(f"case:{case}", LinkFound)]).entries
        if isinstance(entry.event, LinkFound)
    ]


def steps_to(explained: Explanation) -> Waterfall:
    """What the score consists of."""
    pairs = zip(explained.result.contributions, explained.texts, strict=True)
    steps = [Step(what, one.db, note) for one, text in pairs for what, note in [_split(text)]]
    return waterfall(explained.result.prior_db, steps, explained.when.policy)


def _split(text: str) -> tuple[str, str]:
    """What a contribution is, and the detail that its text ends in, without its decibans."""
    told = text.rpartition(": ")[0]
    if ": " in told and not told.startswith(("Spreekt tegen", "Beschermt")):
        what, _, note = told.partition(": ")
        return what, note
    what, divided, note = told.rpartition(" (")
    return (what, note.removesuffix(")")) if divided else (told, "")


def _bearings(explained: Explanation) -> list[Bearing]:
    """The score without each signal, those that carry most first."""
    by_signal = {one.signal: one for one in explained.without}
    named = dict(zip(by_signal, _named(explained, tuple(by_signal)), strict=True))
    carried = sorted(by_signal.values(), key=lambda one: -one.carries_db)
    return [Bearing(named[one.signal], one.score, explained.result.score - one.score) for one in carried]


def _named(explained: Explanation, signals: tuple[str, ...]) -> list[str]:
    """What each of these signals says, in the words of its contribution."""
    texts = {
        one.ref: text.rpartition(": ")[0]
        for one, text in zip(explained.result.contributions, explained.texts, strict=True)
        if one.kind in ("signaal", "weerlegging", "bescherming")
    }
    return [texts.get(one, one) for one in signals]
