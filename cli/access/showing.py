"""`opplussen access`: who read a case, and what was refused. Reading this is written down as well."""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, NamedTuple

import msgspec
import typer

from cli.access.nen7513 import nen7513, read_of
from cli.access.refusals import tell_refusals
from cli.desk.engine import up_to_date
from cli.desk.reading import As, reading_as
from cli.place.clock import AMSTERDAM, day_of
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results
from domain.access.seeing import CaseFacts, Sight
from domain.attempts import refusals_by, refusals_of
from domain.commands import Refused
from domain.words import PersonId
from engine.reading.facts import appointments_for
from engine.reading.reader import Reader
from eventlog.codec import Entry

app = typer.Typer(
    help="Toegang: wie heeft wat gelezen.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], metavar="DATUM", help="Vanaf deze dag."),
]


Tried = Annotated[
    bool,
    typer.Option("--refused", help="Toon wat iemand wilde doen en niet mocht.", show_default=False),
]


@app.command()
def show(
    case: CaseName,
    since: Since = None,
    refused: Tried = False,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon wie een casus heeft gelezen, wanneer, als wie en waarom. Ook wie dat niet mocht.

    Dit kan wie verantwoordelijk is voor de casus, de aandachtsfunctionaris van de instelling, de
    functionaris gegevensbescherming en een auditor. Met --refused ziet u wat iemand met de casus wilde doen
    en niet mocht.
    """
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "access show") as who,
    ):
        found = who.case(engine, case, "toegang", "inzage").case
        if refused:
            tell_refusals(workplace.log.read([refusals_of(found)]).entries, _day(since), json=json)
            return
        entries = who.access.of_case(found, moment(since))
    _tell(entries, workplace.identity, json=json)


@app.command()
def by(
    person: Annotated[str, typer.Argument(metavar="PERSOON", help="De code van wie las.")],
    since: Since = None,
    refused: Tried = False,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon wat iemand heeft gelezen, of met --refused wat iemand wilde doen en niet mocht.

    De aandachtsfunctionaris ziet wat iemand las namens de eigen instelling, de functionaris
    gegevensbescherming en een auditor alles.
    """
    with (
        opened(settings(os.environ).database) as workplace,
        reading_as(workplace, reader, "access by") as who,
    ):
        sight = _may_see_reader(who, PersonId(person))
        if refused:
            _require_all(sight)
            tell_refusals(workplace.log.read([refusals_by(PersonId(person))]).entries, _day(since), json=json)
            return
        entries = who.access.by_reader(PersonId(person), moment(since))
    own = sight.place.organisation if sight.place and sight.relation == "instelling" else None
    entries = [one for one in entries if own is None or read_of(one)[0].organisation == own]
    _tell(entries, workplace.identity, json=json)


def _may_see_reader(who: Reader, person: PersonId) -> Sight:
    """What the reader sees of what somebody read: by the first organisation that both belong to."""
    own = {held.organisation for held in who.appointments if held.holds(who.on)}
    theirs = [held.organisation for held in appointments_for(who.log, person) if held.person == person]
    shared = next((one for one in theirs if one in own), None)
    facts = CaseFacts() if shared is None else CaseFacts(facility=shared)
    return who.register(f"lezer {person}", "toegang", "inzage", facts)


def _require_all(sight: Sight) -> None:
    """Refuse who sees one facility only: an attempt does not say for which organisation it was."""
    if sight.relation == "instelling":
        raise Refused(
            "toegang.minder",
            "U ziet alleen wat er over een casus van uw instelling is geweigerd.",
            "Lees het per casus: opplussen access show CASUS --refused",
        )


class Line(NamedTuple):
    """What the same person did on one day, as one line."""

    day: date
    person: str
    role: str
    what: str
    purpose: str
    door: str
    level: str
    outcome: str


def merged(entries: Sequence[Entry]) -> list[tuple[Line, int]]:
    """The lines of the log, repeats of one day as one with their number, newest first."""
    counted = Counter([_line(one) for one in entries])
    return sorted(counted.items(), key=lambda one: (one[0].day, one[0]), reverse=True)


def _line(entry: Entry) -> Line:
    read, what, _ = read_of(entry)
    role = f"{read.role} bij {read.organisation}" if read.role else "zonder rol"
    if read.instead_of:
        role += f", voor {read.instead_of}"
    done = "gezien" if read.action == "R" else "gedaan"
    outcome = f"geweigerd ({read.code})" if read.code else done
    return Line(day_of(entry.at), read.reader, role, what, read.purpose, read.door, read.level, outcome)


def _tell(entries: Sequence[Entry], log_id: str, *, json: bool) -> None:
    if json:
        put(msgspec.json.encode([nen7513(one, log_id) for one in entries]).decode())
        return
    if not entries:
        results().print("Niemand heeft hier iets gelezen.")
        return
    console = results()
    for one, times in merged(entries):
        often = "" if times == 1 else f", {times} keer"
        console.print(f"{one.day:%d-%m-%Y}  {one.person} ({one.role})", soft_wrap=True, markup=False)
        what = f"{one.what}: {one.level}; {one.purpose}, {one.door}; {one.outcome}{often}"
        console.print(f"            {what}", soft_wrap=True, markup=False, style="dim")


def _day(given: datetime | None) -> date | None:
    return None if given is None else given.date()


def moment(day: datetime | None) -> datetime | None:
    """The begin of a day in the Netherlands."""
    return None if day is None else datetime.combine(day.date(), time(), AMSTERDAM)
