"""`opplussen people` and `opplussen convenant`: who holds which role, and what the partners signed."""

from datetime import datetime
from typing import Annotated

import msgspec
import typer

from cli.desk.acting import By, On, Reason, asked, day_of, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.agreements.document import Agreements
from domain.appointing import AppointPerson, AppointSubstitute, EndAppointment
from domain.appointments import ALWAYS_REACHED
from domain.commands import Refused
from domain.convenant import EndConvenant, ReviewConvenant, SignConvenant
from domain.partners import ConvenantSigned, ReviewOutcome
from domain.scoring.texts import in_dutch
from domain.words import OrganisationId, PersonId, Role
from engine.plans import agreements_at, convenant_review
from engine.reach import reachable, standing_in
from engine.reading.facts import partners_of
from projections.partners import people as holders

app = typer.Typer(
    help="Mensen: wie welke rol heeft, sinds wanneer, en wie waarneemt.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
convenant_app = typer.Typer(
    help="Het convenant: wat de partners met elkaar afspraken, en tot wanneer.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Person = Annotated[str, typer.Argument(metavar="PERSOON", help="De code van de persoon, nooit een naam.")]
Organisation = Annotated[
    str, typer.Option("--organisation", metavar="ORGANISATIE", help="De code van de organisatie.")
]
RoleOf = Annotated[Role, typer.Option("--role", help="De rol.")]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], metavar="DATUM", help="Vanaf.", show_default="vandaag"),
]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATUM", help="Tot en zonder.")
]
Code = Annotated[str, typer.Argument(metavar="CODE", help="De code van het convenant.")]


@app.command("list")
def list_(on: On = None, json: AsJson = False, reader: As = None) -> None:
    """Toon wie op een dag welke rol heeft, en wie waarneemt."""
    with (
        desk() as work,
        work.reading() as connection,
        reading_as(work.workplace, reader, "people list") as who,
    ):
        who.register("rollen", "contact", "bereik")
        day = day_of(on)
        held = holders(connection, day)
        found = [one._replace(substitute=standing_in(work.log, one, day)) for one in held]
    if json:
        put(msgspec.json.encode([one._asdict() for one in found]).decode())
        return
    rows = [(one.organisation, one.role, one.person, one.substitute or "-") for one in found]
    show_rows(results(), ("organisatie", "rol", "persoon", "vervanger"), rows)


@app.command()
def reach(
    role: Annotated[Role, typer.Argument(metavar="ROL", help="De rol, bijvoorbeeld kernteam_politie.")],
    organisation: Annotated[str, typer.Argument(metavar="ORGANISATIE", help="De code van de organisatie.")],
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon wie u nu kunt bellen, dag en nacht, en wie waarneemt. Bij direct gevaar: bel 112."""
    with desk() as work, reading_as(work.workplace, reader, "people reach") as who:
        who.register(f"nummer {role} {organisation}", "contact", "bereik")
        found = reachable(work.log, role, OrganisationId(organisation), today())
    if json:
        put(msgspec.json.encode([one._asdict() for one in found]).decode())
        return
    if not found:
        results().print("Niemand heeft deze rol daar nu.")
    for one in found:
        stands_in = f", voor {one.instead_of}" if one.instead_of else ""
        name = f"{one.name} ({one.person}{stands_in})" if one.name else f"{one.person}{stands_in}"
        results().print(f"{one.phone or 'geen nummer'}  {name}", markup=False, soft_wrap=True)


@app.command()
def appoint(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    person: Person,
    by: By,
    organisation: Organisation,
    role: RoleOf,
    since: Since = None,
    until: Until = None,
    name: Annotated[str, typer.Option(metavar="NAAM", help="De naam; blijft binnen.")] = "",
    phone: Annotated[str, typer.Option(metavar="NUMMER", help="Het nummer dat dag en nacht opneemt.")] = "",
) -> None:
    """Geef iemand een rol in een organisatie."""
    last = None if until is None else until.date()
    command = AppointPerson(
        PersonId(person), OrganisationId(organisation), role, day_of(since), last, name, phone
    )
    with desk() as work:
        work.do(command, by)
    say(f"Vastgelegd: {person} is {role} bij {organisation}.")
    if role in ALWAYS_REACHED and not phone:
        say("Let op: deze rol moet dag en nacht te bereiken zijn, en er is geen nummer vastgelegd.")


@app.command()
def substitute(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    person: Person,
    instead: Annotated[str, typer.Argument(metavar="VERVANGER", help="De code van wie waarneemt.")],
    by: By,
    organisation: Organisation,
    role: RoleOf,
    since: Since = None,
) -> None:
    """Leg vast wie waarneemt als iemand niet opneemt."""
    command = AppointSubstitute(
        PersonId(person), OrganisationId(organisation), role, PersonId(instead), day_of(since)
    )
    with desk() as work:
        work.do(command, by)
    say(f"Vastgelegd: {instead} neemt waar voor {person}.")


@app.command()
def end(person: Person, by: By, organisation: Organisation, role: RoleOf, on: On = None) -> None:
    """Laat een rol eindigen, en daarmee ook het waarnemen."""
    with desk() as work:
        work.do(EndAppointment(PersonId(person), OrganisationId(organisation), role, day_of(on)), by)
    say(f"Vastgelegd: {person} heeft deze rol niet meer.")


@convenant_app.command()
def show(json: AsJson = False) -> None:
    """Toon het convenant dat geldt, van wie, en tot wanneer."""
    with desk() as work:
        partners = partners_of(work.log)
        due = convenant_review(work.log)
    if json:
        put(msgspec.json.encode(partners.convenant).decode())
        return
    if partners.convenant is None:
        results().print("Er geldt geen convenant.")
    else:
        _print_signed(f"Convenant {partners.convenant.convenant}", partners.convenant)
    if due is not None:
        late = " De termijn is voorbij." if due <= today() else ""
        results().print(f"Opnieuw bekijken voor {in_dutch(due)}.{late}")
    for code, signed in partners.tables.items():
        _print_signed(f"Convenant {code} van de tafel {signed.table}", signed)


def _print_signed(title: str, signed: ConvenantSigned) -> None:
    until = in_dutch(signed.until)
    over = " De termijn is voorbij." if signed.until <= today() else ""
    results().print(f"{title}, van {in_dutch(signed.since)} tot {until}.{over}")
    results().print(f"Getekend door: {', '.join(signed.partners)}.")


@convenant_app.command()
def sign(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    code: Code,
    by: By,
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Vanaf.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Tot.")],
    party: Annotated[
        list[str] | None,
        typer.Option(metavar="ORGANISATIE", help="Wie tekende; mag vaker.", show_default="alle"),
    ] = None,
    table: Annotated[
        str,
        typer.Option(
            metavar="ONTVANGER",
            help="Van welke tafel dit het convenant is, zoals zorgtafel.",
            show_default="van de proeftuin",
        ),
    ] = "",
) -> None:
    """Leg vast dat de partners hun convenant tekenden, of dat van een tafel waar zij aan zitten."""
    with desk() as work:
        if table:
            _require_table(agreements_at(work.log, work.log.head()), table, party)
        parties = [OrganisationId(one) for one in party or ()] or sorted(partners_of(work.log).kinds)
        work.do(SignConvenant(code, tuple(parties), since.date(), until.date(), table), by)
    say(f"Het convenant {code} is vastgelegd.")


def _require_table(agreements: Agreements | None, table: str, party: list[str] | None) -> None:
    """A table of the working agreements, and who sits there: not every partner sits at each.

    Raises:
        Refused: otherwise.
    """
    tables = [code for code, one in agreements.recipients.items() if one.convenant] if agreements else []
    if table not in tables:
        raise Refused(
            "convenant.geen_tafel",
            f"{table} is in de werkafspraken geen tafel met een eigen convenant.",
            f"Kies uit: {', '.join(tables) or 'nog geen'}.",
        )
    if not party:
        raise Refused(
            "convenant.partijen",
            "Er staat niet wie aan deze tafel zit.",
            "Noem met --party elke organisatie van de proeftuin die dit convenant tekende.",
        )


@convenant_app.command()
def review(
    code: Code,
    by: By,
    outcome: Annotated[ReviewOutcome, typer.Option("--outcome", help="Wat de partners vinden.")],
    following: Annotated[
        datetime, typer.Option("--next", formats=["%Y-%m-%d"], metavar="DATUM", help="De volgende keer.")
    ],
    on: On = None,
) -> None:
    """Leg vast dat de partners hun convenant opnieuw bekeken, wat zij vonden, en wanneer weer."""
    with desk() as work:
        work.do(ReviewConvenant(code, day_of(on), outcome, following.date(), today()), by)
    say(f"Vastgelegd. De volgende keer is {in_dutch(following.date())}.")


@convenant_app.command("end")
def end_convenant(code: Code, by: By, reason: Reason = None, on: On = None) -> None:
    """Leg vast dat het convenant niet meer geldt."""
    why = asked(reason, "Waarom eindigt het convenant?")
    with desk() as work:
        work.do(EndConvenant(code, day_of(on), why), by)
    say(f"Het convenant {code} geldt niet meer.")
