"""`import --format csv`: what goes in, what is refused and how it is said, and that twice is once."""

import io
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from cli.place.databases import Folder
from cli.place.workplace import opened
from domain.cases.commands import CloseCase
from domain.cases.events import CaseRegistered, CaseReopened
from domain.commands import Context
from domain.merging.joining import MergeCases
from domain.signals.events import SignalRecorded
from domain.words import CaseId, PersonId
from eventlog.execute import execute
from tests.integration.cli.command import HEADER, Command, Said, line

TOLD = "Zij huilde en noemde Karel"


def _import(opplussen: Command, *lines: str, options: tuple[str, ...] = ()) -> Said:
    return opplussen("import", opplussen.file("in.csv", *lines), "--format", "csv", *options)


def _signals(opplussen: Command) -> list[SignalRecorded]:
    return [entry.event for entry in opplussen.events() if isinstance(entry.event, SignalRecorded)]


def _cases(opplussen: Command) -> list[CaseRegistered]:
    return [entry.event for entry in opplussen.events() if isinstance(entry.event, CaseRegistered)]


def test_lines_become_cases_and_signals(opplussen: Command) -> None:
    said = _import(opplussen.began(), HEADER, line(), line(indicator="GW01"), line(case="a2"))
    assert said.code == 0
    assert "casussen: 2 nieuw, 0 bekend; signalen: 3 nieuw, 0 bekend" in said.err
    assert [case.reference for case in _cases(opplussen)] == ["a1", "a2"]
    assert {signal.text for signal in _signals(opplussen)} == {"tekst"}


def test_the_same_file_twice_adds_nothing(opplussen: Command) -> None:
    lines = (HEADER, line(), line(indicator="GW01"), line(case="a2"))
    _import(opplussen.began(), *lines)
    before = len(opplussen.events())
    said = _import(opplussen, *lines)
    assert said.code == 0
    assert "casussen: 0 nieuw, 2 bekend; signalen: 0 nieuw, 3 bekend" in said.err
    assert len(opplussen.events()) == before


def test_equal_lines_without_an_id_count_once_whatever_their_text(opplussen: Command) -> None:
    lines = (HEADER, line(text="een"), line(text="twee"), line(text="drie"))
    said = _import(opplussen.began(), *lines)
    assert said.code == 0
    assert "signalen: 1 nieuw, 0 bekend" in said.err
    assert "gelijk aan een eerdere regel: 2" in said.err
    assert [signal.text for signal in _signals(opplussen)] == ["een"]
    assert "signalen: 0 nieuw, 1 bekend" in _import(opplussen, *lines).err


def test_an_id_of_a_line_is_the_id_of_its_signal(opplussen: Command) -> None:
    header = f"{HEADER},id"
    said = _import(opplussen.began(), header, f"{line()},7", f"{line()},8", f"{line()},8")
    assert said.code == 0
    assert [signal.signal for signal in _signals(opplussen)] == ["instelling-1/7", "instelling-1/8"]
    changed = _import(opplussen, header, f"{line(indicator='GW01')},7")
    assert changed.code == 1
    assert "Regel 2: " in changed.err
    assert "andere inhoud" in changed.err


def test_semicolons_a_byte_order_mark_and_quotes_are_read(opplussen: Command) -> None:
    opplussen.began()
    file = opplussen.folder / "in.csv"
    text = line(text='"a; ""b""\nc"').replace(",", ";")
    file.write_bytes(b"\xef\xbb\xbf" + f"{HEADER.replace(',', ';')}\r\n{text}\r\n".encode())
    assert opplussen("import", file, "--format", "csv").code == 0
    assert [signal.text for signal in _signals(opplussen)] == ['a; "b"\nc']


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (line(indicator="XX99"), "indicator XX99"),
        (line(day="2999-01-01"), "toekomst"),
        (line(day="1026-01-05"), "05-01-1026 ligt voor 01-01-1990"),
        (line(case="2026/1"), "schuine streep"),
        (line(case="c-abcdefghij23"), "pseudoniem"),
        (line(day="5 januari"), "kolom observed_on"),
        (line(facility="instelling-9"), "instelling-9 doet niet mee"),
        (line(provenance="gerucht"), "herkomst gerucht"),
        (line(case=""), "kolom case"),
        (line().replace("bevestigt", "misschien"), "kolom polarity"),
        (line().replace("feit", "mening"), "kolom nature"),
        (line(text='"nooit gesloten'), "aanhalingsteken"),
        (line(text='"a"b'), "aanhalingstekens"),
        ("a1,instelling-1,SX03", "3 kolommen in plaats van 10"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_others_are_kept(
    opplussen: Command, bad: str, reason: str
) -> None:
    said = _import(opplussen.began(), HEADER, line(), bad, line(case="a2"))
    assert said.code == 1
    assert "Regel 3: " in said.err
    assert reason in said.err
    assert "geweigerd: 1 regel" in said.err
    assert [case.reference for case in _cases(opplussen)] == ["a1", "a2"]


def test_a_bad_line_leaves_no_empty_case_behind(opplussen: Command) -> None:
    assert _import(opplussen.began(), HEADER, line(indicator="XX99")).code == 1
    assert _cases(opplussen) == []


def test_a_line_in_another_encoding_is_named(opplussen: Command) -> None:
    opplussen.began()
    file = opplussen.folder / "in.csv"
    file.write_bytes(f"{HEADER}\n{line()}\n".encode() + line(text="zoë").encode("latin-1") + b"\n")
    said = opplussen("import", file, "--format", "csv")
    assert said.code == 1
    assert "Regel 3: dit is geen UTF-8" in said.err
    assert "signalen: 1 nieuw" in said.err


def test_half_a_file_is_named_at_its_last_line(opplussen: Command) -> None:
    opplussen.began()
    file = opplussen.folder / "in.csv"
    file.write_text(f"{HEADER}\n{line()}\n{line(case='a2')[:40]}", encoding="utf-8")
    said = opplussen("import", file, "--format", "csv")
    assert said.code == 1
    assert "Regel 3: " in said.err
    assert "afgebroken" in said.err


def test_a_header_without_a_column_is_refused(opplussen: Command) -> None:
    said = _import(opplussen.began(), HEADER.replace(",nature", ""), line())
    assert said.code == 1
    assert "regel 1: deze kolommen ontbreken: nature." in said.err


def test_no_text_of_a_signal_is_ever_in_an_error(opplussen: Command) -> None:
    moved = line(text=TOLD).replace("SX03", TOLD)
    bad = (
        moved,
        line(text=f'"{TOLD}'),
        line(text=TOLD, day=TOLD),
        line(text=TOLD, facility=TOLD),
        line(text=TOLD, provenance=TOLD),
        f"{line(text=TOLD)},{TOLD}",
        line(text=TOLD, source=TOLD * 10),
    )
    errors = opplussen.folder / "fout.txt"
    said = _import(opplussen.began(), HEADER, *bad, options=("--errors", str(errors)))
    assert said.code == 1
    assert "Karel" not in said.err + said.out + errors.read_text(encoding="utf-8")
    assert len(errors.read_text(encoding="utf-8").splitlines()) == len(bad)


def test_only_the_first_twenty_refusals_are_shown_and_all_are_written(opplussen: Command) -> None:
    errors = opplussen.folder / "fout.txt"
    bad = [line(indicator="XX99", source=f"bron-{number}") for number in range(30)]
    said = _import(opplussen.began(), HEADER, *bad, options=("--errors", str(errors)))
    assert said.err.count("Regel ") == 20
    assert "nog 10 regels" in said.err
    assert errors.read_text(encoding="utf-8").splitlines()[29].startswith("31;")


def test_strict_refuses_the_whole_file_before_anything_is_written(opplussen: Command) -> None:
    before = len(opplussen.began().events())
    said = _import(opplussen, HEADER, line(), line(indicator="XX99"), options=("--strict",))
    assert said.code == 1
    assert "Er is niets geschreven" in said.err
    assert len(opplussen.events()) == before
    assert _import(opplussen, HEADER, line(), options=("--strict",)).code == 0
    assert len(_signals(opplussen)) == 1


def test_strict_sees_an_id_that_stands_with_another_content(opplussen: Command) -> None:
    header = f"{HEADER},id"
    _import(opplussen.began(), header, f"{line()},7")
    before = len(opplussen.events())
    said = _import(
        opplussen, header, f"{line(case='a2')},9", f"{line(indicator='GW01')},7", options=("--strict",)
    )
    assert said.code == 1
    assert "Regel 3: " in said.err
    assert len(opplussen.events()) == before


def test_strict_reads_standard_input_twice(opplussen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    opplussen.began()
    content = f"{HEADER}\n{line()}\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert opplussen("import", "-", "--format", "csv", "--strict").code == 0
    assert len(_signals(opplussen)) == 1


@pytest.mark.parametrize("missing", ["weg.csv", "."])
def test_a_file_that_cannot_be_read_is_explained(opplussen: Command, missing: str) -> None:
    said = opplussen.began()("import", opplussen.folder / missing, "--format", "csv")
    assert said.code == 1
    assert "bestaat niet" in said.err or "dit is een map" in said.err


def _execute(opplussen: Command, *commands: object) -> None:
    with opened(Folder(opplussen.data)) as workplace:
        log = workplace.log
        at = log.tail(log.head() - 1)[0].at
        for number, command in enumerate(commands):
            execute(log, command, Context(f"test.{number}", at, PersonId("test")))  # type: ignore[arg-type]  # commands of several views


def test_a_signal_for_a_merged_case_goes_where_the_case_went(opplussen: Command) -> None:
    _import(opplussen.began(), HEADER, line(), line(case="a2"))
    gone, stays = [case.case for case in _cases(opplussen)]
    _execute(opplussen, MergeCases(gone, stays, date(2026, 3, 2)))
    lines = (HEADER, line(), line(indicator="GW01"))
    said = _import(opplussen, *lines)
    assert said.code == 0
    assert "signalen: 1 nieuw, 1 bekend" in said.err
    assert _signals(opplussen)[-1].case == stays
    assert "signalen: 0 nieuw, 2 bekend" in _import(opplussen, *lines).err


def test_a_signal_opens_a_closed_case_again(opplussen: Command) -> None:
    _import(opplussen.began(), HEADER, line())
    [case] = _cases(opplussen)
    _execute(
        opplussen,
        CloseCase(
            CaseId(case.case), opplussen.events()[-1].at.date(), opplussen.events()[-1].at.date(), "ongegrond"
        ),
    )
    assert _import(opplussen, HEADER, line(indicator="GW01")).code == 0
    assert any(isinstance(entry.event, CaseReopened) for entry in opplussen.events())


LINES = [
    line(case=f"a{case}", indicator=indicator, source=f"bron-{source}", day=f"2026-01-0{source}")
    for case in range(1, 4)
    for indicator in ("SX03", "GW01")
    for source in range(1, 4)
]


SHARE = 25
"""An import is made of real files: one for so many examples of other laws."""


def _content(opplussen: Command, data: Path) -> tuple[set[str], set[tuple[str, ...]]]:
    """What is in a log, apart from pseudonyms and order."""
    events = [entry.event for entry in opplussen.events(data)]
    cases = {event.case: event.reference for event in events if isinstance(event, CaseRegistered)}
    signals: set[tuple[str, ...]] = {
        (cases[event.case], event.indicator, event.source, str(event.observed_on))
        for event in events
        if isinstance(event, SignalRecorded)
    }
    assert len(signals) == sum(isinstance(event, SignalRecorded) for event in events)
    return set(cases.values()), signals


def test_a_file_in_any_pieces_and_order_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    opplussen = Command(folder, monkeypatch, capsys)
    whole = folder / "whole"
    assert opplussen("init", data=whole).code == 0
    file = opplussen.file("whole.csv", HEADER, *LINES)
    assert opplussen("import", file, "--format", "csv", data=whole).code == 0

    @settings(max_examples=settings().max_examples // SHARE)
    @given(st.data())
    def holds(data: DataObject) -> None:
        lines = data.draw(st.permutations(LINES))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(lines)), max_size=3)))
        apart = tmp_path_factory.mktemp("apart")
        assert opplussen("init", data=apart).code == 0
        for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True):
            piece = opplussen.file("piece.csv", HEADER, *lines[max(0, start - 2) : end])
            assert opplussen("import", piece, "--format", "csv", data=apart).code == 0
        assert _content(opplussen, apart) == _content(opplussen, whole)

    holds()
