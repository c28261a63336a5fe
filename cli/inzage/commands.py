"""`opplussen inzage`: look at what a client would get, and give it, by two people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, NamedTuple, get_args

import typer

from cli.consent.options import Client, RelationTo, Representative
from cli.desk.acting import By, Desk, desk
from cli.desk.reading import As, reading_as
from cli.inzage.page import machine_copy, page
from cli.place.clock import day_of, today
from cli.place.faults import Fault
from cli.place.files import make_folder, make_private, remove
from cli.place.identities import salt
from cli.proeftuin.policy_file import catalogue
from cli.retention import Second
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, say
from domain.commands import Refused
from domain.consent.events import Giver
from domain.inzage.giving import GiveInzage, Proof, Withheld
from domain.inzage.held_back import Category
from domain.inzage.overview import Overview
from domain.words import CaseId, PersonId
from engine.erasing import of_one_client
from engine.inzage import overview
from engine.reading.reader import Reader

app = typer.Typer(
    help="Inzage: alles wat er over een cliënt is vastgelegd, voor die cliënt.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
Withhold = Annotated[
    list[str] | None,
    typer.Option(
        "--withhold",
        metavar="POSITIE=WAAROM",
        help=f"Houd dit ook achter. Waarom: {', '.join(get_args(Category))}. Mag vaker.",
        show_default=False,
    ),
]


class Gathered(NamedTuple):
    """What one client would get, and from which cases."""

    cases: tuple[CaseId, ...]
    found: Overview


@app.command()
def look(case: CaseName, withhold: Withhold = None, json: AsJson = False, reader: As = None) -> None:
    """Bekijk wat een cliënt bij inzage krijgt, en wat er ontbreekt en waarom. Er wordt niets gegeven.

    Lees alle tekst: staat er iets in over een ander, of iets dat iemand in gevaar brengt? Houd dat achter met
    --withhold. Het getal voor een regel is de positie.
    """
    with desk() as work, reading_as(work.workplace, reader, "inzage look") as who:
        found = _gathered(work, who, case, _why(withhold)).found
    put(machine_copy(found).decode() if json else page(found, positions=True).rstrip("\n"))
    say(f"Geef inzage met: --seen {found.position}")


@app.command()
def give(  # noqa: PLR0913, PLR0917 - what the law asks to be known of an inzage
    case: CaseName,
    by: By,
    second: Second,
    folder: Annotated[
        Path,
        typer.Option("--folder", metavar="MAP", help="Een nieuwe map, voor inzage.txt en inzage.json."),
    ],
    proof: Annotated[Proof, typer.Option("--proof", help="Waaraan u zag dat dit de juiste persoon is.")],
    asked: Annotated[
        datetime,
        typer.Option("--asked", formats=["%Y-%m-%d"], metavar="DATUM", help="Wanneer erom is gevraagd."),
    ],
    seen: Annotated[
        int, typer.Option("--seen", metavar="POSITIE", help="Tot waar u het las: staat onder `inzage look`.")
    ],
    client: Client = False,
    representative: Representative = None,
    relation: RelationTo = None,
    withhold: Withhold = None,
) -> None:
    """Geef een cliënt inzage: een overzicht in gewone taal, en hetzelfde voor een computer.

    Twee mensen geven inzage: de aandachtsfunctionaris van de instelling, en de FG. Lees het eerst zelf, met
    `opplussen inzage look`. Het mag een maand duren.
    """
    why = _why(withhold)
    to = _receiver(representative, relation, client=client)
    with desk() as work, reading_as(work.workplace, by, "inzage give") as who:
        cases, found = _gathered(work, who, case, why)
        _require_seen(found, seen, why)
        data = machine_copy(found)
        people = (PersonId(by), PersonId(second))
        by_hand = tuple(Withheld(*one) for one in sorted(why.items()))
        digest = sha256(data).hexdigest()
        with _written(folder, {"inzage.txt": page(found).encode(), "inzage.json": data}):
            work.do(
                GiveInzage(cases, to, proof, asked.date(), *people, today(), digest, found.held, by_hand), by
            )
    say(f"De inzage staat in {folder}. Geef het aan wie erom vroeg, en neem de tijd om erbij te zitten.")


def _gathered(work: Desk, who: Reader, case: str, why: dict[int, Category]) -> Gathered:
    """What is held of every case of one client, for who sees who the client is."""
    first = who.case(work.engine, case, "identiteit", "hulp").case
    cases = of_one_client(work.log, first)
    for other in cases[1:]:
        who.case(work.engine, other, "identiteit", "hulp")
    indicators = {code: sign.label for code, sign in catalogue().signs.items()}
    found = overview(work.engine, who.access, who.partners, cases, indicators, day_of, today(), salt(), why)
    return Gathered(cases, found)


def _require_seen(found: Overview, seen: int, why: dict[int, Category]) -> None:
    """Refuse what nobody read as it is now, and what is not there.

    Raises:
        Refused: saying where to look.
    """
    if found.position != seen:
        raise Refused(
            "inzage.veranderd",
            "Er is iets bijgekomen sinds u keek.",
            "Kijk opnieuw, met: opplussen inzage look CASUS",
        )
    strange = set(why) - {one.position for one in found.told}
    if strange:
        raise Refused(
            "inzage.positie",
            f"Op positie {min(strange)} staat niets over deze cliënt.",
            "Neem de posities over uit: opplussen inzage look CASUS",
        )


@contextmanager
def _written(folder: Path, files: dict[str, bytes]) -> Iterator[None]:
    """Files in a new folder, of their owner alone; taken away again when what follows is refused.

    Raises:
        Fault: the folder is there already.
    """
    if folder.exists():
        raise Fault(f"{folder} bestaat al. Er is niets gegeven. Kies een andere naam.")
    folders, paths = make_folder(folder), [folder / name for name in files]
    try:
        for path, data in zip(paths, files.values(), strict=True):
            make_private(path)
            path.write_bytes(data)
        yield
    except BaseException:
        remove(paths, folders)
        raise


def _why(given: list[str] | None) -> dict[int, Category]:
    """What people hold back, by position.

    Raises:
        Refused: it is no position and category.
    """
    found: dict[int, Category] = {}
    for one in given or []:
        position, _, name = one.partition("=")
        category = next((known for known in get_args(Category) if known == name), None)
        if category is None or not position.isdecimal():
            raise Refused(
                "inzage.opgave",
                "Wat u achterhoudt is een positie, een =-teken en waarom.",
                f"Zoals 12=ander. Waarom is een van: {', '.join(get_args(Category))}.",
            )
        found[int(position)] = category
    return found


def _receiver(representative: str | None, relation: RelationTo, *, client: bool) -> Giver:
    """Who gets it.

    Raises:
        Refused: nobody, or both.
    """
    if client == (representative is not None):
        raise Refused(
            "inzage.wie",
            "Zeg wie de inzage krijgt: de cliënt of een vertegenwoordiger.",
            "Gebruik --client, of --representative met --relation.",
        )
    return Giver("client") if client else Giver("vertegenwoordiger", representative or "", relation)
