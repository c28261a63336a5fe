"""Checkpoints are signed over what is in the log, and never over another log than was signed before."""

import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from eventlog.merkle.hashes import WIDTH, opened
from eventlog.merkle.hashing import hashes_of
from eventlog.merkle.kept import CheckpointsUnreadable, kept
from eventlog.merkle.sealing import NothingSigned, NotTheLog, Place, Sealed, WitnessWanted
from eventlog.merkle.tree import Tree
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.sealed import LOG, NOW, PARTNER, Kept, add, copy_of, cosign, put_back, witness
from verifier.faults import Wrong
from verifier.tree import extends, includes, root_of

ROOT = Path(__file__).parents[3]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Kept]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        add(recorder, 1_000)
        yield Kept(tmp_path, recorder)


def leaves(log: Kept) -> list[bytes]:
    return hashes_of(log.recorder.scan(0, 1_000_000))


def test_the_same_events_have_the_same_root_on_both_databases(log: Kept, postgres: str) -> None:
    with PostgresRecorder(postgres, create=True) as other:
        add(other, 1_000)
        place = Place(log.folder / "other", log.folder / "other.sqlite", log.folder / "mark")
        assert Sealed(other, LOG, place).sign(NOW) == log.sealed.sign(NOW)


def test_a_checkpoint_is_the_root_over_every_event(log: Kept) -> None:
    signed = log.sealed.sign(NOW).checkpoint
    assert (signed.origin, signed.size, signed.root) == (LOG.key.name, 1_000, root_of(leaves(log)))


def test_nothing_new_is_nothing_signed(log: Kept) -> None:
    assert log.sealed.sign(NOW) == log.sealed.sign(NOW + 60)


def test_a_tree_that_grew_in_pieces_is_the_tree_made_at_once(log: Kept) -> None:
    for count in (1, 255, 256, 257, 1, 70_000):
        log.sealed.sign(NOW)
        add(log.recorder, count)
    signed = log.sealed.sign(NOW).checkpoint
    assert signed.root == root_of(leaves(log))
    shutil.rmtree(log.folder / "hashes")
    add(log.recorder, 1)
    assert log.sealed.sign(NOW).checkpoint.root == root_of(leaves(log))


def test_every_event_is_proven_and_every_earlier_size_too(log: Kept) -> None:
    signed = log.sealed.sign(NOW).checkpoint
    hashes = leaves(log)
    with log.sealed.proving() as proving:
        for position in range(1, signed.size + 1):
            path = proving.inclusion(position).path
            assert includes(hashes[position - 1], position - 1, signed.size, signed.root, path)
        for old in range(signed.size + 1):
            path = proving.extension(old).path
            assert extends(old, signed.size, root_of(hashes[:old]), signed.root, path)


def test_without_a_checkpoint_nothing_is_proven(log: Kept) -> None:
    with pytest.raises(NothingSigned, match="opplussen checkpoint"), log.sealed.proving():
        pass


@pytest.mark.parametrize("kept_bytes", [0, 31, 32 * 255, 32 * 999])
@pytest.mark.parametrize("level", ["0", "1"])
def test_hashes_that_were_cut_off_or_spoilt_are_made_again(log: Kept, level: str, kept_bytes: int) -> None:
    signed = log.sealed.sign(NOW).checkpoint
    path = log.folder / "hashes" / level
    path.write_bytes(path.read_bytes()[:kept_bytes])
    with log.sealed.proving() as proving:
        assert proving.size == signed.size
    path.write_bytes(bytes(path.stat().st_size))
    add(log.recorder, 1)
    assert log.sealed.sign(NOW).checkpoint.root == root_of(leaves(log))


def test_an_interrupted_append_leaves_hashes_that_fit_together(tmp_path: Path) -> None:
    some = [bytes([number % 256]) * 32 for number in range(3 * WIDTH)]
    with opened(tmp_path / "hashes") as hashes:
        hashes.append(some)
    (tmp_path / "hashes" / "1").write_bytes((tmp_path / "hashes" / "1").read_bytes()[:32])
    with opened(tmp_path / "hashes") as hashes:
        assert hashes.size == 2 * WIDTH - 1
        hashes.append(some[hashes.size :])
        assert Tree(hashes).root(3 * WIDTH) == root_of(some)


def test_an_older_copy_put_back_is_not_signed(log: Kept) -> None:
    copy_of(log, "backup")
    add(log.recorder, 100)
    log.sealed.sign(NOW)
    with put_back(log, "backup") as older, pytest.raises(NotTheLog, match="eindigt op positie 1000"):
        older.sealed.sign(NOW)


def test_an_older_copy_that_went_on_is_not_signed_and_says_from_where(log: Kept) -> None:
    copy_of(log, "backup")
    add(log.recorder, 100)
    log.sealed.sign(NOW)
    with put_back(log, "backup") as older:
        add(older.recorder, 500, "otherwise")
        with pytest.raises(NotTheLog, match="positie 1001"):
            older.sealed.sign(NOW)


def test_an_older_copy_in_the_same_file_is_not_signed_either(log: Kept) -> None:
    log.sealed.sign(NOW)
    log.by_hand("UPDATE events SET data = x'00' WHERE position >= 900")
    add(log.recorder, 1)
    with pytest.raises(NotTheLog, match="positie 900"):
        log.sealed.sign(NOW)


def test_a_log_that_moved_is_signed_again_when_it_is_still_the_same(log: Kept) -> None:
    before = log.sealed.sign(NOW)
    copy_of(log, "backup")
    with put_back(log, "backup") as moved:
        after = moved.sealed.sign(NOW)
        assert after.note == before.note
        assert after.place != before.place


def test_a_log_that_moved_waits_for_its_witness(log: Kept) -> None:
    partner = witness(log.folder)
    with kept(log.folder / "checkpoints.sqlite") as points:
        points.trust(PARTNER.witness_key)
    log.sealed.sign(NOW)
    cosign(log)
    copy_of(log, "backup")
    with put_back(log, "backup") as moved:
        add(moved.recorder, 1)
        with pytest.raises(WitnessWanted, match="opplussen witness show"):
            moved.sealed.sign(NOW)
        old = str(partner.show(LOG.key.name, NOW - 90_000)).encode()
        with pytest.raises(Wrong, match="ouder dan een dag"):
            moved.sealed.sign(NOW, old)
        assert moved.sealed.sign(NOW, str(partner.show(LOG.key.name, NOW)).encode()).checkpoint.size == 1_001


def test_everything_put_back_together_is_known_by_what_the_witness_saw(log: Kept) -> None:
    with kept(log.folder / "checkpoints.sqlite") as points:
        points.trust(PARTNER.witness_key)
    partner = witness(log.folder)
    log.sealed.sign(NOW)
    cosign(log)
    copy_of(log, "backup")
    older_points = (log.folder / "checkpoints.sqlite").read_bytes()
    add(log.recorder, 10)
    log.sealed.sign(NOW)
    cosign(log)
    (log.folder / "checkpoints.sqlite").write_bytes(older_points)
    with put_back(log, "backup") as older:
        add(older.recorder, 20, "otherwise")
        seen = str(partner.show(LOG.key.name, NOW)).encode()
        with pytest.raises(
            NotTheLog, match="tot en met positie 1010 is dit niet wat een getuige heeft gezien"
        ):
            older.sealed.sign(NOW, seen)


def test_what_was_seen_must_be_of_this_log_and_of_a_witness(log: Kept) -> None:
    signed = log.sealed.sign(NOW)
    with pytest.raises(Wrong, match="geen van uw getuigen"):
        log.sealed.sign(NOW, str(signed.note).encode())
    with pytest.raises(Wrong, match="niet van dit logboek"):
        log.sealed.sign(NOW, str(PARTNER.sign(signed.note.text)).encode())


def test_another_file_is_no_file_of_checkpoints(log: Kept) -> None:
    (log.folder / "tekst").write_text("geen controlepunten")
    for name in ("tekst", "log.sqlite"):
        with pytest.raises(CheckpointsUnreadable), kept(log.folder / name):
            pass


def test_several_who_sign_at_once_sign_one_tree(log: Kept) -> None:
    with ThreadPoolExecutor(4) as people:
        for _ in range(10):
            add(log.recorder, 300)
            signed = list(people.map(lambda _: log.sealed.sign(NOW).checkpoint, range(4)))
            assert len(set(signed)) == 1
    assert log.sealed.check().signed == 4_000


SIGNING = """
import sys
from pathlib import Path
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.sealed import NOW, Kept, add
folder = Path(sys.argv[1])
with SQLiteRecorder(folder / "log.sqlite") as recorder:
    print("begun", flush=True)
    while True:
        add(recorder, 700)
        Kept(folder, recorder).sealed.sign(NOW)
"""


@pytest.mark.slow
def test_who_is_killed_while_signing_leaves_a_log_that_is_signed_on(log: Kept) -> None:
    chance = random.Random(9162)  # noqa: S311 - moments that differ, the same in every run
    for _ in range(20):
        with subprocess.Popen(  # noqa: S603 - this very test, in a process of its own
            [sys.executable, "-c", SIGNING, str(log.folder)], cwd=ROOT, stdout=subprocess.PIPE
        ) as signing:
            assert signing.stdout is not None
            signing.stdout.readline()
            threading.Event().wait(chance.uniform(0, 0.3))
            signing.kill()
        signed = log.sealed.sign(NOW).checkpoint
        assert log.sealed.check().signed == signed.size
