"""Meetings at the command: empty minutes, filled in, recorded as one event, and read by who may."""

import json
from pathlib import Path

import pytest

from domain.meetings.holding import MeetingHeld
from tests.integration.cli.command import HEADER, Command, line

WORDS = "de broer van de cliënt"


@pytest.fixture
def proeftuin(opplussen: Command) -> Command:
    file = opplussen.began().file("in.csv", HEADER, line(case="a1"), line(case="b1", facility="instelling-2"))
    assert opplussen("import", file, "--format", "csv").code == 0
    return opplussen


def minutes(opplussen: Command, *decisions: str, who: str = '"noor", "bram"') -> Path:
    head = (f"aanwezig = [{who}]", f'privacy = "Niets nieuws over {WORDS}."')
    return opplussen.file("verslag.toml", *head, *decisions)


def block(case: str = "instelling-1/a1", what: str = "volgen", *more: str) -> tuple[str, ...]:
    return (
        "[[besluiten]]",
        f'casus = "{case}"',
        f'wat = "{what}"',
        f'reden = "Wij volgen {WORDS}."',
        *more,
    )


def hold(opplussen: Command, file: Path) -> tuple[int, str]:
    said = opplussen(
        "meeting", "hold", "instelling-1", "--on", "2026-03-02", "--by", "noor", "--minutes", file
    )
    return said.code, said.err


def held(opplussen: Command) -> list[MeetingHeld]:
    return [one.event for one in opplussen.events() if isinstance(one.event, MeetingHeld)]


def test_minutes_become_one_event_however_often_they_are_handed_in(proeftuin: Command) -> None:
    file = minutes(proeftuin, *block("a1", "volgen", 'wie = "sem"', "voor = 2026-04-01"))
    assert hold(proeftuin, file)[0] == 0
    assert hold(proeftuin, file)[0] == 0
    (only,) = held(proeftuin)
    assert (only.attendees, only.unit) == (("noor", "bram"), "eenheid-1")
    assert [(one.what, one.owner, str(one.until)) for one in only.decisions] == [
        ("volgen", "sem", "2026-04-01")
    ]


def test_the_empty_minutes_can_be_filled_in_as_they_say(proeftuin: Command) -> None:
    empty = proeftuin("meeting", "form").out
    assert "Er was niemand bij" in hold(proeftuin, proeftuin.file("leeg.toml", empty))[1]
    filled = empty.replace("[]", '["noor", "bram"]').replace('privacy = ""', 'privacy = "Besproken."')
    example = filled[filled.index("# [[besluiten]]") :]
    filled = filled.replace(example, example.replace("# ", "").replace('reden = ""', 'reden = "Rustig."'))
    assert hold(proeftuin, proeftuin.file("vol.toml", filled))[0] == 0
    assert held(proeftuin)[0].decisions[0].what == "volgen"


@pytest.mark.parametrize(
    ("decisions", "place"),
    [
        (block("zoek"), "besluiten 1, casus"),
        ((*block(), *block(what=WORDS)), "besluiten 2, wat"),
        ((*block(), f"[[{WORDS.split(maxsplit=1)[0]}]]"), "de sleutel de is niet bekend"),
        (block("instelling-2/b1"), "De casus van besluit 1 is niet van instelling-1"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_that_was_said_is_repeated(
    proeftuin: Command, decisions: tuple[str, ...], place: str
) -> None:
    code, told = hold(proeftuin, minutes(proeftuin, *decisions))
    assert code == 1
    assert place in told
    assert WORDS not in told
    assert not held(proeftuin)


def test_both_sides_read_what_was_decided_and_police_by_pseudonym_without_the_words(
    proeftuin: Command,
) -> None:
    assert hold(proeftuin, minutes(proeftuin, *block()))[0] == 0
    case = held(proeftuin)[0].decisions[0].case

    def read(person: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(
            proeftuin("meeting", "list", "instelling-1", "--as", person, "--json").out
        )[0]["decisions"]
        return found

    (care,), (police,) = read("noor"), read("bram")
    assert (care["case"], care["reason"]) == ("a1", f"Wij volgen {WORDS}.")
    assert (police["case"], police["what"], police["reason"]) == (case, "volgen", "")
    assert "instelling-1/a1" not in proeftuin("meeting", "list", "instelling-1", "--as", "bram").out
    assert proeftuin("meeting", "list", "instelling-1", "--as", "mila").code == 1, "another facility's"
    assert "meeting list; geweigerd" in proeftuin("access", "by", "mila").out
    assert f"Wij volgen {WORDS}." in proeftuin("meeting", "list", "instelling-1", "--as", "noor").out


def test_looking_at_the_convenant_again_is_a_task_of_the_partners(proeftuin: Command) -> None:
    due = json.loads(proeftuin("status", "--json").out)["convenant"]
    assert due == {"review": "2026-01-01", "late": True}
    assert "1 januari 2026: te laat" in proeftuin("status").out
    review = ("convenant", "review", "convenant-voorbeeld", "--by", "noor", "--outcome", "blijft")
    assert proeftuin(*review, "--next", "2034-01-01").code == 0
    assert json.loads(proeftuin("status", "--json").out)["convenant"]["late"] is False
    assert "opnieuw bekijken voor 1 januari 2034" in proeftuin("status").out
