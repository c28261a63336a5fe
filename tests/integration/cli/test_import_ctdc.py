"""`import --format ctdc`: the sample of the Counter-Trafficking Data Collaborative, by its columns."""

from cli.proeftuin.document import shipped
from domain.cases.events import Background, CaseRegistered
from domain.signals.events import SignalRecorded
from tests.integration.cli.command import Command

SAMPLE = shipped("ctdc-sample.csv").decode()
HEADER, *ROWS = SAMPLE.splitlines()
FIRST_FLAGS = {2: "GW09", 3: "GW03", 4: "GW02", 5: "AR05", 7: "GW11", 8: "AR01", 9: "GW07", 15: "RL18"}


def _import(opplussen: Command, *rows: str, options: tuple[str, ...] = ()) -> tuple[int, str]:
    said = opplussen("import", opplussen.file("in.csv", HEADER, *rows), "--format", "ctdc", *options)
    return said.code, said.err


def _signals(opplussen: Command) -> list[SignalRecorded]:
    return [entry.event for entry in opplussen.events() if isinstance(entry.event, SignalRecorded)]


def _cases(opplussen: Command) -> list[CaseRegistered]:
    return [entry.event for entry in opplussen.events() if isinstance(entry.event, CaseRegistered)]


def test_the_whole_sample_goes_in_once(opplussen: Command) -> None:
    flags = sum(row.split(",")[place] == "1" for row in ROWS for place in (*range(2, 10), *range(12, 16)))
    code, told = _import(opplussen.began(), *ROWS)
    assert code == 0
    assert f"casussen: {len(ROWS)} nieuw, 0 bekend; signalen: {flags} nieuw, 0 bekend" in told
    before = len(opplussen.events())
    code, told = _import(opplussen, *ROWS)
    assert code == 0
    assert f"casussen: 0 nieuw, {len(ROWS)} bekend; signalen: 0 nieuw, {flags} bekend" in told
    assert len(opplussen.events()) == before


def test_each_flag_is_a_signal_and_outcomes_are_background(opplussen: Command) -> None:
    assert _import(opplussen.began(), ROWS[0])[0] == 0
    [case] = _cases(opplussen)
    assert (case.facility, case.reference) == ("instelling-1", "ctdc-000000")
    assert case.background == Background(("gedwongen_arbeid",), "0", "man", citizen=False)
    signals = _signals(opplussen)
    assert {int(signal.signal[-2:]): signal.indicator for signal in signals} == FIRST_FLAGS
    assert {signal.signal[:-3] for signal in signals} == {"ctdc-000000"}
    assert {signal.source for signal in signals} == {"ctdc-000000-client"}
    days = {int(signal.signal[-2:]): str(signal.observed_on) for signal in signals}
    assert days[2] == "2026-01-07"
    assert days[15] == "2026-02-15"


def test_rows_go_round_the_four_facilities_or_to_the_one_that_is_given(opplussen: Command) -> None:
    _import(opplussen.began(), *ROWS[:5])
    assert [case.facility[-1] for case in _cases(opplussen)] == ["1", "2", "3", "4", "1"]
    _import(opplussen, *ROWS[:2], options=("--prefix", "nog", "--facility", "instelling-3"))
    assert [(case.facility, case.reference) for case in _cases(opplussen)[5:]] == [
        ("instelling-3", "nog-000000"),
        ("instelling-3", "nog-000001"),
    ]


def test_a_row_that_cannot_be_read_is_named_and_keeps_its_number(opplussen: Command) -> None:
    code, told = _import(opplussen.began(), ROWS[0], ROWS[1].replace("1", "x"), ROWS[2], ROWS[3][:20])
    assert code == 1
    assert "Regel 3: kolom " in told
    assert "Regel 5: er zijn " in told
    assert [case.reference for case in _cases(opplussen)] == ["ctdc-000000", "ctdc-000002"]


def test_another_table_is_refused_by_its_header(opplussen: Command) -> None:
    said = opplussen.began()("import", opplussen.file("in.csv", "a,b,c", "1,2,3"), "--format", "ctdc")
    assert said.code == 1
    assert "deze kolommen ontbreken" in said.err


def test_the_sample_comes_with_its_attribution() -> None:
    told = shipped("README.md").decode()
    assert "Counter-Trafficking Data" in told
    assert len(ROWS) == 2000


def test_a_prefix_that_makes_a_reference_nobody_can_name_is_refused(opplussen: Command) -> None:
    code, told = _import(opplussen.began(), ROWS[0], options=("--prefix", "2026/ctdc"))
    assert code == 1
    assert "schuine streep" in told
    assert _cases(opplussen) == []
