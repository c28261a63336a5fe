"""`opplussen verify`: is it still what was signed: the log, one event, one case, or a folder that left?"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from cli.desk.engine import moving
from cli.place.documents import read_small
from cli.place.settings import settings
from cli.place.workplace import Workplace, opened
from cli.proof.folder import check_scores
from cli.screen.options import AsJson
from cli.screen.output import put, results, say
from domain.commands import Refused
from eventlog.merkle.checking import Whole, check_events
from eventlog.merkle.sealing import Sealed
from verifier.__main__ import told
from verifier.checkpoints import open_checkpoint
from verifier.faults import Wrong
from verifier.folder import check_folder
from verifier.notes import Key, read_key

Found = tuple[dict[str, object], list[str]]
"""What was found, for a program and for people."""
LOGS = {False: "het logboek", True: "het logboek van wie heeft gelezen"}


Folder = Annotated[
    Path | None,
    typer.Argument(metavar="MAP", help="Een map die opplussen export maakte.", show_default=False),
]
OneEvent = Annotated[
    int | None, typer.Option("--event", min=1, metavar="POSITIE", help="Alleen deze gebeurtenis.")
]
OneCase = Annotated[
    str | None, typer.Option("--case", metavar="CASUS", help="Alleen wat over deze casus (pseudoniem) gaat.")
]
Point = Annotated[
    Path | None,
    typer.Option(
        "--checkpoint", metavar="BESTAND", help="Vergelijk ook met dit controlepunt, van een getuige."
    ),
]
LogKey = Annotated[
    str | None,
    typer.Option(
        "--key", metavar="SLEUTEL", help="Van een map: de sleutel van het logboek.", show_default="uit de map"
    ),
]
Witnesses = Annotated[
    list[str] | None,
    typer.Option("--witness", metavar="SLEUTEL", help="Van een map: deze getuige moet hebben ondertekend."),
]
Scores = Annotated[
    bool, typer.Option("--scores", help="Van een map: bereken ook elke score opnieuw, alleen daaruit.")
]


def verify(  # noqa: PLR0913, PLR0917 - what can be checked, and against what
    folder: Folder = None,
    event: OneEvent = None,
    case: OneCase = None,
    checkpoint: Point = None,
    key: LogKey = None,
    witness: Witnesses = None,
    scores: Scores = False,
    json: AsJson = False,
) -> None:
    """Controleer of alles nog is wat er is ondertekend; noem anders de eerste positie die niet klopt.

    Zonder MAP: het hele logboek, en dat van wie heeft gelezen. Deze opdracht verandert niets.
    """
    try:
        if folder is None:
            found, lines = _own(event, case, checkpoint)
        else:
            found, lines = _folder(folder, _keys(key, witness or ()), scores=scores)
    except Wrong as wrong:
        if json:
            put(
                _json(
                    {"right": False, "place": wrong.place, "position": wrong.position, "reason": wrong.reason}
                )
            )
        say(f"Klopt niet. {wrong}")
        raise typer.Exit(1) from wrong
    if json:
        put(_json({"right": True, **found}))
        return
    for line in lines:
        results().print(line, markup=False, soft_wrap=True)


def _keys(key: str | None, witnesses: Sequence[str]) -> tuple[Key | None, list[Key]]:
    return (
        read_key(key, "--key") if key else None,
        [read_key(one, "--witness") for one in witnesses],
    )


def _folder(folder: Path, keys: tuple[Key | None, list[Key]], *, scores: bool) -> Found:
    """A folder that left."""
    report = check_folder(folder, *keys)
    lines = list(told(report))
    if scores:
        count = check_scores(folder, report.point.size)
        lines.append(f"{count} scores opnieuw berekend: tot op de byte gelijk.")
    return {"log": report.point.origin, "signed": report.point.size, "events": report.events}, lines


def _own(event: int | None, case: str | None, checkpoint: Path | None) -> Found:
    """The log in the database folder."""
    with opened(settings(os.environ).database) as workplace:
        if event is None and case is None:
            return _whole(workplace, checkpoint)
        with workplace.sealed() as sealed, sealed.proving() as proving:
            positions = [event] if event is not None else of_case(sealed, str(case))
            if not positions:
                raise no_case()
            check_events(sealed.recorder, proving, positions)
            found = {"log": sealed.origin, "signed": proving.size, "events": len(positions)}
            until = f"Er is ondertekend tot en met positie {proving.size}."
            return found, [f"Het klopt: {_counted(len(positions))} wat er is ondertekend. {until}"]


def of_case(sealed: Sealed, case: str) -> list[int]:
    """The positions of everything that is filed under a case."""
    return [one.position for one in sealed.recorder.read(DCBQuery([DCBQueryItem([], [f"case:{case}"])]))]


def no_case() -> Refused:
    """Nothing is filed under that case."""
    return Refused("casus.leeg", "Over deze casus staat niets in het logboek.", "Noem het pseudoniem.")


def _whole(workplace: Workplace, checkpoint: Path | None) -> Found:
    given = None if checkpoint is None else read_small(checkpoint)
    checked: dict[bool, Whole] = {}
    for access, name in LOGS.items():
        with workplace.sealed(access=access) as sealed, moving(name) as moved:
            extra = [] if given is None or access else [open_checkpoint(given, sealed.signer.key)]
            checked[access] = sealed.check(extra, moved)
    main = checked[False]
    found = {"log": workplace.origin, "events": main.head, "signed": main.signed, "root": main.root.hex()}
    return found, [_told(LOGS[access], whole) for access, whole in checked.items()]


def _told(name: str, whole: Whole) -> str:
    signed = (
        f"ondertekend tot en met {whole.signed}"
        if whole.signed
        else "nog niet ondertekend (opplussen checkpoint)"
    )
    return f"Het klopt: {name}, {whole.head} gebeurtenissen, {signed}."


def _counted(count: int) -> str:
    return "deze gebeurtenis is" if count == 1 else f"alle {count} gebeurtenissen zijn"


def _json(found: dict[str, object]) -> str:
    return msgspec.json.encode(found).decode()
