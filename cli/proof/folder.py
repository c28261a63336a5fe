"""The folder that leaves for an auditor: events as they are stored, their proofs, and what checks them.

Formats in `verifier/folder.py`. A whole log has also every score of its last day, to be computed again.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import msgspec
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem

from cli.place.faults import WrongFile
from cli.place.files import reason_of
from domain.policies import PolicyAdopted
from engine.explanations import explanations
from eventlog.codec import decode
from eventlog.log import PAGE, Log
from eventlog.merkle.proving import Proving
from eventlog.merkle.sealing import Sealed
from eventlog.sqlite.recorder import SQLiteRecorder
from verifier.faults import Wrong
from verifier.folder import CHECKPOINT, EVENTS, HASHES, KEY, MANIFEST, PROOFS, manifest_text, proof_name
from verifier.leaf import StoredEvent, event_of, line_of

POLICIES = "policies.jsonl"
EXPLANATIONS = "explanations.jsonl"
VERIFIER = "verifier"
README = "LEESMIJ.txt"
_NEVER = DCBAppendCondition(DCBQuery([DCBQueryItem(["never"], ["never"])]), 0)
_APPEND = 5_000


def write_folder(target: Path, sealed: Sealed, only: Sequence[int] | None = None) -> int:
    """Write all that is signed, or only what stands at some positions; how many events.

    Raises:
        WrongFile: the folder is there already, or cannot be written.
    """
    with whole_folder(target) as folder, sealed.proving() as proving:
        count = (
            _write_all(folder, sealed, proving)
            if only is None
            else _write_some(folder, sealed, proving, only)
        )
        (folder / CHECKPOINT).write_bytes(str(proving.signed.note).encode())
        (folder / KEY).write_text(f"{sealed.signer.key}\n", encoding="utf-8")
        (folder / README).write_text(files("cli").joinpath("data", "export.txt").read_text("utf-8"), "utf-8")
        (folder / VERIFIER).mkdir()
        for one in files("verifier").iterdir():
            if one.name.endswith(".py"):
                (folder / VERIFIER / one.name).write_bytes(one.read_bytes())
        note = sealed.signer.sign(manifest_text(sealed.origin, folder))
        (folder / MANIFEST).write_bytes(str(note).encode())
    return count


def _write_all(folder: Path, sealed: Sealed, proving: Proving) -> int:
    log = Log(sealed.recorder)
    with (folder / EVENTS).open("wb") as events, (folder / POLICIES).open("wb") as policies:
        for event in _stored(sealed, proving.size):
            events.write(line_of(event))
            if event.type.startswith("policy-adopted."):
                policies.write(_policy(event))
    (folder / HASHES).write_bytes(proving.hashes.leaves(0, proving.size))
    with (folder / EXPLANATIONS).open("wb") as file:
        file.writelines(scores(log, proving.size))
    return proving.size


def _write_some(folder: Path, sealed: Sealed, proving: Proving, only: Sequence[int]) -> int:
    (folder / PROOFS).mkdir()
    with (folder / EVENTS).open("wb") as events:
        for position in only:
            events.write(line_of(StoredEvent(*_in_order(sealed.recorder.scan(position - 1, 1)[0]))))
            (folder / proof_name(position)).write_bytes(bytes(proving.inclusion(position)))
    return len(only)


def _stored(sealed: Sealed, until: int) -> Iterator[StoredEvent]:
    after = 0
    while after < until:
        page = sealed.recorder.scan(after, min(PAGE, until - after))
        yield from (StoredEvent(*_in_order(one)) for one in page)
        after = page[-1][0]


def _in_order(scanned: tuple[int, str, bytes, str]) -> tuple[int, str, str, bytes]:
    position, name, data, tags = scanned
    return position, name, tags, data


def _policy(event: StoredEvent) -> bytes:
    """A policy as somebody reads it: from which position it held, and the document."""
    adopted = decode(event.position, event.type, event.data).event
    if not isinstance(adopted, PolicyAdopted):
        return b""
    found = {"position": event.position, "version": adopted.version, "document": adopted.document}
    return msgspec.json.encode(found) + b"\n"


def scores(log: Log, position: int) -> Iterator[bytes]:
    """A line for each case: its score at a position with every term of it, as canonical JSON."""
    for case, explanation in explanations(log, position):
        yield msgspec.json.encode({"case": case, "explanation": msgspec.Raw(explanation)}) + b"\n"


def check_scores(folder: Path, until: int) -> int:
    """Compute every score of a checked folder again, from its events alone; how many.

    Raises:
        Wrong: a score is not to the byte what the folder says.
    """
    with loaded(folder) as log, (folder / EXPLANATIONS).open("rb") as told:
        count = 0
        for line in scores(log, until):
            count += 1
            if line != told.readline():
                raise Wrong(
                    f"{EXPLANATIONS} regel {count}", "deze score is niet wat de gebeurtenissen geven."
                )
        if told.read(1):
            raise Wrong(f"{EXPLANATIONS} regel {count + 1}", "deze score is van geen casus in het logboek.")
        return count


@contextmanager
def loaded(folder: Path) -> Iterator[Log]:
    """The log in an exported folder, in a place that goes away.

    Raises:
        WrongFile: the folder holds a part of a log only.
    """
    if (folder / PROOFS).exists():
        raise WrongFile(str(folder), "", "dit is een deel van een logboek. Neem de map van het hele logboek.")
    with (
        TemporaryDirectory(prefix="opplussen-") as place,
        SQLiteRecorder(Path(place) / "log.sqlite", create=True) as recorder,
        (folder / EVENTS).open("rb") as file,
    ):
        for some in _by(_APPEND, file):
            events = [event_of(line, EVENTS) for line in some]
            recorder.append(
                [
                    DCBEvent(one.type, one.data, msgspec.json.decode(one.tags, type=list[str]))
                    for one in events
                ],
                _NEVER,
            )
        yield Log(recorder)


def _by(count: int, lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    for line in lines:
        some.append(line)
        if len(some) == count:
            yield some
            some = []
    if some:
        yield some


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder that appears whole or not at all, private to its owner.

    Raises:
        WrongFile: there is something already, or it cannot be written.
    """
    if target.exists():
        raise WrongFile(str(target), "", "hier staat al iets. Kies een andere map.")
    temporary: Path | None = None
    try:
        temporary = Path(mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
        yield temporary
        temporary.rename(target)
    except OSError as error:
        raise WrongFile(str(target), "", reason_of(error)) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
