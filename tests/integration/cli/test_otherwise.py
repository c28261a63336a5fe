"""The demo's story told otherwise is played: each no is the gate's, each yes is in the log."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cli.demo.otherwise import words
from cli.demo.otherwise.playing import Otherwise, Step
from cli.demo.play import Play
from cli.demo.story import STORY
from cli.place.databases import Folder
from cli.place.workplace import made
from domain.commands import about
from domain.consent.events import ConsentExplained, ConsentRefused
from domain.disclosure.called import CALL, PoliceRequestRefused
from domain.disclosure.events import DisclosureRefused
from domain.disclosure.thread import THREAD
from domain.registry import NAMES

OPENED = date(2026, 4, 10)
STORY_SO_FAR = [part for part in STORY if part.child == words.GIRL and part.day <= OPENED]


@pytest.fixture
def otherwise(tmp_path: Path) -> Iterator[Otherwise]:
    with made(Folder(tmp_path / "gedeeld"), "2026") as workplace:
        play = Play(workplace)
        play.begin()
        for part in STORY_SO_FAR:
            play.go_to(part.day)
            play.take(part)
        yield Otherwise(play, OPENED)


def happened(otherwise: Otherwise) -> list[str]:
    item = about(f"case:{otherwise.case}", *THREAD, *CALL, DisclosureRefused, PoliceRequestRefused)
    return [NAMES[type(entry.event)] for entry in otherwise.play.workplace.log.read([item]).entries]


def test_every_refusal_has_a_reason_and_a_way_on_and_is_kept(otherwise: Otherwise) -> None:
    refused = [step.no for step in otherwise.steps() if step.no]
    assert [no.code for no in refused] == [
        "advies.herkenbaar",
        "toestemming.dekt_niet",
        "telefoon.terugbellen",
        "goedkeuring.ontbreekt",
    ]
    assert all(no.sentence and no.remedy for no in refused)
    kept = happened(otherwise)
    assert kept.count("disclosure-refused.v1") == 3
    assert kept.count("police-request-refused.v1") == 1


def test_that_she_said_no_is_kept_as_carefully_as_a_yes(otherwise: Otherwise) -> None:
    list(otherwise.steps())
    item = about(f"case:{otherwise.case}", ConsentExplained, ConsentRefused)
    explained, refused = [entry.event for entry in otherwise.play.workplace.log.read([item]).entries]
    assert isinstance(explained, ConsentExplained)
    assert isinstance(refused, ConsentRefused)
    assert refused.objections
    assert refused.met


def test_it_goes_from_anonymous_advice_to_her_safety(otherwise: Otherwise) -> None:
    steps: list[Step] = list(otherwise.steps())
    assert [step.day for step in steps] == sorted(step.day for step in steps)
    assert steps[0].day == OPENED
    said = [name for name in happened(otherwise) if "refused" not in name]
    assert said[0] == "advice-asked.v1"
    order = ("police-request-answered.v1", "conflict-of-duties-weighed.v1", "disclosure-released.v1")
    assert [name for name in said if name in order] == list(order)
    assert said[-2:] == ["intervention-decided.v1", "feedback-given.v1"]


def test_the_package_holds_who_she_is_and_what_was_seen_and_nothing_else(otherwise: Otherwise) -> None:
    list(otherwise.steps())
    left = otherwise.package()
    assert left.matches
    inner = json.loads(left.package.data)["inhoud"]
    assert set(inner) == {"identiteit", "signalen"}
    assert {one["aard"] for one in inner["signalen"]} == {"feit", "waarneming"}
    data = left.package.data.decode()
    for hidden in ("begeleider", "Voorbeeldstraat", words.TESS, words.DAAN, "prostitutie"):
        assert hidden not in data
