"""How somebody comes in and goes out: by the identity provider, or in the demo as somebody invented."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from domain.commands import Refused
from domain.words import PersonId
from web.gate import ASKING, COOKIE, ENTERING, Fields, Filled, Limits, Visitor, fields, secret_of, world_of
from web.oidc import Oidc, Question
from web.pages import role_word, show, show_open
from web.visit import Visit
from web.world import World

REASONS = {
    "stil": "Uw scherm is vergrendeld, want er gebeurde vijf minuten niets. Log opnieuw in.",
    "uit": "U bent uitgelogd. Op dit apparaat blijft niets achter.",
}


def home(visit: Visitor) -> Response:
    """To the page with which somebody's day begins."""
    page = _first_page(visit)
    return RedirectResponse(page, 303) if page else show(visit, "nothing.html", {"title": "Welkom"})


def _first_page(visit: Visit) -> str:
    """The page that a role begins with; empty for a role without cases."""
    roles = {one.role for one in visit.places}
    if "zorgcoordinator" in roles:
        return "/escalaties"
    if "hulpverlener" in roles:
        return "/signaal"
    if visit.facilities:
        return f"/lijst/{visit.facilities[0]}"
    first = {"controle": "/terugkijken", "inzage": "/toegang", "hulp": "/verstrekkingen", "beheer": "/beleid"}
    return next((page for purpose, page in first.items() if purpose in visit.purposes), "")


def entrance(request: Request, reden: str = "", naar: str = "") -> Response:
    """The door: whom the demo lets one be, or the way to the identity provider."""
    world = world_of(request)
    grouped: dict[str, list[tuple[str, str, str]]] = {}
    for one in world.personas:
        grouped.setdefault(one.where, []).append((one.person, one.name, role_word(one.role)))
    model = {
        "title": "Inloggen",
        "groups": grouped,
        "has_identity": world.identity is not None,
        "reason": REASONS.get(reden, ""),
        "back": _own(naar),
    }
    return show_open(world, "entrance.html", model)


def enter(request: Request, filled: Annotated[Fields, Depends(fields)]) -> Response:
    """Come in as somebody invented, in the demo alone."""
    world = world_of(request)
    _limit(request)
    person = filled.text("persona")
    if person not in {one.person for one in world.personas}:
        raise Refused("inloggen.onbekend", "Deze persoon is er niet.", "Kies iemand uit de lijst.")
    return _let_in(request, PersonId(person), _own(filled.text("naar")))


def begin(request: Request, naar: str = "") -> Response:
    """To the organisation where people log in."""
    world = world_of(request)
    _limit(request)
    address, question = _identity(world).begin()
    answer = RedirectResponse(address, 303)
    secret = world.sessions.ask([*question, _own(naar)], world.clock())
    answer.set_cookie(ASKING, secret, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def finish(request: Request) -> Response:
    """Back from there, with who somebody is."""
    world = world_of(request)
    _limit(request)
    identity = _identity(world)
    kept = world.sessions.answered(request.cookies.get(ASKING, ""), world.clock())
    if kept is None:
        raise Refused(
            "inloggen.oud", "Dit inloggen is niet hier begonnen, of te lang geleden.", "Begin opnieuw."
        )
    *question, back = kept
    person = identity.finish(dict(request.query_params), Question(*question))
    answer = _let_in(request, person, back)
    answer.delete_cookie(ASKING, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _identity(world: World) -> Oidc:
    if world.identity is None:
        raise Refused("inloggen.onbekend", "Hier logt u anders in.", "Ga naar de inlogpagina.")
    return world.identity


def leave(request: Request, filled: Filled) -> Response:
    """Log out, or lock the screen: the session is over, and the browser forgets what it kept."""
    world_of(request).sessions.end(secret_of(request))
    reason = "stil" if filled.text("reden") == "stil" else "uit"
    back = _own(filled.text("naar"))
    answer = RedirectResponse(f"/inloggen?reden={reason}" + (f"&naar={quote(back)}" if back else ""), 303)
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def awake(_visit: Visitor, _filled: Filled) -> Response:
    """Somebody is busy on a page that asks nothing of us: their screen stays open."""
    return Response(status_code=204)


def _let_in(request: Request, person: PersonId, back: str) -> Response:
    """A new session, also for who had one: an old secret is worth nothing after this."""
    world = world_of(request)
    world.sessions.end(secret_of(request))
    answer = RedirectResponse(back or "/", 303)
    secret = world.sessions.begin(person, world.clock())
    answer.set_cookie(COOKIE, secret, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _own(path: str) -> str:
    """A path of ours to go back to; nothing that leads elsewhere."""
    return path if path.startswith("/") and not path.startswith("//") and "\\" not in path else ""


def _limit(request: Request) -> None:
    limits: Limits = request.app.state.limits
    limits.take(ENTERING, f"adres {request.client.host if request.client else ''}")
