"""A witness signs what follows from what it saw, and nothing else; only witnesses of ours are taken in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.commands import Refused
from eventlog.merkle.kept import kept
from eventlog.merkle.witnessing import accept
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.sealed import LOG, NOW, PARTNER, Kept, add, cosign, witness
from verifier.faults import Wrong


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Kept]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        add(recorder, 1_000)
        yield Kept(tmp_path, recorder)


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
