"""The command from nothing: the demo, an import that adds nothing twice, lists, reasons and bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import run

HEADER = "case,facility,indicator,polarity,nature,provenance,source,organisation,observed_on,text\n"
LINE = "a1,instelling-1,{},bevestigt,feit,eigen_waarneming,bron-1,instelling-1,2026-01-05,tekst\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPPLUSSEN_DATABASE", str(tmp_path / "data"))
    return tmp_path


def test_the_demo_tells_its_story_without_a_warning(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "cli.main", "demo"],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "42 dagen voordat de" in done.stdout
    for girl in ("meisje-x", "meisje-y"):
        assert f" 1  {girl}" in done.stdout, "the girls of the story lead the lists of their facilities"
    assert "Top 5 van instelling-4" in done.stdout
    assert "Escalaties die op een besluit wachten" in done.stdout
    _tells_what_sharing_in_time_would_have_been(" ".join(done.stdout.split()))
    data = str(folder / "data" / "demo")
    told = [line.split() for line in done.stdout.splitlines() if "OPPLUSSEN_DATABASE=" in line]
    places = [words[0].removeprefix("OPPLUSSEN_DATABASE=") for words in told]
    assert places == [data] * 4 + [f"{data}/gedeeld"]
    for place, words in zip(places, told, strict=True):
        shown = subprocess.run(  # noqa: S603 - the commands that the demo itself tells people to try
            [sys.executable, "-m", "cli.main", *words[2:]],
            env={**os.environ, "OPPLUSSEN_DATABASE": place},
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (shown.returncode, shown.stderr) == (0, "")
        assert ("meisje-y" if place == data else "verstrekt, door tess") in shown.stdout


def _tells_what_sharing_in_time_would_have_been(told: str) -> None:
    assert "809 dagen bekend, niet gedeeld" in told, "the story as it went"
    otherwise = told[told.index("En als er wel was gedeeld?") : told.index("De lijsten van")]
    for said in (
        "anders verteld",
        "Nee: Hieraan kan iemand worden herkend",
        "Haal dat weg",
        "Nee: Er is geen toestemming gegeven. Op 11-04-2026 is toestemming geweigerd.",
        "Nee: Er is nog niet teruggebeld.",
        "Nee: Een tweede persoon heeft nog niet meegekeken.",
        "Ja: nu mag het naar AVIM",
        "naam en geboortedatum, 1 feit en 3 waarnemingen",
        "Niet erin: 2 interpretaties",
        "35 dagen eerder",
        "staat op 0.",
    ):
        assert said in otherwise
    assert "Yfke" not in otherwise, "what a refusal says names nobody"


def test_an_import_is_listed_and_explained_and_adds_nothing_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "in.csv"
    file.write_text(
        HEADER + "".join(LINE.format(code) for code in ("SX03", "GW01", "RL01")), encoding="utf-8"
    )
    assert run(["init"]) == 0
    assert run(["import", str(file), "--format", "csv"]) == 0
    capsys.readouterr()
    assert run(["import", str(file), "--format", "csv"]) == 0
    assert "signalen: 0 nieuw, 3 bekend" in " ".join(capsys.readouterr().err.split())
    assert run(["watchlist", "instelling-1", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["case"] for entry in listed["entries"]] == ["a1"]
    assert run(["explain", "instelling-1/a1", "--json"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert explained["score"] == listed["entries"][0]["score"]
    parts = sum(one["db"] for one in explained["contributions"])
    assert parts == pytest.approx(explained["log_odds_db"] - explained["prior_db"], abs=1e-6)
    assert all(one["text"] for one in explained["contributions"])
    assert run(["escalations", "list", "--json"]) == 0
    assert run(["rebuild"]) == 0
    assert run(["parked"]) == 0
    assert run(["replay", "--until", "40"]) == 0


def test_a_bad_line_is_named_and_the_others_are_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "in.csv"
    file.write_text(HEADER + LINE.format("SX03") + LINE.format("XX99"), encoding="utf-8")
    assert run(["init"]) == 0
    capsys.readouterr()
    assert run(["import", str(file), "--format", "csv"]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "Regel 3" in told
    assert "1 nieuw" in told


def test_what_is_asked_of_nothing_is_answered_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["watchlist", "instelling-1"]) == 1
    assert "nog geen logboek" in " ".join(capsys.readouterr().err.split())
    assert run(["init"]) == 0
    assert run(["watchlist", "instelling-9"]) == 1
    assert run(["explain", "niemand"]) == 1
    assert run(["watchlist", "instelling-1", "--on", "2999-01-01"]) == 1
    assert folder.exists()
