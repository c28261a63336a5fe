"""A partner looks at the checkpoints of another (C2SP tlog-witness, by file): cosigned when each follows.

Who witnesses keeps the last checkpoint that it cosigned, so a log that was rewritten or put back is never
cosigned again, and its owner cannot do it alone.
"""

from pathlib import Path

from domain.commands import Refused
from eventlog.merkle.kept import Kept, Watched, kept
from eventlog.merkle.signing import Signer
from verifier.checkpoints import Checkpoint, open_checkpoint, read_checkpoint
from verifier.faults import Wrong
from verifier.notes import COSIGNS, SIGNS, Key, Note, Signature, read_note, signed_at
from verifier.proofs import read_extension
from verifier.tree import EMPTY, extends


class Witness:
    """Who cosigns with one key, and what it saw so far."""

    def __init__(self, signer: Signer, checkpoints: Path) -> None:
        self._signer = signer
        self._checkpoints = checkpoints

    def watch(self, key: Key) -> None:
        """Be a witness of the log with this key.

        Raises:
            Refused: it is no key of a log, or the log has another key already.
        """
        if key.kind != SIGNS:
            raise Refused(
                "getuige.sleutel", "Dit is de sleutel van een getuige.", "Geef de sleutel van een logboek."
            )
        with kept(self._checkpoints) as points:
            known = _of(points, key.name)
            if known is None:
                points.watch(key)
            elif known.key != key:
                raise Refused(
                    "getuige.andere_sleutel",
                    f"Van {key.name} kent u al een andere sleutel.",
                    "Bel de instelling. Een logboek krijgt geen nieuwe sleutel zonder dat u weet waarom.",
                )

    def cosign(self, request: bytes, now: int) -> Signature:
        """The line for under a checkpoint that follows the last one seen, which is kept before it is given.

        Raises:
            Wrong: the request cannot be read, or its checkpoint is not signed.
            Refused: the log is not known, or what is asked does not follow what was seen.
        """
        asked = read_extension(request, "vraag")
        note = read_note(asked.checkpoint, "vraag")
        with kept(self._checkpoints) as points:
            known = _of(points, read_checkpoint(note.text, "vraag").origin)
            if known is None:
                raise Refused(
                    "getuige.onbekend",
                    "Van dit logboek bent u geen getuige.",
                    "Neem het eerst op met: opplussen witness watch SLEUTEL",
                )
            point = open_checkpoint(asked.checkpoint, known.key, place="vraag")
            last = known.last or Checkpoint(known.key.name, 0, EMPTY)
            _require_follows(last, point, asked.old, asked.path)
            points.watch(known.key, note)
            return self._signer.cosign(note, now)

    def show(self, origin: str, now: int) -> Note:
        """The last checkpoint that was seen of a log, cosigned as of now.

        Raises:
            Refused: nothing was seen of it.
        """
        with kept(self._checkpoints) as points:
            note = points.watched_note(origin)
        if note is None:
            raise Refused(
                "getuige.niets", f"Van {origin} is nog niets gezien.", "Kijk met: opplussen witness list"
            )
        return Note(note.text, (*note.signatures, self._signer.cosign(note, now)))


def _require_follows(last: Checkpoint, point: Checkpoint, old: int, path: tuple[bytes, ...]) -> None:
    if old != last.size:
        raise Refused(
            "getuige.elders",
            f"Het laatst is {last.size} gezien, en deze vraag begint bij {old}.",
            f"Laat vragen met: opplussen witness request --old {last.size}",
        )
    if not extends(old, point.size, last.root, point.root, path):
        raise Refused(
            "getuige.anders",
            f"Dit logboek bevat niet meer wat er tot en met positie {last.size} is gezien.",
            "Onderteken niet. Bel de instelling en de auditor, en bewaar deze vraag.",
        )


def accept(points: Kept, log: Key, data: bytes) -> Note:
    """Put the line of a witness under the last checkpoint of ours, and keep that it was seen.

    Raises:
        Wrong: it is no such line, of none of our witnesses, or it does not fit.
    """
    last = points.last(log.name)
    if last is None:
        raise Wrong("getuige", "er is nog niets ondertekend.")
    given = read_note(last.note.text.encode() + b"\n" + data, "getuige")
    times = [(key, signed_at(given, key, "getuige")) for key in points.witnesses()]
    found = [key for key, at in times if at is not None and key.kind == COSIGNS]
    if not found:
        raise Wrong("getuige", "deze handtekening is van geen van uw getuigen.")
    names = {(key.name, key.id) for key in found}
    lines = [one for one in given.signatures if (one.name, one.id) in names]
    before = [one for one in last.note.signatures if (one.name, one.id) not in names]
    note = Note(last.note.text, (*before, *lines))
    points.sign(note, last.place)
    for key in found:
        points.see(note, key.name)
    return note


def _of(points: Kept, origin: str) -> Watched | None:
    return next((one for one in points.watched() if one.key.name == origin), None)
