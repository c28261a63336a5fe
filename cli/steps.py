"""`opplussen steps`: the stappenplan of a case, step by step, until what was decided."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, get_args

import msgspec
import typer
from rich.console import Console

from cli.desk.acting import act
from cli.desk.engine import moment_word, up_to_date
from cli.desk.reading import As, reading_as
from cli.owed import owed, say_due
from cli.place.clock import AMSTERDAM, now, today
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened
from cli.screen.answers import answers_to, empty_form
from cli.screen.options import AsJson, CaseName, KnownAt, chosen_day
from cli.screen.output import put, results, say
from domain.access.seeing import Sight
from domain.agreements.document import Agreements
from domain.commands import Command
from domain.dossier import Answers
from domain.events import Event
from domain.scoring.texts import in_dutch
from domain.stappenplan.chart import ROUTES, ways
from domain.stappenplan.deciding import FORMS, TakeDecision
from domain.stappenplan.events import (
    DecisionTaken,
    HelpReviewed,
    HelpReviewPassed,
    PlanFollowed,
    PlanLeft,
    Route,
    StepName,
    StepRecorded,
)
from domain.stappenplan.progress import Plan, missing_steps, weighed
from domain.stappenplan.recording import RecordStep, form_of, require_agreements
from domain.stappenplan.reviewing import FORM, ReviewHelp
from domain.words import CaseId, PersonId
from engine.history import moment
from engine.plans import PlanAt, agreements_at, plan_at, versions_at
from engine.reading.naming import the_case
from engine.reading.words import ACUTE
from projections.database import reading
from projections.help_reviews import HelpReview, waiting_reviews

app = typer.Typer(
    help="Het stappenplan van een casus: signalen, advies, gesprek, wegen en besluiten.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

By = Annotated[str, typer.Option("--by", metavar="PERSOON", help="Wie dit doet: de code van een persoon.")]
AnswersFile = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="BESTAND",
        help="De antwoorden, als TOML. Zonder bestand worden de vragen gesteld.",
        show_default=False,
    ),
]


@app.command()
def form(
    name: Annotated[str, typer.Argument(metavar="FORMULIER", help="Bijvoorbeeld stap_1, stap_4 of stap_5a.")],
) -> None:
    """Geef een leeg formulier, om in te vullen en mee te geven met --answers."""
    with opened(settings(os.environ).database) as workplace:
        put(empty_form(form_of(_agreements(workplace), name)))


@app.command()
def record(
    case: CaseName,
    step: Annotated[StepName, typer.Argument(metavar="STAP", help=f"{', '.join(get_args(StepName))}.")],
    by: By,
    answers: AnswersFile = None,
) -> None:
    """Leg een stap vast. Een stap mag opnieuw: wat er al staat, blijft staan."""
    with opened(settings(os.environ).database) as workplace:
        found = _found(workplace, case)
        filled = answers_to(step, form_of(_agreements(workplace), step), answers)
        happened = _execute(workplace, RecordStep(found, PersonId(by), today(), step, filled), by)
        say("De stap is vastgelegd." if happened else "Deze stap stond er al zo.")
        _say_what_follows(plan_at(workplace.log, found, workplace.log.head()).plan)


@app.command()
def decide(
    case: CaseName,
    route: Annotated[Route, typer.Option("--route", help="Wat u besluit.")],
    by: By,
    reasons: Annotated[str, typer.Option("--reasons", metavar="TEKST", help="Waarom u dit besluit.")] = "",
    answers: AnswersFile = None,
) -> None:
    """Besluit wat er gebeurt (stap 5). Bij acuut gevaar: bel eerst 112, en leg daarna vast."""
    with opened(settings(os.environ).database) as workplace:
        found = _found(workplace, case)
        filled: Answers = ()
        if route in FORMS:
            filled = answers_to(FORMS[route], form_of(_agreements(workplace), FORMS[route]), answers)
        command = TakeDecision(found, PersonId(by), today(), route, reasons, now(), filled)
        happened = _execute(workplace, command, by)
        for event in happened:
            if isinstance(event, DecisionTaken):
                say(f"Het besluit is vastgelegd: {ROUTES[route]}.")
                _say_besides(event)
        say_due(happened)


@app.command()
def review(case: CaseName, by: By, answers: AnswersFile = None) -> None:
    """Bekijk de eigen hulp opnieuw (stap 5a): het effect, de vermoedens, wat nu, en wanneer weer."""
    with opened(settings(os.environ).database) as workplace:
        found = _found(workplace, case)
        filled = answers_to(FORM, form_of(_agreements(workplace), FORM), answers)
        _execute(workplace, ReviewHelp(found, PersonId(by), today(), now(), filled), by)
        say("Vastgelegd.")
        _say_what_follows(plan_at(workplace.log, found, workplace.log.head()).plan)


@app.command()
def show(
    case: CaseName,
    step: Annotated[
        StepName | None,
        typer.Option("--step", metavar="STAP", help="Toon de antwoorden van deze stap.", show_default=False),
    ] = None,
    known_at: KnownAt = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon welke stappen er zijn gezet, wat is besloten en wat nog ontbreekt; ook op een eerdere dag."""
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "steps show") as who,
    ):
        when = moment(engine.calendar, workplace.log.head(), None, chosen_day(known_at))
        found = plan_at(workplace.log, who.case(engine, case, "teksten", "hulp").case, when.position)
        versions = versions_at(workplace.log, when.position)
    if json:
        put(msgspec.json.encode(_document(found)).decode())
    elif step is not None:
        _print_answers(results(), found.plan, step, versions)
    else:
        _print(results(), found)


@app.command()
def waiting(
    facility: Annotated[
        str | None,
        typer.Option(metavar="INSTELLING", help="Alleen van deze instelling.", show_default="alle"),
    ] = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon welke hulp opnieuw moet worden bekeken (stap 5a), en wat te laat is."""
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading(engine.rows) as connection,
        reading_as(workplace, reader, "steps waiting") as who,
    ):
        found = waiting_reviews(connection, facility)
        sights = who.cases("hulp", [one.case for one in found], "hulp om opnieuw te bekijken")
    shown = [_shielded(one, sights[one.case]) for one in found if sights[one.case].sees("codes")]
    if json:
        put(msgspec.json.encode([one._asdict() for one in shown]).decode())
        return
    if not shown:
        results().print("Er wacht geen hulp om opnieuw te bekijken.")
    for one in shown:
        late = "  te laat" if one.passed else ""
        results().print(
            f"{one.reference}  {one.owner or 'niemand'}  voor {moment_word(one.due_at)}{late}",
            markup=False,
            soft_wrap=True,
        )


app.command()(owed)


def _shielded(one: HelpReview, sight: Sight) -> HelpReview:
    """With the facility's own reference for who may know it, and the pseudonym for others."""
    own = f"{one.facility}/{one.reference}"
    return one._replace(reference=own if sight.sees("verwijzing") else one.case)


def _agreements(workplace: Workplace) -> Agreements:
    return require_agreements(agreements_at(workplace.log, workplace.log.head()))


def _found(workplace: Workplace, case: str) -> CaseId:
    with up_to_date(workplace) as engine:
        return the_case(engine, case)


def _execute(workplace: Workplace, command: Command[Any, Any], by: str) -> tuple[Event, ...]:
    """Any: a command of any view."""
    return act(workplace, command, by).events


def _say_besides(event: DecisionTaken) -> None:
    if event.route == "acuut_112":
        say(ACUTE)
    if event.minor and event.route != "ongegrond":
        say("De cliënt is minderjarig: volg ook de meldcode (Veilig Thuis).")
    if event.minor is None and event.route != "ongegrond":
        say("De leeftijd is niet bekend. Is de cliënt minderjarig, volg dan ook de meldcode.")
    if event.review_due_at is not None:
        say(f"Bekijk de hulp opnieuw, uiterlijk {moment_word(event.review_due_at)}.")


def _say_what_follows(plan: Plan) -> None:
    found = weighed(plan)
    missing = missing_steps(plan)
    if found is not None and found.danger == "acuut" and not found.called:
        say(ACUTE)
    elif plan.outdated:
        say("Er is meer bekend dan bij de laatste weging: leg stap 4 opnieuw vast, en besluit dan.")
    elif missing:
        say(f"Nog te doen: {', '.join(missing)}.")
    elif found is not None:
        say(f"Nu besluiten. {' '.join([f'{way.reason} ({way.source})' for way in ways(found)])}")


def _print(console: Console, found: PlanAt) -> None:
    for entry in found.entries:
        match entry.event:
            case StepRecorded(step=step, by=by, on=on):
                console.print(f"{in_dutch(on)}  {step.replace('_', ' ')}, door {by}")
            case DecisionTaken(route=route, by=by, on=on, reasons=reasons):
                console.print(f"{in_dutch(on)}  besluit: {ROUTES[route]}, door {by}", markup=False)
                console.print(f"    {reasons}", markup=False)
            case HelpReviewed(suspicions=suspicions, by=by, on=on):
                console.print(f"{in_dutch(on)}  hulp bekeken: vermoedens {suspicions}, door {by}")
            case HelpReviewPassed(due_at=due_at):
                console.print(f"{_day(due_at)}  niemand bekeek de hulp op tijd")
            case PlanFollowed(steps=steps):
                names = ", ".join([step.step.replace("_", " ") for step in steps]) or "een besluit"
                console.print(f"{_day(entry.at)}  kwam mee met een samengevoegde casus: {names}")
            case PlanLeft():
                console.print(f"{_day(entry.at)}  ging terug naar de casus die weer apart staat")
            case _:
                pass
    missing = missing_steps(found.plan)
    console.print(f"Nog niet gezet: {', '.join(missing)}." if missing else "Alle stappen zijn gezet.")
    if found.plan.help is not None and found.plan.help.due_at is not None:
        late = " De termijn is voorbij." if found.plan.help.passed else ""
        console.print(f"Hulp opnieuw bekijken voor {moment_word(found.plan.help.due_at)}.{late}")


def _day(moment: datetime) -> str:
    return in_dutch(moment.astimezone(AMSTERDAM).date())


def _print_answers(console: Console, plan: Plan, step: StepName, versions: dict[str, Agreements]) -> None:
    taken = plan.steps.get(step)
    if taken is None:
        console.print("Deze stap is niet gezet.")
        return
    shown = versions[taken.agreements].forms[step]
    console.print(f"{shown.title}, {in_dutch(taken.on)}, door {taken.by}", style="bold", markup=False)
    labels = {field.key: field.label for field in shown.fields}
    for one in taken.answers:
        console.print(labels.get(one.key, one.key), style="dim", markup=False)
        console.print(f"    {one.text or one.choice}", markup=False)


def _document(found: PlanAt) -> dict[str, object]:
    plan = found.plan
    return {
        "steps": plan.steps,
        "missing": missing_steps(plan),
        "weighed": weighed(plan),
        "decision": plan.decision,
        "help": plan.help,
        "outdated": plan.outdated,
        "minor": plan.minor,
    }
