"""Every command says whether it shows what is known of a case, and those that do ask who reads."""

import importlib
from collections.abc import Iterator
from typing import Any

import typer.main

from tests.house.sources import none_of

READS = {
    "access by",
    "access show",
    "advise",
    "list show",
    "list weighings",
    "call list",
    "case brief",
    "case involved",
    "case links",
    "consent show",
    "consent waiting",
    "escalations list",
    "exchange list",
    "explain",
    "export",
    "inzage look",
    "meeting agenda",
    "meeting list",
    "people list",
    "people reach",
    "processing show",
    "replay",
    "report list",
    "retention due",
    "signal heard",
    "signal list",
    "share list",
    "share package",
    "share show",
    "steps owed",
    "steps show",
    "steps waiting",
    "watchlist",
}
"""Shows case data or people: through `cli.desk.reading.reading_as`, with `--as`."""

READS_BY = {"list weighings"}
"""Reads as who `--by` names, for it depends on the side that person speaks for."""

ACTS = """
agreements adopt, call answer, call back, call received,
case acquaintance, case age-band, case ask, case close, case complete, case found,
case identity, case left, case merge,
case missing, case place, case register, case involve, case reopen, case split, convenant end,
convenant review, convenant sign,
consent exclude, consent explain, consent give, consent limit, consent reassess, consent refuse,
consent seek, consent withdraw,
escalations acknowledge, escalations decide, escalations hand-over, escalations lead, escalations outcome,
escalations raise, escalations set-aside, exchange end, exchange open, import, list endorse, list weigh,
erase, inzage give, meeting hold,
people appoint, people end, people substitute, policy adopt, policy propose, report answer,
report inform, report make, retention hold, retention keep, retention lift, retention terms,
share advice, share approve, share assess, share deny, share feedback, share forgo, share inform,
share intervene, share receive, share registered, share release, share request, share send,
share stop, share told, share weigh,
signal correct, signal record, signal retract, signal verdict, steps decide, steps record, steps review
"""
"""Does something with `--by` and tells that it was done: the domain judges who may, the log keeps who did."""

SHOWS_NONE = {
    **dict.fromkeys([one.strip() for one in ACTS.split(",")], "acts"),
    "agreements check": "a document, no case",
    "agreements show": "a document, no case",
    "channels": "where one can go; no case",
    "checkpoint": "how far a log is, and a hash",
    "convenant show": "organisations and dates",
    "demo": "invented people in a folder of its own",
    "keys restore": "a key, no case",
    "keys rotate": "keys, no case",
    "keys split": "a key, no case",
    "init": "makes a log in which nobody is known yet",
    "meeting form": "empty minutes",
    "parked": "pseudonyms of what the program could not read, for who mends it",
    "policy check": "a document, no case",
    "policy show": "a document, no case",
    "processing register": "what is done at all, with nobody's data",
    "rebuild": "counts",
    "relay": "counts",
    "republish": "counts",
    "score": "scores what it is given, without a log",
    "serve": "pages, each read as who is logged in: web/routes.py says what each asks",
    "share form": "an empty form",
    "status": "counts",
    "steps form": "an empty form",
    "verify": "positions, and whether they are what was signed",
    **dict.fromkeys(
        [
            f"witness {one}"
            for one in ["key", "trust", "watch", "request", "cosign", "accept", "show", "list"]
        ],
        "sizes of logs, hashes and keys",
    ),
    "worker": "shows nothing",
}
"""Shows nothing of a case, and why that is so."""


def commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:  # Any: Typer's group has no type
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from commands(inner, f"{name} {word}".strip())
    else:
        yield name, command


def every_command() -> dict[str, Any]:
    return dict(commands(typer.main.get_command(importlib.import_module("cli.main").app)))


def test_every_command_says_whether_it_shows_a_case() -> None:
    assert not READS & set(SHOWS_NONE)
    none_of(
        sorted(set(every_command()) ^ (READS | set(SHOWS_NONE))),
        "Say here whether this command shows what is known of a case; if so it opens `reading_as`.",
    )


def test_what_shows_a_case_asks_who_reads_and_nothing_else_does() -> None:
    asking = {
        name
        for name, command in every_command().items()
        if any("--as" in option.opts for option in command.params)
    }
    none_of(
        sorted(asking ^ (READS - READS_BY)),
        "`--as` belongs to what goes through `cli.desk.reading`.",
    )


def test_what_shows_a_case_goes_through_the_door() -> None:
    none_of(
        [
            name
            for name, command in every_command().items()
            if name in READS and "reading_as" not in command.callback.__wrapped__.__code__.co_names
        ],
        "Open `reading_as` in the command itself, so that a reader sees it.",
    )
