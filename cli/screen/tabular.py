"""Rows of a result: a table where every word fits whole, and one row under another where it does not.

What is cut cannot be typed again: a case, a number and a day stay whole at any width.
"""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

Cell = str | Text
"""What stands in one place of a row; a `str` is shown as it is, a `Text` may have a style."""
_BETWEEN = 3
"""Columns of the screen between two columns of a table."""


def show_rows(
    console: Console, headings: Sequence[str], rows: Iterable[Sequence[Cell]], title: str = ""
) -> None:
    """Print rows under their headings, as wide as the screen is."""
    cells = [[_text(one) for one in row] for row in rows]
    widths = _widths(headings, cells, console.width)
    if widths is None:
        _one_under_another(console, headings, cells, title)
    else:
        _as_a_table(console, headings, cells, title, widths)


def _text(cell: Cell) -> Text:
    if isinstance(cell, Text):
        return cell
    return Text("\n".join(" ".join(line.split()) for line in cell.splitlines()))


def _widths(headings: Sequence[str], cells: list[list[Text]], width: int) -> list[int] | None:
    """How wide each column is: its longest word, and more where more is left; None where words do not fit."""
    columns = [[Text(heading), *[row[place] for row in cells]] for place, heading in enumerate(headings)]
    widths = [max(_longest_word(cell) for cell in column) for column in columns]
    most = [max(_longest_line(cell) for cell in column) for column in columns]
    left = width - sum(widths) - _BETWEEN * (len(headings) - 1)
    if left < 0:
        return None
    while left > 0 and widths != most:
        short = [place for place, wide in enumerate(widths) if wide < most[place]]
        widths[min(short, key=lambda place: widths[place])] += 1
        left -= 1
    return widths


def _longest_word(cell: Text) -> int:
    return max((Text(word).cell_len for word in cell.plain.split()), default=1)


def _longest_line(cell: Text) -> int:
    return max((line.cell_len for line in cell.split()), default=1) or 1


def _as_a_table(
    console: Console, headings: Sequence[str], cells: list[list[Text]], title: str, widths: list[int]
) -> None:
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading, wide in zip(headings, widths, strict=True):
        table.add_column(heading, width=wide, overflow="fold")
    for row in cells:
        table.add_row(*row)
    console.print()
    console.print(table)
    console.print()


def _one_under_another(
    console: Console, headings: Sequence[str], cells: list[list[Text]], title: str
) -> None:
    """Each row as lines of its own, its first cell first; a word longer than the screen goes on below."""
    if title:
        console.print(title, style="italic", markup=False)
    for row in cells:
        console.print()
        for place, (heading, cell) in enumerate(zip(headings, row, strict=True)):
            if place == 0:
                cell.stylize("bold")
            named = Text.assemble(f"{heading}: ", cell) if heading and cell.plain.strip() else cell
            if named.plain.strip():
                console.print(named if place == 0 else Text.assemble("  ", named), overflow="fold")
    console.print()
