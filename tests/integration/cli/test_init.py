"""`init`: the sample, one's own proeftuin, and that nothing half made is left."""

import sqlite3
import stat

from cli.proeftuin.document import SAMPLE, shipped
from domain.partners import ConvenantSigned, FacilityJoined, UnitPaired
from domain.policies import PolicyAdopted
from tests.integration.cli.command import Command

SAMPLE_TEXT = shipped(SAMPLE).decode()


def _refused(opplussen: Command, text: str) -> str:
    file = opplussen.folder / "eigen.toml"
    file.write_text(text, encoding="utf-8")
    said = opplussen("init", file)
    assert said.code == 1
    assert not opplussen.data.exists(), "nothing half made is left"
    return said.err


def test_the_sample_has_four_pairs_a_convenant_and_an_adopted_policy(opplussen: Command) -> None:
    assert opplussen("init").code == 0
    events = [entry.event for entry in opplussen.events()]
    facilities = [event.facility for event in events if isinstance(event, FacilityJoined)]
    assert facilities == [f"instelling-{number}" for number in range(1, 5)]
    pairs = [(event.facility, event.unit) for event in events if isinstance(event, UnitPaired)]
    assert pairs == [(f"instelling-{number}", f"eenheid-{number}") for number in range(1, 5)]
    assert sum(isinstance(event, ConvenantSigned) for event in events) == 1
    assert [event.version for event in events if isinstance(event, PolicyAdopted)] == ["1"]


def test_the_files_are_for_their_owner_alone(opplussen: Command) -> None:
    opplussen.began()
    assert stat.S_IMODE(opplussen.data.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in opplussen.data.iterdir()}
    assert modes == dict.fromkeys(
        ["log.sqlite", "rows.sqlite", "keys.sqlite", "access.sqlite", "vault.sqlite", "master.key"], 0o600
    )


def test_the_sample_can_be_shown_and_given_back(opplussen: Command) -> None:
    shown = opplussen("init", "--voorbeeld")
    assert shown.code == 0
    assert not opplussen.data.exists()
    file = opplussen.folder / "mijn.toml"
    file.write_text(shown.out, encoding="utf-8")
    assert opplussen("init", file).code == 0


def test_a_second_init_is_refused_and_changes_nothing(opplussen: Command) -> None:
    before = len(opplussen.began().events())
    said = opplussen("init")
    assert said.code == 1
    assert "staat al" in said.err
    assert len(opplussen.events()) == before


def test_a_wrong_role_is_named_by_its_key(opplussen: Command) -> None:
    told = _refused(opplussen, SAMPLE_TEXT.replace('rol = "auditor"', 'rol = "baas"'))
    assert "personen 27, rol: dit woord is niet bekend." in told


def test_a_missing_key_is_named(opplussen: Command) -> None:
    assert "naam" in _refused(opplussen, SAMPLE_TEXT.replace('naam = "Proeftuin voorbeeld"', ""))


def test_a_missing_policy_file_is_named(opplussen: Command) -> None:
    assert "weg.toml" in _refused(
        opplussen, SAMPLE_TEXT.replace("[beleid]", '[beleid]\nbestand = "weg.toml"')
    )


def test_a_substitute_nobody_knows_is_named(opplussen: Command) -> None:
    told = _refused(opplussen, SAMPLE_TEXT.replace('vervanger = "hassan"', 'vervanger = "niemand"'))
    assert "personen 25, vervanger" in told


def test_a_step_that_the_domain_refuses_is_named_and_undone(opplussen: Command) -> None:
    told = _refused(opplussen, SAMPLE_TEXT.replace("tot = 2035-01-01", "tot = 2024-01-01"))
    assert "convenant: Het convenant eindigt niet na het begin." in told


def test_a_policy_that_one_side_adopts_is_no_beginning(opplussen: Command) -> None:
    told = _refused(opplussen, SAMPLE_TEXT.replace('["noor", "bram"]', '["noor"]'))
    assert "beleid, vastgesteld_door" in told


def test_broken_toml_names_its_line(opplussen: Command) -> None:
    assert "regel 1" in _refused(opplussen, "naam = \n")


def test_a_lost_keys_file_is_a_fault_and_not_made_again(opplussen: Command) -> None:
    keys = opplussen.began().data / "keys.sqlite"
    keys.unlink()
    said = opplussen("export")
    assert said.code == 1
    assert "ontbreekt" in said.err
    assert not keys.exists()


def test_the_keys_of_another_log_are_a_fault(opplussen: Command) -> None:
    other = opplussen.folder / "ander"
    assert opplussen("init", data=other).code == 0
    opplussen.began()
    (opplussen.data / "keys.sqlite").write_bytes((other / "keys.sqlite").read_bytes())
    assert "ander logboek" in opplussen("export").err


def test_a_keys_file_of_another_program_is_a_fault(opplussen: Command) -> None:
    keys = opplussen.began().data / "keys.sqlite"
    keys.unlink()
    with sqlite3.connect(keys) as connection:
        connection.execute("CREATE TABLE something (x)")
    connection.close()
    assert "geen sleutelbestand" in opplussen("export").err


def test_a_database_of_another_program_is_refused_and_left_alone(opplussen: Command) -> None:
    opplussen.data.mkdir()
    with sqlite3.connect(opplussen.data / "log.sqlite") as connection:
        connection.execute("CREATE TABLE something (x)")
    connection.close()
    before = (opplussen.data / "log.sqlite").read_bytes()
    assert opplussen("export").code == 1
    assert opplussen("init").code == 1
    assert (opplussen.data / "log.sqlite").read_bytes() == before


def test_a_database_that_is_a_file_or_a_server_is_explained(opplussen: Command) -> None:
    file = opplussen.file("bestand", "x")
    assert "OPPLUSSEN_DATABASE" in opplussen("init", data=file).err
