"""`opplussen case`: where a client lives, who is responsible; close, merge, split; missing and found."""

from typing import Annotated, Literal

import typer

from cli.cases.brief import brief, links
from cli.cases.identity import acquaintance, identity
from cli.cases.roster import ask, involve, involved
from cli.desk.acting import By, On, Reason, asked, day_of, desk
from cli.desk.engine import moment_word
from cli.place.clock import today
from cli.place.identities import case_pseudonym
from cli.screen.options import CaseName
from cli.screen.output import say
from domain.advice.missing import ONCE_FOUND
from domain.ageing import EnterAgeBand
from domain.cases.commands import CloseCase, EndPlacement, PlaceCase, RegisterCase, ReopenCase
from domain.cases.events import AgeBand
from domain.merging.completing import CompleteMerge
from domain.merging.joining import MergeCases, keys_of_both
from domain.merging.parting import SplitCases
from domain.missing.reporting import EndMissing, ReportMissing
from domain.words import OrganisationId, PersonId, SignalId
from engine.plans import plan_at
from projections.case.following import looked
from projections.case.state import CaseState, unpack
from projections.watchlist import state_of

app = typer.Typer(
    help="Casussen: waar een cliënt woont, wie verantwoordelijk is, en wat er met de casus gebeurt.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Owner = Annotated[
    str | None,
    typer.Option("--owner", metavar="PERSOON", help="Wie verantwoordelijk is.", show_default=False),
]
Facility = Annotated[str, typer.Argument(metavar="INSTELLING", help="De code van de instelling.")]


app.command("brief")(brief)
app.command("links")(links)
app.command("identity")(identity)
app.command("acquaintance")(acquaintance)
app.command("involved")(involved)
app.command("involve")(involve)
app.command("ask")(ask)


@app.command()
def register(
    facility: Facility,
    reference: Annotated[
        str, typer.Argument(metavar="VERWIJZING", help="Hoe de instelling de casus noemt, nooit een naam.")
    ],
    by: By,
    owner: Owner = None,
    on: On = None,
) -> None:
    """Begin een casus bij een instelling."""
    case = case_pseudonym()
    responsible = None if owner is None else PersonId(owner)
    with desk() as work:
        work.do(RegisterCase(case, OrganisationId(facility), reference, day_of(on), today(), responsible), by)
    say(f"De casus {facility}/{reference} is begonnen, met pseudoniem {case}.")


@app.command()
def place(case: CaseName, facility: Facility, by: By, owner: Owner = None, on: On = None) -> None:
    """Plaats een casus over, of geef die een andere verantwoordelijke; alles gaat mee."""
    responsible = None if owner is None else PersonId(owner)
    with desk() as work:
        found = work.case(case)
        answer = work.do(PlaceCase(found, OrganisationId(facility), day_of(on), today(), responsible), by)
    if answer.events:
        say("Vastgelegd. Wat er over de casus bekend is gaat mee. Bij een nieuwe plek: opplussen case brief")
    else:
        say("Dit was al zo.")


@app.command()
def left(case: CaseName, by: By, reason: Reason = None, on: On = None) -> None:
    """Leg vast dat de cliënt weg is, en dat niemand nog weet waarheen."""
    with desk() as work:
        found = work.case(case)
        work.do(EndPlacement(found, day_of(on), today(), asked(reason, "Wat is er gebeurd?")), by)
    say("Vastgelegd. De casus blijft open, bij dezelfde verantwoordelijke.")


@app.command()
def close(
    case: CaseName,
    by: By,
    reason: Annotated[
        Literal["ongegrond", "afgerond", "vertrokken", "overleden"], typer.Option(help="Waarom.")
    ],
    on: On = None,
) -> None:
    """Sluit een casus; een nieuw signaal opent die weer."""
    with desk() as work:
        work.do(CloseCase(work.case(case), day_of(on), today(), reason), by)
    say("De casus is gesloten.")


@app.command()
def reopen(case: CaseName, by: By) -> None:
    """Neem een gesloten casus weer op."""
    with desk() as work:
        work.do(ReopenCase(work.case(case)), by)
    say("De casus is open.")


@app.command()
def merge(
    case: CaseName,
    into: Annotated[str, typer.Argument(metavar="IN", help="De casus waarin deze verdergaat.")],
    by: By,
) -> None:
    """Voeg twee casussen van één cliënt samen; de tweede gaat verder met alles van de eerste."""
    with desk() as work:
        gone, stays, position = work.case(case), work.case(into), work.engine.position
        with work.reading() as connection:
            states = [state_of(connection, one) for one in (gone, stays)]
        one, other = [
            unpack(data) if data else CaseState(case)
            for case, data in zip((gone, stays), states, strict=True)
        ]
        shared = keys_of_both(one.facts.links, other.facts.links)
        work.do(MergeCases(gone, stays, today(), shared, looked(position, one, other)), by)
        plan = plan_at(work.log, stays, work.log.head()).plan
    say("De casussen zijn samengevoegd. Terugdraaien: opplussen case split")
    if plan.help is not None and plan.help.due_at is not None:
        say(f"De eigen hulp (stap 5a) loopt door: opnieuw bekijken voor {moment_word(plan.help.due_at)}.")
    if plan.outdated:
        say(f"Leg stap 4 opnieuw vast in {into}: er is meer bekend dan bij de laatste weging.")


@app.command()
def complete(
    case: CaseName,
    into: Annotated[str, typer.Argument(metavar="IN", help="De casus waarin deze is verdergegaan.")],
    by: By,
) -> None:
    """Vul een eerdere samenvoeging aan met wat toen nog niet meeging: teksten, naam, betrokkenen, stappen."""
    with desk() as work:
        answer = work.do(CompleteMerge(work.case(case), work.case(into), today()), by)
    say("Aangevuld." if answer.events else "Er ontbrak niets.")


@app.command()
def split(
    case: CaseName,
    source: Annotated[str, typer.Argument(metavar="UIT", help="De casus die weer op zichzelf staat.")],
    by: By,
    signal: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIGNAAL", help="Een later signaal dat ook meegaat; mag vaker.", show_default=False
        ),
    ] = None,
) -> None:
    """Maak samenvoegen ongedaan; elke casus krijgt terug wat die meebracht."""
    later = tuple(SignalId(one) for one in signal or ())
    with desk() as work:
        work.do(SplitCases(work.case(case), work.case(source), today(), later), by)
    say("De casussen zijn weer gesplitst.")


@app.command("age-band")
def age_band(
    case: CaseName,
    band: Annotated[AgeBand, typer.Argument(metavar="LEEFTIJD", help="De leeftijdsgroep.")],
    by: By,
    on: On = None,
) -> None:
    """Leg de leeftijdsgroep van de cliënt vast; nooit een geboortedatum."""
    with desk() as work:
        work.do(EnterAgeBand(work.case(case), band, day_of(on), today()), by)
    say("De leeftijdsgroep is vastgelegd.")


@app.command()
def missing(case: CaseName, by: By, on: On = None) -> None:
    """Leg vast dat de cliënt vermist is. Bij direct gevaar: bel 112."""
    with desk() as work:
        work.do(ReportMissing(work.case(case), day_of(on), today()), by)
    say("De vermissing is vastgelegd. Is er direct gevaar? Bel 112.")


@app.command()
def found(case: CaseName, by: By, on: On = None) -> None:
    """Leg vast dat de cliënt gevonden of terug is."""
    with desk() as work:
        work.do(EndMissing(work.case(case), day_of(on), today()), by)
    say("Vastgelegd.")
    for line in ONCE_FOUND:
        say(f"- {line.text}")
