"""The verifier that goes along runs by itself: only Python and cryptography, nothing of opplussen."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.proof.exported import Exported
from tests.integration.proof.sealed import LOG, PARTNER


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with cryptography, and without anything else that is installed here."""
    place = tmp_path_factory.mktemp("elsewhere")
    for name in ("cryptography", "cffi", "_cffi_backend", "pycparser"):
        found = importlib.util.find_spec(name)
        assert found is not None
        assert found.origin is not None
        path = Path(found.origin).parent if found.submodule_search_locations else Path(found.origin)
        (place / path.name).symlink_to(path)
    return place


def verifier(elsewhere: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The verifier of a folder, from that folder; -S keeps everything out that is installed."""
    return subprocess.run(  # noqa: S603 - the verifier itself
        [sys.executable, "-B", "-S", "-m", "verifier", str(folder), *options],
        cwd=folder,
        env={"PYTHONPATH": str(elsewhere)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_of_ours_is_there(elsewhere: Path, folder: Path) -> None:
    for name in ("eventlog", "msgspec"):
        done = subprocess.run(  # noqa: S603 - Python itself
            [sys.executable, "-S", "-c", f"import {name}"],
            cwd=folder,
            env={"PYTHONPATH": str(elsewhere)},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert b"ModuleNotFoundError" in done.stderr


def test_a_right_folder_is_right(elsewhere: Path, thousand: Exported) -> None:
    done = verifier(elsewhere, thousand.folder, "--key", str(LOG.key))
    assert (done.returncode, done.stderr) == (0, "")
    assert "alle 1000 gebeurtenissen zijn wat er is ondertekend" in done.stdout
    assert "De sleutel komt uit de map zelf" not in done.stdout
    assert "De sleutel komt uit de map zelf" in verifier(elsewhere, thousand.folder).stdout


def test_a_wrong_folder_is_wrong_and_says_where(elsewhere: Path, folder: Path) -> None:
    events = (folder / "events.jsonl").read_bytes()
    (folder / "events.jsonl").write_bytes(events.replace(b'"position":321,', b'"position":322,'))
    done = verifier(elsewhere, folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "KLOPT NIET. positie 321: hier staat de gebeurtenis van positie 322" in done.stdout


def test_wrong_keys_are_wrong(elsewhere: Path, thousand: Exported) -> None:
    for options in (("--key", "onzin"), ("--key", str(PARTNER.key)), ("--witness", str(PARTNER.witness_key))):
        done = verifier(elsewhere, thousand.folder, *options)
        assert (done.returncode, done.stderr) == (1, "")
    assert verifier(elsewhere, thousand.folder, "--onbekend").returncode == 2
