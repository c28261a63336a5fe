"""Implementations of others check ours: notes, cosignatures, proof files, inclusion and consistency.

Wants Go and, once, its module proxy; what is fetched is pinned in `others/go.sum`. With CI=true it is a
failure when that is not there.
"""

import json
import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from eventlog.merkle.kept import kept
from eventlog.merkle.witnessing import accept
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.proof.sealed import LOG, NOW, PARTNER, Kept, add, witness
from verifier.leaf import leaf
from verifier.proofs import Inclusion
from verifier.tree import root_of

SOURCES = Path(__file__).parent / "others"
SIZE = 777


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that checks, built."""
    go = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")
    if go is None:
        missing("Go is not installed")
    built = tmp_path_factory.mktemp("others") / "check"
    done = subprocess.run(  # noqa: S603 - the compiler, on our own file
        [str(go), "build", "-mod=readonly", "-o", str(built), "."],
        cwd=SOURCES,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        missing(f"the modules cannot be had: {done.stderr}")
    return built


def missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def answers(program: Path, questions: list[dict[str, object]]) -> list[str]:
    done = subprocess.run(  # noqa: S603 - what was built above
        [str(program)],
        input="\n".join(json.dumps(one) for one in questions),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.splitlines()


def text(data: bytes) -> str:
    return b64encode(data).decode()


@pytest.mark.slow
def test_others_take_our_proofs_and_refuse_altered_ones(others: Path, tmp_path: Path) -> None:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        add(recorder, SIZE)
        log = Kept(tmp_path, recorder)
        log.sealed.sign(NOW)
        with kept(tmp_path / "checkpoints.sqlite") as points:
            points.trust(PARTNER.witness_key)
        with log.sealed.proving() as proving:
            line = witness(tmp_path).cosign(bytes(proving.extension(0)), NOW)
        with kept(tmp_path / "checkpoints.sqlite") as points:
            accept(points, LOG.key, str(line).encode())
        with log.sealed.proving() as proving:
            events = recorder.scan(0, SIZE)
            hashes = [proving.hashes.leaves(number, 1) for number in range(SIZE)]
            right = [
                question(proving.inclusion(one), events[one - 1], one, hashes, proving.extension(one).path)
                for one in range(1, SIZE)
            ]
    assert answers(others, right) == ["OK"] * (SIZE - 1)
    wrong = [
        one | {"Leaf": right[number - 1]["Leaf"], "OldRoot": right[number - 1]["OldRoot"]}
        for number, one in enumerate(right)
    ]
    assert not any(answer == "OK" for answer in answers(others, wrong))


def question(
    proof: Inclusion,
    event: tuple[int, str, bytes, str],
    old: int,
    hashes: list[bytes],
    path: tuple[bytes, ...],
) -> dict[str, object]:
    """What the program is asked about one event and one earlier size."""
    position, name, data, tags = event
    return {
        "Key": str(LOG.key),
        "Witness": str(PARTNER.witness_key),
        "Proof": text(bytes(proof)),
        "Leaf": text(leaf(position, name, tags, data)),
        "Old": old,
        "OldRoot": text(root_of(hashes[:old])),
        "Consistency": [text(one) for one in path],
    }
