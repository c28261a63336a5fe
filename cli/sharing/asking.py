"""Asking: advice about nobody by name, sharing something, or deciding not to share now."""

import sys
from datetime import datetime
from typing import Annotated, Literal

import typer

from cli.desk.acting import By
from cli.place.identities import disclosure_id
from cli.screen.options import CaseName
from cli.screen.output import put, say
from cli.sharing.thread import Giver, Organisation, Reasons, with_case
from domain.agreements.document import Agreements, Danger, Tier
from domain.disclosure.asking import AskAdvice, ForgoSharing, RequestDisclosure
from domain.disclosure.events import References
from domain.disclosure.naming import name_like
from domain.disclosure.shape import allowed
from domain.words import Side, SignalId
from engine.sharing import gone_into

To = Annotated[str, typer.Option("--to", metavar="ONTVANGER", help="Aan wie: een code van de werkafspraken.")]
TierOption = Annotated[
    Literal["2", "3", "4"],
    typer.Option(
        help="2: alleen bekend of niet bekend, 3: een minimaal pakket, 4: een volledige verwijzing."
    ),
]
Several = Annotated[
    list[str] | None,
    typer.Option(
        "--category",
        metavar="SOORT",
        help="Wat u deelt; mag vaker.",
        show_default="alles wat bij doel en trede hoort",
    ),
]


SomeSignals = Annotated[
    list[str] | None,
    typer.Option("--signal", metavar="SIGNAAL", help="Alleen deze signalen; mag vaker.", show_default="alle"),
]
Article = Annotated[str, typer.Option(metavar="TEKST", help="Het wetsartikel, als de grond dat vraagt.")]
Decision = Annotated[str, typer.Option(metavar="TEKST", help="Het besluit, als de grond dat vraagt.")]
Demand = Annotated[str, typer.Option(metavar="TEKST", help="Het nummer van een vordering.")]
Silence = Annotated[
    str, typer.Option(metavar="TEKST", help="Waarom u zich bij een vordering niet verschoont.")
]
Table = Annotated[
    str, typer.Option(metavar="TEKST", help="Het convenant van de ontvanger, als die er een heeft.")
]
WithoutConsent = Annotated[str, typer.Option(metavar="TEKST", help="Waarom toestemming vragen niet kon.")]
TableCase = Annotated[
    str, typer.Option(metavar="TEKST", help="Het nummer van de casus bij de tafel die ontvangt.")
]
WhyFull = Annotated[
    str,
    typer.Option(
        metavar="TEKST",
        help="Bij trede 4 zonder toestemming: waarom een minimaal pakket niet genoeg is.",
    ),
]
Meldcode = Annotated[str, typer.Option(metavar="TEKST", help="Hoe de meldcode is gevolgd.")]


def advice(
    case: CaseName,
    by: By,
    to: To,
    question: Annotated[str, typer.Option(metavar="TEKST", help="Uw vraag, zonder namen of adressen.")],
    organisation: Organisation = None,
) -> None:
    """Vraag anoniem advies. Er wordt nagekeken of niemand te herkennen is."""
    with with_case(case) as at:
        _look_at_names(question, at.agreements())
        number = disclosure_id()
        merged = gone_into(at.log, at.case)
        at.do(AskAdvice(*at.begin(number, by, None, organisation), to, question, merged))
        put(number)
        say("Niemand is te herkennen. Het pakket maakt u met: opplussen share show --package BESTAND")


def _look_at_names(question: str, agreements: Agreements) -> None:
    """Show on a terminal which words look like names that nobody recorded; elsewhere that there are some."""
    recipients, channels = agreements.recipients.values(), agreements.channels.values()
    found = name_like(question, [*[one.label for one in recipients], *[one.label for one in channels]])
    if not found:
        return
    shown = f": {', '.join(found)}" if sys.stderr.isatty() else ""
    say(
        f"Let op: {len(found)} keer lijkt iets in uw vraag op een naam{shown}. Niet elke naam is hier bekend."
    )
    if sys.stdin.isatty() and not typer.confirm("Noemt de vraag echt niemand?", default=False, err=True):
        say("Er is niets gevraagd. Schrijf «de vader» of «een vriend», en geen naam.")
        raise typer.Exit(1)


def request(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    to: To,
    purpose: Annotated[str, typer.Option(metavar="DOEL", help="Waarvoor.")],
    ground: Annotated[str, typer.Option(metavar="GROND", help="Op welke grond.")],
    tier: TierOption = "3",
    danger: Annotated[Danger, typer.Option(help="Hoe groot het gevaar is.")] = "geen",
    categories: Several = None,
    organisation: Organisation = None,
    giver: Giver = None,
    side: Annotated[Side, typer.Option(help="Welke kant geeft.")] = "zorg",
    signals: SomeSignals = None,
    article: Article = "",
    decision: Decision = "",
    demand: Demand = "",
    privilege: Silence = "",
    convenant: Table = "",
    without_consent: WithoutConsent = "",
    meldcode: Meldcode = "",
    table_case: TableCase = "",
    why_full: WhyFull = "",
) -> None:
    """Vraag om iets te delen. U ziet daarna wat er nog nodig is."""
    with with_case(case) as at:
        level: Tier = {"2": 2, "3": 3, "4": 4}[tier]  # type: ignore[assignment]  # the option's three choices
        kinds = tuple(categories) if categories else allowed(at.agreements(), purpose, level)
        number = disclosure_id()
        at.do(
            RequestDisclosure(
                *at.begin(number, by, giver, organisation),
                side,
                to,
                purpose,
                level,
                ground,
                kinds,
                danger,
                References(article, decision, demand, privilege, convenant, table_case),
                tuple(SignalId(one) for one in signals or ()),
                without_consent,
                meldcode,
                why_full,
            )
        )
        put(number)
        at.say_what_is_left(number)


def forgo(
    case: CaseName,
    by: By,
    reasons: Reasons,
    review: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Wanneer u opnieuw kijkt.")
    ],
) -> None:
    """Besluit nu niet te delen, met reden. Zwijgen kan ook verwijtbaar zijn: kijk op tijd opnieuw."""
    with with_case(case) as at:
        at.do(ForgoSharing(*at.begin(disclosure_id(), by, None, None), reasons, review.date()))
        say(f"Vastgelegd. Kijk opnieuw op {review:%d-%m-%Y}.")
