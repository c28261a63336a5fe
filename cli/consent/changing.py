"""`opplussen consent limit`, `withdraw`, `exclude` and `reassess`: less, nothing, or once more."""

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
)
from cli.desk.acting import By, Reason, asked, desk
from cli.place.clock import today
from cli.screen.options import CaseName
from cli.screen.output import say
from domain.consent.changing import ExcludeRepresentative, LimitConsent, ReassessConsent, WithdrawConsent
from domain.consent.events import Exclusion
from domain.words import PersonId

ConsentName = Annotated[
    str, typer.Argument(metavar="TOESTEMMING", help="Het nummer, zie: opplussen consent show.")
]


def limit(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    consent: ConsentName,
    by: By,
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    recipient: Recipients = None,
    purpose: Purposes = None,
    category: Categories = None,
    until: Until = None,
) -> None:
    """Maak een toestemming kleiner of korter: noem wat blijft. Wat u niet noemt, blijft zoals het is."""
    with desk() as work:
        command = LimitConsent(
            work.case(case),
            one_giver(client, representative, relation),
            consent,
            tuple(recipient or ()),
            tuple(purpose or ()),
            tuple(category or ()),
            None if until is None else until.date(),
        )
        answer = work.do(command, by)
    say("De toestemming is beperkt." if answer.events else "Dit was al zo.")


def withdraw(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    consent: Annotated[
        list[str] | None,
        typer.Option(metavar="TOESTEMMING", help="Alleen deze; mag vaker.", show_default="alle"),
    ] = None,
) -> None:
    """Trek toestemming in. Een reden is niet nodig. Vanaf nu wordt er niets meer op gedeeld."""
    with desk() as work:
        command = WithdrawConsent(
            work.case(case), one_giver(client, representative, relation), tuple(consent or ())
        )
        work.do(command, by)
    say("De toestemming is ingetrokken. Wat de politie al heeft, kan niet worden teruggehaald.")


def exclude(
    case: CaseName,
    representative: Annotated[
        str, typer.Argument(metavar="CODE", help="De code van de vertegenwoordiger, nooit een naam.")
    ],
    by: By,
    why: Annotated[Exclusion, typer.Option(help="Waarom deze vertegenwoordiger niet mag beslissen.")],
    reason: Reason = None,
) -> None:
    """Sluit een vertegenwoordiger uit: een belangenconflict, of een plaats in het risiconetwerk."""
    with desk() as work:
        found = work.case(case)
        reasons = asked(reason, "Wat is er bekend?")
        work.do(ExcludeRepresentative(found, PersonId(by), today(), representative, why, reasons), by)
    say("Vastgelegd. Toestemming waar deze vertegenwoordiger aan meedeed, telt niet meer.")


def reassess(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    consent: ConsentName,
    by: By,
    stays: Annotated[YesNo, typer.Option(help="Of de toestemming blijft.")],
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
    """Leg vast dat een toestemming opnieuw is gevraagd: zij blijft, of zij vervalt."""
    by_whom = givers(client, representative, relation)
    decided = decision(by_whom, alone, written, judgement, about, judged_by, why, cannot)
    with desk() as work:
        found = work.case(case)
        work.do(ReassessConsent(found, PersonId(by), today(), consent, stays == "ja", decided), by)
    say("De toestemming blijft." if stays == "ja" else "De toestemming vervalt.")
