"""Between asking and releasing: weigh, read beforehand, tell the client, look along."""

import sys
from typing import Annotated

import typer

from cli.desk.acting import By
from cli.owed import Explanation, How, Later, Review, put_off
from cli.screen.answers import answers_to, empty_form
from cli.screen.options import CaseName
from cli.screen.output import put, say
from cli.sharing.thread import AnswersFile, Number, Reasons, with_case
from domain.agreements.document import Agreements, Form
from domain.commands import Refused
from domain.disclosure.approving import ApproveDisclosure, DenyDisclosure
from domain.disclosure.events import Outcome, Point
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import (
    BEFORE_POLICE,
    SEVEN_POINTS,
    SIX_QUESTIONS,
    DeferInforming,
    InformClient,
    TellDiscloser,
    WeighConflict,
)


def weigh(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    number: Number,
    by: By,
    outcome: Annotated[Outcome, typer.Option(help="Waar de weging op uitkomt.")],
    consulted: Annotated[str, typer.Option(metavar="TEKST", help="Met wie u dit hebt overlegd.")],
    answers: AnswersFile = None,
) -> None:
    """Weeg het conflict van plichten: zes vragen en zeven aandachtspunten, nooit alleen.

    Een leeg formulier krijgt u met: opplussen share form
    """
    with with_case(case) as at:
        whole, six = weighing_form(at.agreements())
        if answers is None and not sys.stdin.isatty():
            raise Refused(
                "antwoorden.geen",
                "Er zijn geen antwoorden meegegeven.",
                "Maak een leeg formulier met `opplussen share form`, en geef het mee met --answers.",
            )
        given = answers_to(SIX_QUESTIONS, whole, answers)
        command = WeighConflict(
            *at.who(number, by),
            tuple(one for one in given if one.key in six),
            tuple(one for one in given if one.key not in six),
            consulted,
            outcome,
        )
        at.do(command)
        say("De weging is vastgelegd.")
        at.say_what_is_left(number)


def form(case: CaseName) -> None:
    """Geef het lege formulier voor een conflict van plichten, om mee te geven met --answers."""
    with with_case(case) as at:
        put(empty_form(weighing_form(at.agreements())[0]))


def weighing_form(agreements: Agreements) -> tuple[Form, frozenset[str]]:
    """The six questions and the seven points as one form, and the keys of the six."""
    six, seven = agreements.forms[SIX_QUESTIONS], agreements.forms[SEVEN_POINTS]
    title = "Conflict van plichten: zes vragen en zeven aandachtspunten"
    whole = Form(title, f"{six.source}; {seven.source}", (*six.fields, *seven.fields))
    return whole, frozenset(field.key for field in six.fields)


def told(
    case: CaseName,
    number: Number,
    by: By,
    read: Annotated[
        list[str] | None,
        typer.Option(metavar="PUNT", help="Een punt dat u hebt gelezen; mag vaker.", show_default=False),
    ] = None,
) -> None:
    """Lees wat delen met de politie betekent: wie leest, wat volgt, wat niet terug kan."""
    with with_case(case) as at:
        who = at.who(number, by)
        points: tuple[Point, ...] = tuple(one for one in POINTS if one in (read or ()))
        if not read:
            points = _read_on_screen()
        at.do(TellDiscloser(*who, points))
        say("Vastgelegd: u weet wat dit betekent.")
        at.say_what_is_left(number)


def _read_on_screen() -> tuple[Point, ...]:
    """Each point in words; on a terminal one says of each that it was read."""
    found: list[Point] = []
    for point in POINTS:
        say(f"{point}: {BEFORE_POLICE[point]}")
        if sys.stdin.isatty() and typer.confirm("Gelezen?", default=False, err=True):
            found.append(point)
    return tuple(found)


def inform(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    number: Number,
    by: By,
    how: How = "",
    later: Later = None,
    explanation: Explanation = "",
    review: Review = None,
) -> None:
    """Leg vast dat de cliënt weet dat er gedeeld wordt, of waarom dat later gebeurt."""
    with with_case(case) as at:
        who = at.who(number, by)
        if later is None:
            at.do(InformClient(*who, how))
        else:
            reason, day = put_off(later, review)
            at.do(DeferInforming(*who, reason, explanation, day))
        say("Vastgelegd.")
        at.say_what_is_left(number)


def approve(case: CaseName, number: Number, by: By) -> None:
    """Kijk mee als tweede persoon en keur goed. Delen doet alleen wie het vroeg."""
    with with_case(case) as at:
        at.do(ApproveDisclosure(*at.who(number, by)))
        say("Goedgekeurd. Er is nog niets verstrekt: dat doet de aanvrager.")


def deny(case: CaseName, number: Number, by: By, reasons: Reasons) -> None:
    """Kijk mee als tweede persoon en houd het tegen, met reden."""
    with with_case(case) as at:
        at.do(DenyDisclosure(*at.who(number, by), reasons))
        say("Afgewezen. Er gaat niets de deur uit.")
