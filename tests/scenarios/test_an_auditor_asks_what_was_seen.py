"""An auditor shows who saw which top 10 on a past day, by which policy, for which reasons, unchanged since.

Source: domain.md 14. The auditor has the folder that left and nothing else of the log.
"""

from datetime import date
from pathlib import Path

import pytest

from cli.place.identities import context
from cli.proeftuin.policy_file import catalogue
from cli.proof.folder import check_scores, loaded, write_folder
from domain.access.log import CaseRead
from domain.scoring.explanation import explained as canonical
from domain.words import CaseId
from engine.embedded import Embedded
from engine.explaining import explain
from engine.history import moment
from engine.lists import Past, watchlist
from engine.reading.reader import Reader
from eventlog.access import AccessLog, begin
from eventlog.log import Log, Recorder
from eventlog.merkle.sealing import Place, Sealed
from eventlog.merkle.signing import Signer
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows, reading
from tests.scenarios.scene import Scene
from verifier.faults import Wrong
from verifier.folder import check_folder

PLACE = "instelling-1"
SEEN, LATER = date(2026, 3, 9), date(2026, 3, 20)
NOW = 1_790_000_000
SECRET = bytes(range(32))


class Shown:
    """A list of ten on an evening: who stood there, how high, by which policy, and every reason."""

    def __init__(self, log: Log, engine: Embedded, day: date) -> None:
        when = moment(engine.calendar, log.head(), day, day)
        with reading(engine.rows) as rows:
            places = watchlist(Past(log, rows, engine.calendar), PLACE, when, 10)
        self.cases = [CaseId(one.place.case) for one in places]
        self.policy = when.version
        found = [explain(log, engine.calendar, catalogue(), case, when) for case in self.cases]
        self.reasons = [one.texts for one in found]
        self.scores = [canonical(when.policy, one.result, day) for one in found]


def sealed(recorder: Recorder, folder: Path, name: str) -> Sealed:
    place = Place(folder / f"{name}-hashes", folder / "checkpoints.sqlite", folder / "place")
    return Sealed(recorder, Signer(f"opplussen/l-scene/{name}", SECRET), place)


def test_what_was_seen_that_evening_is_shown_again_from_what_left_alone(scene: Scene, tmp_path: Path) -> None:
    for number, name in enumerate(("mees", "robin", "sam")):
        case = scene.case(name, PLACE, "sem")
        for indicator in ("SX01", "GW01", "RL01")[: number + 1]:
            scene.signal(case, indicator, "fleur", "Gezien op de kamer.")
    scene.go_to(SEEN)
    with SQLiteRecorder(tmp_path / "access.sqlite", create=True) as recorder:
        begin(recorder, scene.log.identity(), scene.log.head(), context("toegang"))
        access = AccessLog(recorder, scene.log.identity())
        that_evening = Shown(scene.log, scene.engine, SEEN)
        reader = Reader(scene.log, access, "noor", "watchlist", SEEN, context)
        reader.cases("hulp", that_evening.cases, f"lijst van {PLACE}")
        proofs = sealed(recorder, tmp_path, "access")
        proofs.sign(NOW)
        read = {
            one.event.read.reader
            for one in access.of_case(that_evening.cases[0])
            if isinstance(one.event, CaseRead)
        }
        assert (read, proofs.check().signed) == ({"noor"}, 4)
    scene.go_to(LATER)
    scene.signal(that_evening.cases[-1], "RL01", "sem", "Pas later gezien.")

    main = sealed(scene.log.recorder, tmp_path, "log")
    main.sign(NOW)
    folder = tmp_path / "voor-de-auditor"
    write_folder(folder, main)
    assert check_folder(folder, main.signer.key).whole
    assert check_scores(folder, scene.log.head()) == 3
    with loaded(folder) as log:
        rows = open_rows(tmp_path / "again.sqlite")
        again = Embedded(rows, log, lambda: scene.at)
        again.catch_up()
        shown = Shown(log, again, SEEN)
        rows.dispose()
    assert len(shown.cases) == 3
    assert vars(shown) == vars(that_evening)

    events = (folder / "events.jsonl").read_bytes()
    (folder / "events.jsonl").write_bytes(events.replace(b"signal-recorded.v1", b"signal-recorded.v2", 1))
    with pytest.raises(Wrong, match="positie"):
        check_folder(folder, main.signer.key)
