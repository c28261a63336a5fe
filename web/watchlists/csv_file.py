"""A list as CSV: no cell that a spreadsheet takes for a formula, and on each line whose copy it is."""

import csv
from io import StringIO

from web.watchlists.sheet import Sheet

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WORDS = {
    "rank": "plek",
    "case": "casus",
    "agreed": "afgesproken",
    "score": "score",
    "band": "hoogte",
    "moved": "verandering",
    "reason": "reden",
    "kinds": "signalen",
    "last": "laatste",
    "unshared": "niet_gedeeld",
    "consent": "toestemming",
    "shared": "gedeeld",
    "sees": "u_ziet",
    "copy": "exemplaar",
    "person": "gemaakt_voor",
    "destroy_by": "vernietigen_voor",
    "state": "stand",
}
"""The columns in their order, as people read them."""


def csv_of(sheet: Sheet) -> bytes:
    """The file, with the mark by which spreadsheets know UTF-8."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(WORDS.values())
    for row in sheet.rows:
        cells = row._asdict() | {
            "copy": sheet.copy,
            "person": sheet.person,
            "destroy_by": f"{sheet.destroy_by:%d-%m-%Y}",
            "state": sheet.state,
        }
        writer.writerow([safe(str(cells[name])) for name in WORDS])
    return text.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """A cell that a spreadsheet takes as text."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
