"""What a spreadsheet makes of a cell."""

from hypothesis import given
from hypothesis import strategies as st

from web.watchlists.csv_file import BEGINS_A_FORMULA, safe


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not safe(text).startswith(BEGINS_A_FORMULA)
