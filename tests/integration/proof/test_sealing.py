"""Checkpoints are signed over what is in the log, and never over another log than was signed before."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.commands import Refused
from eventlog.merkle.hashes import WIDTH, opened
from eventlog.merkle.hashing import hashes_of
from eventlog.merkle.kept import CheckpointsUnreadable, kept
from eventlog.merkle.sealing import NothingSigned, NotTheLog, Place, Sealed, WitnessWanted
from eventlog.merkle.tree import Tree
from eventlog.merkle.witnessing import accept
from eventlog.postgres.recorder import PostgresRecorder
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.sealed import LOG, NOW, PARTNER, Kept, add, witness
from verifier.faults import Wrong
from verifier.notes import Note
from verifier.tree import extends, includes, root_of


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


def cosign(log: Kept) -> Note:
    """The partner looks at the last checkpoint, and its line is taken in."""
    partner = witness(log.folder)
    old = 0
    with kept(log.folder / "partner.sqlite") as theirs:
        known = theirs.watched()[0].last
        old = known.size if known else 0
    with log.sealed.proving() as proving:
        request = bytes(proving.extension(old))
    line = partner.cosign(request, NOW)
    with kept(log.folder / "checkpoints.sqlite") as points:
        return accept(points, LOG.key, str(line).encode())


def test_a_witness_cosigns_each_checkpoint_that_follows_the_last(log: Kept) -> None:
    with kept(log.folder / "checkpoints.sqlite") as points:
        points.trust(PARTNER.witness_key)
    for count in (0, 1, 500):
        add(log.recorder, count) if count else None
        log.sealed.sign(NOW)
        assert [one.name for one in cosign(log).signatures] == [LOG.key.name, PARTNER.key.name]
    with kept(log.folder / "checkpoints.sqlite") as points:
        assert [one.checkpoint.size for one in points.seen(LOG.key.name)] == [1_501]


def test_a_witness_refuses_what_does_not_follow(log: Kept, tmp_path: Path) -> None:
    partner = witness(log.folder)
    log.sealed.sign(NOW)
    with log.sealed.proving() as proving:
        partner.cosign(bytes(proving.extension(0)), NOW)
        request = proving.extension(0)
    with pytest.raises(Refused, match="Het laatst is 1000 gezien"):
        partner.cosign(bytes(request), NOW)
    other = tmp_path / "other"
    other.mkdir()
    with SQLiteRecorder(other / "log.sqlite", create=True) as recorder:
        add(recorder, 1_200, "otherwise")
        elsewhere = Kept(other, recorder)
        elsewhere.sealed.sign(NOW)
        with (
            elsewhere.sealed.proving() as proving,
            pytest.raises(Refused, match="niet meer wat er tot en met"),
        ):
            partner.cosign(bytes(proving.extension(1_000)), NOW)


def test_a_witness_knows_its_logs_by_their_keys(log: Kept) -> None:
    partner = witness(log.folder)
    with pytest.raises(Refused, match="al een andere sleutel"):
        partner.watch(LOG.key._replace(public=bytes(32)))
    with pytest.raises(Refused, match="sleutel van een getuige"):
        partner.watch(PARTNER.witness_key)
    with pytest.raises(Refused, match="nog niets gezien"):
        partner.show(LOG.key.name, NOW)
    note = PARTNER.sign(f"{PARTNER.key.name}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
    with pytest.raises(Refused, match="bent u geen getuige"):
        partner.cosign(b"old 0\n\n" + str(note).encode(), NOW)


def test_only_a_line_of_a_witness_of_ours_is_taken_in(log: Kept) -> None:
    with (
        kept(log.folder / "checkpoints.sqlite") as points,
        pytest.raises(Wrong, match="nog niets ondertekend"),
    ):
        accept(points, LOG.key, b"")
    signed = log.sealed.sign(NOW)
    line = str(PARTNER.cosign(signed.note, NOW)).encode()
    with kept(log.folder / "checkpoints.sqlite") as points:
        with pytest.raises(Wrong, match="geen van uw getuigen"):
            accept(points, LOG.key, line)
        points.trust(PARTNER.witness_key)
        with pytest.raises(Wrong, match="klopt niet"):
            accept(points, LOG.key, str(PARTNER.cosign(LOG.sign("iets anders\n"), NOW)).encode())
        assert accept(points, LOG.key, line).signatures[0].name == LOG.key.name


def test_another_file_is_no_file_of_checkpoints(log: Kept) -> None:
    (log.folder / "tekst").write_text("geen controlepunten")
    for name in ("tekst", "log.sqlite"):
        with pytest.raises(CheckpointsUnreadable), kept(log.folder / name):
            pass


def copy_of(log: Kept, name: str) -> None:
    """A backup of the log's file."""
    log.by_hand(f"VACUUM INTO '{log.folder / name}'")


@contextmanager
def put_back(log: Kept, name: str) -> Iterator[Kept]:
    """The log from a backup, in place of the one that is there."""
    log.recorder.close()
    for beside in ("", "-wal", "-shm"):
        (log.folder / f"log.sqlite{beside}").unlink(missing_ok=True)
    shutil.copyfile(log.folder / name, log.folder / "log.sqlite")
    shutil.copy2(log.folder / "mark", log.folder / "mark.copy")
    (log.folder / "mark.copy").rename(log.folder / "mark")
    with SQLiteRecorder(log.folder / "log.sqlite") as recorder:
        yield Kept(log.folder, recorder)
