"""After it left: receipt, feedback, what police owe, and stopping."""

from typing import Annotated

import typer

from cli.desk.acting import By, On, day_of
from cli.place.clock import now
from cli.screen.options import CaseName
from cli.screen.output import say
from cli.sharing.thread import Number, Reasons, with_case
from domain.disclosure.assessing import AssessSignals, DecideIntervention, RegisterVictim
from domain.disclosure.events import Course, Intervention, Knowledge, RegistrationDue, SignalsAssessed
from domain.disclosure.following import GiveFeedback, ReceiveDisclosure, StopDisclosure, TellRecipient
from domain.scoring.texts import in_dutch


def receive(
    case: CaseName,
    number: Number,
    by: By,
    digest: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="De code van het pakket dat binnenkwam, of het begin: 8 tekens of meer."
        ),
    ],
) -> None:
    """Bevestig dat een pakket is ontvangen, met de code van wat binnenkwam."""
    with with_case(case) as at:
        at.do(ReceiveDisclosure(*at.who(number, by), digest))
        say("De ontvangst is vastgelegd.")


def feedback(
    case: CaseName,
    number: Number,
    by: By,
    text: Annotated[str, typer.Option(metavar="TEKST", help="Wat ermee is gedaan.")],
) -> None:
    """Koppel terug wat er met een verstrekking of advies is gedaan."""
    with with_case(case) as at:
        at.do(GiveFeedback(*at.who(number, by), text))
        say("De terugkoppeling is vastgelegd.")


def assess(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    number: Number,
    by: By,
    knowledge: Annotated[Knowledge, typer.Option(help="Hoe zeker het is.")],
    course: Annotated[Course, typer.Option(help="Wat volgt.")],
    reasons: Reasons,
    ongoing: Annotated[
        bool, typer.Option("--ongoing", help="De uitbuiting gaat nu door.", show_default=False)
    ] = False,
) -> None:
    """Beoordeel als politie wat is ontvangen. Elk signaal wordt bekeken, niet elk wordt een onderzoek."""
    with with_case(case) as at:
        command = AssessSignals(*at.who(number, by), reasons, knowledge, course, ongoing=ongoing, at=now())
        for event in at.do(command):
            if isinstance(event, SignalsAssessed) and event.intervene_due_at is not None:
                say("U weet dat de uitbuiting doorgaat: besluit wat er gebeurt. Wachten mag niet.")
            if isinstance(event, RegistrationDue):
                say(
                    f"Meld het vermoedelijke slachtoffer voor {in_dutch(event.until)} aan bij CoMensha, "
                    f"en leg dat vast: opplussen share registered CASUS {number}"
                )
        say("De beoordeling is vastgelegd.")


def registered(case: CaseName, number: Number, by: By, on: On = None) -> None:
    """Leg als politie vast dat het vermoedelijke slachtoffer is aangemeld bij CoMensha."""
    with with_case(case) as at:
        at.do(RegisterVictim(*at.who(number, by), day_of(on)))
        say("De aanmelding is vastgelegd.")


def intervene(
    case: CaseName,
    number: Number,
    by: By,
    decision: Annotated[Intervention, typer.Option(help="Wat er gebeurt. Wachten is geen keuze.")],
    reasons: Reasons,
) -> None:
    """Besluit als politie over ingrijpen."""
    with with_case(case) as at:
        at.do(DecideIntervention(*at.who(number, by), reasons, decision))
        say("Het besluit is vastgelegd.")


def stop(
    case: CaseName,
    number: Number,
    by: By,
    reasons: Annotated[str, typer.Option("--reasons", metavar="TEKST", help="Waarom.")] = "",
    told: Annotated[
        bool, typer.Option("--told", help="De ontvanger weet dat het is gestopt.", show_default=False)
    ] = False,
) -> None:
    """Stop een verstrekking, of leg met --told vast dat de ontvanger het weet."""
    with with_case(case) as at:
        who = at.who(number, by)
        if told:
            at.do(TellRecipient(*who))
            say("Vastgelegd: de ontvanger weet het.")
            return
        at.do(StopDisclosure(*who, reasons))
        say("Gestopt. Vertel het de ontvanger, als die al iets heeft.")
