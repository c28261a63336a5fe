"""The processing log: made of both logs, without who did it, in the terms of the Logboek Dataverwerkingen."""

import json

import pytest

from domain.processing import ACTIVITIES
from domain.words import CaseId
from tests.integration.cli.command import HEADER, Command, line
from tests.integration.cli.test_access import case_of, place

REQUIRED = {"trace_id", "span_id", "status", "name", "start_time", "end_time", "attributes"}


@pytest.fixture
def recorded(opplussen: Command) -> Command:
    """Two cases: Sem has the first."""
    rows = [line(case="a1", indicator="SX02", source="s1"), line(case="a2", indicator="SX05")]
    file = opplussen.began().file("in.csv", HEADER, *rows)
    assert opplussen("import", file, "--format", "csv").code == 0
    place(opplussen, "a1", "sem")
    return opplussen


def records(opplussen: Command, *given: str) -> list[dict[str, object]]:
    answer = opplussen("processing", "show", *given, "--json")
    assert answer.code == 0, answer.err
    return [json.loads(one) for one in answer.out.splitlines()]


def about(one: dict[str, object]) -> dict[str, str]:
    attributes = one["attributes"]
    assert isinstance(attributes, dict)
    return attributes


def test_a_case_has_a_line_for_each_event_and_each_read(recorded: Command) -> None:
    case = case_of(recorded, "a1")
    assert recorded("explain", "a1", "--as", "sem").code == 0
    assert recorded("explain", case, "--as", "tess").code == 1
    found = records(recorded, "a1")
    names = [one["name"] for one in found]
    assert {"case-registered", "signal-recorded", "case-placed"} <= set(names)
    assert names[-3:] == ["explain", "explain", "processing show"]
    assert [one["status"] for one in found[-3:]] == ["Ok", "Unset", "Ok"]
    assert all(set(one) >= REQUIRED for one in found)
    assert {about(one)["dpl.core.data_subject_id"] for one in found} == {case}
    uris = {one.uri for one in ACTIVITIES.values()}
    assert {about(one)["dpl.core.processing_activity_id"] for one in found} <= uris


def test_no_line_says_who_did_it_or_what_was_said(recorded: Command) -> None:
    assert recorded("explain", "a1", "--as", "sem").code == 0
    said = recorded("processing", "show", "a1", "--json").out
    assert not any(name in said for name in ('"sem"', '"sanne"', '"a1"', "instelling-1"))


def test_what_one_command_did_is_one_trace_under_its_first_event(recorded: Command) -> None:
    spans = records(recorded, "a1")
    traces = {str(one["trace_id"]) for one in spans}
    of_one = [records(recorded, "--trace", trace) for trace in sorted(traces)]
    for trace in of_one:
        first = [one for one in trace if one["parent_span_id"] is None]
        assert len(first) == 1
        assert {one["parent_span_id"] for one in trace} <= {None, first[0]["span_id"]}
    assert any(len(trace) > 1 for trace in of_one)
    ids = [one["span_id"] for trace in of_one for one in trace]
    assert len(ids) == len(set(ids))


def test_everybody_s_lines_hold_those_of_each_case_and_can_be_asked_by_activity(recorded: Command) -> None:
    every = records(recorded, "--activity", "signaleren")
    assert {about(one).get("dpl.core.data_subject_id") for one in every} == {
        case_of(recorded, "a1"),
        case_of(recorded, "a2"),
    }
    assert {about(one)["dpl.core.processing_activity_id"] for one in every} == {ACTIVITIES["signaleren"].uri}
    assert records(recorded, "--activity", "delen") == []


def test_a_collector_of_opentelemetry_can_take_them(recorded: Command) -> None:
    said = json.loads(recorded("processing", "show", "a1", "--otlp").out)
    [resource] = said["resourceSpans"]
    [scope] = resource["scopeSpans"]
    lines = records(recorded, "a1")[: len(scope["spans"])]
    assert [one["spanId"] for one in scope["spans"]] == [one["span_id"] for one in lines]
    assert all(len(one["traceId"]) == 32 and len(one["spanId"]) == 16 for one in scope["spans"])
    assert {one["status"]["code"] for one in scope["spans"]} == {1}


@pytest.mark.parametrize(
    ("given", "code"),
    [((), "verwerking.zoeken"), (("--activity", "iets"), "verwerking.onbekend")],
)
def test_it_is_not_read_without_a_question(recorded: Command, given: tuple[str, ...], code: str) -> None:
    answer = recorded("processing", "show", *given)
    assert answer.code == 1
    assert code in answer.err


def test_who_may_not_see_who_read_sees_no_lines(recorded: Command) -> None:
    assert recorded("processing", "show", case_of(recorded, "a1"), "--as", "tess").code == 1
    assert recorded("processing", "show", "--activity", "delen", "--as", "sem").code == 1


def test_the_register_is_told(opplussen: Command) -> None:
    said = opplussen("processing", "register").out
    assert all(one.what in said for one in ACTIVITIES.values())
    told = json.loads(opplussen("processing", "register", "--json").out)
    assert [one["id"] for one in told] == [one.uri for one in ACTIVITIES.values()]
    assert CaseId("c-") not in said


def test_a_screen_shows_the_first_lines_and_says_how_many_more(recorded: Command) -> None:
    rows = [line(case="a1", indicator="SX05", source=f"bron {number}") for number in range(60)]
    file = recorded.file("meer.csv", HEADER, *rows)
    assert recorded("import", file, "--format", "csv").code == 0
    said = recorded("processing", "show", "a1").out
    assert "signaleren: signal-recorded" in said
    assert "En nog" in said
