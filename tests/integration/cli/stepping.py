"""Steps and decisions about one imported case, typed as commands."""

import json
from pathlib import Path

from domain.dossier import Answers
from tests.integration.cli.command import HEADER, Command, Said, line
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import FOUR

CASE = "instelling-1/a1"


def with_case(opplussen: Command) -> Command:
    file = opplussen.began().file("in.csv", HEADER, line())
    assert opplussen("import", file, "--format", "csv").code == 0
    return opplussen


def written(opplussen: Command, name: str, answers: Answers) -> Path:
    return opplussen.file(
        f"{name}.toml", *[f"{one.key} = {json.dumps(one.text or one.choice)}" for one in answers]
    )


def take(opplussen: Command, step: str, **other: str) -> Said:
    file = written(opplussen, step, filled(step, **other))
    return opplussen("steps", "record", CASE, step, "--by", "sem", "--answers", file)


def seek(opplussen: Command) -> Said:
    tried = ("--how", "samen aan tafel", "--said", "hij wordt dan boos")
    return opplussen("consent", "seek", CASE, "--by", "sem", "--client", *tried)


def decide(opplussen: Command, route: str, form: str = "", **other: str) -> Said:
    if route == "5b_conflict_van_plichten":
        assert seek(opplussen).code == 0
    answers = ("--answers", written(opplussen, form, filled(form, **other))) if form else ()
    return opplussen(
        "steps", "decide", CASE, "--route", route, "--by", "sem", "--reasons", "zie weging", *answers
    )


def to_report(opplussen: Command) -> Command:
    """Every step taken, and the decision to report without consent."""
    for step in FOUR[:3]:
        assert take(opplussen, step).code == 0
    found = {"v07_risico": "ernstig", "v13_toestemming": "nee", "v17_hulp_wendt_af": "nee"}
    assert take(opplussen, "stap_4", **found).code == 0
    said = decide(opplussen, "5b_conflict_van_plichten", "stap_5b", meldcode="stap 1 tot en met 4")
    assert said.code == 0, said.err
    return opplussen
