"""The API put together: the table of operations, who asks by which token, a problem for other answers."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from domain.words import PersonId
from engine.reading.reader import ONCE
from web.api.asked import body, parameters, sent
from web.api.description import describe
from web.api.operation import Call, Nothing, Operation
from web.api.problems import FAULTS, NoBearer, respond, told
from web.api.routes import OPERATIONS
from web.gate import ANYTHING, CHANGES, Limits
from web.sessions import Session
from web.visit import Visit
from web.world import World

ROOT = "/v1"
DEMO = "demo-"
"""What the token of an invented person begins with, in the demo alone."""


def api(world: World, limits: Limits) -> Starlette:
    """The API of one opened log."""
    document = describe(OPERATIONS, world.contact)

    async def itself(_: Request) -> Response:
        return respond(document, 200, {"Access-Control-Allow-Origin": "*"})

    routes = [Route(f"{ROOT}/openapi.json", itself)]
    for path in dict.fromkeys(one.path for one in OPERATIONS):
        by_method = {one.method: one for one in OPERATIONS if one.path == path}
        answering = _answering(by_method, world, limits)
        routes.append(Route(f"{ROOT}{path}", answering, methods=list(by_method)))
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(FAULTS, told))
    app.router.redirect_slashes = False
    return app


def _answering(
    by_method: dict[str, Operation], world: World, limits: Limits
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        one = by_method[request.method.replace("HEAD", "GET")]
        visit = await run_in_threadpool(_visit, world, limits, one, request)
        asked = parameters(one.takes, request)
        brought = Nothing() if one.body is Nothing else await body(one.body, request)
        call = Call(visit, asked, brought, sent(request) if one.changes else ONCE)
        found = await run_in_threadpool(one.endpoint, call)
        return respond(found.document, found.status, found.headers)

    return answer


def _visit(world: World, limits: Limits, one: Operation, request: Request) -> Visit:
    """The visit of who asks.

    Raises:
        NoBearer: nobody says who that is.
        TooMany: they ask more than programs do.
    """
    person = _person(world, request.headers.get("authorization", ""))
    limits.take(CHANGES if one.changes else ANYTHING, person)
    door = f"api {one.method} {ROOT}{one.path}"
    return Visit(world, Session(person, ""), door, one.asks)


def _person(world: World, authorization: str) -> PersonId:
    """Who a token is of: signed by the organisation where people log in, or in the demo of somebody invented.

    Raises:
        NoBearer: it is of nobody.
    """
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise NoBearer
    if world.identity is not None:
        return world.identity.bearer(token)
    for one in world.personas:
        if token == f"{DEMO}{one.person}":
            return one.person
    raise NoBearer


class Beside:
    """The API beside the pages: what begins with its root is not theirs, nor needs what browsers bring."""

    def __init__(self, app: ASGIApp, beside: ASGIApp) -> None:
        self._pages, self._api = app, beside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To the one or to the other."""
        is_api = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{ROOT}/")
        await (self._api if is_api else self._pages)(scope, receive, send)
