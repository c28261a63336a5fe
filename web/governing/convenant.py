"""The convenant: what the partners signed and until when, when they look at it again, and its history."""

from collections.abc import Callable, Mapping

from fastapi import Response

from domain.commands import Refused
from domain.convenant import EndConvenant, ReviewConvenant, SignConvenant
from domain.partners import PARTNERS, ConvenantEnded, ConvenantReviewed, ConvenantSigned, ReviewOutcome
from domain.scoring.texts import in_dutch
from domain.words import OrganisationId
from engine.plans import convenant_review
from engine.reading.facts import partners_of
from eventlog.execute import AnyCommand
from projections.database import reading
from projections.partners import names
from web.gate import Fields, Filled, Visitor
from web.governing.people import Happened, carry_out, day_of
from web.pages import show
from web.visit import Visit

OUTCOMES: dict[ReviewOutcome, str] = {
    "blijft": "Het blijft zoals het is",
    "aanpassen": "Het wordt aangepast",
    "stoppen": "Het moet stoppen",
}
NO_OUTCOME = Refused("convenant.uitkomst", "Er is nog geen uitkomst gekozen.", "Kies wat u besloot.")
Names = Mapping[str, str]
PARTY = "partij."
"""What the name of a box begins with that says who signed."""


def convenant(visit: Visitor) -> Response:
    """The page."""
    return _page(visit, {}, None)


def _page(visit: Visit, filled: Mapping[str, str], refused: Refused | None) -> Response:
    visit.reader.register("convenant", visit.asks.part, visit.asks.purposes[0])
    view = partners_of(visit.known.log)
    due = convenant_review(visit.known.log)
    with reading(visit.known.rows) as connection:
        called = names(connection)
    model = {
        "title": "Convenant",
        "convenant": view.convenant,
        "tables": list(view.tables.values()),
        "due": due,
        "is_due": due is not None and due <= visit.today,
        "is_over": view.convenant is not None and view.convenant.until <= visit.today,
        "names": called,
        "history": _history(visit, called),
        "outcomes": OUTCOMES,
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "convenant.html", model, 200 if refused is None else 422)


def _history(visit: Visit, called: Names) -> list[Happened]:
    entries = reversed(visit.known.log.read([PARTNERS]).entries)
    told = [(entry, _told(entry.event, called)) for entry in entries]
    return [Happened(entry.at, entry.by or "", what) for entry, what in told if what]


def _told(event: object, called: Names) -> str:
    match event:
        case ConvenantSigned(convenant=code, since=since, until=until, partners=parties, table=table):
            of = f" van de tafel {table}" if table else ""
            who = ", ".join(called.get(one, one) for one in parties)
            return f"{code}{of} getekend door {who}, van {in_dutch(since)} tot {in_dutch(until)}"
        case ConvenantReviewed(convenant=code, on=on, outcome=outcome, following=following):
            word = OUTCOMES[outcome].lower()
            return f"{code} bekeken op {in_dutch(on)}: {word}; weer voor {in_dutch(following)}"
        case ConvenantEnded(convenant=code, on=on, reason=reason):
            return f"{code} beëindigd op {in_dutch(on)}: {reason}"
        case _:
            return ""


def sign(visit: Visitor, filled: Filled) -> Response:
    """Record that the partners signed it."""

    def command() -> AnyCommand:
        parties = [name.removeprefix(PARTY) for name in filled if name.startswith(PARTY)]
        if not parties:
            raise Refused("convenant.partijen", "Er staat niet wie tekende.", "Kies wie tekende.")
        since, until = day_of(filled, "since", visit.today), day_of(filled, "until", None)
        return SignConvenant(_code(filled), tuple(map(OrganisationId, sorted(parties))), since, until)

    return _do(visit, filled, command)


def review(visit: Visitor, filled: Filled) -> Response:
    """Record that they looked at it again."""

    def command() -> AnyCommand:
        outcome: ReviewOutcome = filled.one_of("outcome", ReviewOutcome, NO_OUTCOME)
        following = day_of(filled, "following", None)
        return ReviewConvenant(_code(filled), visit.today, outcome, following, visit.today)

    return _do(visit, filled, command)


def end(visit: Visitor, filled: Filled) -> Response:
    """Record that it no longer holds."""
    return _do(visit, filled, lambda: EndConvenant(_code(filled), visit.today, filled.text("reason")))


def _code(filled: Fields) -> str:
    if not filled.text("convenant"):
        raise Refused("convenant.code", "Er staat nog geen code.", "Geef het convenant een korte code.")
    return filled.text("convenant")


def _do(visit: Visit, filled: Fields, make: Callable[[], AnyCommand]) -> Response:
    return carry_out(visit, "convenant", make, lambda refused: _page(visit, filled, refused), "/convenant")
