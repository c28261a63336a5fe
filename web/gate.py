"""Who comes through: the session of a request, what forms must carry, what answers say to browsers."""

from collections.abc import Awaitable, Callable
from secrets import compare_digest
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from msgspec import ValidationError, convert

from domain.commands import Refused
from web.sessions import Session
from web.visit import Visit
from web.world import World

COOKIE = "__Host-opplussen"
ASKING = "__Host-opplussen-inloggen"
"""What a browser keeps while its person logs in elsewhere."""
SAFE = frozenset({"GET", "HEAD"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ANYTHING = RateLimitItemPerMinute(600)
CHANGES = RateLimitItemPerMinute(60)
ENTERING = RateLimitItemPerMinute(20)
MOST_FIELDS = 300
"""What the longest form brings: a whole list, or the minutes of a meeting."""

Answering = Callable[[Request], Awaitable[Response]]


class NotIn(Exception):  # noqa: N818 - an answer, not an error
    """Nobody is logged in, or their screen is locked."""


class TooMany(Exception):  # noqa: N818 - an answer, not an error
    """Somebody asks more than people do."""


class Limits:
    """How much one person or one address may ask in a minute; kept in memory, by process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, item: RateLimitItemPerMinute, who: str) -> None:
        """Count one.

        Raises:
            TooMany: there were as many already.
        """
        if not self._limiter.hit(item, str(item.amount), who):
            raise TooMany


async def guarded(request: Request, answer: Answering) -> Response:
    """Every answer with its headers, and no change that another site asked for."""
    if request.method in SAFE or _is_own(request):
        response = await answer(request)
    else:
        response = Response(
            "Deze vraag kwam van een andere site.", 403, media_type="text/plain; charset=utf-8"
        )
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _is_own(request: Request) -> bool:
    """Whether a browser says that this comes from a page of ours: by Sec-Fetch-Site, or else by Origin."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("origin") == f"{request.url.scheme}://{request.url.netloc}"


def world_of(request: Request) -> World:
    """What the composition root gave."""
    world: World = request.app.state.world
    return world


def secret_of(request: Request) -> str:
    """The secret of the session that a browser names; empty without one."""
    return request.cookies.get(COOKIE, "")


def session_of(request: Request) -> Session | None:
    """Who is logged in. A page that keeps itself up to date does not keep the screen from locking."""
    world = world_of(request)
    return world.sessions.find(secret_of(request), world.clock(), active=not _is_passive(request))


def _is_passive(request: Request) -> bool:
    return bool(request.app.state.table[_key(request)].passive)


def _key(request: Request) -> tuple[str, str]:
    return request.method.replace("HEAD", "GET"), request.scope["route"].path


def visitor(request: Request) -> Visit:
    """The visit of somebody who is logged in.

    Raises:
        NotIn: nobody is.
        TooMany: they ask more than people do.
    """
    session = session_of(request)
    if session is None:
        raise NotIn
    limits: Limits = request.app.state.limits
    limits.take(ANYTHING if request.method in SAFE else CHANGES, session.person)
    route = request.app.state.table[_key(request)]
    return Visit(world_of(request), session, f"web {request.method} {route.path}", route.asks)


class Fields(dict[str, str]):
    """What somebody filled in, each field once."""

    def text(self, name: str) -> str:
        """What was filled in, without the space around it."""
        return self.get(name, "").strip()

    def one_of(self, name: str, kind: Any, missing: Refused) -> Any:
        """What was chosen of the words of a `Literal`; Any: as that says.

        Raises:
            Refused: nothing was, or something else.
        """
        try:
            return convert(self.text(name), kind)
        except ValidationError:
            raise missing from None


async def fields(request: Request) -> Fields:
    """What a form brings; files are not taken."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    return Fields({name: value for name, value in form.items() if isinstance(value, str)})


def signed(request: Request, filled: Annotated[Fields, Depends(fields)]) -> Fields:
    """What a form brings that we made for this session.

    Raises:
        NotIn: nobody is logged in.
        Refused: it does not carry what our forms carry.
    """
    secret = secret_of(request)
    session = session_of(request)
    if session is None or not secret:
        raise NotIn
    given = filled.pop("csrf", "") or request.headers.get("x-csrf", "")
    if not compare_digest(given.encode(), session.csrf.encode()):
        raise Refused(
            "formulier.oud",
            "Dit formulier hoort niet bij uw sessie.",
            "Open de pagina opnieuw en probeer het nog eens.",
        )
    return filled


Visitor = Annotated[Visit, Depends(visitor)]
Filled = Annotated[Fields, Depends(signed)]
