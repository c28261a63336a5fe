"""Taking a list along: what a copy holds and leaves out, what it is for, and then on paper or in a file."""

from collections.abc import Callable
from urllib.parse import urlencode

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import ValidationError, convert

from domain.commands import Refused
from web.gate import Fields, Filled, Visitor
from web.pages import show
from web.visit import Visit
from web.watchlists.csv_file import csv_of
from web.watchlists.pdf_file import pdf_of
from web.watchlists.ranked import Top
from web.watchlists.sheet import USES, Form, Sheet, Use, preview, sheet

YES = "ja"
FORMS: dict[Form, str] = {"papier": "Afdrukken", "pdf": "PDF", "csv": "CSV"}
FILES: dict[Form, tuple[Callable[[Sheet], bytes], str]] = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "pdf": (pdf_of, "application/pdf"),
}


def choose(visit: Visitor, facility: str, top: Top = "5") -> Response:
    """The page that asks."""
    return _page(visit, facility, Fields(top=top), None)


def _page(visit: Visit, facility: str, filled: Fields, refused: Refused | None) -> Response:
    named = filled.text("namen") == YES
    top = _top(filled.text("top"))
    found, rows, left_out = preview(visit, facility, top, named=named)
    model = {
        "title": f"Meenemen: {found.title}",
        "facility": found.facility,
        "rows": rows,
        "left_out": left_out,
        "may_name": any(sight.sees("verwijzing") for sight in found.sights.values()),
        "filled": filled,
        "top": top,
        "uses": USES,
        "forms": FORMS,
        "why": found.why,
        "refused": refused,
    }
    return show(visit, "watchlist_taking.html", model, 200 if refused is None else 422)


def take(visit: Visitor, filled: Filled, facility: str) -> Response:
    """The copy in the form that was chosen."""
    try:
        use, form = _use(filled.text("voor")), _form(filled.text("vorm"))
    except Refused as refused:
        return _page(visit, facility, filled, refused)
    top, named = _top(filled.text("top")), filled.text("namen") == YES
    if form == "papier":
        asked = urlencode({"top": top, "voor": use, "namen": filled.text("namen")})
        return RedirectResponse(f"/lijst/{facility}/afdruk?{asked}", 303)
    made = sheet(visit, facility, top, form, use, named=named)
    name = f"watchlist-{facility}-{made.at:%Y%m%d}.{form}"
    make, kind = FILES[form]
    return Response(
        make(made), media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def paper(visit: Visitor, facility: str, top: Top = "5", voor: Use = "overleg", namen: str = "") -> Response:
    """The list for paper; opening it is a copy."""
    made = sheet(visit, facility, top, "papier", voor, named=namen == YES)
    model = {"title": made.title, "sheet": made, "facility": facility, "top": top}
    return show(visit, "watchlist_paper.html", model)


def _top(given: str) -> Top:
    return "10" if given == "10" else "5"


def _use(given: str) -> Use:
    try:
        use: Use = convert(given, Use)
    except ValidationError:
        raise Refused(
            "kopie.doel", "Er staat niet waarvoor u de lijst meeneemt.", "Kies waarvoor de kopie is."
        ) from None
    return use


def _form(given: str) -> Form:
    try:
        form: Form = convert(given, Form)
    except ValidationError:
        raise Refused("kopie.vorm", "Deze vorm is er niet.", "Kies afdrukken, PDF of CSV.") from None
    return form
