"""Words from a page or a program, also with what was refused, are in no file, and gone with the client."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli.place.databases import Folder
from cli.place.workplace import opened
from domain.cases.commands import CloseCase
from domain.erasure.erasing import EraseSubject
from domain.subjects import erased_with
from domain.words import CaseId, PersonId
from eventlog.encryption.personal import texts
from eventlog.execute import execute
from tests.integration.cli.canary import CANARY, files_with
from tests.integration.cli.command import read_whole
from tests.integration.web.api.calling import Program, feeling
from tests.integration.web.serving import served

PAGE = {
    "indicator": "OV01",
    "nature": "interpretatie",
    "polarity": "bevestigt",
    "provenance": "eigen_waarneming",
    "when": "today",
    "text": CANARY,
}


def said(folder: Path) -> bool:
    with opened(Folder(folder)) as workplace:
        return any(CANARY in text.text for entry in read_whole(workplace.log) for text in texts(entry.event))


def test_what_a_page_and_a_program_sent_is_in_no_file_and_gone_with_the_client(
    story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    world = tmp_path / "world"
    with served(story, world) as pages:
        case = CaseId(pages.case("meisje-y"))
        browser, program = pages.browser("tess"), Program(pages, "tess")
        assert browser.posts(f"/signaal/{case}", **PAGE).status_code == 303
        assert browser.posts(f"/signaal/{case}", **{**PAGE, "indicator": "XX99"}).status_code == 422
        assert browser.posts(f"/signaal/{CANARY}", **PAGE).status_code in (403, 404)
        on = pages.world.today()
        assert program.sends(f"/cases/{case}/signals", "sleutel-0001", feeling(on, CANARY)).status_code == 201
        late = feeling(on + timedelta(days=9), CANARY)
        refused = program.sends(f"/cases/{case}/signals", "sleutel-0002", late)
        assert (refused.status_code, CANARY in refused.text) == (409, False)
        assert CANARY in browser.gets(f"/casus/{case}").text
        assert files_with(world) == []
    assert said(world)
    with opened(Folder(world)) as workplace:
        log = workplace.log
        execute(log, CloseCase(case, on, on, "afgerond"), pages.world.context("tess"))
        keys = {case: workplace.vault.numbers(erased_with(case, "persoon"))}
        keeper, frits = PersonId("daan"), PersonId("frits")
        command = EraseSubject((case,), "persoon", "verzoek", keeper, frits, on, keys)
        execute(log, command, pages.world.context("tess"))
        workplace.forget_erased()
    assert not said(world)
    assert files_with(world) == []
    told = capfd.readouterr()
    assert CANARY not in told.out + told.err + caplog.text
