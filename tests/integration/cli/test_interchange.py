"""`export`, and what it gives into another log: the same cases and signals, nothing personal."""

import json
from pathlib import Path

import pytest

from cli.place.settings import SOURCE
from domain.cases.events import CaseRegistered
from domain.signals.events import SignalRecorded
from tests.integration.cli.command import HEADER, Command, Said, line

TOLD = "Zij huilde en noemde Karel"


def _filled(opplussen: Command) -> Command:
    lines = [line(text=TOLD), line(indicator="GW01"), line(case="a2")]
    opplussen.began()
    assert opplussen("import", opplussen.file("in.csv", HEADER, *lines), "--format", "csv").code == 0
    return opplussen


def _export(opplussen: Command, *options: str) -> list[dict[str, object]]:
    file = opplussen.folder / "uit.jsonl"
    assert opplussen("export", "--output", file, *options).code == 0
    return [json.loads(one) for one in file.read_text(encoding="utf-8").splitlines()]


def _import(opplussen: Command, *events: object, data: Path | None = None) -> Said:
    file = opplussen.file("events.jsonl", *[json.dumps(event) for event in events])
    return opplussen("import", file, "--format", "cloudevents", data=data)


def test_every_event_is_a_cloudevent_of_the_profile(opplussen: Command) -> None:
    entries = _filled(opplussen).events()
    exported = _export(opplussen)
    assert [event["id"] for event in exported] == [entry.id for entry in entries]
    assert [event["sequence"] for event in exported] == [str(entry.position) for entry in entries]
    assert {event["specversion"] for event in exported} == {"1.0"}
    assert exported[0]["type"] == "nl.opplussen.log-opened.v1"
    log_id = exported[0]["data"]
    assert isinstance(log_id, dict)
    assert {event["source"] for event in exported} == {f"urn:opplussen:{log_id['log_id']}"}
    assert all(str(event["time"]).endswith("Z") for event in exported)
    recorded = [event for event in exported if event["type"] == "nl.opplussen.signal-recorded.v1"]
    data = recorded[0]["data"]
    assert isinstance(data, dict)
    assert recorded[0]["subject"] == data["case"]
    assert data["observed_on"] == "2026-01-05"


def test_nothing_personal_leaves(opplussen: Command) -> None:
    exported = json.dumps(_export(_filled(opplussen)))
    for personal in ("Karel", "verzonnen", "085 000"):
        assert personal not in exported


def test_an_export_ends_where_it_is_asked_to(opplussen: Command) -> None:
    assert len(_export(_filled(opplussen), "--until", "10")) == 10
    assert _export(opplussen, "--until", "0") == []


def test_an_export_goes_to_standard_output_alone(opplussen: Command) -> None:
    said = _filled(opplussen)("export")
    assert len([json.loads(one) for one in said.out.splitlines()]) == len(opplussen.events())
    assert "gebeurtenissen" in said.err


def test_the_source_is_a_setting(opplussen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE, "urn:nld:oin:00000001823288444000:systeem:opplussen")
    assert _export(_filled(opplussen))[0]["source"] == "urn:nld:oin:00000001823288444000:systeem:opplussen"
    monkeypatch.setenv(SOURCE, "geen urn")
    said = opplussen("export")
    assert said.code == 1
    assert "OPPLUSSEN_SOURCE" in said.err


def test_a_file_that_cannot_be_written_is_explained_and_not_begun(opplussen: Command) -> None:
    _filled(opplussen)
    said = opplussen("export", "--output", opplussen.folder / "weg" / "uit.jsonl")
    assert said.code == 1
    assert "bestaat niet" in said.err
    assert opplussen("export", "--output", opplussen.folder).code == 1
    assert not [path for path in opplussen.folder.iterdir() if path.name.startswith(".")]


def test_an_export_gives_another_log_the_same_cases_and_signals(opplussen: Command) -> None:
    exported = _export(_filled(opplussen))
    other = opplussen.folder / "ander"
    assert opplussen("init", data=other).code == 0
    said = _import(opplussen, *exported, data=other)
    assert said.code == 0
    assert "casussen: 2 nieuw, 0 bekend; signalen: 3 nieuw, 0 bekend" in said.err
    assert "policy-adopted.v1 (1)" in said.err

    def told(data: Path) -> list[tuple[str, ...]]:
        events = [entry.event for entry in opplussen.events(data)]
        return sorted(
            (event.case, event.signal, event.indicator, str(event.observed_on))
            if isinstance(event, SignalRecorded)
            else (event.case, event.facility, event.reference)
            for event in events
            if isinstance(event, SignalRecorded | CaseRegistered)
        )

    assert told(other) == told(opplussen.data)
    assert "signalen: 0 nieuw, 3 bekend" in _import(opplussen, *exported, data=other).err


def test_an_export_adds_nothing_to_its_own_log(opplussen: Command) -> None:
    exported = _export(_filled(opplussen))
    before = len(opplussen.events())
    said = _import(opplussen, *exported)
    assert said.code == 0
    assert "signalen: 0 nieuw, 3 bekend" in said.err
    assert len(opplussen.events()) == before


def _signal(**data: object) -> dict[str, object]:
    return {
        "id": "1",
        "source": "urn:nld:kvknr:09220932:systeem:ander",
        "specversion": "1.0",
        "type": "nl.opplussen.signal-recorded.v1",
        "data": {
            "signal": "ander-1",
            "indicator": "SX03",
            "polarity": "bevestigt",
            "nature": "feit",
            "provenance": "online",
            "source": "bron-9",
            "organisation": "wijkteam-1",
            "observed_on": "2026-02-01",
            **data,
        },
    }


def test_signals_of_others_name_their_case_by_facility_and_reference(opplussen: Command) -> None:
    said = _import(opplussen.began(), _signal(facility="instelling-2", reference="x7"))
    assert said.code == 0
    assert "casussen: 1 nieuw, 0 bekend; signalen: 1 nieuw, 0 bekend" in said.err


def test_a_case_that_is_here_may_be_named_by_its_pseudonym(opplussen: Command) -> None:
    case = next(
        entry.event for entry in _filled(opplussen).events() if isinstance(entry.event, CaseRegistered)
    )
    assert _import(opplussen, _signal(case=case.case)).code == 0


def test_a_pseudonym_that_is_taken_is_not_given_to_another_case(opplussen: Command) -> None:
    _filled(opplussen)
    taken = next(entry.event for entry in opplussen.events() if isinstance(entry.event, CaseRegistered))
    registered = {
        **_signal(),
        "type": "nl.opplussen.case-registered.v1",
        "data": {"case": taken.case, "facility": "instelling-3", "reference": "z1"},
    }
    assert _import(opplussen, registered).code == 0
    cases = [entry.event.case for entry in opplussen.events() if isinstance(entry.event, CaseRegistered)]
    assert len(cases) == len(set(cases)) == 3


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (_signal(case="c-aaaaaaaaaaaa", signal="ander-2"), "casus is hier niet bekend"),
        (_signal(facility="instelling-1", reference="r", polarity="ja"), "polarity"),
        (_signal(facility="instelling-1", reference="r", observed_on="2999-01-01"), "toekomst"),
        (_signal(facility="instelling-1", reference="r", observed_on="1026-01-05"), "1990"),
        (_signal(facility="instelling-1", reference="2026/1"), "schuine streep"),
        (_signal(facility="instelling-1", reference="c-abcdefghij23"), "pseudoniem"),
        (_signal(facility="instelling-1", reference=" r"), "spatie"),
        ({**_signal(), "specversion": "0.3"}, "CloudEvents 1.0"),
        ({**_signal(), "type": "org.example.iets"}, "veld type"),
        ({"id": "1"}, "source ontbreekt"),
        ("half", "hier hoort een tabel te staan"),
    ],
)
def test_an_event_that_cannot_go_in_is_named(opplussen: Command, event: object, reason: str) -> None:
    said = _import(opplussen.began(), event, _signal(facility="instelling-1", reference="goed"))
    assert said.code == 1
    assert "Regel 1: " in said.err
    assert reason in said.err
    assert "signalen: 1 nieuw" in said.err


def test_a_line_that_was_cut_off_is_named(opplussen: Command) -> None:
    file = opplussen.began().folder / "half.jsonl"
    file.write_text(json.dumps(_signal())[:60], encoding="utf-8")
    said = opplussen("import", file, "--format", "cloudevents")
    assert said.code == 1
    assert "Regel 1: dit is geen (hele) regel JSON in UTF-8. De regel lijkt afgebroken" in said.err
