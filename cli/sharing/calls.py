"""`opplussen call`: somebody calls, writes or comes to the door, and says they are of police or justice."""

from typing import Annotated

import msgspec
import typer

from cli.desk.acting import By, Desk, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.place.identities import call_id
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.sharing.thread import Reasons
from domain.commands import Refused, about
from domain.disclosure.called import Call, CallAnswer, PoliceRequestCalledBack, PoliceRequestReceived, Way
from domain.disclosure.calling import AnswerCall, CallBack, ReceiveCall
from domain.words import CallId, CaseId, DisclosureId, OrganisationId, PersonId
from engine.sharing import calls_at

app = typer.Typer(
    help="Een verzoek van wie zegt van politie of justitie te zijn: per telefoon, brief of aan de deur.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Number = Annotated[str, typer.Argument(metavar="NUMMER", help="Het nummer dat het verzoek kreeg.")]


@app.command()
def received(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    unit: Annotated[
        str, typer.Option(metavar="EENHEID", help="Bij welke eenheid of welk parket de vrager zegt te horen.")
    ],
    question: Annotated[str, typer.Option(metavar="TEKST", help="Wat er werd gevraagd.")],
    caller: Annotated[str, typer.Option(metavar="TEKST", help="Wie de vrager zei te zijn.")] = "",
    number: Annotated[str, typer.Option(metavar="TEKST", help="Het nummer dat de vrager gaf.")] = "",
    rule: Annotated[
        str, typer.Option(metavar="TEKST", help="De wettelijke regel die de vrager noemde.")
    ] = "",
    way: Annotated[Way, typer.Option("--way", help="Hoe het verzoek kwam.")] = "telefoon",
) -> None:
    """Leg vast dat iemand iets vraagt. Zeg niets, ook niet of u de cliënt kent, en antwoord nooit meteen."""
    with desk() as at:
        call = call_id()
        found = at.case(case)
        command = ReceiveCall(
            found, call, PersonId(by), today(), OrganisationId(unit), caller, number, rule, question, way
        )
        at.do(command, by)
        put(call)
        say("Vastgelegd. Bel terug op een nummer dat hier bekend is: opplussen call back")


@app.command()
def back(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    number: Number,
    by: By,
    contact: Annotated[str, typer.Option(metavar="PERSOON", help="Wie van de eenheid u belde.")],
    confirmed: Annotated[
        bool, typer.Option("--known/--unknown", help="Of het verzoek daar bekend is.", show_default=False)
    ],
    rule: Annotated[
        str, typer.Option(metavar="TEKST", help="De wettelijke regel die zij bij het terugbellen noemden.")
    ] = "",
) -> None:
    """Bel terug op het nummer van de aanstelling, nooit op dat van de vrager. Ook na een brief of bezoek."""
    with desk() as at:
        found = at.case(case)
        unit = _unit(at, found, number)
        command = CallBack(
            found, CallId(number), PersonId(by), today(), unit, PersonId(contact), confirmed, rule
        )
        for event in at.do(command, by).events:
            if isinstance(event, PoliceRequestCalledBack):
                say(f"Vastgelegd: gebeld op {event.number}.")


@app.command()
def answer(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    number: Number,
    by: By,
    what: Annotated[CallAnswer, typer.Option("--answer", help="Wat u antwoordt.")],
    reasons: Reasons,
    disclosure: Annotated[
        str | None, typer.Option(metavar="NUMMER", help="De aanvraag die hieruit volgt.", show_default=False)
    ] = None,
) -> None:
    """Weiger het verzoek, of neem het op als een gewone aanvraag."""
    with desk() as at:
        found = at.case(case)
        unit = _unit(at, found, number)
        follows = None if disclosure is None else DisclosureId(disclosure)
        command = AnswerCall(found, CallId(number), PersonId(by), today(), unit, what, reasons, follows)
        at.do(command, by)
        say("Het antwoord is vastgelegd.")


@app.command("list")
def list_(case: CaseName, json: AsJson = False, reader: As = None) -> None:
    """Toon de verzoeken van politie of justitie over een casus, en hoe ver elk is."""
    with desk() as at, reading_as(at.workplace, reader, "call list") as who:
        found = calls_at(at.log, who.case(at.engine, case, "teksten", "hulp").case)
    if json:
        put(msgspec.json.encode([_document(*one) for one in found]).decode())
    elif not found:
        results().print("Over deze casus vroegen politie en justitie niets buiten een aanvraag om.")
    else:
        for one in found:
            results().print(_line(*one), markup=False, soft_wrap=True)


def _line(received: PoliceRequestReceived, call: Call) -> str:
    rule = f" Regel: {call.rule}." if call.rule else " Er is geen wettelijke regel genoemd."
    way = received.way.replace("_", " ")
    return f"{received.call}  {way}, {received.unit}: {_standing(call)}.{rule}"


def _standing(call: Call) -> str:
    if call.answered is not None:
        number = f" {call.answered.disclosure}" if call.answered.disclosure else ""
        return f"{call.answered.answer.replace('_', ' ')}{number}"
    if call.called is None:
        return "eerst terugbellen"
    return "daar bekend, wacht op antwoord" if call.called.confirmed else "daar niet bekend: weiger het"


def _document(received: PoliceRequestReceived, call: Call) -> dict[str, object]:
    answered = call.answered
    return {
        "call": received.call,
        "way": received.way,
        "unit": received.unit,
        "caller": received.caller,
        "question": received.question,
        "rule": call.rule,
        "confirmed": None if call.called is None else call.called.confirmed,
        "answer": None if answered is None else answered.answer,
        "disclosure": None if answered is None else answered.disclosure,
    }


def _unit(at: Desk, case: CaseId, number: str) -> OrganisationId:
    """The unit that a request was said to come from."""
    for entry in at.log.read([about(f"call:{number}", PoliceRequestReceived)]).entries:
        if isinstance(entry.event, PoliceRequestReceived) and entry.event.case == case:
            return entry.event.unit
    raise Refused(
        "telefoon.onbekend",
        f"Bij deze casus hoort geen verzoek {number}.",
        "Leg het eerst vast: opplussen call received",
    )
