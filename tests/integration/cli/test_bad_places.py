"""What can be the matter with the folder and its files: one sentence, exit 1, and nothing is touched."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.main import run
from cli.place.settings import DATABASE
from tests.integration.cli.command import HEADER, Command, Said, line
from tests.integration.unprivileged import reachable_folder, unprivileged

COMMANDS = (
    ("import", "in.csv", "--format", "csv"),
    ("export",),
    ("watchlist", "instelling-1"),
    ("explain", "instelling-1/a1"),
    ("escalations", "list"),
    ("policy", "show"),
    ("rebuild",),
    ("replay", "--until", "3"),
    ("parked",),
    ("worker",),
)
OF_ROWS = tuple(command for command in COMMANDS if command[0] not in {"import", "export", "policy", "replay"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with one signal, and rows that are up to date: made once, and copied for each test.

    Every command went over it, so that each was loaded by somebody who may read the program.
    """
    folder = tmp_path_factory.mktemp("made")
    (folder / "in.csv").write_text(f"{HEADER}\n{line()}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATABASE, str(folder / "data"))
        patch.chdir(folder)
        for command in (("init",), *COMMANDS):
            if command != ("worker",):
                assert run(command) == 0
    return folder / "data"


def copied(made: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    shutil.copytree(made, command.data)
    monkeypatch.chdir(command.folder)
    command.file("in.csv", HEADER, line())
    return command


@pytest.fixture
def begun(made: Path, opplussen: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    return copied(made, opplussen, monkeypatch)


def contents(folder: Path) -> dict[str, bytes]:
    """What is in a folder; a link or a folder in it by its name alone."""
    return {one.name: one.read_bytes() if one.is_file() else b"" for one in sorted(folder.iterdir())}


def refused(said: Said) -> None:
    assert said.code == 1
    assert said.err.strip(), "it says why"
    assert "Traceback" not in said.err + said.out
    assert "sqlite3" not in said.err
    assert said.err.rstrip().endswith((".", "init", "--discard`", ")"))


def _database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE clients (name TEXT)")
        connection.commit()


def _letter(path: Path) -> None:
    path.write_text("geen database, maar een brief\n" * 100, encoding="utf-8")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


Damage = Callable[[Path], None]
DAMAGES: dict[str, Damage] = {
    "another program's database": _database,
    "a letter": _letter,
    "a folder": _folder,
    "half of it": _half,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_is_no_log_is_left_alone_by_every_command(
    begun: Command, command: tuple[str, ...], damage: Damage
) -> None:
    damage(begun.data / "log.sqlite")
    before = contents(begun.data)
    refused(begun(*command))
    assert contents(begun.data) == before


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("command", OF_ROWS, ids=lambda command: command[0])
def test_what_are_no_rows_are_left_alone_by_every_command(
    begun: Command, command: tuple[str, ...], damage: Damage
) -> None:
    damage(begun.data / "rows.sqlite")
    before = contents(begun.data)
    refused(begun(*command))
    after = contents(begun.data)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_where_the_folder_should_be_is_said_so(begun: Command, command: tuple[str, ...]) -> None:
    place = begun.file("data.txt", "een brief")
    refused(begun(*command, data=place))
    refused(begun("init", data=place))
    assert place.read_text(encoding="utf-8") == "een brief\n"


def older(begun: Command) -> None:
    """Put back the log of before the last signal; the rows saw it."""
    kept = begun.folder / "kept.sqlite"
    shutil.copyfile(begun.data / "log.sqlite", kept)
    begun.file("more.csv", HEADER, line(case="a2"))
    assert begun("import", "more.csv", "--format", "csv").code == 0
    assert begun("watchlist", "instelling-1").code == 0
    shutil.copyfile(kept, begun.data / "log.sqlite")


@pytest.mark.parametrize("command", OF_ROWS, ids=lambda command: command[0])
def test_rows_that_are_ahead_of_a_log_that_was_put_back_are_not_touched(
    begun: Command, command: tuple[str, ...]
) -> None:
    older(begun)
    rows = (begun.data / "rows.sqlite").read_bytes()
    said = begun(*command)
    refused(said)
    assert "teruggezet" in " ".join(said.err.split())
    assert "rebuild --discard" in " ".join(said.err.split())
    assert (begun.data / "rows.sqlite").read_bytes() == rows


def test_rows_of_a_log_that_was_put_back_are_begun_again_when_asked(begun: Command) -> None:
    older(begun)
    assert begun("rebuild", "--discard").code == 0
    said = begun("watchlist", "instelling-1", "--json")
    assert said.code == 0
    assert '"a1"' in said.out
    assert '"a2"' not in said.out


@pytest.fixture
def readable(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Command]:
    """A log that everybody may read and nobody may write, also not root, who becomes nobody."""
    with reachable_folder() as folder:
        command = copied(made, Command(folder, monkeypatch, capsys), monkeypatch)
        for file in command.data.iterdir():
            file.chmod(0o444)
        command.data.chmod(0o555)
        yield command
        command.data.chmod(0o755)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_disk_that_may_only_be_read_is_said_so(readable: Command, command: tuple[str, ...]) -> None:
    before = contents(readable.data)
    with unprivileged():
        said = readable(*command)
    refused(said)
    assert "alleen-lezen" in said.err or "geen rechten" in said.err
    assert contents(readable.data) == before


def test_a_new_log_where_nothing_may_be_written_is_said_so(readable: Command) -> None:
    with unprivileged():
        refused(readable("init", data=readable.data / "nieuw"))
    assert not (readable.data / "nieuw").exists()


@pytest.mark.parametrize(
    "cut",
    [
        line(case="a3", text='"een lang verhaal, afgebroken')[:-4],
        line(case="a3")[:30],
        line(case="a3", text='"zij zei ""nee""'),
    ],
    ids=["in a quote", "in a column", "at a doubled quote"],
)
def test_half_a_file_is_named_where_it_ends_and_what_came_before_is_kept(begun: Command, cut: str) -> None:
    file = begun.folder / "half.csv"
    file.write_text("\n".join([HEADER, line(case="a2"), cut]), encoding="utf-8")
    said = begun("import", file, "--format", "csv")
    refused(said)
    assert "Regel 3: " in said.err
    assert "1 nieuw" in said.err
    before = len(begun.events())
    assert begun("import", file, "--format", "csv", "--strict").code == 1
    assert len(begun.events()) == before
