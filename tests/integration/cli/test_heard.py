"""Who gave or recorded a signal hears what looking into it found."""

import json

from tests.integration.cli.command import Command

CASE = "instelling-1/mees"


def ok(opplussen: Command, *arguments: str) -> str:
    said = opplussen(*arguments)
    assert said.code == 0, said.err
    return said.out


def test_who_gave_a_signal_hears_what_it_proved_to_be(opplussen: Command) -> None:
    began = opplussen.began()
    ok(began, "case", "register", "instelling-1", "mees", "--by", "sem", "--owner", "sem")
    seen = (
        "--by",
        "sem",
        "--source",
        "dewi",
        "--indicator",
        "SX03",
        "--nature",
        "feit",
        "--text",
        "Zij huilde",
    )
    signal = ok(began, "signal", "record", CASE, *seen).strip()
    assert "nog niets" in ok(began, "signal", "heard", "--as", "sem")
    judge = ("signal", "verdict", signal, "--by", "femke", "--verdict")
    ok(began, *judge, "onbeslist")
    ok(began, *judge, "vastgesteld", "--form", "seksueel")
    for person in ("sem", "dewi"):
        [heard] = json.loads(ok(began, "signal", "heard", "--as", person, "--json"))
        assert (heard["signal"], heard["verdict"], heard["form"]) == (signal, "vastgesteld", "seksueel")
    assert "vastgesteld" in ok(began, "signal", "heard", "--as", "sem")
    assert "nog niets" in ok(began, "signal", "heard", "--as", "femke")
