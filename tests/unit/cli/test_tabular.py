"""Rows of a result are whole at any width: what is cut cannot be typed again."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from cli.screen.tabular import Cell, show_rows

HEADINGS = ("casus", "nummer", "aan", "trede", "stand", "wacht op", "uiterlijk")
ROW = (
    *("instelling-1/dossier-2026-0047", "d-7f3a9c", "zorgcoordinatie", "3", "wacht op goedkeuring"),
    *("een tweede persoon die meekijkt", "24-11-2026 16:30"),
)


def shown(width: int, rows: list[tuple[Cell, ...]], headings: tuple[str, ...] = HEADINGS) -> list[str]:
    """The lines on a screen of this width."""
    out = StringIO()
    show_rows(Console(file=out, width=width, highlight=False), headings, rows, "Wat er wacht")
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_every_word_is_whole_on_a_line(width: int) -> None:
    lines = shown(width, [ROW, ROW])
    assert all(len(line) <= width for line in lines)
    words = {word for line in lines for word in line.split()}
    assert {word for cell in ROW for word in cell.split()} <= words


def test_it_is_a_table_where_it_fits_and_one_under_another_where_it_does_not() -> None:
    wide, narrow = shown(120, [ROW]), shown(60, [ROW])
    assert any(line.split() == " ".join(HEADINGS).split() for line in wide)
    assert "  wacht op: een tweede persoon die meekijkt" in narrow


def test_what_people_wrote_is_no_markup_and_a_style_changes_no_words() -> None:
    told = shown(80, [("[bold]x[/bold]", Text("y", "dim"))], ("wie", ""))
    assert any("[bold]x[/bold]" in line and "y" in line for line in told)


@given(
    st.integers(20, 120),
    st.lists(st.lists(st.text("abc- ", max_size=18), min_size=3, max_size=3).map(tuple), max_size=4),
)
def test_no_word_is_lost_at_any_width(width: int, rows: list[tuple[str, ...]]) -> None:
    found = {word for line in shown(width, list(rows), ("een", "twee", "drie")) for word in line.split()}
    assert {word for row in rows for cell in row for word in cell.split() if len(word) <= width - 8} <= found


def test_the_command_has_no_other_way_to_show_a_table_with_headings() -> None:
    cli = Path(__file__).parents[3] / "cli"
    makes = [
        file.relative_to(cli).as_posix()
        for file in sorted(cli.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Table"
        if any(keyword.arg == "box" for keyword in node.keywords) or not node.args
    ]
    assert makes == ["screen/tabular.py"]
