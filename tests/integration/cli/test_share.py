"""`opplussen share` and `opplussen call`: from the question to the feedback, on the command line."""

import io
import json
import stat
from datetime import timedelta
from hashlib import sha256

import pytest

from domain.disclosure.events import AdviceAsked, DisclosureRefused, DisclosureReleased
from domain.disclosure.thread import THREAD
from domain.registry import NAMES
from engine.reading.words import SHARED
from tests.integration.cli.command import HEADER, Command, Said, line
from tests.integration.cli.stepping import to_report
from tests.unit.domain.answers import filled

CASE = "instelling-1/a1"
POINTS = [
    part
    for point in ("wie_leest", "wat_volgt", "niet_terug", "doorlaatverbod", "getuige", "beroepscode")
    for part in ("--read", point)
]
ASK = (
    *("share", "request", CASE, "--by", "sanne", "--to", "avim", "--organisation", "eenheid-1"),
    *("--purpose", "veiligheid", "--ground", "CONFLICT_VAN_PLICHTEN", "--danger", "ernstig"),
    *("--category", "feiten"),
)


@pytest.fixture
def case(opplussen: Command) -> Command:
    file = opplussen.began().file("in.csv", HEADER, line(text="Twintig condooms in de la."))
    assert opplussen("import", file, "--format", "csv").code == 0
    return to_report(opplussen)


def asked(case: Command) -> str:
    said = case(*ASK)
    assert said.code == 0, said.err
    assert "Nog nodig:" in said.err
    assert "zes vragen" in said.err
    return said.out.strip()


def prepared(case: Command) -> str:
    number = asked(case)
    answers = [*filled("conflict_van_plichten"), *filled("aandachtspunten")]
    form = case.file("weging.toml", *[f"{one.key} = {json.dumps(one.text)}" for one in answers])
    who = (CASE, number, "--by", "sanne")
    for arguments in (
        ("weigh", *who, "--outcome", "doorbreken", "--consulted", "de zorgcoördinator", "--answers", form),
        ("told", *who, *POINTS),
        ("inform", *who, "--how", "in een gesprek"),
        ("approve", CASE, number, "--by", "noor"),
    ):
        said = case("share", *arguments)
        assert said.code == 0, said.err
    return number


def test_who_asks_for_a_name_that_nobody_recorded_is_told_so(case: Command) -> None:
    said = case(*ASK, "--category", "identiteit")
    number = said.out.strip()
    warned = "de aanvraag vraagt om naam en geboortedatum, maar daar is niets van vastgelegd"
    assert warned in " ".join(said.err.split())
    assert "ontbreekt: naam en geboortedatum" in case("share", "show", CASE, number).out
    assert json.loads(case("share", "show", CASE, number, "--json").out)["lacking"] == [
        "naam en geboortedatum"
    ]
    waits = case("advise", CASE).out
    assert f"({number}) wacht." in " ".join(waits.split())
    name = ("--name", "Noor Peters", "--by", "sem")
    assert case("case", "identity", CASE, *name).code == 0
    assert "ontbreekt" not in case("share", "show", CASE, number).out


def test_a_disclosure_goes_from_the_question_to_the_feedback(case: Command) -> None:
    number = prepared(case)
    file = case.folder / "pakket.json"
    said = case("share", "release", CASE, number, "--by", "sanne", "--package", file)
    assert said.code == 0, said.err
    assert said.out.strip() == sha256(file.read_bytes()).hexdigest()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["inhoud"]["signalen"][0]["tekst"] == "Twintig condooms in de la."

    waits = json.loads(case("share", "list", "--json").out)
    assert [(one["disclosure"], one["task"]) for one in waits] == [(number, "beoordelen")]
    seen = case("share", "list", "--as", "bram").out
    assert number in seen, "whole at 80 columns"
    assert waits[0]["case"] in seen
    receipt = case("share", "receive", CASE, number, "--by", "bram", "--digest", said.out.strip()[:8])
    assert receipt.code == 0, receipt.err
    assess = ("--knowledge", "weten", "--course", "onderzoek", "--ongoing", "--reasons", "zie dossier")
    told = case("share", "assess", CASE, number, "--by", "bram", *assess)
    assert "Wachten mag niet" in told.err
    assert "aan bij CoMensha" in told.err
    act = ("--decision", "veiliggesteld", "--reasons", "zij is veilig")
    assert case("share", "intervene", CASE, number, "--by", "bram", *act).code == 0
    assert case("share", "feedback", CASE, number, "--by", "bram", "--text", "onderzoek loopt").code == 0
    assert [one["task"] for one in json.loads(case("share", "list", "--json").out)] == ["aanmelden"]
    assert case("share", "registered", CASE, number, "--by", "bram").code == 0
    assert case("share", "list").out.strip() == "Er wacht niets over delen."


def test_what_left_can_be_made_again_from_the_log_equal_to_the_byte(case: Command) -> None:
    number = prepared(case)
    first, again = case.folder / "een.json", case.folder / "twee.json"
    case("share", "release", CASE, number, "--by", "sanne", "--package", first)
    later = case.file("later.csv", HEADER, line(indicator="GW01", day="2026-01-09"))
    case("import", later, "--format", "csv")
    said = case("share", "show", CASE, number, "--package", again, "--json")
    assert again.read_bytes() == first.read_bytes()
    assert json.loads(said.out)["packages"][0]["matches"] is True
    shown = case("share", "show", CASE, number)
    assert "klopt met het logboek" in shown.out
    assert "condooms" not in shown.out


def test_what_may_not_leave_leaves_no_file_and_a_record(case: Command) -> None:
    number = asked(case)
    file = case.folder / "pakket.json"
    said = case("share", "release", CASE, number, "--by", "sanne", "--package", file)
    assert said.code == 1
    assert not file.exists()
    refused = [one.event for one in case.events() if isinstance(one.event, DisclosureRefused)]
    assert [one.step for one in refused] == ["verstrekking"]
    assert "geweigerd: verstrekking" in case("share", "show", CASE, number).out


def test_nothing_leaves_when_its_file_cannot_be_written(case: Command) -> None:
    number = prepared(case)
    taken = case.file("pakket.json", "{}")
    for file in (taken, case.folder / "nergens" / "pakket.json"):
        said = case("share", "release", CASE, number, "--by", "sanne", "--package", file)
        assert said.code == 1
        assert "niets verstrekt" in said.err
    assert not any(isinstance(one.event, DisclosureReleased) for one in case.events())


def test_advice_names_nobody_and_can_be_made_again(case: Command) -> None:
    who = ("share", "advice", CASE, "--by", "sanne", "--to", "veilig_thuis")
    refused = case(*who, "--question", "Bel 0118-654321")
    assert refused.code == 1
    assert "telefoonnummer" in refused.err
    assert "654321" not in refused.err
    said = case(*who, "--question", "Zie ik het goed?")
    assert said.code == 0, said.err
    file = case.folder / "advies.json"
    case("share", "show", CASE, said.out.strip(), "--package", file)
    assert json.loads(file.read_text())["vraag"] == "Zie ik het goed?"


def test_everything_that_happens_in_a_thread_has_a_word_on_screen() -> None:
    assert set(SHARED) == {NAMES[kind].partition(".")[0] for kind in THREAD}


def test_a_second_person_can_stop_it_and_a_request_can_be_stopped(case: Command) -> None:
    number = asked(case)
    denied = case("share", "deny", CASE, number, "--by", "noor", "--reasons", "het kan anders")
    assert denied.code == 0, denied.err
    other = asked(case)
    assert case("share", "stop", CASE, other, "--by", "sanne", "--reasons", "niet nodig").code == 0
    everything = json.loads(case("share", "list", "--all", "--json").out)
    assert {one["status"] for one in everything} == {"afgewezen", "gestopt"}


def test_not_sharing_is_listed_until_the_day_to_look_again(case: Command) -> None:
    day = case.events()[-1].at.date() + timedelta(days=9)
    said = case("share", "forgo", CASE, "--by", "sanne", "--reasons", "hulp werkt", "--review", f"{day}")
    assert said.code == 0, said.err
    [waits] = json.loads(case("share", "list", "--json").out)
    assert (waits["task"], waits["due_at"][:10]) == ("opnieuw_bekijken", f"{day}")


def test_days_known_and_not_shared_stand_beside_the_score(case: Command) -> None:
    [entry] = json.loads(case("watchlist", "instelling-1", "--json").out)["entries"]
    assert entry["unshared_days"] > 1
    assert f"{entry['unshared_days']} dagen bekend, niet gedeeld." in case("watchlist", "instelling-1").out
    file = case.folder / "pakket.json"
    assert case("share", "release", CASE, prepared(case), "--by", "sanne", "--package", file).code == 0
    [entry] = json.loads(case("watchlist", "instelling-1", "--json").out)["entries"]
    assert entry["unshared_days"] == 0
    assert "niet gedeeld" not in case("watchlist", "instelling-1").out


def ask_advice(case: Command, question: str) -> Said:
    to = ("--to", "zorgcoordinator", "--organisation", "zorgcoordinatie")
    return case("share", "advice", CASE, "--by", "sanne", *to, "--question", question)


def test_an_anonymous_question_names_nobody_whom_the_case_knows(case: Command) -> None:
    who = ("case", "identity", CASE, "--by", "sanne")
    assert case(*who, "--name", "Yfke Voorbeeld", "--born", "2009-05-01").code == 0
    friend = (
        "case",
        "acquaintance",
        CASE,
        "--by",
        "sanne",
        "--relation",
        "vriend",
        "--name",
        "Joris de Boer",
    )
    assert case(*friend).code == 0
    for question in ("Yfke is vaak weg.", "Hij heet joris"):
        no = ask_advice(case, question)
        assert no.code == 1
        assert "vraag (naam)" in no.err
        assert "joris" not in no.err.casefold()


def test_who_asks_is_told_of_words_that_look_like_a_name_and_they_refuse_nothing(case: Command) -> None:
    said = ask_advice(case, "Zij is vaak bij Rachid thuis. Kan ik dit melden bij Veilig Thuis?")
    assert said.code == 0
    assert "1 keer lijkt iets in uw vraag op een naam" in said.err
    assert "Rachid" not in said.err, "only a terminal shows the word"
    assert "Let op" not in ask_advice(case, "Zij is vaak bij een vriend thuis.").err


class Terminal(io.StringIO):
    """Where somebody reads, or what somebody types."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_words_are_shown_and_nothing_is_asked_before_somebody_judged_them(
    case: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, code in (("n\n", 1), ("y\n", 0)):
        screen = Terminal()
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        monkeypatch.setattr("sys.stderr", screen)
        assert ask_advice(case, "Zij is vaak bij Rachid thuis.").code == code
        assert "op een naam: Rachid." in screen.getvalue()
    assert sum(isinstance(one.event, AdviceAsked) for one in case.events()) == 1


def test_an_unknown_number_is_refused(case: Command) -> None:
    said = case("share", "approve", CASE, "d-onbekend", "--by", "noor")
    assert said.code == 1
    assert "d-onbekend" in said.err


def test_police_points_are_read_one_by_one(case: Command) -> None:
    number = asked(case)
    said = case("share", "told", CASE, number, "--by", "sanne")
    assert said.code == 1
    assert "absoluut doorlaatverbod" in said.err


def test_a_call_is_verified_before_anything_else(case: Command) -> None:
    said = case(
        *("call", "received", CASE, "--by", "sanne", "--unit", "eenheid-1", "--question", "Woont zij daar?"),
        *("--caller", "Jansen", "--rule", "art. 126nd Sv"),
    )
    call = said.out.strip()
    assert f"{call}  telefoon, eenheid-1: eerst terugbellen" in case("call", "list", CASE).out
    refused = case(
        "call", "answer", CASE, call, "--by", "sanne", "--answer", "naar_aanvraag", "--reasons", "ja"
    )
    assert refused.code == 1
    assert "teruggebeld" in refused.err
    back = case("call", "back", CASE, call, "--by", "sanne", "--contact", "bram", "--known")
    assert back.code == 0, back.err
    assert "daar bekend, wacht op antwoord" in case("call", "list", CASE).out
    answered = case(
        "call", "answer", CASE, call, "--by", "sanne", "--answer", "geweigerd", "--reasons", "nee"
    )
    assert answered.code == 0, answered.err
    assert "geweigerd" in case("call", "list", CASE).out
    [listed] = json.loads(case("call", "list", CASE, "--json").out)
    assert (listed["call"], listed["rule"], listed["answer"]) == (call, "art. 126nd Sv", "geweigerd")
