"""`opplussen case identity` and `acquaintance`: who the client is, and who is around them.

What is recorded is searched for in everything that must name nobody.
"""

from typing import Annotated

import typer

from cli.desk.acting import By, asked, desk
from cli.place.clock import today
from cli.screen.options import CaseName
from cli.screen.output import say
from domain.acquaintances import AcquaintanceNamed, NameAcquaintance, Relation
from domain.cases.commands import RecordIdentity
from domain.scoring.texts import in_dutch
from domain.words import PersonId

Several = Annotated[list[str] | None, typer.Option(metavar="TEKST", help="Mag vaker.", show_default=False)]
Name = Annotated[
    str | None, typer.Option(metavar="TEKST", help="De naam. Zonder deze optie wordt die u gevraagd.")
]


def identity(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    name: Name = None,
    born: Annotated[str, typer.Option(metavar="DATUM", help="De geboortedatum.")] = "",
    address: Several = None,
    phone: Several = None,
    plate: Several = None,
    bsn: Annotated[str, typer.Option(metavar="NUMMER", help="Het burgerservicenummer.")] = "",
) -> None:
    """Leg vast wie de cliënt is, zodat een anonieme vraag nooit laat zien over wie die gaat."""
    with desk() as work:
        found = work.case(case)
        others = (tuple(address or ()), tuple(phone or ()), tuple(plate or ()))
        work.do(RecordIdentity(found, asked(name, "Hoe heet de cliënt?"), born, *others, bsn), by)
    say("Vastgelegd. In een anonieme vraag wordt hierop gezocht.")


def acquaintance(
    case: CaseName,
    by: By,
    relation: Annotated[Relation, typer.Option(help="Wat die voor de cliënt is.")],
    name: Name = None,
) -> None:
    """Noem iemand om de cliënt heen, zoals een ouder of vriend, zodat geen anonieme vraag die noemt."""
    with desk() as work:
        found = work.case(case)
        called = asked(name, "Hoe heet die persoon?")
        happened = work.do(NameAcquaintance(found, PersonId(by), today(), called, relation), by).events
    say("Vastgelegd. In een anonieme vraag wordt hierop gezocht.")
    for event in happened:
        if isinstance(event, AcquaintanceNamed) and event.until is not None:
            say(
                f"Dit geldt tot {in_dutch(event.until)}: kijk dan opnieuw. Vertel de cliënt wat u "
                "opschrijft, waarom, en hoe lang."
            )
