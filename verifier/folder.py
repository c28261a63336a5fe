"""An exported folder: is each event the one that was signed, is none missing, is every file as it left?

checkpoint      how far the log was, signed (and cosigned by witnesses)
events.jsonl    the events, one a line
hashes          of a whole log: the hash of each event, 32 bytes each, by which a wrong one is found
proofs/         of a part: a .tlog-proof for each event
manifest        the digest of every other file, signed
key             the key of the log; better had from its owner by another way
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from verifier.checkpoints import Checkpoint, open_checkpoint
from verifier.faults import Wrong, wrong_event
from verifier.leaf import StoredEvent, event_of, leaf
from verifier.notes import MAX_BYTES, Key, read_key, read_note, signed_at
from verifier.proofs import read_inclusion
from verifier.tree import HASH_BYTES, Growing, includes, leaf_hash, root_of

CHECKPOINT, EVENTS, HASHES, PROOFS, MANIFEST, KEY = (
    "checkpoint",
    "events.jsonl",
    "hashes",
    "proofs",
    "manifest",
    "key",
)
POSITION = "positie"
FORMAT = "opplussen-export/v1"
CHANGED = "dit is niet de gebeurtenis die is ondertekend."
_LINE = re.compile(r"([0-9a-f]{64}) ([^\x00-\x1f]+)")
_MOST_BYTES = 64 * 1024 * 1024
"""Of a manifest: a line a file."""
_COMPILED = "__pycache__"


class Report(NamedTuple):
    """What was checked: the signed state of the log, how many events, and whether those are all of them.

    `trusted` is whether the key came from elsewhere than the folder.
    """

    point: Checkpoint
    events: int
    whole: bool
    trusted: bool


def check_folder(folder: Path, key: Key | None = None, witnesses: Sequence[Key] = ()) -> Report:
    """See that everything in a folder is what was signed with a key, without one with the key in the folder.

    Raises:
        Wrong: naming the first wrong position, or else the file.
    """
    log = key or read_key(_small(folder, KEY).decode(errors="replace").removesuffix("\n"), KEY)
    point = open_checkpoint(_small(folder, CHECKPOINT), log, witnesses, CHECKPOINT)
    whole = not (folder / PROOFS).is_dir()
    events = _check_all(folder, point) if whole else _check_some(folder, point)
    _check_files(folder, log)
    return Report(point, events, whole, key is not None)


def manifest_text(origin: str, folder: Path) -> str:
    """What is signed of the files in a folder."""
    lines = [f"{_digest(folder, name)} {name}" for name in _names(folder)]
    return "\n".join([FORMAT, f"origin {origin}", *lines, ""])


def proof_name(position: int) -> str:
    """The file with the proof of one event."""
    return f"{PROOFS}/{position}.tlog-proof"


def _check_all(folder: Path, point: Checkpoint) -> int:
    """Every event of a log, up to what is signed."""
    hashes = _read(folder, HASHES)
    kept = [hashes[start : start + HASH_BYTES] for start in range(0, len(hashes), HASH_BYTES)]
    known = len(kept) == point.size and root_of(kept) == point.root
    tree, first = Growing(), None
    for number, event, found in _events(folder, POSITION):
        if event.position != number:
            raise wrong_event(number, f"hier staat de gebeurtenis van positie {event.position}.")
        if number > point.size:
            raise wrong_event(number, f"dit is niet ondertekend: dat is er tot en met {point.size}.")
        if kept[number - 1 : number] != [found]:
            if known:
                raise wrong_event(number, CHANGED)
            first = first or number
        tree.append(found)
    if tree.size < point.size:
        raise wrong_event(tree.size + 1, f"dit ontbreekt: er is ondertekend tot en met {point.size}.")
    if tree.root() != point.root:
        raise wrong_event(first or 1, f"{CHANGED} Ook de hashes zijn niet die van het controlepunt.")
    if not known:
        raise Wrong(HASHES, "dit zijn niet de hashes van de gebeurtenissen. De gebeurtenissen zelf kloppen.")
    return tree.size


def _check_some(folder: Path, point: Checkpoint) -> int:
    """Events of a log, each by a proof of its own."""
    count = before = 0
    for number, event, found in _events(folder, f"{EVENTS} regel"):
        if event.position <= before:
            raise wrong_event(
                event.position, f"deze gebeurtenis staat op regel {number} niet op haar plaats."
            )
        name = proof_name(event.position)
        proof = read_inclusion(_small(folder, name), name)
        if proof.checkpoint != _small(folder, CHECKPOINT):
            raise Wrong(name, "dit bewijs hoort bij een ander controlepunt.", event.position)
        is_in = includes(found, proof.leaf, point.size, point.root, proof.path)
        if proof.leaf != event.position - 1 or not is_in:
            raise wrong_event(event.position, CHANGED)
        count, before = count + 1, event.position
    return count


def _events(folder: Path, counted: str) -> Iterator[tuple[int, StoredEvent, bytes]]:
    """The number of each line, its event, and the hash of that; `counted` is what the lines count."""
    try:
        with (folder / EVENTS).open("rb") as file:
            for number, line in enumerate(file, start=1):
                event = event_of(line, f"{counted} {number}", number if counted == POSITION else None)
                yield number, event, leaf_hash(leaf(*event))
    except OSError as error:
        raise Wrong(EVENTS, "dit bestand kan niet worden gelezen.") from error


def _check_files(folder: Path, log: Key) -> None:
    """See that the files are those that the manifest says, no more and no less."""
    note = read_note(_read(folder, MANIFEST), MANIFEST, _MOST_BYTES)
    if signed_at(note, log, MANIFEST) is None:
        raise Wrong(MANIFEST, f"de handtekening van {log.name} ontbreekt.")
    head = note.text.removeprefix(f"{FORMAT}\norigin {log.name}\n")
    lines = head.splitlines()
    told = {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}
    if head == note.text or len(told) != len(lines):
        raise Wrong(MANIFEST, "dit is geen lijst van bestanden.")
    for name in sorted({*told, *_names(folder)}):
        if name not in told:
            raise Wrong(name, "dit bestand hoort niet in deze map.")
        if _digest(folder, name) != told[name]:
            raise Wrong(name, "dit bestand is veranderd.")


def _names(folder: Path) -> list[str]:
    """The files that a manifest tells of."""
    files = (path for path in folder.rglob("*") if _COMPILED not in path.parts and not path.is_dir())
    return sorted(name for path in files if (name := path.relative_to(folder).as_posix()) != MANIFEST)


def _digest(folder: Path, name: str) -> str:
    found = sha256()
    try:
        with (folder / name).open("rb") as file:
            while part := file.read(MAX_BYTES):
                found.update(part)
    except OSError as error:
        raise Wrong(name, "dit bestand ontbreekt of kan niet worden gelezen.") from error
    return found.hexdigest()


def _small(folder: Path, name: str) -> bytes:
    return _read(folder, name, MAX_BYTES)


def _read(folder: Path, name: str, limit: int = -1) -> bytes:
    try:
        with (folder / name).open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise Wrong(name, "dit bestand ontbreekt of kan niet worden gelezen.") from error
