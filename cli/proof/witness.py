"""`opplussen witness`: partners look at each other's checkpoints, so that nobody can rewrite a log alone.

By file, in the formats of C2SP tlog-witness: request, cosign, accept.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from cli.place.clock import seconds
from cli.place.documents import read_small
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.commands import Refused
from eventlog.merkle.kept import kept
from eventlog.merkle.sealing import Sealed
from eventlog.merkle.witnessing import accept as take_in
from verifier.notes import COSIGNS, read_key

app = typer.Typer(
    help="Getuigen: partners bewaren elkaars controlepunten.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
KeyText = Annotated[str, typer.Argument(metavar="SLEUTEL", help="Een openbare sleutel: naam+nummer+letters.")]
File = Annotated[Path, typer.Argument(metavar="BESTAND")]


OfAccess = Annotated[
    bool, typer.Option("--access", help="Het logboek van wie heeft gelezen.", show_default=False)
]


@contextmanager
def _sealed(*, access: bool = False) -> Iterator[Sealed]:
    with opened(settings(os.environ).database) as workplace, workplace.sealed(access=access) as sealed:
        yield sealed


@app.command()
def key() -> None:
    """Toon uw sleutel als getuige. Geef die aan de partner voor wie u getuige bent."""
    with opened(settings(os.environ).database) as workplace:
        put(str(workplace.witness_signer().witness_key))


@app.command()
def trust(key: KeyText) -> None:
    """Neem een partner als getuige van uw logboek."""
    found = read_key(key)
    if found.kind != COSIGNS:
        raise Refused(
            "getuige.logboek",
            "Dit is de sleutel van een logboek.",
            "Vraag de partner om: opplussen witness key",
        )
    with _sealed() as sealed, kept(sealed.place.checkpoints) as points:
        points.trust(found)
    say(f"{found.name} is nu getuige.")


@app.command()
def watch(key: KeyText) -> None:
    """Wees getuige van het logboek van een partner."""
    found = read_key(key)
    with opened(settings(os.environ).database) as workplace:
        workplace.witness().watch(found)
    say(f"U bent nu getuige van {found.name}.")


@app.command()
def request(
    old: Annotated[
        int | None,
        typer.Option(
            "--old",
            min=0,
            metavar="POSITIE",
            help="Wat de getuige het laatst zag.",
            show_default="zoals bekend",
        ),
    ] = None,
    witness: Annotated[
        str | None, typer.Option("--witness", metavar="NAAM", help="Welke getuige, als u er meer heeft.")
    ] = None,
    access: OfAccess = False,
) -> None:
    """Vraag een getuige om het laatste controlepunt te bekijken. Geef dit bestand aan de getuige."""
    with _sealed(access=access) as sealed:
        with kept(sealed.place.checkpoints) as points:
            names = [one.name for one in points.witnesses()]
            if old is None and witness is None and len(names) != 1:
                raise Refused(
                    "getuige.welke",
                    f"Er zijn {len(names)} getuigen.",
                    "Noem er een met --witness, of neem er een met: opplussen witness trust",
                )
            seen = points.seen_by(sealed.origin, witness or (names[0] if names else ""))
        with sealed.proving() as proving:
            start = old if old is not None else seen.checkpoint.size if seen else 0
            if start > proving.size:
                raise Refused(
                    "getuige.later",
                    f"Er is ondertekend tot en met positie {proving.size}, en de getuige zag {start}.",
                    "Is er een oudere kopie teruggezet? Kijk met: opplussen verify",
                )
            put(bytes(proving.extension(start)).decode().removesuffix("\n"))


@app.command()
def cosign(file: File) -> None:
    """Bekijk als getuige een controlepunt, en onderteken het als het volgt op wat u eerder zag."""
    with opened(settings(os.environ).database) as workplace:
        line = workplace.witness().cosign(read_small(file), seconds())
    put(str(line).removesuffix("\n"))


@app.command()
def accept(file: File, access: OfAccess = False) -> None:
    """Neem de handtekening van een getuige op onder uw laatste controlepunt, en geef dat."""
    data = read_small(file)
    with _sealed(access=access) as sealed, kept(sealed.place.checkpoints) as points:
        note = take_in(points, sealed.signer.key, data)
    put(str(note).removesuffix("\n"))


@app.command()
def show(
    origin: Annotated[
        str, typer.Argument(metavar="LOGBOEK", help="De naam van het logboek van een partner.")
    ],
) -> None:
    """Geef als getuige wat u het laatst zag van het logboek van een partner, opnieuw ondertekend.

    De partner heeft dit nodig als het logboek is teruggezet of verplaatst.
    """
    with opened(settings(os.environ).database) as workplace:
        note = workplace.witness().show(origin, seconds())
    put(str(note).removesuffix("\n"))


@app.command("list")
def list_all(json: AsJson = False) -> None:
    """Toon wie getuige is van uw logboek, en van welke logboeken u getuige bent."""
    with _sealed() as sealed, kept(sealed.place.checkpoints) as points:
        ours = {one.name: points.seen_by(sealed.origin, one.name) for one in points.witnesses()}
        theirs = points.watched()
    rows = [
        *(("getuige van ons", name, seen.checkpoint.size if seen else None) for name, seen in ours.items()),
        *(("wij zijn getuige", one.key.name, one.last.size if one.last else None) for one in theirs),
    ]
    if json:
        names = ("what", "name", "seen")
        put(msgspec.json.encode([dict(zip(names, row, strict=True)) for row in rows]).decode())
        return
    if not rows:
        results().print("Er is nog geen getuige.")
        return
    told = [(what, name, "nog niets" if seen is None else f"positie {seen}") for what, name, seen in rows]
    show_rows(results(), ("wie", "naam", "laatst gezien"), told)
