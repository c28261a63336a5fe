"""The whole command with its log, rows and who read on a PostgreSQL server, beside the same on files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.place.settings import KEYS
from cli.proeftuin.document import shipped
from tests.integration.cli.command import HEADER, Command, Said, line

SIGNALS = [
    line(indicator="SX03", day="2026-01-05"),
    line(indicator="GW01", day="2026-01-06", source="bron-2"),
    line(indicator="RL01", day="2026-01-07", source="bron-3"),
    line(case="a2", indicator="VM01", day="2026-01-08"),
    line(case="A3", facility="instelling-2", indicator="SX01", day="2026-01-09"),
    "geen regel",
]
ASKED = (
    ("watchlist", "instelling-1", "--top", "10"),
    ("watchlist", "instelling-2", "--json"),
    ("explain", "instelling-1/a1"),
    ("escalations", "--json"),
    ("parked",),
    ("people",),
    ("meeting", "agenda", "instelling-1"),
    ("channels",),
    ("replay", "--until", "90"),
    ("watchlist", "instelling-1", "--on", "2026-01-06"),
)
Both = Callable[..., tuple[Said, Said]]


@pytest.fixture
def both(opplussen: Command, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Both:
    """The same command on files and on a server: what each said."""

    def run(*arguments: str | Path) -> tuple[Said, Said]:
        monkeypatch.delenv(KEYS, raising=False)
        on_files = opplussen(*arguments)
        monkeypatch.setenv(KEYS, str(opplussen.folder / "keys"))
        return on_files, opplussen(*arguments, data=postgres)

    return run


def masked(text: str) -> str:
    """Without what is made under a key or by chance, which every log has of its own."""
    return re.sub(r"[0-9a-f]{16,}", "...", text)


def test_every_answer_is_the_same_on_files_and_on_a_server(both: Both, opplussen: Command) -> None:
    files, server = both("init")
    assert files.code == server.code == 0
    files, server = both("import", opplussen.file("in.csv", HEADER, *SIGNALS), "--format", "csv")
    assert (files.code, files.err) == (server.code, server.err)
    sample = opplussen.folder / "ctdc.csv"
    sample.write_bytes(shipped("ctdc-sample.csv"))
    files, server = both("import", sample, "--format", "ctdc")
    assert files.code == server.code == 0
    assert files.err == server.err
    for arguments in ASKED:
        files, server = both(*arguments)
        assert (files.code, masked(files.out)) == (server.code, masked(server.out)), arguments
        assert files.out or files.err, arguments
    for said in both("rebuild"):
        assert said.code == 0
        assert "al gelijk aan het logboek" in said.err


def test_a_server_without_a_log_says_how_to_begin(both: Both) -> None:
    _, server = both("status")
    assert server.code == 1
    assert "opplussen init" in server.err


def test_a_second_log_in_a_database_is_refused(both: Both) -> None:
    assert [said.code for said in both("init")] == [0, 0]
    _, again = both("init")
    assert again.code == 1
    assert "opplussen_log" in again.err


def test_keys_that_are_gone_are_not_made_again(both: Both, opplussen: Command) -> None:
    both("init")
    (opplussen.folder / "keys" / "keys.sqlite").unlink()
    _, server = both("status")
    assert server.code == 1
    assert "sleutelbestand" in server.err


def test_what_is_read_stands_in_the_log_of_who_read(both: Both, opplussen: Command) -> None:
    both("init")
    both("import", opplussen.file("in.csv", HEADER, *SIGNALS[:1]), "--format", "csv")
    both("explain", "instelling-1/a1")
    files, server = both("access", "show", "instelling-1/a1", "--json")
    assert files.code == server.code == 0
    assert files.out.count("\n") == server.out.count("\n") > 0


def test_a_server_that_does_not_answer_is_one_sentence(
    opplussen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEYS, str(opplussen.folder / "keys"))
    said = opplussen("status", data="postgresql://jan:geheim@127.0.0.1:1/db")
    assert said.code == 1
    assert "antwoordt niet" in said.err
    assert "geheim" not in said.err
