"""How the command ends: 0, 1, 2, 130, 141, and never with a traceback for what is known."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import run
from cli.place.settings import DATABASE
from tests.integration.cli.command import HEADER, Command, line

OPPLUSSEN = [sys.executable, "-W", "error", "-m", "cli.main"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("importeer",), "De opdracht importeer bestaat niet."),
        (("import",), "Er ontbreekt iets: BESTAND."),
        (("import", "x.csv"), "De optie --format ontbreekt."),
        (("import", "x.csv", "--format", "excel"), "De waarde van --format klopt niet."),
        (("import", "x.csv", "--format"), "De optie --format heeft een waarde nodig."),
        (("export", "--alles"), "De optie --alles bestaat niet."),
        (("export", "te", "veel"), "Er staat te veel. Zet een tekst met spaties tussen aanhalingstekens."),
        (("export", "--until", "laatst"), "De waarde van --until klopt niet."),
    ],
)
def test_wrong_usage_is_explained_in_dutch(
    opplussen: Command, arguments: tuple[str, ...], reason: str
) -> None:
    said = opplussen(*arguments)
    assert said.code == 2
    assert reason in said.err
    assert "--help" in said.err
    assert said.out == ""


def test_the_command_alone_shows_what_to_do_first(opplussen: Command) -> None:
    said = opplussen()
    told = said.out + said.err
    assert "opplussen init" in told
    assert "opplussen import" in told
    assert said.code == 0
    assert told.index("opplussen init") < told.index("opplussen import")


@pytest.mark.parametrize("command", ["init", "import", "export", "score", "policy"])
def test_every_help_is_in_dutch(opplussen: Command, command: str) -> None:
    said = opplussen(command, "--help")
    assert said.code == 0
    for english in ("Show this message", "required", "default:", "Options", "Arguments"):
        assert english not in said.out


def test_a_log_that_is_not_there_is_a_sentence(opplussen: Command) -> None:
    said = opplussen("export")
    assert said.code == 1
    assert "opplussen init" in said.err
    assert not opplussen.data.exists()


def test_a_server_as_database_that_does_not_answer_is_said_so_with_what_to_look_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(DATABASE, "postgresql://127.0.0.1:1/opplussen")
    assert run(["init"]) == 1
    assert "de server antwoordt niet. Draait PostgreSQL, en klopt het adres?" in capsys.readouterr().err


def test_a_disk_that_is_full_ends_an_import_with_a_sentence(opplussen: Command) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.fail("bash is part of the house: install it")
    opplussen.began()
    rows = [line(case=f"a{number}", text="x" * 2000) for number in range(2000)]
    file = opplussen.file("in.csv", HEADER, *rows)
    # a limit on the size of files is what a full disk looks like to one process
    script = 'trap "" XFSZ; ulimit -f 400; exec "$@"'
    done = subprocess.run(  # noqa: S603 - our own command
        [bash, "-c", script, "bash", *OPPLUSSEN, "import", str(file), "--format", "csv"],
        env={**os.environ, DATABASE: str(opplussen.data)},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Logboek" in done.stderr
    assert opplussen("import", file, "--format", "csv").code == 0
    assert sum(entry.event.__class__.__name__ == "SignalRecorded" for entry in opplussen.events()) == 2000


def test_a_reader_that_leaves_is_no_accident(opplussen: Command) -> None:
    opplussen.began()
    rows = [line(case=f"a{number}") for number in range(8000)]  # more than a pipe holds
    assert opplussen("import", opplussen.file("in.csv", HEADER, *rows), "--format", "csv").code == 0
    with subprocess.Popen(  # noqa: S603 - our own command
        [*OPPLUSSEN, "export"],
        env={**os.environ, DATABASE: str(opplussen.data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as export:
        assert export.stdout is not None
        assert export.stderr is not None
        export.stdout.readline()
        export.stdout.close()
        told = export.stderr.read().decode()
        assert export.wait(60) == 141
    assert told == ""


def test_an_interrupted_import_ends_quietly_and_can_go_on(opplussen: Command, tmp_path: Path) -> None:
    opplussen.began()
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    with subprocess.Popen(  # noqa: S603 - our own command
        [*OPPLUSSEN, "import", str(pipe), "--format", "csv"],
        env={**os.environ, DATABASE: str(opplussen.data)},
        stderr=subprocess.PIPE,
    ) as reading:
        with pipe.open("w", encoding="utf-8") as file:  # opens when the import has opened the other end
            rows = [line(case=f"a{number}") for number in range(8000)]
            file.write("\n".join([HEADER, *rows, ""]))  # more than a pipe holds: it is being read
            reading.send_signal(signal.SIGINT)
            assert reading.wait(60) == 130
        assert reading.stderr is not None
        assert "Traceback" not in reading.stderr.read().decode()
    assert opplussen("import", opplussen.file("in.csv", HEADER, line()), "--format", "csv").code == 0
