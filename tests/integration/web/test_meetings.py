"""A meeting on the pages: an agenda from the list, decisions with reasons, minutes that both sides read."""

from tests.integration.web.serving import Served

MEETING = "/overleg/instelling-2"
HOLD = f"{MEETING}/houden"
THERE = {"is-mila": "ja", "is-anouk": "ja", "privacy": "Wij delen alleen pseudoniemen"}


def test_what_is_decided_becomes_minutes_that_each_side_reads_as_it_may(pages: Served) -> None:
    care, police, y = pages.browser("mila"), pages.browser("anouk"), pages.case("meisje-y")
    agenda = care.gets(MEETING).text
    assert "Privacy (vast punt)" in agenda
    assert "Wij bespreken casussen onder een pseudoniem." in agenda
    decided = {
        f"what-{y}": "opschalen",
        f"reason-{y}": "Zij is in gevaar",
        f"owner-{y}": "mila",
        f"until-{y}": "2026-06-04",
    }
    sent = care.posts(HOLD, **THERE, **decided)
    assert (sent.status_code, sent.headers["location"]) == (303, MEETING)
    told = care.gets(MEETING).text
    assert "<b>meisje-y</b>: opschalen, mila, voor 4 juni 2026" in told
    assert "Zij is in gevaar" in told
    theirs = police.gets(MEETING).text
    assert f"<b>{y}</b>: opschalen" in theirs
    assert "Zij is in gevaar" not in theirs
    assert "meisje-y" not in theirs


def test_minutes_that_are_refused_say_why_and_keep_what_was_written(read_only: Served) -> None:
    care, y = read_only.browser("mila"), read_only.case("meisje-y")
    chosen = {f"what-{y}": "volgen"}
    for filled, why in (
        ({"is-mila": "ja", "privacy": "Besproken"}, "niemand bij van het kernteam van eenheid-2"),
        (THERE | {"privacy": ""}, "Er staat niet wat er over privacy is gezegd."),
        (THERE | chosen, "Bij besluit 1 staat niet waarom."),
        (THERE | {f"what-{y}": "toveren"}, "Dit besluit is er niet."),
        (THERE | chosen | {f"until-{y}": "morgen"}, "Een van de dagen is geen dag."),
        (THERE | chosen | {f"reason-{y}": "Zo", f"until-{y}": "2026-05-20"}, "die niet na het overleg ligt"),
    ):
        answer = care.posts(HOLD, **filled)
        assert answer.status_code == 422
        assert why in answer.text
    assert 'value="2026-05-20"' in answer.text


def test_who_is_in_no_kernteam_reads_the_agenda_and_holds_no_meeting(pages: Served) -> None:
    assert pages.browser("tess").gets(MEETING).status_code == 403
    reporter = pages.browser("daan")
    assert "U kunt het overleg niet vastleggen" not in reporter.gets(HOLD).text
    pages.let_stand_in("mila", "tess")
    assert "U kunt het overleg niet vastleggen, omdat:" in reporter.gets(HOLD).text
    assert reporter.posts(HOLD, **THERE).status_code == 422
