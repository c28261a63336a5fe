"""The user guide has a page for each role; its pictures are there, its commands can be typed."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.unit.docs.test_commands_page import KNOWN, ROOT
from web.pages import MENU

GUIDE = ROOT / "docs/handleiding"
PAGES = sorted(GUIDE.glob("*.md"))
ROLES = {"medewerker", "zorgcoordinator", "kernteam", "avim", "auditor", "beheerder"}
LONGEST = 25
"""Words in a sentence that everybody can read; most are far shorter."""


def text_of(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def test_each_role_has_its_page_and_the_first_page_leads_there() -> None:
    assert {one.stem for one in PAGES} == ROLES | {"README"}
    assert set(re.findall(r"\]\(([a-z]+)\.md\)", text_of("README.md"))) == ROLES


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_every_picture_and_link_of_the_guide_is_there_and_every_command_can_be_typed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [one for one in re.findall(r"\]\(([^)#]+)\)", text) if not (GUIDE / one).exists()]
    assert missing == []
    assert all(alt for alt in re.findall(r"!\[([^\]]*)\]", text))
    named = re.findall(r"`(opplussen [a-z -]+)`", text)
    assert [one for one in named if one not in KNOWN] == []
    houses = re.findall(r"`make ([a-z-]+)`", text)
    assert [one for one in houses if f"\n{one}:" not in (ROOT / "Makefile").read_text(encoding="utf-8")] == []


def test_every_page_of_the_menu_is_told_of_in_the_words_of_the_menu() -> None:
    whole = "".join(text_of(one.name) for one in PAGES)
    assert [one.label for one in MENU if f"**{one.label}**" not in whole] == []


def test_every_screen_that_is_pictured_stands_in_the_guide() -> None:
    whole = "".join(text_of(one.name) for one in PAGES)
    shown = {one.stem for one in (ROOT / "docs/screens").glob("*.png")}
    told = set(re.findall(r"screens/([a-z-]+)\.png", whole))
    assert told <= shown
    assert {"watchlist", "casus", "escalaties", "signaal-telefoon"} <= told


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.stem)
def test_sentences_are_short_and_headings_are_in_order(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    sentences = re.split(r"[.?!:;]\**\s|\n\s*\n|\n\s*[-|\d]", plain)
    assert [one for one in sentences if len(one.split()) > LONGEST] == []
    levels = [len(one) for one in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
