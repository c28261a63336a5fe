"""`opplussen consent explain`, `give` and `refuse`: first explain, then ask."""

import sys
from datetime import date
from typing import Annotated

import typer

from cli.consent.options import (
    About,
    Cannot,
    Categories,
    Client,
    JudgedBy,
    Judgement,
    Purposes,
    Recipients,
    RelationTo,
    Representative,
    Until,
    Why,
    WhyAlone,
    Written,
    YesNo,
    decision,
    givers,
    one_giver,
    one_of,
    scope,
)
from cli.desk.acting import By, On, asked, day_of, desk
from cli.place.clock import today
from cli.place.identities import consent_id
from cli.screen.options import CaseName
from cli.screen.output import say
from domain.consent.asking import TOLD, ExplainConsent, GiveConsent, RefuseConsent, SeekConsent
from domain.consent.events import Hindrance, Told
from domain.words import PersonId
from engine.consents import ledger_at

NOT_UNDERSTOOD = "Vastgelegd. Het is nog niet begrepen: leg het opnieuw uit, op een andere manier."


def explain(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    understood: Annotated[YesNo, typer.Option(help="Of het is begrepen, toen u het navroeg.")],
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    told: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PUNT",
            help=f"Wat u hebt verteld: {', '.join(TOLD)}. Mag vaker. Anders wordt elk punt gevraagd.",
        ),
    ] = None,
    how: Annotated[str | None, typer.Option(metavar="TEKST", help="Hoe u het hebt uitgelegd.")] = None,
    teach_back: Annotated[
        str | None,
        typer.Option(metavar="TEKST", help="Wat de ander in eigen woorden terugvertelde."),
    ] = None,
) -> None:
    """Leg vast dat u hebt uitgelegd wat delen betekent, en of dat is begrepen."""
    to = one_giver(client, representative, relation)
    points = tuple(one_of(word, TOLD, "--told") for word in told) if told else _told()
    with desk() as work:
        command = ExplainConsent(
            work.case(case),
            PersonId(by),
            today(),
            to,
            points,
            asked(how, "Hoe hebt u het uitgelegd (taal, plaatjes, samen met wie)?"),
            asked(teach_back, "Wat vertelde de ander in eigen woorden terug?"),
            understood == "ja",
        )
        work.do(command, by)
    say("Vastgelegd. Nu kunt u het vragen." if understood == "ja" else NOT_UNDERSTOOD)


def _told() -> tuple[Told, ...]:
    """What was told, asked point by point; nothing when there is nobody to ask."""
    if not sys.stdin.isatty():
        return ()
    say("Vertel dit in eenvoudige taal. Wat hebt u verteld?")
    return tuple(one for one, words in TOLD.items() if typer.confirm(f"  {words}", err=True))


def give(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    until: Until = None,
    recipient: Recipients = None,
    purpose: Purposes = None,
    category: Categories = None,
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    alone: WhyAlone = None,
    written: Written = False,
    judgement: Judgement = None,
    about: About = "",
    judged_by: JudgedBy = "",
    why: Why = "",
    cannot: Cannot = None,
) -> None:
    """Leg toestemming vast: van wie, voor wie, waarvoor, welke informatie, tot wanneer."""
    decided = decision(
        givers(client, representative, relation), alone, written, judgement, about, judged_by, why, cannot
    )
    consent = consent_id()
    with desk() as work:
        command = GiveConsent(
            work.case(case),
            PersonId(by),
            today(),
            consent,
            scope(recipient, purpose, category),
            date.min if until is None else until.date(),
            decided,
        )
        work.do(command, by)
    say(f"De toestemming is vastgelegd ({consent}). Intrekken kan altijd: opplussen consent withdraw")


def seek(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    on: On = None,
    how: Annotated[str, typer.Option(metavar="TEKST", help="Hoe u het probeerde.")] = "",
    said: Annotated[str, typer.Option(metavar="TEKST", help="Wat de ander zei.")] = "",
    hindered: Annotated[
        Hindrance | None, typer.Option(help="Waardoor het niet kon.", show_default=False)
    ] = None,
    why: Annotated[str, typer.Option(metavar="TEKST", help="Waarom het niet kon, in uw woorden.")] = "",
) -> None:
    """Leg vast dat u toestemming probeerde te krijgen, en wat de ander zei, of waarom het niet kon."""
    to = one_giver(client, representative, relation)
    with desk() as work:
        named = work.case(case)
        work.do(SeekConsent(named, PersonId(by), today(), day_of(on), to, how, said, hindered, why), by)
        efforts = len(ledger_at(work.log, named, work.log.head()).sought)
    say(f"Vastgelegd. Er is nu {efforts} keer geprobeerd om toestemming te krijgen.")


def refuse(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    recipient: Recipients = None,
    purpose: Purposes = None,
    category: Categories = None,
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    objections: Annotated[str | None, typer.Option(metavar="TEKST", help="Wat de bezwaren zijn.")] = None,
    met: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Wat u deed om de bezwaren weg te nemen.")
    ] = None,
) -> None:
    """Leg een weigering vast, met de bezwaren. Later opnieuw vragen mag."""
    who = one_giver(client, representative, relation)
    with desk() as work:
        command = RefuseConsent(
            work.case(case),
            PersonId(by),
            today(),
            who,
            scope(recipient, purpose, category),
            asked(objections, "Wat zijn de bezwaren?"),
            asked(met, "Wat hebt u gedaan om die weg te nemen?"),
        )
        work.do(command, by)
    say("De weigering is vastgelegd. Advies vragen zonder persoonsgegevens kan altijd.")
