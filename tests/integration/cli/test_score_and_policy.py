"""`score --batch` agrees with the vectors; `policy` shows, checks, proposes and adopts."""

import io
import json
import sys
from pathlib import Path

import pytest

from cli.place.clock import today
from cli.proeftuin.document import SHIPPED_POLICY, shipped
from domain.policies import PolicyAdopted, PolicyRetired
from tests.integration.cli.command import HEADER, Command, line

VECTORS = Path(__file__).resolve().parents[2] / "unit" / "vectors" / "score.jsonl"
POLICY = shipped(SHIPPED_POLICY).decode()


def _flat(result: dict[str, object]) -> list[float]:
    contributions = result["contributions"]
    assert isinstance(contributions, list)
    numbers = [result[name] for name in ("score", "log_odds_db", "prior_db", "conflict")]
    return [float(str(number)) for number in (*numbers, *[one["db"] for one in contributions])]


def test_every_vector_is_scored_as_it_should_be(opplussen: Command) -> None:
    said = opplussen("score", "--batch", VECTORS)
    assert said.code == 0
    assert not opplussen.data.exists()
    results = [json.loads(one) for one in said.out.splitlines()]
    vectors = [json.loads(one) for one in VECTORS.read_text(encoding="utf-8").splitlines()]
    assert [result["id"] for result in results] == [vector["id"] for vector in vectors]
    for result, vector in zip(results, vectors, strict=True):
        assert _flat(result) == pytest.approx(_flat(vector["expected"]), abs=1e-6)
        refs = [(one["kind"], one["ref"]) for one in result["contributions"]]
        assert refs == [(one["kind"], one["ref"]) for one in vector["expected"]["contributions"]]


def test_a_vector_that_cannot_be_scored_is_named_and_the_others_are(
    opplussen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = VECTORS.read_text(encoding="utf-8").splitlines()[0]
    vector = json.loads(good)
    wrong = [
        good[:100],
        json.dumps({**vector, "peildatum": "gisteren"}),
        json.dumps({key: value for key, value in vector.items() if key != "policy"}),
        json.dumps({**vector, "policy": {**vector["policy"], "gate_db": 0}}),
        json.dumps({**vector, "case": {"signals": [{**vector["case"]["signals"][0], "indicator": "geen"}]}}),
    ]
    lines = "\n".join([good, *wrong, good])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    said = opplussen("score", "--batch", "-")
    assert said.code == 1
    assert len(said.out.splitlines()) == 2
    for number, reason in enumerate(("JSON", "peildatum", "policy ontbreekt", "gate_db", "indicator"), 2):
        assert f"Regel {number}: " in said.err
        assert reason in said.err


def test_a_case_that_no_log_could_hold_has_no_score(
    opplussen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = json.loads(VECTORS.read_text(encoding="utf-8").splitlines()[0])
    known = next(iter(vector["policy"]["context"]))
    signal = vector["case"]["signals"][0]
    wrong: dict[str, dict[str, object]] = {
        "kies uit": {"context": ["onzin"]},
        "een woord staat er twee keer": {"context": [known, known]},
        "kan niet onder 0 zijn": {"links": -1},
        "twee signalen hebben hetzelfde id": {"signals": [signal, signal]},
    }
    lines = [json.dumps({**vector, "case": {**vector["case"], **case}}) for case in wrong.values()]
    batch = "\n".join([*lines, json.dumps(vector)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(batch.encode())))
    said = opplussen("score", "--batch", "-")
    assert said.code == 1
    assert len(said.out.splitlines()) == 1
    for number, reason in enumerate(wrong, 1):
        assert f"Regel {number}: " in said.err
        assert reason in said.err


def test_the_policy_that_holds_is_shown_to_people_and_to_scripts(opplussen: Command) -> None:
    shown = opplussen.began()("policy", "show")
    assert shown.code == 0
    assert "geldt nu" in shown.out
    assert "Veel condooms op de kamer" in " ".join(shown.out.split())
    document = json.loads(opplussen("policy", "show", "--json").out)
    assert document["version"] == "1"
    assert len(document["indicators"]) == 81
    assert document["levels"]["avim"] == {"on": 80.0, "off": 60.0, "deadline_hours": 24}


def test_a_document_is_checked_whole_and_every_fault_named(opplussen: Command) -> None:
    good = opplussen.file("goed.toml", POLICY)
    assert opplussen("policy", "check", good).code == 0
    bad = opplussen.file(
        "fout.toml", POLICY.replace("gate_db = 6.0", "gate_db = 0").replace("link_max = 3", "link_max = -1")
    )
    said = opplussen("policy", "check", bad)
    assert said.code == 1
    assert "gate_db: " in said.err
    assert "link_max: " in said.err
    unknown = opplussen("policy", "check", opplussen.file("x.toml", "gate = 1", POLICY))
    assert unknown.code == 1
    assert "de sleutel gate is niet bekend" in unknown.err


def test_a_policy_holds_when_both_sides_agree(opplussen: Command) -> None:
    second = opplussen.file("twee.toml", POLICY.replace('version = "1"', 'version = "2"'))
    opplussen.began()
    proposed = opplussen("policy", "propose", second, "--by", "noor", "--rationale", "beter")
    assert proposed.code == 0
    assert "aangeno" not in opplussen("policy", "adopt", "2", "--by", "noor").err
    assert json.loads(opplussen("policy", "show", "--json").out)["version"] == "1"
    stranger = opplussen("policy", "adopt", "2", "--by", "sem")
    assert stranger.code == 1
    assert "kernteam" in stranger.err
    assert "geldt vanaf nu" in opplussen("policy", "adopt", "2", "--by", "bram").err
    assert json.loads(opplussen("policy", "show", "--json").out)["version"] == "2"
    assert json.loads(opplussen("policy", "show", "1", "--json").out)["version"] == "1"
    kinds = [type(entry.event) for entry in opplussen.events()]
    assert kinds.count(PolicyAdopted) == 2
    assert kinds.count(PolicyRetired) == 1


def test_a_policy_nobody_proposed_is_refused(opplussen: Command) -> None:
    said = opplussen.began()("policy", "adopt", "9", "--by", "noor")
    assert said.code == 1
    assert "geen voorstel met versie 9" in said.err
    assert opplussen("policy", "show", "9").code == 1


def test_a_policy_may_let_the_ilo_profile_open_a_level_with_one_line(opplussen: Command) -> None:
    document = POLICY.replace('version = "1"', 'version = "2"')
    document = document.replace("deadline_hours = 72", "deadline_hours = 72\nilo = true")
    second = opplussen.file("twee.toml", document)
    opplussen.began()
    assert opplussen("policy", "check", second).code == 0
    assert opplussen("policy", "propose", second, "--by", "noor", "--rationale", "proef").code == 0
    for person in ("noor", "bram"):
        assert opplussen("policy", "adopt", "2", "--by", person).code == 0
    adopted = json.loads(opplussen("policy", "show", "--json").out)
    assert adopted["indicators"]["SX03"]["strength"] == "M"
    told = [
        line(indicator=code, day=today().isoformat(), source=f"b-{code}", provenance="anoniem")
        for code in ("SX05", "SX12", "AR02", "CR01", "GW01", "GW03")
    ]
    assert opplussen("import", opplussen.file("in.csv", HEADER, *told), "--format", "csv").code == 0
    explained = json.loads(opplussen("explain", "instelling-1/a1", "--json").out)
    assert explained["score"] < 50
    assert [(one["level"], one["reason"]) for one in explained["episodes"]] == [("zorgcoordinator", "ilo")]
    assert len(explained["closing"]["zorgcoordinator"]["signals"]) == 1
    told_to_people = " ".join(opplussen("explain", "instelling-1/a1").out.split())
    assert "door het ILO-profiel, met score" in told_to_people
    assert "uitbuiting: ja, door 3 middelsterke indicatoren (AR02, SX05, SX12;" in told_to_people
