"""The lines of a CSV: a broken quote costs its own line, never those behind it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.importing.lines import Line
from cli.importing.rows import Bad, Read, Row
from cli.importing.table import COLUMNS, Table
from cli.place.faults import WrongFile

HEADER = ",".join(COLUMNS).encode()
GOOD = b"a1,instelling-1,SX03,bevestigt,feit,online,bron,instelling-1,2026-01-05,tekst"


def _lines(*data: bytes, end: bytes = b"\n") -> Iterator[Line]:
    return (Line(number, one + end) for number, one in enumerate(data, 1))


def _read(*data: bytes, secret: bytes = b"x", facility: str | None = None) -> list[Read]:
    return list(Table("in.csv", secret, facility).read(_lines(*data)))


def _ids(*data: bytes, secret: bytes = b"x") -> list[str]:
    rows = _read(HEADER, *data, secret=secret)
    return [piece.signal for row in rows if isinstance(row, Row) for piece in row.pieces]


def test_a_quote_that_is_never_closed_costs_its_own_line_alone() -> None:
    read = _read(HEADER, GOOD, GOOD.replace(b"tekst", b'"open'), GOOD, GOOD)
    assert [type(one) for one in read] == [Row, Bad, Row, Row]
    assert [one.line for one in read] == [2, 3, 4, 5]


def test_a_text_may_hold_line_ends_between_quotes() -> None:
    [row] = _read(HEADER, GOOD.replace(b"tekst", b'"een'), b"twee", b'drie"')
    assert isinstance(row, Row)
    assert row.pieces[0].text == "een\ntwee\ndrie"
    assert row.line == 2


@given(
    st.lists(st.sampled_from([GOOD, b'"', b'a"b', b'"a"b"c"', b'x,"y', b"", b"\xff", b'""', b",,,,,,,,,"]))
)
def test_whatever_stands_around_them_every_good_line_in_itself_is_counted_once(lines: list[bytes]) -> None:
    read = _read(HEADER, *lines)
    numbers = [one.line for one in read]
    assert numbers == sorted(set(numbers))
    assert set(numbers) <= set(range(2, len(lines) + 2))


def test_the_id_of_a_line_follows_from_all_columns_but_its_text() -> None:
    first, other_text, other_day = _ids(
        GOOD, GOOD.replace(b"tekst", b"anders"), GOOD.replace(b"-05,", b"-06,")
    )
    assert first == other_text
    assert first != other_day
    assert first.startswith("instelling-1/hmac-")
    assert _ids(GOOD, secret=b"y") != [first]


def test_columns_cannot_run_into_each_other_in_an_id() -> None:
    moved = GOOD.replace(b"online,bron", b"onlin,ebron")
    assert len(set(_ids(GOOD, moved))) == 2


def test_lines_without_a_facility_get_the_one_that_is_given() -> None:
    [row] = _read(HEADER, GOOD.replace(b"instelling-1,SX03", b",SX03"), facility="instelling-4")
    assert isinstance(row, Row)
    assert row.facility == "instelling-4"
    header = HEADER.replace(b"facility,", b"")
    [row] = _read(header, GOOD.replace(b"instelling-1,SX03", b"SX03"), facility="instelling-4")
    assert isinstance(row, Row)
    assert row.facility == "instelling-4"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b"case,facility", "deze kolommen ontbreken: indicator"),
        (HEADER + b",case", "twee keer: case"),
        ("é".encode("utf-16"), "geen UTF-8"),
    ],
)
def test_a_header_that_is_none_is_refused_as_a_whole(header: bytes, reason: str) -> None:
    with pytest.raises(WrongFile, match=reason):
        _read(header, GOOD)
    with pytest.raises(WrongFile, match="leeg"):
        _read(b"", b"  ")
