"""Signing how far a log is, and never a log that is another than the one that was signed or seen before.

Before each signature the tree is shown to begin with that of the last checkpoint signed here, and with those
that its witnesses saw. A log in another place than last time (put back, moved) is read and hashed again
whole, and needs the word of a witness, if one ever saw it, of what it saw last.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from eventlog.faults import LogFault
from eventlog.log import Recorder
from eventlog.merkle.checking import Whole, check_log, knows
from eventlog.merkle.hashes import Hashes, HashesUnreachable
from eventlog.merkle.hashes import opened as opened_hashes
from eventlog.merkle.hashing import Progress, follow_log, hashes_of, silent
from eventlog.merkle.kept import Kept, Signed, kept
from eventlog.merkle.proving import Proving
from eventlog.merkle.signing import Signer
from eventlog.merkle.tree import Tree
from verifier.checkpoints import Checkpoint
from verifier.faults import Wrong
from verifier.notes import Note, read_note, signed_at

FRESH_S = 24 * 60 * 60
"""How old the word of a witness may be, in seconds, when a log was put back."""


class NotTheLog(LogFault):
    """The log is not what was signed or seen before: nothing is signed."""

    default = "dit logboek is niet wat eerder is ondertekend. Er wordt niets ondertekend."


class WitnessWanted(LogFault):
    """The log is in another place than last time, and a witness knows how far it should be."""

    default = (
        "dit logboek is teruggezet of verplaatst sinds de vorige keer. Er wordt niets ondertekend "
        "tot een getuige zegt wat hij het laatst heeft gezien. Vraag de getuige om "
        "`opplussen witness show`, en geef dat mee met `opplussen checkpoint --seen BESTAND`."
    )


class NothingSigned(LogFault):
    """Nobody signed anything of this log yet."""

    default = "van dit logboek is nog niets ondertekend. Begin met: opplussen checkpoint"


class Place(NamedTuple):
    """Where a log keeps its proofs: the folder of its hashes, the file of its checkpoints, and a mark.

    The mark is an empty file that nobody writes again. When it was last changed cannot be put back with it,
    so a folder from a backup is known as one.
    """

    hashes: Path
    checkpoints: Path
    mark: Path

    def now(self) -> str:
        """Which place this is; made at the first time.

        Raises:
            HashesUnreachable: the mark cannot be made.
        """
        try:
            if not self.mark.exists():
                self.mark.touch(mode=0o600)
            stat = self.mark.stat()
        except OSError as error:
            raise HashesUnreachable(str(self.mark)) from error
        return f"{stat.st_ino}.{stat.st_ctime_ns}"


class Sealed:
    """The proofs of one log."""

    def __init__(self, recorder: Recorder, signer: Signer, place: Place) -> None:
        self.recorder = recorder
        self.signer = signer
        self.place = place
        self.origin = signer.key.name

    def sign(self, now: int, seen: bytes | None = None, progress: Progress = silent) -> Signed:
        """The checkpoint of the log as it is now; the last one when nothing came in since.

        `now` is in seconds since 1970; `seen` is a checkpoint that a witness cosigned.

        Raises:
            NotTheLog: it is not what was signed or seen before.
            WitnessWanted: it is in another place, and no witness has spoken.
            Wrong: what was seen is no checkpoint of this log, or no witness of it signed.
        """
        here = self.place.now()
        with opened_hashes(self.place.hashes) as hashes:
            with kept(self.place.checkpoints) as points:
                last = points.last(self.origin)
                moved = last is not None and last.place != here
                if last is not None:
                    self._require_ours(last)
                if seen is not None:
                    self._see(points, seen, now if moved else None)
                elif moved and points.seen(self.origin):
                    raise WitnessWanted(self.origin)
                known = [one.checkpoint for one in points.seen(self.origin)]
            head = self.recorder.read(limit=None, after=2**62).head or 0
            self._follow(hashes, last.checkpoint if last else None, head, progress, whole=moved)
            for point in known:
                self._require(knows(hashes, point), head, point)
            if last is not None and last.checkpoint.size == head and not moved:
                return last
            hashes.keep()
            point = Checkpoint(self.origin, head, Tree(hashes).root(head))
            with kept(self.place.checkpoints) as points:
                return points.sign(self._signed(point, last), here)

    def signed(self) -> Checkpoint | None:
        """The largest checkpoint that was signed here; None before the first."""
        with kept(self.place.checkpoints) as points:
            last = points.last(self.origin)
        return None if last is None else last.checkpoint

    def check(self, extra: Sequence[Checkpoint] = (), progress: Progress = silent) -> Whole:
        """See that the log has every root that was ever signed here, or that a witness saw, and these.

        Raises:
            Wrong: naming the first wrong position.
        """
        with opened_hashes(self.place.hashes) as hashes:
            with kept(self.place.checkpoints) as points:
                known = [*points.all_signed(self.origin), *points.seen(self.origin)]
            for one in known:
                self._require_ours(one)
            return check_log(self.recorder, hashes, [*(one.checkpoint for one in known), *extra], progress)

    def _require_ours(self, one: Signed) -> None:
        place = f"controlepunt {one.checkpoint.size}"
        if signed_at(one.note, self.signer.key, place) is None:
            raise Wrong(place, "dit is niet met de sleutel van dit logboek ondertekend.")

    def _signed(self, point: Checkpoint, last: Signed | None) -> Note:
        """A point signed; the same as last time keeps who cosigned it."""
        return last.note if last and last.checkpoint == point else self.signer.sign(point.text)

    def _see(self, points: Kept, data: bytes, now: int | None) -> None:
        note = read_note(data, "gezien")
        if signed_at(note, self.signer.key, "gezien") is None:
            raise Wrong("gezien", "dit controlepunt is niet van dit logboek.")
        times = {key.name: signed_at(note, key, "gezien") for key in points.witnesses()}
        spoken = {name: at for name, at in times.items() if at is not None}
        if not spoken:
            raise Wrong("gezien", "geen van uw getuigen heeft dit ondertekend.")
        if now is not None and max(spoken.values()) < now - FRESH_S:
            raise Wrong(
                "gezien", "dit is ouder dan een dag. Vraag de getuige opnieuw om `opplussen witness show`."
            )
        for name in spoken:
            points.see(note, name)

    def _follow(
        self, hashes: Hashes, last: Checkpoint | None, head: int, progress: Progress, *, whole: bool
    ) -> None:
        """Hash up to the head, after the log is shown to begin with what was signed last."""
        if last is None:
            hashes.cut(0)
        else:
            self._require(head >= last.size, head, last)
            if whole or not knows(hashes, last) or not self._same_last(hashes, last.size):
                self._read_again(hashes, last, progress)
            hashes.cut(last.size)
        follow_log(hashes, self.recorder, head, progress)

    def _same_last(self, hashes: Hashes, size: int) -> bool:
        """Whether the last event that was signed is the one that was hashed: a log put back has another."""
        if not size:
            return True
        return hashes_of(self.recorder.scan(size - 1, 1)) == [hashes.leaves(size - 1, 1)]

    def _read_again(self, hashes: Hashes, last: Checkpoint, progress: Progress) -> None:
        try:
            check_log(self.recorder, hashes, [last], progress)
        except Wrong as wrong:
            raise NotTheLog(self.origin, f"{wrong} {NotTheLog.default}") from wrong
        hashes.cut(0)
        follow_log(hashes, self.recorder, last.size, progress)

    def _require(self, same: object, head: int, point: Checkpoint) -> None:
        if same:
            return
        if head < point.size:
            raise NotTheLog(
                self.origin,
                f"het logboek eindigt op positie {head}, en tot en met {point.size} is al ondertekend. Er is "
                "een oudere kopie teruggezet. Er wordt niets ondertekend: zet het juiste logboek terug.",
            )
        raise NotTheLog(
            self.origin,
            f"tot en met positie {point.size} is dit niet wat een getuige heeft gezien. {NotTheLog.default}",
        )

    @contextmanager
    def proving(self) -> Iterator[Proving]:
        """What was signed last, and proofs about it.

        Raises:
            NothingSigned: nobody signed anything yet.
            NotTheLog: what is kept of hashes is not what was signed; `sign` makes it again.
        """
        with opened_hashes(self.place.hashes) as hashes:
            with kept(self.place.checkpoints) as points:
                last = points.last(self.origin)
            if last is None:
                raise NothingSigned(self.origin)
            if not knows(hashes, last.checkpoint):
                hashes.cut(0)
                follow_log(hashes, self.recorder, last.checkpoint.size)
                self._require(knows(hashes, last.checkpoint), hashes.size, last.checkpoint)
            yield Proving(hashes, last)
