"""What the pages look and move with: built files that lie beside this one, under the digest of them all."""

import gzip
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

PATH = "/static/{digest}/{name}"
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
}
FOR_EVER = "public, max-age=31536000, immutable"


class Asset(NamedTuple):
    """One file, plain and packed."""

    body: bytes
    packed: bytes
    type: str


@cache
def assets() -> dict[str, Asset]:
    """All of them, by name."""
    found = {}
    for file in sorted((files("web") / "static").iterdir(), key=lambda one: one.name):
        body = file.read_bytes()
        found[file.name] = Asset(body, gzip.compress(body, mtime=0), TYPES[file.name.rpartition(".")[2]])
    return found


@cache
def digest() -> str:
    """Of all of them together: they name each other by where they lie."""
    whole = sha256()
    for name, one in assets().items():
        whole.update(name.encode() + one.body)
    return whole.hexdigest()[:16]


def address(name: str) -> str:
    """Where a page finds a file; when any of them changes, this is another address."""
    return f"/static/{digest()}/{name}"


async def asset(request: Request) -> Response:
    """One file, to keep for ever."""
    found = assets().get(request.path_params["name"])
    if found is None or digest() != request.path_params["digest"]:
        return Response("Niet gevonden.", 404, media_type=TYPES["txt"])
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if found.type != TYPES["woff2"] and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=found.type)
    return Response(found.body, headers=headers, media_type=found.type)
