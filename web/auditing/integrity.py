"""Whether the log, and that of who read, are still what was signed: how far, and the first wrong position."""

from typing import NamedTuple

from fastapi import Response

from eventlog.merkle.sealing import Sealed
from verifier.faults import Wrong
from web.auditing.copies import copies_of
from web.gate import Filled, Visitor
from web.pages import show
from web.visit import Visit

LONGEST = 200_000
"""Events that are hashed while somebody waits; of more the command says how it stands."""
LOGS = (("Het logboek", False), ("Het logboek van wie las", True))


class Standing(NamedTuple):
    """How far a log is and was signed; `wrong` is what does not fit, `checked` that all of it was hashed."""

    name: str
    head: int
    signed: int
    root: str
    checked: bool = False
    wrong: str = ""
    too_long: bool = False


def integrity(visit: Visitor) -> Response:
    """How far both logs were signed."""
    return _page(visit, checking=False)


def check(visit: Visitor, _filled: Filled) -> Response:
    """The same, after every event was hashed again."""
    return _page(visit, checking=True)


def _page(visit: Visit, *, checking: bool) -> Response:
    visit.reader.register("logboek", visit.asks.part, visit.asks.purposes[0])
    found = []
    for name, access in LOGS:
        with visit.world.sealed(access) as sealed:
            found.append(_standing(name, sealed, checking=checking))
    copies = copies_of(visit.world.access, visit.reader.partners.units)
    model = {"title": "Klopt het logboek?", "logs": found, "longest": LONGEST, "copies": copies}
    return show(visit, "integrity.html", model)


def _standing(name: str, sealed: Sealed, *, checking: bool) -> Standing:
    point = sealed.signed()
    signed, root = (point.size, point.root.hex()) if point else (0, "")
    head = sealed.recorder.read(limit=None, after=2**62).head or 0
    now = Standing(name, head, signed, root)
    if not checking:
        return now
    if head > LONGEST:
        return now._replace(too_long=True)
    try:
        whole = sealed.check()
    except Wrong as wrong:
        return now._replace(checked=True, wrong=str(wrong))
    return Standing(name, whole.head, whole.signed, whole.root.hex(), checked=True)
