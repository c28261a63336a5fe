"""What a program is told when the answer is no: one document (RFC 9457), with what would make it a yes."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain.commands import Refused
from eventlog.faults import LogFault
from projections.faults import RowsFault
from web.gate import HEADERS as FOR_BROWSERS
from web.gate import TooMany

VERSION = "1.0.0"
"""Of the API: the first number is in every address, all three are in every answer."""
JSON = "application/json"
PROBLEM = "application/problem+json"
HEADERS = {
    **{name: FOR_BROWSERS[name] for name in FOR_BROWSERS if name.startswith(("Referrer", "Strict", "X-"))},
    "API-Version": VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""What every answer carries."""
CHALLENGE = 'Bearer realm="opplussen"'
RETRY_S = {429: "60", 503: "5"}

Where = Literal["path", "query", "header", "body"]


class Wrong(Struct, frozen=True):
    """One thing that cannot be used in what came in: where, under which name, and why."""

    where: Where
    name: str
    detail: str


class Problem(Struct, frozen=True, omit_defaults=True):
    """Why there is no other answer: a code, the reason and what helps, in Dutch."""

    status: int
    title: str
    detail: str
    code: str = ""
    remedy: str = ""
    errors: tuple[Wrong, ...] = ()


class Invalid(Exception):  # noqa: N818 - an answer, not an error
    """What came in cannot be used; everything that is wrong with it."""

    def __init__(self, *wrong: Wrong) -> None:
        super().__init__()
        self.wrong = wrong


class NoBearer(Exception):  # noqa: N818 - an answer, not an error
    """No token came along, or none that says who asks."""


class _No(NamedTuple):
    status: int
    title: str
    detail: str
    remedy: str


NOT_CURRENT = "opdracht.ingehaald"
_PLAIN: dict[int, _No] = {
    one.status: one
    for one in (
        _No(400, "Niet te gebruiken", "Deze vraag past niet bij de beschrijving.", "Zie `errors`."),
        _No(401, "Wie vraagt dit?", "Er is geen geldig token.", "Stuur een bearer-token mee."),
        _No(404, "Niet gevonden", "Dit adres is er niet.", "Zie /v1/openapi.json."),
        _No(405, "Kan hier niet", "Dit adres kent deze methode niet.", "Zie de kop Allow."),
        _No(413, "Te groot", "Er kwam meer binnen dan een vraag nodig heeft.", "Maak de tekst korter."),
        _No(415, "Ander soort", "Alleen application/json wordt gelezen.", "Stuur JSON."),
        _No(429, "Even wachten", "Er kwamen te veel vragen na elkaar.", "Wacht een minuut."),
        _No(500, "Er ging iets mis", "Dat ligt aan ons.", "Kijk of het er staat, en probeer het opnieuw."),
        _No(
            503, "Nu niet bereikbaar", "Het logboek of de overzichten antwoorden niet.", "Probeer het later."
        ),
    )
}


def respond(
    document: object, status: int = 200, headers: Mapping[str, str] | None = None, media: str = JSON
) -> Response:
    """An answer with its headers."""
    return Response(msgspec.json.encode(document), status, {**HEADERS, **(headers or {})}, media_type=media)


def told(_: Request, fault: Exception) -> Response:
    """The problem of a fault; none tells what was being read."""
    problem = problem_of(fault)
    headers = dict(fault.headers or {}) if isinstance(fault, HTTPException) else {}
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = CHALLENGE
    if problem.status in RETRY_S:
        headers["Retry-After"] = RETRY_S[problem.status]
    return respond(problem, problem.status, headers, PROBLEM)


def problem_of(fault: Exception) -> Problem:
    """What is told of a fault."""
    match fault:
        case Refused(code="inloggen.mislukt"):
            return _plain(401)
        case Refused():
            return _refused(fault)
        case Invalid(wrong=wrong):
            return _plain(400, wrong)
        case NoBearer():
            return _plain(401)
        case TooMany():
            return _plain(429)
        case LogFault() | RowsFault():
            return _plain(503)
        case HTTPException(status_code=status) if status in _PLAIN:
            return _plain(status)
        case _:
            return _plain(500)


def _plain(status: int, wrong: tuple[Wrong, ...] = ()) -> Problem:
    no = _PLAIN[status]
    return Problem(no.status, no.title, no.detail, "", no.remedy, wrong)


def _refused(no: Refused) -> Problem:
    """A "no" of the domain, of the access table, or of who looked at something older."""
    status, title = _kind_of(no.code)
    return Problem(status, title, no.sentence, no.code, no.remedy)


def _kind_of(code: str) -> tuple[int, str]:
    if code.startswith("toegang.") or code in {"persoon.rol", "casus.wie"}:
        return 403, "Niet toegestaan"
    if code == NOT_CURRENT:
        return 412, "Intussen veranderd"
    if code.rpartition(".")[2].startswith("onbekend"):
        return 404, "Niet gevonden"
    return 409, "Dat kan niet"


FAULTS: tuple[type[Exception], ...] = (
    Refused,
    Invalid,
    NoBearer,
    TooMany,
    LogFault,
    RowsFault,
    HTTPException,
    Exception,
)
