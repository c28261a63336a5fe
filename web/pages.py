"""How a page is made: a template, what the layout needs of the visit, Dutch words for days and numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from domain.access.words import Purpose
from domain.scoring.texts import MONTHS, decimal, in_dutch
from engine.reading.words import NO_CHANCE, score_word
from web.gate import session_of, world_of
from web.static import address
from web.visit import Visit
from web.words import DECISIONS, LEVEL_WORDS, OUTCOMES, ROLES
from web.world import AMSTERDAM, World

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class Item(NamedTuple):
    """A page in the menu, for who reads for its purpose."""

    path: str
    label: str
    purpose: Purpose


MENU = (
    Item("/lijst/", "Watchlist", "lijst"),
    Item("/overleg/", "Overleg", "lijst"),
    Item("/escalaties", "Escalaties", "escalatie"),
    Item("/signaal", "Signaal vastleggen", "hulp"),
    Item("/verstrekkingen", "Verstrekkingen", "hulp"),
    Item("/terugkijken", "Terugkijken", "controle"),
    Item("/logboek", "Logboek", "controle"),
    Item("/toegang", "Wie las wat", "inzage"),
    Item("/beleid", "Beleid", "beheer"),
    Item("/mensen", "Mensen", "beheer"),
    Item("/convenant", "Convenant", "beheer"),
)


def weekday(day: date) -> str:
    """A day as people say it: "dinsdag 3 maart 2026"."""
    return f"{DAYS[day.weekday()]} {in_dutch(day)}"


def short_day(day: date) -> str:
    """A day beside others of its time: "3 mrt"."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {'mrt' if month == 'maart' else month[:3]}"


def month(day: date) -> str:
    """The month of a day, short: "mrt"."""
    return short_day(day).partition(" ")[2]


def day_near(day: date, today: date) -> str:
    """A day beside others, with its year when that is another."""
    return short_day(day) if day.year == today.year else f"{short_day(day)} {day.year}"


def clock_time(moment: datetime) -> str:
    """The time of a moment in Amsterdam: "14:02"."""
    return f"{moment.astimezone(AMSTERDAM):%H:%M}"


def day_and_time(moment: datetime) -> str:
    """A moment in Amsterdam: "3 mrt 14:02"."""
    local = moment.astimezone(AMSTERDAM)
    return f"{short_day(local.date())} {local:%H:%M}"


def counted(number: int, one: str, more: str) -> str:
    """A number with its word: "1 dag", "3 dagen"."""
    return f"{number} {one if number == 1 else more}"


def tenths(number: int) -> str:
    """Tenths as people read them: "+3,5", and "−0,9" with a real minus."""
    return signed(number / 10)


def signed(number: float) -> str:
    """A number with its sign and one decimal."""
    rounded = round(number, 1)
    return f"{rounded:+.1f}".replace(".", ",").replace("-", "−") if rounded else "0,0"


def first_up(words: str) -> str:
    """The words with a capital at the front, and the others as they were."""
    return words[:1].upper() + words[1:]


def role_word(role: str) -> str:
    """What people call a role."""
    return ROLES.get(role, role)


_pages = Environment(
    loader=PackageLoader("web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_pages.filters |= {
    "clock_time": clock_time,
    "counted": counted,
    "day_and_time": day_and_time,
    "decision": DECISIONS.__getitem__,
    "day_near": day_near,
    "decimal": decimal,
    "first_up": first_up,
    "in_dutch": in_dutch,
    "month": month,
    "level": LEVEL_WORDS.__getitem__,
    "outcome": OUTCOMES.__getitem__,
    "role": role_word,
    "score": score_word,
    "short_day": short_day,
    "signed": signed,
    "tenths": tenths,
    "weekday": weekday,
}
_pages.globals |= {"address": address, "NO_CHANCE": NO_CHANCE}


def show(visit: Visit, template: str, model: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A page of somebody who is logged in."""
    return _made(template, {**_layout(visit), **model}, status)


def part(visit: Visit, template: str, model: Mapping[str, object]) -> HTMLResponse:
    """A part of a page, to take the place of that part."""
    return show(visit, template, model)


def show_open(world: World, template: str, model: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A page for who is not logged in."""
    return _made(template, {**_nobody(world), **model}, status)


def problem(request: Request, status: int, title: str, sentence: str, remedy: str) -> HTMLResponse:
    """A page, or a part of one, that says why there is no other, and what helps."""
    world, session = world_of(request), session_of_any(request)
    model = {"title": title, "sentence": sentence, "remedy": remedy, "status": status}
    layout = _nobody(world) if session is None else _layout(session)
    template = "problem_part.html" if "hx-request" in request.headers else "problem.html"
    return _made(template, {**layout, **model}, status)


def session_of_any(request: Request) -> Visit | None:
    """The visit of who is logged in, for the layout of a page that reads nothing."""
    if "route" not in request.scope or not hasattr(request.scope["route"], "path"):
        return None
    try:
        session = session_of(request)
    except KeyError:
        return None
    return None if session is None else Visit(world_of(request), session, "web", None)


def _layout(visit: Visit) -> dict[str, object]:
    menu = [
        item._replace(path=f"{item.path}{visit.facilities[0]}") if item.path.endswith("/") else item
        for item in MENU
        if item.purpose in visit.purposes and (visit.facilities or not item.path.endswith("/"))
    ]
    place = visit.places[0] if visit.places else None
    return {
        **_nobody(visit.world),
        "csrf": visit.csrf,
        "purposes": visit.purposes,
        "menu": menu,
        "person": visit.person,
        "place": place,
        "today": visit.today,
        "now": visit.world.clock(),
    }


def _nobody(world: World) -> dict[str, object]:
    return {"csrf": "", "menu": (), "person": "", "place": None, "is_demo": bool(world.personas)}


def _made(template: str, model: Mapping[str, object], status: int) -> HTMLResponse:
    return HTMLResponse(_pages.get_template(template).render(model), status)
