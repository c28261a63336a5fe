"""Leaves, keys, notes, checkpoints and proofs: written one way, and nothing else is read."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventlog.merkle.signing import Signer
from verifier.checkpoints import Checkpoint, open_checkpoint, read_checkpoint
from verifier.faults import Wrong
from verifier.leaf import StoredEvent, event_of, leaf, line_of
from verifier.notes import COSIGNS, SIGNS, Note, read_key, read_note, signed_at
from verifier.proofs import Extension, Inclusion, read_extension, read_inclusion
from verifier.tree import leaf_hash

# The two notes are examples of the C2SP specifications, with the keys that signed them.
PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBw"
    "JnAM=\n"
)
LOG = Signer("opplussen/l-test", bytes(range(32)))
WITNESS = Signer("partner/w", bytes(range(1, 33)))
ROOT = "2Q0P5jSR+TdkwdXWyx+GbBWX0KZbNZkWzCjyTPSozsw="
POINT = Checkpoint("opplussen/l-test", 7, leaf_hash(b"seven"))


def cosigned() -> bytes:
    note = LOG.sign(POINT.text)
    return str(Note(note.text, (*note.signatures, WITNESS.cosign(note, 1_790_000_000)))).encode()


def checked_inclusion(data: bytes) -> Inclusion:
    found = read_inclusion(data, "bewijs")
    open_checkpoint(found.checkpoint, LOG.key, [WITNESS.witness_key])
    if (found.leaf, found.path) != (6, (POINT.root,) * 3):
        raise Wrong("bewijs", "dit bewijst iets anders.")
    return found


def checked_extension(data: bytes) -> Extension:
    found = read_extension(data, "vraag")
    open_checkpoint(found.checkpoint, LOG.key, [WITNESS.witness_key])
    if (found.old, found.path) != (6, (POINT.root,) * 3):
        raise Wrong("vraag", "dit bewijst iets anders.")
    return found


def test_a_leaf_is_written_down_exactly() -> None:
    assert leaf(258, "day-began.v1", '["day:é"]', b"\x01\x02") == (
        b"\x01\x00\x00\x00\x00\x00\x00\x01\x02"
        b"\x00\x00\x00\x0cday-began.v1"
        b'\x00\x00\x00\x0a["day:\xc3\xa9"]'
        b"\x01\x02"
    )


@given(st.integers(1, 2**63), st.text(), st.text(), st.binary())
def test_an_event_is_read_back_from_its_line(position: int, kind: str, tags: str, data: bytes) -> None:
    try:
        event = StoredEvent(position, kind, tags, data)
        line = line_of(event)
    except UnicodeEncodeError:
        return
    assert event_of(line, "regel 1") == event
    assert line.count(b"\n") == 1


def test_the_public_example_of_a_note_is_read_and_its_signature_holds() -> None:
    key = read_key(PETER_KEY)
    note = read_note(PETER.encode(), "voorbeeld")
    assert signed_at(note, key, "voorbeeld") == 0
    assert str(key) == PETER_KEY
    assert str(note) == PETER


def test_a_key_says_its_kind_and_goes_there_and_back() -> None:
    assert (LOG.key.kind, WITNESS.witness_key.kind) == (SIGNS, COSIGNS)
    for key in (LOG.key, WITNESS.witness_key):
        assert read_key(str(key)) == key


def test_a_checkpoint_is_three_lines() -> None:
    assert POINT.text == f"opplussen/l-test\n7\n{ROOT}\n"
    assert read_checkpoint(POINT.text, "controlepunt") == POINT


def test_a_checkpoint_opens_for_whom_the_keys_are_given() -> None:
    assert open_checkpoint(cosigned(), LOG.key, [WITNESS.witness_key]) == POINT


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "geen controlepunt"),
        (f"a\n07\n{ROOT}\n", "getal"),
        (f"a\n-1\n{ROOT}\n", "getal"),
        ("a\n7\nSbAmoYKlPAQQ\n", "32 bytes"),
        ("a\n7\nSbAm*\n", "base64"),
        (POINT.text + "meer\n", "geen controlepunt"),
    ],
)
def test_no_other_text_is_a_checkpoint(text: str, reason: str) -> None:
    with pytest.raises(Wrong, match=reason):
        read_checkpoint(text, "controlepunt")


def test_a_checkpoint_of_somebody_else_does_not_open() -> None:
    other = Signer("opplussen/l-other", bytes(32))
    with pytest.raises(Wrong, match="ontbreekt"):
        open_checkpoint(cosigned(), other.key)
    with pytest.raises(Wrong, match="ontbreekt"):
        open_checkpoint(cosigned(), LOG.key, [other.witness_key])
    with pytest.raises(Wrong, match="dit is van opplussen/l-test"):
        open_checkpoint(str(other.sign(POINT.text)).encode(), other.key)


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        (cosigned, lambda data: open_checkpoint(data, LOG.key, [WITNESS.witness_key])),
        (lambda: str(LOG.key).encode(), lambda data: read_key(data.decode())),
        (lambda: bytes(Inclusion(6, (POINT.root,) * 3, cosigned())), checked_inclusion),
        (lambda: bytes(Extension(6, (POINT.root,) * 3, cosigned())), checked_extension),
    ],
)
def test_no_byte_of_it_can_be_another(
    written: Callable[[], bytes], opened: Callable[[bytes], object]
) -> None:
    data = written()
    assert opened(data) is not None
    for place in range(len(data)):
        other = bytearray(data)
        other[place] ^= 1 << place % 8
        with pytest.raises((Wrong, UnicodeDecodeError)):
            opened(bytes(other))


@given(st.binary(max_size=300))
def test_whatever_the_bytes_they_are_read_or_refused(data: bytes) -> None:
    for reading in (read_note, read_inclusion, read_extension, event_of):
        with pytest.raises(Wrong):
            reading(data, "bestand")


@pytest.mark.parametrize(
    "data",
    [
        b"c2sp.org/tlog-proof@v1\n\n",
        b"c2sp.org/tlog-proof@v2\nindex 1\n\n",
        b"c2sp.org/tlog-proof@v1\nindex 01\n\n",
        b"c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n",
        f"c2sp.org/tlog-proof@v1\nindex 1\n{(ROOT + chr(10)) * 64}\n".encode(),
        b"a" * 70_000,
    ],
)
def test_no_other_file_is_a_proof(data: bytes) -> None:
    with pytest.raises(Wrong):
        read_inclusion(data, "bewijs")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"tekst\n\n", "geen ondertekende tekst"),
        (b"tekst\n\n\x07\n", "geen ondertekende tekst"),
        (b"\xff\n\n", "UTF-8"),
        (b"a" * 70_000, "te groot"),
        ("tekst\n\n— naam AAAA AAAA\n".encode(), "base64"),
        (b"tekst\n\n- naam AAAAAAAA\n", "geen ondertekende tekst"),
    ],
)
def test_no_other_text_is_a_note(data: bytes, reason: str) -> None:
    with pytest.raises(Wrong, match=reason):
        read_note(data, "briefje")


def test_who_signs_twice_does_not_sign() -> None:
    note = LOG.sign(POINT.text)
    with pytest.raises(Wrong, match="meer dan een keer"):
        signed_at(Note(note.text, note.signatures * 2), LOG.key, "controlepunt")
