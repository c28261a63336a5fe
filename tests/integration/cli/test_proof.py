"""Checkpoints, witnesses, checking and the auditor's folder by the command."""

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from cli.desk.sealing import sealing
from cli.place.databases import Folder
from cli.place.settings import KEYS
from cli.place.workplace import opened
from domain.cases.events import CaseRegistered
from eventlog.merkle.kept import kept
from eventlog.merkle.sealing import Sealed
from eventlog.merkle.signing import Signer
from tests.integration.cli.command import HEADER, Command, line


@pytest.fixture
def began(opplussen: Command) -> Command:
    opplussen.began()
    file = opplussen.file("signalen.csv", HEADER, line(case="a1"), line(case="a2", text="een geheim"))
    assert opplussen("import", file, "--format", "csv").code == 0
    assert opplussen("watchlist", "instelling-1").code == 0
    return opplussen


def out(opplussen: Command, *arguments: str | Path, data: Path | str | None = None) -> str:
    """What a command gives, which is done."""
    said = opplussen(*arguments, data=data)
    assert said.code == 0, said.err
    return said.out


def test_a_log_is_signed_and_checked(began: Command) -> None:
    head = len(began.events())
    assert "nog niet ondertekend" in out(began, "verify")
    assert out(began, "checkpoint").splitlines()[1] == str(head)
    assert out(began, "checkpoint", "--access").splitlines()[0].endswith("/access")
    said = out(began, "verify")
    assert f"Het klopt: het logboek, {head} gebeurtenissen, ondertekend tot en met {head}." in said
    assert "het logboek van wie heeft gelezen" in said
    assert json.loads(out(began, "verify", "--json"))["signed"] == head
    assert "deze gebeurtenis is wat er is ondertekend" in out(began, "verify", "--event", "3")


def test_a_changed_event_is_named(began: Command) -> None:
    out(began, "checkpoint")
    spoil(began.data / "log.sqlite", 40)
    said = began("verify")
    assert (said.code, said.out) == (1, "")
    assert "Klopt niet. positie 40: dit is niet meer wat er stond" in said.err
    assert json.loads(began("verify", "--json").out) == {
        "right": False,
        "place": "positie 40",
        "position": 40,
        "reason": "dit is niet meer wat er stond toen het controlepunt werd ondertekend.",
    }
    assert "positie 40" in began("verify", "--event", "40").err
    assert began("verify", "--event", "41").code == 0


def spoil(log: Path, position: int) -> None:
    """Somebody writes around this program."""
    with closing(sqlite3.connect(log)) as connection, connection:
        connection.execute("UPDATE events SET data = x'00' WHERE position = ?", (position,))


def test_who_read_is_proven_too(began: Command) -> None:
    out(began, "checkpoint", "--access")
    spoil(began.data / "access.sqlite", 2)
    assert "Klopt niet. positie 2" in began("verify").err


def test_a_folder_for_an_auditor_is_checked_and_every_score_computed_again(began: Command) -> None:
    folder = began.folder / "map"
    assert "gebeurtenissen in" in began("export", "--folder", folder).err
    key = out(began, "checkpoint", "--key").strip()
    said = out(began, "verify", folder, "--key", key, "--scores")
    assert "2 scores opnieuw berekend: tot op de byte gelijk." in said
    assert "sleutel komt uit de map zelf" not in said
    assert "sleutel komt uit de map zelf" in out(began, "verify", folder)
    head = json.loads(out(began, "verify", folder, "--json"))["signed"]
    assert json.loads(out(began, "status", "--json"))["signed"] == head
    [place] = json.loads(out(began, "replay", "--until", str(head), "--from", folder, "--json"))[
        "instelling-1"
    ][:1]
    assert place["reference"] == place["case"]
    assert "Het logboek is tot positie" in began("replay", "--until", str(head + 1), "--from", folder).err
    (folder / "hashes").write_bytes(b"")
    assert "hashes" in began("replay", "--until", "9", "--from", folder).err
    assert "hashes" in began("verify", folder).err
    assert "staat al iets" in began("export", "--folder", folder).err


def test_a_folder_of_one_case_is_checked(began: Command) -> None:
    [case] = {
        one.event.case
        for one in began.events()
        if isinstance(one.event, CaseRegistered) and one.event.reference == "a1"
    }
    folder = began.folder / "casus"
    began("export", "--folder", folder, "--case", case)
    said = out(began, "verify", folder)
    assert "Dit is een deel van het logboek" in said
    for part in (began("verify", folder, "--scores"), began("replay", "--until", "1", "--from", folder)):
        assert "dit is een deel van een logboek" in part.err
    assert "een geheim" not in (folder / "events.jsonl").read_text(encoding="utf-8")
    assert "gebeurtenissen zijn wat er is ondertekend" in out(began, "verify", "--case", case)
    for command in (("verify", "--case", "c-niets"), ("export", "--folder", "x", "--case", "c-niets")):
        assert "staat niets in het logboek" in began(*command).err


def test_only_who_may_see_everything_takes_the_folder_along(began: Command) -> None:
    said = began("export", "--folder", began.folder / "map", "--as", "sem")
    assert said.code == 1
    assert not (began.folder / "map").exists()


def test_a_log_cannot_be_proven_before_it_is_signed(began: Command) -> None:
    assert "opplussen checkpoint" in began("verify", "--event", "3").err


def test_partners_are_each_others_witnesses(began: Command, tmp_path: Path) -> None:
    partner = tmp_path / "partner"
    out(began, "init", data=partner)
    out(began, "witness", "watch", out(began, "checkpoint", "--key").strip(), data=partner)
    out(began, "witness", "trust", out(began, "witness", "key", data=partner).strip())
    for case in ("a3", "a4"):
        out(began, "import", began.file("meer.csv", HEADER, line(case=case)), "--format", "csv")
        out(began, "checkpoint")
        request = began.file("vraag", out(began, "witness", "request").removesuffix("\n"))
        answer = began.file(
            "antwoord", out(began, "witness", "cosign", request, data=partner).removesuffix("\n")
        )
        cosigned = out(began, "witness", "accept", answer)
    [name] = [one["name"] for one in json.loads(out(began, "witness", "list", "--json"))]
    assert f"— {name} " in cosigned
    assert "positie" in out(began, "witness", "list", data=partner)
    again = began("witness", "cosign", began.file("vraag", "old 0", "", *cosigned.splitlines()), data=partner)
    assert "Het laatst is" in again.err
    point = began.file("gezien", *cosigned.splitlines())
    assert "Het klopt" in out(began, "verify", "--checkpoint", point)


def test_a_log_put_back_elsewhere_asks_its_witness(began: Command, tmp_path: Path) -> None:
    partner = tmp_path / "partner"
    out(began, "init", data=partner)
    origin = out(began, "checkpoint").splitlines()[0]
    out(began, "witness", "watch", out(began, "checkpoint", "--key").strip(), data=partner)
    out(began, "witness", "trust", out(began, "witness", "key", data=partner).strip())
    request = began.file("vraag", out(began, "witness", "request").removesuffix("\n"))
    out(
        began,
        "witness",
        "accept",
        began.file("a", out(began, "witness", "cosign", request, data=partner).strip()),
    )
    restored = tmp_path / "teruggezet"
    shutil.copytree(began.data, restored)
    said = began("checkpoint", data=restored)
    assert "teruggezet of verplaatst" in said.err
    out(began, "checkpoint", "--access", data=restored)
    seen = began.file("gezien", *out(began, "witness", "show", origin, data=partner).splitlines())
    assert out(began, "checkpoint", "--seen", seen, data=restored).splitlines()[0] == origin


def test_who_read_is_witnessed_too(began: Command, tmp_path: Path) -> None:
    partner = tmp_path / "partner"
    out(began, "init", data=partner)
    out(began, "checkpoint", "--access")
    out(began, "witness", "watch", out(began, "checkpoint", "--key", "--access").strip(), data=partner)
    out(began, "witness", "trust", out(began, "witness", "key", data=partner).strip())
    request = began.file("vraag", out(began, "witness", "request", "--access").removesuffix("\n"))
    answer = began.file("a", out(began, "witness", "cosign", request, data=partner).strip())
    assert "/witness " in out(began, "witness", "accept", "--access", answer)


def test_witnesses_are_named_when_there_are_none_or_several(began: Command) -> None:
    assert "Er zijn 0 getuigen" in began("witness", "request").err
    assert "Er is nog geen getuige" in out(began, "witness", "list")
    for number in (1, 2):
        out(began, "witness", "trust", str(Signer(f"partner/{number}", bytes([number]) * 32).witness_key))
    out(began, "checkpoint")
    assert "Er zijn 2 getuigen" in began("witness", "request").err
    assert out(began, "witness", "request", "--witness", "partner/2").startswith("old 0\n")
    assert out(began, "witness", "request", "--old", "5").startswith("old 5\n")
    assert "en de getuige zag 9999" in began("witness", "request", "--old", "9999").err
    assert (
        "sleutel van een logboek" in began("witness", "trust", out(began, "checkpoint", "--key").strip()).err
    )
    assert "geen openbare sleutel" in began("witness", "watch", "onzin").err


def test_a_key_that_signed_and_is_gone_is_not_made_again(began: Command) -> None:
    out(began, "checkpoint")
    with closing(sqlite3.connect(began.data / "keys.sqlite")) as connection, connection:
        connection.execute("DELETE FROM secrets WHERE name = 'signing'")
    assert "de sleutel signing ontbreekt" in began("checkpoint").err


def test_a_folder_from_before_there_were_proofs_gets_its_key_once(began: Command) -> None:
    with closing(sqlite3.connect(began.data / "keys.sqlite")) as connection, connection:
        connection.execute("DELETE FROM secrets WHERE name IN ('signing', 'witness')")
    key = out(began, "checkpoint", "--key")
    out(began, "checkpoint")
    assert out(began, "checkpoint", "--key") == key


def test_a_worker_signs_by_itself_and_stops_when_the_log_is_another(
    began: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(Folder(began.data)) as workplace:
        with sealing(workplace, 0.01), workplace.sealed() as sealed:
            until(lambda: signed(sealed) == workplace.log.head())
        capsys.readouterr()
        spoil(began.data / "log.sqlite", workplace.log.head())
        with sealing(workplace, 0.01), workplace.sealed(access=True) as sealed:
            until(lambda: "Let op: Logboek" in capsys.readouterr().err)
            before = signed(sealed)
            assert began("access", "by", "sem").code == 0
            until(lambda: signed(sealed) > before)
        assert "Let op" not in capsys.readouterr().err


def signed(sealed: Sealed) -> int:
    """How far it is signed."""
    with kept(sealed.place.checkpoints) as points:
        last = points.last(sealed.origin)
        return last.checkpoint.size if last else 0


def until(condition: Callable[[], bool]) -> None:
    """Wait for what must come."""
    while not condition():
        threading.Event().wait(0.01)


def test_a_log_on_a_server_is_signed_checked_and_taken_along(
    opplussen: Command, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEYS, str(opplussen.folder / "keys"))
    assert opplussen("init", data=postgres).code == 0
    file = opplussen.file("signalen.csv", HEADER, line(case="a1"))
    assert opplussen("import", file, "--format", "csv", data=postgres).code == 0
    head = int(out(opplussen, "checkpoint", data=postgres).splitlines()[1])
    out(opplussen, "checkpoint", "--access", data=postgres)
    assert f"ondertekend tot en met {head}" in out(opplussen, "verify", data=postgres)
    folder = opplussen.folder / "map"
    assert opplussen("export", "--folder", folder, data=postgres).code == 0
    assert "1 scores opnieuw berekend" in out(opplussen, "verify", folder, "--scores", data=postgres)
    with closing(psycopg.connect(postgres, autocommit=True)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE opplussen_log.events SET data = 'x' WHERE position = 40")
    assert "Klopt niet. positie 40" in opplussen("verify", data=postgres).err
