"""What the commands about consent ask in the same words: who, for whom, for what, what."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, TypeVar, get_args

import typer

from domain.consent.conditions import Decision, Scope
from domain.consent.events import Alone, Capacity, Giver, Inability, Relation
from domain.words import PersonId

INABILITIES: tuple[Inability, ...] = get_args(Inability)
W = TypeVar("W", bound=str)
YesNo = Literal["ja", "nee"]
Client = Annotated[bool, typer.Option("--client", help="De cliënt zelf.")]
Representative = Annotated[
    str | None,
    typer.Option(
        "--representative",
        metavar="CODE",
        help="De vertegenwoordiger: een code, nooit een naam.",
        show_default=False,
    ),
]
RelationTo = Annotated[
    Relation | None,
    typer.Option("--relation", help="Wat de vertegenwoordiger van de cliënt is.", show_default=False),
]
Recipients = Annotated[
    list[str] | None,
    typer.Option(
        "--recipient",
        metavar="ONTVANGER",
        help="Wie het krijgt: een ontvanger uit de werkafspraken of een organisatie. Mag vaker.",
        show_default=False,
    ),
]
Purposes = Annotated[
    list[str] | None,
    typer.Option("--purpose", metavar="DOEL", help="Waarvoor. Mag vaker.", show_default=False),
]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="SOORT", help="Welke informatie. Mag vaker.", show_default=False),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATUM", help="Tot welke dag.", show_default=False),
]
WhyAlone = Annotated[
    Alone | None,
    typer.Option(
        "--alone", help="Waarom een cliënt van 12 tot en met 15 alleen beslist.", show_default=False
    ),
]
Written = Annotated[bool, typer.Option("--written", help="Er is een formulier getekend.")]
About = Annotated[
    str,
    typer.Option("--about", metavar="TEKST", help="Over welk besluit het oordeel gaat.", show_default=False),
]
Cannot = Annotated[
    list[str] | None,
    typer.Option(
        "--cannot",
        metavar="WAT",
        help="Bij wilsonbekwaam: wat de cliënt bij dit besluit niet kan, ook niet met hulp. "
        f"{', '.join(INABILITIES)}. Mag vaker.",
        show_default=False,
    ),
]
JudgedBy = Annotated[
    str,
    typer.Option(
        "--judged-by",
        metavar="PERSOON",
        help="Wie beoordeelde of de cliënt dit kan beslissen.",
        show_default=False,
    ),
]
Judgement = Annotated[
    Literal["wilsbekwaam", "wilsonbekwaam"] | None,
    typer.Option(
        "--judgement",
        help="Alleen als het is beoordeeld; anders geldt: de cliënt kan beslissen.",
        show_default=False,
    ),
]
Why = Annotated[
    str, typer.Option("--why", metavar="TEKST", help="Waarom dat het oordeel is.", show_default=False)
]


def one_of(word: str, words: Iterable[W], option: str) -> W:
    """A word of a closed list; the library cannot say this of an option that may be repeated.

    Raises:
        BadParameter: it is not in the list.
    """
    for known in words:
        if known == word:
            return known
    raise typer.BadParameter(f"kies uit: {', '.join(words)}.", param_hint=option)


def givers(client: bool, representative: str | None, relation: Relation | None) -> tuple[Giver, ...]:
    """Who decides, the client first."""
    found = [Giver("client")] if client else []
    if representative is not None:
        found.append(Giver("vertegenwoordiger", representative, relation))
    return tuple(found)


def one_giver(client: bool, representative: str | None, relation: Relation | None) -> Giver:
    """The one person that a command is about.

    Raises:
        BadParameter: there is nobody, or more than one.
    """
    found = givers(client, representative, relation)
    if len(found) != 1:
        raise typer.BadParameter("noem de cliënt (--client) of de vertegenwoordiger (--representative).")
    return found[0]


def scope(recipients: list[str] | None, purposes: list[str] | None, categories: list[str] | None) -> Scope:
    """What it is about."""
    return Scope(tuple(recipients or ()), tuple(purposes or ()), tuple(categories or ()))


def decision(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    by_whom: tuple[Giver, ...],
    alone: Alone | None,
    written: bool,
    judgement: Literal["wilsbekwaam", "wilsonbekwaam"] | None,
    about: str,
    judged_by: str,
    why: str,
    cannot: list[str] | None,
) -> Decision:
    """Who decides, and whether the client can."""
    capacity = None
    if judgement is not None:
        unable = tuple(one_of(word, INABILITIES, "--cannot") for word in cannot or ())
        capacity = Capacity(about, judgement, PersonId(judged_by), why, unable)
    return Decision(by_whom, capacity, alone, written)
