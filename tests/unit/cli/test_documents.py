"""What is wrong with a document is said by key and reason, and never with its value."""

import pytest

from cli.place.faults import WrongFile
from cli.place.toml_files import explained, parsed
from cli.proeftuin.document import SAMPLE, Proeftuin, check_references, shipped, shipped_policy
from domain.policy_check import check

SAMPLE_TEXT = shipped(SAMPLE).decode()


def test_the_shipped_documents_are_sound() -> None:
    proeftuin = parsed(SAMPLE, shipped(SAMPLE), Proeftuin)
    check_references(SAMPLE, proeftuin)
    assert check(shipped_policy()) == []
    assert all("verzonnen" in person.name for person in proeftuin.people)


def test_everybody_of_the_sample_who_is_called_has_a_substitute() -> None:
    people = parsed(SAMPLE, shipped(SAMPLE), Proeftuin).people
    called = {"aandachtsfunctionaris", "kernteam_zorg", "kernteam_politie", "zorgcoordinator", "avim"}
    assert all(person.substitute for person in people if person.role in called)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rol = "auditor"', 'rol = "Karel"', "personen 27, rol: dit woord is niet bekend."),
        ("sinds = 2025-01-01\ntot", 'sinds = "Karel"\ntot', "convenant, sinds: "),
        ('code = "ada"', 'kode = "Karel"', "personen 27: de sleutel"),
        ('naam = "AVIM-team Oost"', "naam = 7", "organisaties 6, naam: hier hoort tekst te staan"),
    ],
)
def test_a_fault_names_its_key_and_not_its_value(old: str, new: str, told: str) -> None:
    with pytest.raises(WrongFile) as wrong:
        parsed("mijn.toml", SAMPLE_TEXT.replace(old, new).encode(), Proeftuin)
    assert str(wrong.value).startswith(f"mijn.toml: {told}")
    assert "Karel" not in str(wrong.value)


def test_what_is_no_toml_names_its_place() -> None:
    with pytest.raises(WrongFile, match="regel 2, kolom 1"):
        parsed("mijn.toml", b"a = 1\n= 2\n", Proeftuin)
    with pytest.raises(WrongFile, match="regel 2: dit is geen UTF-8"):
        parsed("mijn.toml", b"a = 1\nb = '\xff'\n", Proeftuin)


def test_every_reason_of_the_library_is_told_in_dutch() -> None:
    for message in ("Object missing required field `naam` - at `$.a[0]`", "Iets nieuws - at `$.a`", "Kort"):
        place, reason = explained(message)
        assert place in {"a 1", "a", ""}
        assert reason.endswith(".")
