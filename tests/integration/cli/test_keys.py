"""Another master key, and the one of now in two shares: what was written stays readable with them alone."""

from pathlib import Path

import pytest

from domain.cases.events import IdentityRecorded
from eventlog.encryption.master import WrongMaster
from tests.integration.cli.command import HEADER, Command, line


@pytest.fixture
def known(opplussen: Command) -> Command:
    file = opplussen.began().file("in.csv", HEADER, line())
    assert opplussen("import", file, "--format", "csv").code == 0
    assert opplussen("case", "identity", "a1", "--by", "sanne", "--name", "Roos").code == 0
    return opplussen


def _names(known: Command) -> list[str]:
    return [one.event.name for one in known.events() if isinstance(one.event, IdentityRecorded)]


def _master(known: Command) -> Path:
    return known.data / "master.key"


def test_the_master_key_is_replaced_and_the_old_one_opens_nothing(known: Command) -> None:
    old = _master(known).read_bytes()
    assert known("keys", "rotate").code == 0
    assert _master(known).read_bytes() != old
    assert _names(known) == ["Roos"]
    _master(known).write_bytes(old)
    with pytest.raises(WrongMaster, match="hoofdsleutel"):
        _names(known)


def test_a_rotation_that_was_cut_off_is_finished_by_the_next(known: Command) -> None:
    old = _master(known).read_text()
    assert known("keys", "rotate").code == 0
    _master(known).write_text(_master(known).read_text() + old)
    assert _names(known) == ["Roos"]
    assert known("keys", "rotate").code == 0
    assert len(_master(known).read_text().split()) == 1
    assert _names(known) == ["Roos"]


def test_a_key_in_the_environment_is_replaced_by_a_second_one(
    known: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _master(known).read_text().strip()
    monkeypatch.setenv("OPPLUSSEN_MASTER_KEY", key)
    said = known("keys", "rotate")
    assert (said.code, "sleutel.nieuwe" in said.err) == (1, True)


def test_two_shares_make_the_master_key_again(known: Command) -> None:
    shares = [known.folder / "deel1", known.folder / "deel2"]
    assert known("keys", "split", *shares).code == 0
    assert known("keys", "split", *shares).code == 1
    assert "sleutel.staat_er" in known("keys", "restore", *shares).err
    _master(known).unlink()
    assert "keys restore" in known("status").err
    assert "sleutel.delen" in known("keys", "restore", shares[0], shares[0]).err
    assert known("keys", "restore", *shares).code == 0
    assert _names(known) == ["Roos"]
