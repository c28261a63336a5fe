"""The pages put together: the table of routes, the gate before it, and a page for every other answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse

from domain.commands import Refused
from eventlog.faults import LogFault
from projections.faults import RowsFault
from web import static
from web.api.app import Beside, api
from web.gate import Limits, NotIn, TooMany, guarded
from web.live import Pulse
from web.pages import problem
from web.routes import ROUTES
from web.world import World

RETRY_S = "5"


def application(world: World) -> FastAPI:
    """The pages of one opened log, and the API beside them."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        beating = asyncio.create_task(app.state.pulse.beat())
        try:
            yield
        finally:
            app.state.pulse.stop()
            await beating

    app = FastAPI(title="opplussen", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    app.state.world = world
    app.state.limits = Limits()
    app.state.pulse = Pulse(world.known)
    app.state.table = {(one.method, one.path): one for one in ROUTES}
    for one in ROUTES:
        app.add_api_route(one.path, one.endpoint, methods=[one.method], response_model=None)
    app.add_route(static.PATH, static.asset, methods=["GET"])
    app.middleware("http")(guarded)
    app.add_middleware(Beside, beside=api(world, app.state.limits))
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(world.hosts), www_redirect=False)
    for fault, answer in _ANSWERS.items():
        app.add_exception_handler(fault, answer)
    return app


async def _not_in(request: Request, _: Exception) -> Response:
    """To the door, and from there back to a page that was only looked at."""
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": "/inloggen?reden=stil"})
    back = f"&naar={request.url.path}" if request.method == "GET" and request.url.path != "/" else ""
    reason = "reden=stil" if request.cookies else "reden=nieuw"
    return RedirectResponse(f"/inloggen?{reason}{back}", 303)


def _refused(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, Refused):
        raise fault
    if fault.code.startswith("toegang."):
        return problem(
            request, 403, "Niet toegestaan", f"Dit mag niet, omdat: {fault.sentence}", fault.remedy
        )
    if fault.code.endswith(".onbekend"):
        return problem(request, 404, "Niet gevonden", fault.sentence, fault.remedy)
    return problem(request, 422, "Dat kan niet", fault.sentence, fault.remedy)


def _too_many(request: Request, _: Exception) -> Response:
    told = problem(request, 429, "Even wachten", "Er kwamen te veel vragen na elkaar.", "Wacht een minuut.")
    told.headers["Retry-After"] = "60"
    return told


def _unavailable(request: Request, _: Exception) -> Response:
    told = problem(
        request,
        503,
        "Nu niet bereikbaar",
        "Het logboek of de overzichten antwoorden niet. Er is niets getoond en niets gewijzigd.",
        "Probeer het over een paar seconden opnieuw. Blijft het zo, bel dan de beheerder.",
    )
    told.headers["Retry-After"] = RETRY_S
    return told


def _not_fitting(request: Request, status: int) -> Response:
    return problem(request, status, "Dat kan niet", "Deze vraag past niet bij de pagina.", "Ga terug.")


def _other(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    if status == HTTPStatus.NOT_FOUND:
        return problem(
            request, 404, "Niet gevonden", "Deze pagina is er niet.", "Kies een pagina in het menu."
        )
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _not_fitting(request, status)
    return problem(
        request,
        500,
        "Er ging iets mis",
        "Dat ligt aan ons. Wat u deed is misschien niet vastgelegd.",
        "Ga terug, kijk of het er staat, en probeer het anders opnieuw.",
    )


_ANSWERS: dict[type[Exception], Callable[[Request, Exception], Response | Awaitable[Response]]] = {
    NotIn: _not_in,
    Refused: _refused,
    TooMany: _too_many,
    LogFault: _unavailable,
    RowsFault: _unavailable,
    RequestValidationError: lambda request, _: _not_fitting(request, 422),
    HTTPException: _other,
    Exception: _other,
}
"""What each fault is answered with; none shows what was being read."""
