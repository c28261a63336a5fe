"""A client gets what is held about them; two people give it, and what is left out is said with its ground.

The words are those of the sources: twenty condoms, a price list, the boyfriend; the police add what they saw.
"""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from domain.inzage.giving import InzageGiven
from tests.integration.cli.command import HEADER, Command, Said, line

CASE = "instelling-1/a1"
BY = ("--by", "sanne")
SAID = "Er liggen twintig condooms en een prijslijst in haar kamer."
THEIRS = "Gezien in de auto van een bekende."
MARK = "Mark (verzonnen)"


@pytest.fixture
def asked(opplussen: Command) -> Command:
    """A client who asks what is held about her, with a piece of the police and a boyfriend who is named."""
    police = line(indicator="GW01", text=THEIRS, source="bron-2").replace(
        "bron-2,instelling-1", "bron-2,eenheid-1"
    )
    file = opplussen.began().file("in.csv", HEADER, line(text=SAID), police)
    done = [
        opplussen("import", file, "--format", "csv"),
        opplussen("case", "identity", CASE, *BY, "--name", "Mees (verzonnen)"),
        opplussen("case", "age-band", CASE, "18_plus", *BY),
        opplussen("case", "acquaintance", CASE, *BY, "--name", MARK, "--relation", "vriend"),
    ]
    assert [one.err for one in done if one.code] == []
    return opplussen


def _look(asked: Command, *more: str) -> tuple[Said, str]:
    said = asked("inzage", "look", CASE, "--as", "sanne", *more)
    assert said.code == 0, said.err
    return said, said.err.split()[-1]


def _give(asked: Command, folder: Path, seen: str, *more: str) -> Said:
    about = ("--proof", "paspoort", "--asked", "2026-01-05", "--seen", seen, "--folder", folder)
    return asked("inzage", "give", CASE, *BY, "--second", "frits", "--client", *about, *more)


def test_a_client_reads_what_is_held_and_what_is_left_out_with_its_ground(asked: Command) -> None:
    looked, seen = _look(asked)
    position = next(
        one.split("]")[0].strip("- [") for one in looked.out.splitlines() if "leeftijdsgroep u" in one
    )
    folder = asked.folder / "voor-mees"
    said = _give(asked, folder, seen, "--withhold", f"{position}=veiligheid")
    assert said.code == 0, said.err
    page = (folder / "inzage.txt").read_text()
    assert "Mees (verzonnen)" in page
    assert SAID in page
    for hidden in (THEIRS, MARK, "bron-1", "bron-2", "sanne", "leeftijdsgroep:"):
        assert hidden not in page
    for told in ("Wpg artikel 25 en 27", "AVG artikel 15 lid 4", "in gevaar", "Jeugdwet 7.3.8", "Autoriteit"):
        assert told in page
    assert "aandachtsfunctionaris bij Instelling De Wilg las" in page
    data = (folder / "inzage.json").read_bytes()
    copy = json.loads(data)
    assert {one: told["times"] for one, told in copy["left_out"].items()} == copy["held"]
    assert {"ander": 1, "politie": 1, "veiligheid": 1}.items() <= copy["held"].items()
    given = [one.event for one in asked.events() if isinstance(one.event, InzageGiven)]
    assert [(one.by, one.second, one.digest) for one in given] == [
        ("sanne", "frits", sha256(data).hexdigest())
    ]
    assert "inzage give" in asked("access", "show", CASE, "--as", "sanne").out
    assert folder.stat().st_mode & 0o077 == 0


def test_it_is_read_first_as_it_is_now_by_who_sees_who_the_client_is(asked: Command) -> None:
    _, seen = _look(asked)
    other = asked.folder / "uit"
    assert asked("inzage", "look", CASE, "--as", "frits").code == 1
    assert asked("inzage", "look", CASE, "--withhold", "12").code == 1
    assert "staat niets" in _give(asked, other, seen, "--withhold", "1=ander").err
    refused = asked("inzage", "give", CASE, *BY, "--second", "frits", "--proof", "paspoort", "--asked",
                    "2026-01-05", "--seen", seen, "--folder", other)  # fmt: skip
    assert "cliënt of een vertegenwoordiger" in refused.err
    alone = _give(asked, other, seen, "--second", "noor")
    assert "functionaris gegevensbescherming" in alone.err
    changed = _give(asked, other, seen)
    assert (
        "iets bijgekomen" in changed.err
    )  # the refusal itself is about this client, and may be read by them
    assert not other.exists()
    assert json.loads(_look(asked, "--json")[0].out)["held"]["politie"] == 1
