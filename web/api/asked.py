"""What comes in, read by the type that describes it: everything that is wrong with it is told at once."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import NODEFAULT, Struct, ValidationError, convert
from starlette.exceptions import HTTPException
from starlette.requests import Request

from engine.reading.reader import Sent
from web.api.problems import JSON, Invalid, Where, Wrong

MOST_BYTES = 64 * 1024
"""Of one body: more than any command needs."""
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
SEEN = re.compile(r'"(\d{1,18})"')
S = TypeVar("S", bound=Struct)


def read(kind: type[S], given: Mapping[str, Any], where: Mapping[str, Where], *, lax: bool) -> S:
    """The fields of a type as they were given; `lax` reads numbers and days from text.

    Raises:
        Invalid: with every field that is missing, unknown or cannot be used.
    """
    wrong, known = [], set()
    for field in msgspec.structs.fields(kind):
        name = field.encode_name
        known.add(name)
        if name not in given:
            if field.default is NODEFAULT and field.default_factory is NODEFAULT:
                wrong.append(Wrong(where.get(name, where[""]), name, "ontbreekt"))
            continue
        try:
            convert(given[name], field.type, strict=not lax)
        except ValidationError as no:
            wrong.append(Wrong(where.get(name, where[""]), name, str(no).partition(" '")[0]))
    wrong += [Wrong(where[""], name[:100], "is niet bekend") for name in given if name not in known]
    if wrong:
        raise Invalid(*wrong)
    return convert(given, kind, strict=not lax)


def parameters(kind: type[S], request: Request) -> S:
    """What the address says.

    Raises:
        Invalid: with everything that is wrong with it.
    """
    path = dict(request.path_params)
    query = request.query_params.multi_items()
    twice = {name for name, _ in query if sum(name == other for other, _ in query) > 1 or name in path}
    if twice:
        raise Invalid(*(Wrong("query", name[:100], "staat er vaker") for name in sorted(twice)))
    where: dict[str, Where] = dict.fromkeys(path, "path")
    return read(kind, {**dict(query), **path}, {**where, "": "query"}, lax=True)


async def body(kind: type[S], request: Request) -> S:
    """What was sent along.

    Raises:
        Invalid: it is no JSON, or not what is asked.
        HTTPException: it is too much, or another kind of document.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise HTTPException(415)
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BYTES:
            raise HTTPException(413)
    try:
        given = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Invalid(Wrong("body", "", "is geen JSON")) from None
    if not isinstance(given, dict):
        raise Invalid(Wrong("body", "", "is geen object"))
    return read(kind, given, {"": "body"}, lax=False)


def sent(request: Request) -> Sent:
    """Under which key a command was sent, and up to where its case was seen.

    Raises:
        Invalid: the key is missing or no key, or no position is named.
    """
    wrong = []
    key = request.headers.get("idempotency-key", "")
    if not KEY.fullmatch(key):
        wrong.append(Wrong("header", "Idempotency-Key", "8 tot 64 letters, cijfers of streepjes"))
    given = request.headers.get("if-match")
    seen = None if given in {None, "*"} else SEEN.fullmatch(given or "")
    if given not in {None, "*"} and seen is None:
        wrong.append(Wrong("header", "If-Match", "geen ETag die wij gaven"))
    if wrong:
        raise Invalid(*wrong)
    return Sent(key, None if seen is None else int(seen[1]))
