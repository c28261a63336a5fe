"""An exported folder in which anything is other than what was signed is found out, by position if any."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.place.faults import WrongFile
from cli.proof.folder import check_scores, write_folder
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.exported import Exported, fill
from tests.integration.proof.sealed import LOG, NOW, PARTNER, Kept, add
from verifier.faults import Wrong
from verifier.folder import check_folder, manifest_text
from verifier.leaf import StoredEvent, event_of, leaf, line_of
from verifier.notes import Note
from verifier.tree import HASH_BYTES, leaf_hash

EVENTS = "events.jsonl"


def wrong_position(folder: Path) -> int | None:
    """Where the check says that it is wrong."""
    with pytest.raises(Wrong) as wrong:
        check_folder(folder, LOG.key)
    return wrong.value.position


def lines(folder: Path) -> list[bytes]:
    return (folder / EVENTS).read_bytes().splitlines(keepends=True)


def write(folder: Path, events: list[bytes]) -> None:
    (folder / EVENTS).write_bytes(b"".join(events))


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_left_is_what_was_signed(thousand: Exported) -> None:
    report = check_folder(thousand.folder, LOG.key)
    assert (report.point.size, report.events, report.whole, report.trusted) == (1_000, 1_000, True, True)
    assert not check_folder(thousand.folder).trusted


def test_every_score_is_computed_again_from_the_folder_alone_to_the_byte(thousand: Exported) -> None:
    assert check_scores(thousand.folder, 1_000) > 80


def test_a_score_that_does_not_follow_from_the_events_is_found(folder: Path) -> None:
    path = folder / "explanations.jsonl"
    told = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*told[:3], told[3].replace(b'"score":', b'"score":1'), *told[4:]]))
    with pytest.raises(Wrong, match="regel 4"):
        check_scores(folder, 1_000)
    path.write_bytes(b"".join([*told, told[-1]]))
    with pytest.raises(Wrong, match="van geen casus"):
        check_scores(folder, 1_000)


def flips(data: bytes, count: int) -> Iterator[tuple[int, bytes]]:
    """The bytes with one bit turned, in so many places spread over them."""
    chance = random.Random(6962)  # noqa: S311 - the same places in every run
    for place in sorted({0, len(data) - 1, *(chance.randrange(len(data)) for _ in range(count))}):
        yield place, data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def test_a_turned_bit_in_any_event_is_found_at_its_position(folder: Path) -> None:
    data = (folder / EVENTS).read_bytes()
    for place, other in flips(data, 150):
        (folder / EVENTS).write_bytes(other)
        assert wrong_position(folder) == data[:place].count(b"\n") + 1


@pytest.mark.slow
def test_every_turned_bit_in_every_event_makes_another_leaf_or_no_event(thousand: Exported) -> None:
    turned = 0
    for number, line in enumerate(lines(thousand.folder), start=1):
        right = leaf_hash(leaf(*event_of(line, EVENTS)))
        for place in range(len(line)):
            for bit in range(8):
                other = line[:place] + bytes([line[place] ^ 1 << bit]) + line[place + 1 :]
                try:
                    event = event_of(other, EVENTS)
                    assert (event.position, leaf_hash(leaf(*event))) != (number, right)
                except Wrong:
                    pass
                turned += 1
    assert turned > 1_000_000


def test_a_turned_bit_in_any_other_file_is_found_and_blames_no_event(folder: Path) -> None:
    for name in files(folder):
        if name == EVENTS:
            continue
        data = (folder / name).read_bytes()
        for _, other in flips(data, 8):
            (folder / name).write_bytes(other)
            with pytest.raises(Wrong) as wrong:
                check_folder(folder)
            assert wrong.value.position is None, name
        (folder / name).write_bytes(data)
    check_folder(folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["checkpoint", "key", "manifest", "hashes"])
def test_every_turned_byte_of_a_file_that_proves_is_found(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    for place in range(0, len(data), 1 if len(data) < 4_000 else 16):
        (folder / name).write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        with pytest.raises(Wrong):
            check_folder(folder)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (500, 501), (3, 998), (999, 1_000)])
def test_swapped_events_are_found_at_the_first(folder: Path, one: int, other: int) -> None:
    events = lines(folder)
    events[one - 1], events[other - 1] = events[other - 1], events[one - 1]
    write(folder, events)
    assert wrong_position(folder) == one


@pytest.mark.parametrize("position", [1, 2, 600, 999, 1_000])
def test_a_removed_event_is_found(folder: Path, position: int) -> None:
    events = lines(folder)
    del events[position - 1]
    write(folder, events)
    assert wrong_position(folder) == position


@pytest.mark.parametrize("position", [1, 2, 600, 999])
def test_a_removed_event_is_found_when_the_others_are_numbered_again(folder: Path, position: int) -> None:
    events = [event_of(line, EVENTS) for line in lines(folder)]
    rest = [event._replace(position=event.position - 1) for event in events[position:]]
    write(folder, [line_of(event) for event in (*events[: position - 1], *rest)])
    assert wrong_position(folder) == position


@pytest.mark.parametrize("left", [0, 1, 400, 999])
def test_a_log_cut_short_is_found(folder: Path, left: int) -> None:
    write(folder, lines(folder)[:left])
    assert wrong_position(folder) == left + 1


def test_a_line_cut_short_is_found(folder: Path) -> None:
    data = (folder / EVENTS).read_bytes()
    (folder / EVENTS).write_bytes(data[:-1])
    assert wrong_position(folder) == 1_000


def test_an_event_too_many_is_found(folder: Path) -> None:
    events = lines(folder)
    write(folder, [*events, line_of(event_of(events[-1], EVENTS)._replace(position=1_001))])
    assert wrong_position(folder) == 1_001


@pytest.mark.parametrize(
    "changed",
    [
        lambda event: event._replace(type=event.type + "x"),
        lambda event: event._replace(tags="[]"),
        lambda event: event._replace(data=event.data + b"x"),
    ],
)
def test_another_type_tag_or_content_is_found(
    folder: Path, changed: Callable[[StoredEvent], StoredEvent]
) -> None:
    events = lines(folder)
    events[499] = line_of(changed(event_of(events[499], EVENTS)))
    write(folder, events)
    assert wrong_position(folder) == 500


def test_an_event_changed_together_with_its_hash_is_found(folder: Path) -> None:
    events = lines(folder)
    changed = event_of(events[499], EVENTS)._replace(data=b"anders")
    events[499] = line_of(changed)
    write(folder, events)
    hashes = (folder / "hashes").read_bytes()
    own = leaf_hash(leaf(*changed))
    (folder / "hashes").write_bytes(hashes[: 499 * HASH_BYTES] + own + hashes[500 * HASH_BYTES :])
    with pytest.raises(Wrong, match="Ook de hashes zijn niet die van het controlepunt"):
        check_folder(folder, LOG.key)


def test_another_key_signs_nothing_away(folder: Path) -> None:
    (folder / "manifest").write_bytes(str(PARTNER.sign(manifest_text(LOG.key.name, folder))).encode())
    with pytest.raises(Wrong, match="handtekening"):
        check_folder(folder, LOG.key)
    with pytest.raises(Wrong, match="handtekening"):
        check_folder(folder, PARTNER.key)


def test_a_witness_that_should_have_signed_is_missed(folder: Path) -> None:
    with pytest.raises(Wrong, match="partner/getuige ontbreekt"):
        check_folder(folder, LOG.key, [PARTNER.witness_key])
    note = LOG.sign((folder / "checkpoint").read_text().partition("\n\n")[0] + "\n")
    cosigned = Note(note.text, (*note.signatures, PARTNER.cosign(note, NOW)))
    (folder / "checkpoint").write_bytes(str(cosigned).encode())
    (folder / "manifest").write_bytes(str(LOG.sign(manifest_text(LOG.key.name, folder))).encode())
    assert check_folder(folder, LOG.key, [PARTNER.witness_key]).events == 1_000


def remove(folder: Path, name: str) -> None:
    (folder / name).unlink()


def put_beside(folder: Path, name: str) -> None:
    (folder / f"{name}.nog-een").write_bytes(b"")


def make_folder(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()


def empty(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")


@pytest.mark.parametrize("spoil", [remove, put_beside, make_folder, empty])
def test_a_file_missing_added_or_of_another_kind_is_found(
    folder: Path, spoil: Callable[[Path, str], None]
) -> None:
    for number, name in enumerate(files(folder)):
        other = folder.with_name(f"copy-{number}")
        shutil.copytree(folder, other)
        spoil(other, name)
        with pytest.raises(Wrong):
            check_folder(other)


def test_no_folder_is_no_right_folder(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "niets"):
        with pytest.raises(Wrong, match="ontbreekt of kan niet worden gelezen"):
            check_folder(place)


def test_a_part_has_a_proof_for_each_event(tmp_path: Path) -> None:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        fill(recorder, 300)
        log = Kept(tmp_path, recorder)
        log.sealed.sign(NOW)
        write_folder(tmp_path / "part", log.sealed, [7, 200, 300])
        add(recorder, 20)
        log.sealed.sign(NOW)
        write_folder(tmp_path / "later", log.sealed, [200])
    part = tmp_path / "part"
    report = check_folder(part, LOG.key)
    assert (report.events, report.whole) == (3, False)
    events = lines(part)
    write(part, [events[1], events[0], events[2]])
    assert wrong_position(part) == 7
    write(part, [events[0], events[1].replace(b'"data":"', b'"data":"AAAA'), events[2]])
    assert wrong_position(part) == 200
    write(part, [events[0], b"{}\n", events[2]])
    with pytest.raises(Wrong, match=r"events\.jsonl regel 2"):
        check_folder(part, LOG.key)
    write(part, events)
    for name in ("proofs/7.tlog-proof", "proofs/300.tlog-proof"):
        proof = (part / name).read_bytes()
        for _, other in flips(proof, 60):
            (part / name).write_bytes(other)
            with pytest.raises(Wrong):
                check_folder(part, LOG.key)
        (part / name).write_bytes(proof)
    shutil.copyfile(tmp_path / "later" / "proofs" / "200.tlog-proof", part / "proofs" / "200.tlog-proof")
    with pytest.raises(Wrong, match="ander controlepunt"):
        check_folder(part, LOG.key)


def test_nothing_is_written_over(thousand: Exported, tmp_path: Path) -> None:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        add(recorder, 3)
        log = Kept(tmp_path, recorder)
        log.sealed.sign(NOW)
        with pytest.raises(WrongFile, match="hier staat al iets"):
            write_folder(thousand.folder, log.sealed, [1])
        with pytest.raises(WrongFile):
            write_folder(tmp_path / "niet" / "hier", log.sealed, [1])
    assert check_folder(thousand.folder, LOG.key).events == 1_000
