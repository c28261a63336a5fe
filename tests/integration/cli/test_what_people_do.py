"""What people do, through the command on real files: cases, signals, lists, exchanges, roles."""

import io
import json
import sys
from datetime import date, timedelta
from typing import Any

import pytest

from cli.place.clock import today
from cli.proeftuin.document import shipped
from domain.signals.events import SignalCorrected, SignalRecorded
from engine.reading.words import DO_NOT_QUESTION
from tests.integration.cli.command import Command

SEEN = "Zij huilde bij de oude schuur"
CASE = "instelling-1/mees"


@pytest.fixture
def began(opplussen: Command) -> Command:
    opplussen.began()
    ok(opplussen, "case", "register", "instelling-1", "mees", "--by", "sem", "--owner", "sem")
    return opplussen


def ok(opplussen: Command, *arguments: str) -> str:
    said = opplussen(*arguments)
    assert said.code == 0, said.err
    return said.out


def no(opplussen: Command, *arguments: str) -> str:
    said = opplussen(*arguments)
    assert said.code == 1, said.out
    return " ".join(said.err.split())


def found(opplussen: Command, *arguments: str) -> Any:  # Any: what a command gives as JSON
    return json.loads(ok(opplussen, *arguments, "--json"))


def record(opplussen: Command, *more: str) -> str:
    words = ("signal", "record", CASE, "--by", "sem", "--indicator", "SX03", "--nature", "feit")
    return ok(opplussen, *words, *more).strip()


def last(opplussen: Command, kind: type) -> Any:  # Any: an event of that kind
    return [entry.event for entry in opplussen.events() if isinstance(entry.event, kind)][-1]


def test_a_case_is_registered_placed_elsewhere_and_its_brief_is_read(began: Command) -> None:
    assert "bestaat al" in no(began, "case", "register", "instelling-1", "mees", "--by", "sem")
    ok(began, "case", "place", CASE, "instelling-2", "--by", "sem", "--owner", "tess")
    assert "was al zo" in began("case", "place", "mees", "instelling-2", "--by", "tess").err
    assert [one["reference"] for one in found(began, "case", "brief")] == ["mees"]
    assert found(began, "case", "brief", "--facility", "instelling-1") == []
    assert "nog te lezen" in ok(began, "case", "brief", "instelling-2/mees")
    ok(began, "case", "brief", "instelling-2/mees", "--by", "daan")
    assert "Er is geen overdracht" in ok(began, "case", "brief")
    assert "geen overdracht" in no(began, "case", "brief", "instelling-2/mees", "--by", "daan")


def test_a_case_ends_and_begins_again_as_people_say(began: Command) -> None:
    ok(began, "case", "left", CASE, "--by", "sem", "--reason", SEEN)
    assert "nergens geplaatst" in no(began, "case", "left", CASE, "--by", "sem", "--reason", "weg")
    ok(began, "case", "close", CASE, "--by", "sem", "--reason", "afgerond")
    ok(began, "case", "reopen", CASE, "--by", "sem")
    ok(began, "case", "age-band", CASE, "16_17", "--by", "sem")
    ok(began, "case", "missing", CASE, "--by", "sem")
    assert "Vermist ja" in " ".join(ok(began, "case", "brief", CASE).split())
    ok(began, "case", "found", CASE, "--by", "sem")
    assert "niet als vermist" in no(began, "case", "found", CASE, "--by", "sem")


def test_two_cases_become_one_and_part_again(began: Command) -> None:
    record(began, "--text", "a")
    ok(began, "case", "register", "instelling-1", "sam", "--by", "sem")
    ok(began, "case", "merge", CASE, "instelling-1/sam", "--by", "sem")
    assert "samengevoegd" in no(began, "case", "close", CASE, "--by", "sem", "--reason", "afgerond")
    assert len(found(began, "signal", "list", "instelling-1/sam")) == 1
    ok(began, "case", "split", "instelling-1/sam", CASE, "--by", "sem")
    assert len(found(began, "signal", "list", CASE)) == 1
    assert found(began, "case", "links", CASE) == {"links": 0, "kinds": {}}


def test_the_owner_asks_each_who_is_involved_once(began: Command) -> None:
    words = ("case", "involve", CASE, "fleur", "--by", "sem")
    assert "doet" in no(began, *words)
    ok(began, *words, "--organisation", "instelling-1", "--capacity", "mentor")
    assert "verantwoordelijk" in no(began, "case", "ask", CASE, "fleur", "--by", "noor")
    ok(began, "case", "ask", CASE, "fleur", "--by", "sem")
    assert "al gevraagd" in began("case", "ask", CASE, "fleur", "--by", "sem").err
    assert [(one["person"], one["asked"]) for one in found(began, "case", "involved", CASE)] == [
        ("fleur", True)
    ]
    ok(began, *words, "--ended")
    assert "nog niet vastgelegd" in ok(began, "case", "involved", CASE)


def test_a_signal_is_recorded_after_the_warning_and_its_text_is_said_by_nobody(
    began: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SEEN}\n"))
    said = began("signal", "record", CASE, "--by", "sem", "--indicator", "SX03", "--nature", "feit")
    assert said.code == 0
    assert " ".join(said.err.split()).startswith(DO_NOT_QUESTION)
    assert SEEN not in said.out + said.err
    assert last(began, SignalRecorded).text == SEEN


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--indicator", "XX99", "--nature", "feit", "--text", SEEN), 1),
        (("--indicator", "SX03", "--nature", SEEN), 2),
        (("--indicator", "SX03", "--nature", "feit", "--text", *SEEN.split()), 2),
        (("--indicator", "SX03", "--nature", "feit", "--text", SEEN, "--observed-on", "2999-01-01"), 1),
    ],
)
def test_no_error_repeats_what_was_seen(began: Command, words: tuple[str, ...], code: int) -> None:
    said = began("signal", "record", CASE, "--by", "sem", *words)
    assert said.code == code
    assert not [word for word in ("huilde", "schuur") if word in said.out + said.err]


def test_a_signal_is_corrected_retracted_and_judged_and_keeps_what_is_not_named(began: Command) -> None:
    signal = record(began, "--text", SEEN, "--source", "buurvrouw")
    ok(began, "signal", "correct", signal, "--by", "sem", "--reason", "verkeerd", "--indicator", "GW01")
    corrected = last(began, SignalCorrected)
    assert (corrected.indicator, corrected.source, corrected.text) == ("GW01", "buurvrouw", SEEN)
    ok(began, "signal", "verdict", signal, "--by", "femke", "--verdict", "vastgesteld")
    assert [one["verdict"] for one in found(began, "signal", "list", CASE)] == ["vastgesteld"]
    ok(began, "signal", "retract", signal, "--by", "sem", "--reason", "over iemand anders")
    assert "ingetrokken" in ok(began, "signal", "list", CASE)
    assert "is er niet" in no(began, "signal", "retract", "s-niets", "--by", "sem", "--reason", "x")


def agree(began: Command) -> None:
    ok(began, "list", "endorse", "instelling-1", "--by", "noor", "--entry", f"mees=hoog_risico={SEEN}")
    ok(began, "list", "endorse", "instelling-1", "--by", "bram")


def test_a_list_holds_when_the_other_side_agrees_with_it(began: Command) -> None:
    assert "nog niet in met een lijst" in no(began, "list", "endorse", "instelling-1", "--by", "bram")
    agree(began)
    shown = found(began, "list", "show", "instelling-1")
    assert shown["list"]["entries"] == [{"rank": 1, "case": "mees", "ground": "hoog_risico", "stands": True}]
    assert (shown["list"]["care"], shown["list"]["police"], shown["list"]["policy"]) == ("noor", "bram", "1")
    assert SEEN in " ".join(ok(began, "list", "show", "instelling-1").split())
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert found(began, "list", "show", "instelling-1", "--on", yesterday)["list"] is None
    for by in ("noor", "bram"):
        ok(began, "list", "endorse", "instelling-1", "--by", by, "--empty")
    assert len(found(began, "list", "show", "instelling-1")["lists"]) == 2


def test_who_came_along_stands_beside_the_list_until_both_agree(began: Command) -> None:
    agree(began)
    ok(began, "case", "place", CASE, "instelling-2", "--by", "sem")
    shown = found(began, "list", "show", "instelling-2")
    assert shown["followed"] == [{"case": "mees", "ground": "hoog_risico"}]
    assert "kwam mee" in ok(began, "list", "show", "instelling-2")
    assert "niet meer op" in ok(began, "list", "show", "instelling-1")


def test_an_entry_in_another_form_is_refused_without_its_reasons(began: Command) -> None:
    told = no(began, "list", "endorse", "instelling-1", "--by", "noor", "--entry", f"mees={SEEN}")
    assert "CASUS=GROND=REDENEN" in told
    assert "schuur" not in told
    assert "kernteam" in no(began, "list", "endorse", "instelling-1", "--by", "sem", "--empty")
    assert "doet niet mee" in no(began, "list", "show", "instelling-9")


def test_a_weighing_stays_blind_until_both_sides_weighed(began: Command) -> None:
    ok(began, "list", "weigh", CASE, "--by", "noor", "--judgement", "hoog_risico", "--reasons", SEEN)
    assert found(began, "list", "weighings", CASE, "--by", "bram") == []
    assert SEEN not in ok(began, "list", "weighings", CASE, "--by", "bram")
    assert SEEN in ok(began, "list", "weighings", CASE, "--by", "noor")
    shown = found(began, "list", "show", "instelling-1")
    assert shown["weighing"] == [{"case": "mees", "weighed": "zorg"}]
    ok(began, "list", "weigh", CASE, "--by", "bram", "--judgement", "niet_op_lijst", "--reasons", "niets")
    assert len(found(began, "list", "weighings", CASE, "--by", "bram")) == 2
    assert "kernteam" in no(began, "list", "weighings", CASE, "--by", "sem")


def test_an_exchange_runs_six_months_about_a_listed_case_and_stops_with_a_reason(began: Command) -> None:
    words = ("exchange", "open", CASE, "--by", "noor", "--category", "vermissing")
    assert "staat niet op de lijst" in no(began, *words)
    agree(began)
    ok(began, *words)
    [runs] = found(began, "exchange", "list", "--facility", "instelling-1")
    assert runs["unit"] == "eenheid-1"
    assert date.fromisoformat(runs["until"]) > today() + timedelta(days=180)
    assert "minstens zes maanden" in no(began, *words, "--until", (today() + timedelta(days=9)).isoformat())
    ok(began, "exchange", "end", CASE, "--by", "noor", "--reason", "toestemming ingetrokken")
    assert found(began, "exchange", "list") == []
    assert len(found(began, "exchange", "list", "--ended")) == 1
    assert "Er loopt geen" in ok(began, "exchange", "list")


def test_people_get_roles_substitutes_and_an_end(began: Command) -> None:
    role = ("--by", "bea", "--organisation", "instelling-1", "--role", "veiligheidsfunctionaris")
    ok(began, "people", "appoint", "kees", *role, "--until", (today() + timedelta(days=99)).isoformat())
    ok(began, "people", "substitute", "kees", "fleur", *role)
    held = [one for one in found(began, "people", "list") if one["person"] == "kees"]
    assert [(one["role"], one["substitute"]) for one in held] == [("veiligheidsfunctionaris", "fleur")]
    ok(began, "people", "end", "kees", *role)
    assert "kees" not in ok(began, "people", "list")
    assert "heeft deze rol niet" in no(began, "people", "end", "kees", *role)


def test_a_convenant_is_signed_shown_and_ended(began: Command) -> None:
    held = found(began, "convenant", "show")["convenant"]
    ok(began, "convenant", "end", held, "--by", "bea", "--reason", "opgezegd")
    assert "geen convenant" in ok(began, "convenant", "show")
    days = ("--since", today().isoformat(), "--until", (today() + timedelta(days=365)).isoformat())
    ok(began, "convenant", "sign", "nieuw", "--by", "bea", *days)
    assert "instelling-1" in ok(began, "convenant", "show")
    assert "doen niet mee" in no(began, "convenant", "sign", "x", "--by", "bea", *days, "--party", "elders")


def escalated(began: Command) -> None:
    for indicator in ("SX03", "GW01", "RL01", "SX01", "SX04"):
        words = ("signal", "record", CASE, "--by", "sem", "--nature", "feit", "--text", "x")
        ok(began, *words, "--indicator", indicator, "--source", f"bron-{indicator}")


def test_an_escalation_is_handed_over_decided_and_its_outcome_recorded(began: Command) -> None:
    escalated(began)
    level = (CASE, "--level", "zorgcoordinator", "--by", "sanne")
    ok(began, "escalations", "hand-over", *level, "--to", "noor", "--reason", "vakantie")
    assert "nog niet besloten" in no(began, "escalations", "outcome", *level, "--outcome", "gegrond")
    ok(began, "escalations", "decide", *level, "--decision", "zelf_hulp", "--reasons", "Hulp is er")
    ok(began, "escalations", "outcome", *level, "--outcome", "gegrond")
    ok(began, "escalations", "lead", CASE, "--lead", "beide", "--care", "noor", "--police", "bram")
    assert "Regie" in ok(began, "case", "brief", CASE)
    told = no(began, "escalations", "lead", CASE, "--lead", "zorg", "--care", "bram", "--police", "noor")
    assert "van zorg en één van politie" in told


def test_what_is_not_held_is_neither_raised_nor_set_aside(began: Command) -> None:
    escalated(began)
    level = (CASE, "--level", "avim", "--by", "sanne")
    assert "waarvoor dit kan" in no(began, "escalations", "raise", *level)
    assert "waarvoor dit kan" in no(began, "escalations", "set-aside", *level, "--reason", "bekend")


def lower_levels(began: Command) -> None:
    """A policy under which a case that was below a level stands above it."""
    text = shipped("policy-1.toml").decode().replace('version = "1"', 'version = "2"')
    file = began.file("beleid.toml", text.replace("on = 50.0\noff = 35.0", "on = 2.0\noff = 1.5"))
    ok(began, "policy", "propose", str(file), "--by", "noor", "--rationale", "Eerder zien")
    for by in ("noor", "bram"):
        ok(began, "policy", "adopt", "2", "--by", by)


def test_what_a_new_policy_opened_waits_for_a_person_who_raises_it_or_not(began: Command) -> None:
    record(began, "--text", "x", "--indicator", "SX01")
    assert found(began, "escalations", "list") == []
    lower_levels(began)
    [held] = found(began, "escalations", "list")
    assert (held["task"], held["responsible"]) == ("held", None)
    level = (CASE, "--level", "zorgcoordinator", "--by")
    assert "geen rol" in no(began, "escalations", "raise", *level, "sem")
    assert "geen rol" in no(began, "escalations", "set-aside", *level, "bram", "--reason", "bekend")
    ok(began, "escalations", "set-aside", *level, "sanne", "--reason", "Is al bekend")
    assert found(began, "escalations", "list") == []
    assert "al gelijk" in began("rebuild").err


def test_what_was_held_is_raised_with_a_deadline(began: Command) -> None:
    record(began, "--text", "x", "--indicator", "SX01")
    lower_levels(began)
    ok(began, "escalations", "raise", CASE, "--level", "zorgcoordinator", "--by", "sanne")
    [raised] = found(began, "escalations", "list")
    assert raised["task"] == "decide"
    assert raised["responsible"]
    assert raised["due_at"]
    assert "al gelijk" in began("rebuild").err


def test_after_all_this_a_rebuild_finds_no_difference(began: Command) -> None:
    agree(began)
    escalated(began)
    ok(began, "case", "place", CASE, "instelling-2", "--by", "sem")
    assert "al gelijk" in began("rebuild").err


def test_explain_says_that_a_case_goes_on_as_another_or_was_closed(began: Command) -> None:
    ok(began, "case", "register", "instelling-1", "noor", "--by", "sem", "--owner", "sem")
    assert found(began, "explain", CASE)["status"] == "open"
    ok(began, "case", "merge", CASE, "instelling-1/noor", "--by", "sem")
    ok(began, "case", "close", "instelling-1/noor", "--by", "sem", "--reason", "afgerond")
    gone, closed = found(began, "explain", CASE), found(began, "explain", "instelling-1/noor")
    assert (gone["status"], gone["merged_into"]) == ("samengevoegd", "noor")
    assert (closed["status"], closed["closed_on"]) == ("gesloten", today().isoformat())
    assert "Deze casus is samengevoegd met noor." in ok(began, "explain", CASE)
    assert "Deze casus is gesloten op " in ok(began, "explain", "instelling-1/noor")
