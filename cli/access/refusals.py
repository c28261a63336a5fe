"""What was tried and refused, as people who look back read it: never in the words that somebody used."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, cast

import msgspec

from cli.place.clock import AMSTERDAM
from cli.screen.output import put, results
from domain.attempts import AttemptRefused, Refusal, attempted
from domain.disclosure.events import DisclosureRefused
from domain.words import PersonId
from eventlog.codec import Entry


class Refusing(NamedTuple):
    """One refused attempt; `about` is the tag of what it was about, empty when that is not there."""

    id: str
    at: str
    by: PersonId
    attempt: str
    code: str
    about: str


def refusing(entry: Entry) -> Refusing:
    """A refused attempt of the log."""
    event = cast("Refusal", entry.event)
    match event:
        case AttemptRefused(of=of):
            what = of
        case DisclosureRefused(disclosure=disclosure):
            what = f"disclosure:{disclosure}"
        case _:
            what = f"call:{event.call}"
    return Refusing(entry.id, entry.at.isoformat(), event.by, attempted(event), event.code, what)


def tell_refusals(entries: Sequence[Entry], since: date | None, *, json: bool) -> None:
    """Show what was refused, newest first."""
    found = [one for one in entries if since is None or one.at.astimezone(AMSTERDAM).date() >= since]
    if json:
        put(msgspec.json.encode([refusing(one)._asdict() for one in found]).decode())
        return
    console = results()
    if not found:
        console.print("Hier is niets geweigerd.")
    for entry in reversed(found):
        one = refusing(entry)
        what = f"{one.attempt.replace('_', ' ')}: geweigerd ({one.code})"
        about = f", {one.about}" if one.about else ""
        moment = f"{entry.at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
        console.print(f"{moment}  {one.by}  {what}{about}", soft_wrap=True, markup=False)
