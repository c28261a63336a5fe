"""Agreeing on a list in the meeting: each side signs the same places, and may take its word back.

Who stands on the list and why is chosen by people; the ranking stands beside it and proposes.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import ValidationError, convert

from domain.access.seeing import Sight
from domain.commands import Refused
from domain.watchlists.agreeing import LONGEST_LIST, AgreeWatchlist, TakeBackEndorsement
from domain.watchlists.events import Entry, Ground
from domain.words import CaseId, OrganisationId, Side
from engine.lists import Past
from engine.lists import watchlist as list_at
from engine.reading.agreed import Lists, entries_of, lists_at, lists_seen, reasons_seen
from engine.reading.pair import let_in
from eventlog.execute import AnyCommand
from projections.agreed import Agreed
from projections.database import reading
from projections.watchlist import references
from web.gate import Fields, Filled, Visitor
from web.pages import show
from web.visit import Visit
from web.watchlists.ranked import the_facility
from web.watchlists.side import side_of
from web.words import GROUNDS


class Choice(NamedTuple):
    """A case that may come on the list: where it stands by its score, and what was filled in for it."""

    case: str
    name: str
    ranked: int
    place: str
    ground: str
    reasons: str


class Signed(NamedTuple):
    """A list as people see it: who signed, and why each case stands on it where the viewer sees words."""

    list: Agreed
    reasons: dict[str, str]
    is_mine: bool


def agreeing(visit: Visitor, facility: str) -> Response:
    """The page."""
    return _page(visit, facility, None, None)


def sign(visit: Visitor, filled: Filled, facility: str) -> Response:
    """Sign a list of one's own, or the one that the other side signed."""

    def command(here: OrganisationId) -> AgreeWatchlist:
        entries = _theirs(visit, here, filled) if filled.text("position") else _entries(visit, here, filled)
        return AgreeWatchlist(here, entries, visit.person, visit.today)

    return _carried_out(visit, filled, facility, command)


def take_back(visit: Visitor, filled: Filled, facility: str) -> Response:
    """Take back what one's side signed, while the other side did not."""
    return _carried_out(
        visit, filled, facility, lambda here: TakeBackEndorsement(here, visit.person, visit.today)
    )


def _carried_out(
    visit: Visit, filled: Fields, facility: str, command: Callable[[OrganisationId], AnyCommand]
) -> Response:
    """The page after what somebody did; with what they filled in and why not, when it is refused."""
    here = OrganisationId(the_facility(visit, facility).organisation)
    let_in(visit.reader, here, "lijst afspreken")
    try:
        visit.do(command(here))
    except Refused as refused:
        return _page(visit, facility, filled, refused)
    return RedirectResponse(f"/lijst/{here}/afspreken", 303)


def _page(visit: Visit, facility: str, filled: Fields | None, refused: Refused | None) -> Response:
    here = the_facility(visit, facility)
    place = OrganisationId(facility)
    sight = let_in(visit.reader, place, "lijst afspreken")
    side, barred = side_of(visit, place)
    when = visit.now()
    with reading(visit.known.rows) as connection:
        placed = list_at(
            Past(visit.known.log, connection, visit.known.calendar), facility, when, LONGEST_LIST
        )
        every = lists_at(connection, place)
        ranks = {one.place.case: one.place.rank for one in placed}
        seen, sights = lists_seen(visit.reader, place, every, list(ranks))
        names = references(connection, list(sights))
    reasons = reasons_seen(visit.known.log, place, every.told, sights)
    mine, theirs = _sides(seen, side)
    start = mine or theirs or seen.current
    model = {
        "title": f"Lijst afspreken van {here.name or facility}",
        "facility": here,
        "side": side,
        "barred": barred,
        "current": None if seen.current is None else _signed(seen.current, reasons, is_mine=False),
        "mine": None if mine is None else _signed(mine, reasons, is_mine=True),
        "theirs": None if theirs is None else _signed(theirs, reasons, is_mine=False),
        "followed": seen.followed,
        "unweighed": seen.unweighed,
        "choices": _choices(ranks, start, reasons, sights, names, filled or Fields()),
        "grounds": GROUNDS,
        "places": range(1, LONGEST_LIST + 1),
        "refused": refused,
        "sight": sight,
    }
    return show(visit, "watchlist_agreeing.html", model, 200 if refused is None else 422)


def _sides(seen: Lists, side: Side | None) -> tuple[Agreed | None, Agreed | None]:
    """What one's own side signed and the other did not, and the other way round."""
    of = {"zorg" if one.care else "politie": one for one in seen.proposed}
    if side is None:
        return None, next(iter(seen.proposed), None)
    return of.get(side), of.get("politie" if side == "zorg" else "zorg")


def _signed(one: Agreed, reasons: Mapping[tuple[int, str], str], *, is_mine: bool) -> Signed:
    why = {case: text for (position, case), text in reasons.items() if position == one.position}
    return Signed(one, why, is_mine)


def _choices(  # noqa: PLR0913, PLR0917 - what a choice is made from
    ranks: Mapping[str, int],
    start: Agreed | None,
    reasons: Mapping[tuple[int, str], str],
    sights: Mapping[CaseId, Sight],
    names: Mapping[CaseId, str],
    filled: Fields,
) -> list[Choice]:
    """The cases that the viewer sees, the highest first; filled in as before, or else as the list that is."""
    before = {} if start is None else {one.case: one for one in start.places}
    seen = [one for one in dict.fromkeys([*ranks, *sights]) if sights[CaseId(one)].sees("pseudoniem")]
    found = []
    for case in seen:
        earlier = before.get(case)
        place = str(earlier.rank) if earlier else ""
        ground = earlier.ground if earlier else ""
        why = reasons.get((start.position, case), "") if start else ""
        found.append(
            Choice(
                case,
                names.get(CaseId(case), case) if sights[CaseId(case)].sees("verwijzing") else case,
                ranks.get(case, 0),
                filled.get(f"place-{case}", place),
                filled.get(f"ground-{case}", ground),
                filled.get(f"reasons-{case}", why),
            )
        )
    return found


def _theirs(visit: Visit, facility: OrganisationId, filled: Fields) -> tuple[Entry, ...]:
    """The list at a position of the log, which the other side signed.

    Raises:
        Refused: it is no list that waits for this side.
    """
    with reading(visit.known.rows) as connection:
        waiting = {str(one.position): one.position for one in lists_at(connection, facility).proposed}
    position = waiting.get(filled.text("position"))
    if position is None:
        raise Refused(
            "lijst.veranderd",
            "De lijst die u zag, ligt niet meer voor.",
            "Kijk hieronder welke lijst er nu ligt, en stem daarmee in.",
        )
    return entries_of(visit.known.log, facility)[position]


def _entries(visit: Visit, facility: OrganisationId, filled: Fields) -> tuple[Entry, ...]:
    """What was filled in, by place.

    Raises:
        Refused: a place was given twice, a ground was not chosen, or a case is not the viewer's to name.
    """
    chosen = [
        (int(place), CaseId(name.removeprefix("place-")))
        for name, place in filled.items()
        if name.startswith("place-") and place.isdigit()
    ]
    _require_single(place for place, _ in chosen)
    visit.cases([case for _, case in chosen], f"lijst afspreken van {facility}")
    return tuple(
        Entry(case, _ground(filled.text(f"ground-{case}"), place), filled.text(f"reasons-{case}"))
        for place, case in sorted(chosen)
    )


def _require_single(places: Iterable[int]) -> None:
    given = list(places)
    for place in given:
        if given.count(place) > 1:
            raise Refused("lijst.plek", f"Plek {place} is twee keer gekozen.", "Geef elke plek één keer.")


def _ground(given: str, place: int) -> Ground:
    try:
        ground: Ground = convert(given, Ground)
    except ValidationError:
        raise Refused(
            "lijst.grond",
            f"Bij plek {place} staat geen grond.",
            "Kies vermoedelijk uitgebuit of hoog risico.",
        ) from None
    return ground
