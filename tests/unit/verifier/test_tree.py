"""The tree of RFC 6962 and RFC 9162: public vectors, every proof of small trees, another implementation."""

import random
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from eventlog.merkle.tree import Tree
from verifier.tree import EMPTY, Growing, extends, includes, leaf_hash, node_hash, root_of

CT_LEAVES = tuple(
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
CT_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The vectors that implementations of Certificate Transparency share."""
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
CT_INCLUSION = {
    (0, 1): (),
    (0, 8): (A, B, C),
    (5, 8): (D, E, CT_ROOTS[3]),
    (2, 3): (CT_ROOTS[1],),
    (1, 5): (CT_ROOTS[0], B, D),
}
CT_CONSISTENCY = {
    (1, 1): (),
    (1, 8): (A, B, C),
    (6, 8): (F, E, CT_ROOTS[3]),
    (2, 5): (B, D),
}
MOST = 256


class InMemory:
    """Nodes of a small tree, each computed from its leaves when asked."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.hashes = [leaf_hash(leaf) for leaf in leaves]
        self._found: dict[tuple[int, int], bytes] = {}

    def node(self, height: int, number: int) -> bytes:
        if not height:
            return self.hashes[number]
        if (height, number) not in self._found:
            below = self.node(height - 1, number * 2), self.node(height - 1, number * 2 + 1)
            self._found[height, number] = node_hash(*below)
        return self._found[height, number]


def hashes(words: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(word) for word in words)


@pytest.fixture(scope="module")
def nodes() -> InMemory:
    return InMemory([b"leaf %d" % number for number in range(MOST)])


def test_roots_are_those_of_the_public_vectors() -> None:
    tree = Growing()
    assert tree.root() == EMPTY == sha256(b"").digest()
    for leaf, root in zip(CT_LEAVES, CT_ROOTS, strict=True):
        tree.append(leaf_hash(leaf))
        assert tree.root().hex() == root


@pytest.mark.parametrize(("index", "size"), CT_INCLUSION)
def test_inclusion_proofs_are_those_of_the_public_vectors(index: int, size: int) -> None:
    path = Tree(InMemory(list(CT_LEAVES))).inclusion(index, size)
    assert path == hashes(CT_INCLUSION[index, size])
    assert includes(leaf_hash(CT_LEAVES[index]), index, size, bytes.fromhex(CT_ROOTS[size - 1]), path)


@pytest.mark.parametrize(("old", "new"), CT_CONSISTENCY)
def test_consistency_proofs_are_those_of_the_public_vectors(old: int, new: int) -> None:
    path = Tree(InMemory(list(CT_LEAVES))).consistency(old, new)
    assert path == hashes(CT_CONSISTENCY[old, new])
    before, after = hashes((CT_ROOTS[old - 1], CT_ROOTS[new - 1]))
    assert extends(old, new, before, after, path)


def test_every_inclusion_proof_of_every_tree_to_256_leaves_holds(nodes: InMemory) -> None:
    tree = Tree(nodes)
    proven = 0
    for size in range(1, MOST + 1):
        root = root_of(nodes.hashes[:size])
        assert tree.root(size) == root
        for index in range(size):
            assert includes(nodes.hashes[index], index, size, root, tree.inclusion(index, size))
            proven += 1
    assert proven == 32_896


def test_every_consistency_proof_of_every_tree_to_256_leaves_holds(nodes: InMemory) -> None:
    tree = Tree(nodes)
    roots = [tree.root(size) for size in range(MOST + 1)]
    for new in range(MOST + 1):
        for old in range(new + 1):
            assert extends(old, new, roots[old], roots[new], tree.consistency(old, new))


def altered(path: tuple[bytes, ...], chance: random.Random) -> tuple[bytes, ...]:
    """Another path: a bit turned, a hash left out, added, doubled or moved."""
    steps = list(path)
    match chance.randrange(5 if len(set(steps)) > 1 else 2):
        case 0:
            steps.insert(chance.randrange(len(steps) + 1), chance.randbytes(32))
        case 1 if steps:
            at = chance.randrange(len(steps))
            wrong = bytearray(steps[at])
            wrong[chance.randrange(32)] ^= 1 << chance.randrange(8)
            steps[at] = bytes(wrong)
        case 2:
            del steps[chance.randrange(len(steps))]
        case 3:
            at = chance.randrange(len(steps))
            steps.insert(at, steps[at])
        case 4:
            at = chance.choice([at for at, (one, other) in enumerate(pairwise(steps)) if one != other])
            steps[at], steps[at + 1] = steps[at + 1], steps[at]
        case _:
            steps.append(EMPTY)
    return tuple(steps)


def wrong_inclusions(nodes: InMemory, chance: random.Random) -> Iterator[bool]:
    tree = Tree(nodes)
    while True:
        size = chance.randrange(1, MOST + 1)
        index = chance.randrange(size)
        leaf, root, path = nodes.hashes[index], tree.root(size), tree.inclusion(index, size)
        other = nodes.hashes[(index + 1 + chance.randrange(MOST - 1)) % MOST]
        elsewhere = (index + 1 + chance.randrange(size)) % (size + 1)
        yield includes(leaf, index, size, root, altered(path, chance))
        yield includes(other, index, size, root, path)
        yield elsewhere != index and includes(leaf, elsewhere, size, root, path)
        yield includes(leaf, index, size, tree.root(size % MOST + 1), path)


def wrong_consistencies(nodes: InMemory, chance: random.Random) -> Iterator[bool]:
    tree = Tree(nodes)
    while True:
        new = chance.randrange(2, MOST + 1)
        old = chance.randrange(1, new)
        before, after, path = tree.root(old), tree.root(new), tree.consistency(old, new)
        yield extends(old, new, before, after, altered(path, chance))
        yield extends(old, new, tree.root(old - 1), after, path)
        yield extends(old, new, before, tree.root(new % MOST + 1), path)
        yield extends(new, old, after, before, path)


@pytest.mark.parametrize("wrong", [wrong_inclusions, wrong_consistencies])
def test_no_altered_proof_is_taken(
    nodes: InMemory, wrong: Callable[[InMemory, random.Random], Iterator[bool]]
) -> None:
    tries = wrong(nodes, random.Random(9162))  # noqa: S311 - the same alterations in every run
    assert not any(next(tries) for _ in range(50_000))


def test_no_index_or_size_outside_the_tree_is_taken(nodes: InMemory) -> None:
    leaf = nodes.hashes[0]
    assert not includes(leaf, 0, 0, EMPTY, ())
    assert not includes(leaf, 1, 1, leaf, ())
    assert not includes(leaf, -1, 1, leaf, ())
    assert not extends(2, 1, leaf, leaf, ())
    assert not extends(-1, 1, leaf, leaf, ())
    assert not extends(3, 5, leaf, leaf, ())
    assert not extends(0, 1, leaf, leaf, ())
    assert not extends(1, 1, leaf, EMPTY, ())
    assert not extends(0, 0, leaf, EMPTY, ())


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_another_implementation_makes_the_same_roots_and_paths(
    leaves: list[bytes], data: st.DataObject
) -> None:
    theirs = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        theirs.append_entry(leaf)
    ours = Tree(InMemory(leaves))
    size = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, size))
    assert ours.root(size) == theirs.get_root(size)
    there = theirs.prove_inclusion(old, size)
    assert (leaf_hash(leaves[old - 1]), *ours.inclusion(old - 1, size)) == tuple(there.path)
    assert extends(old, size, theirs.get_root(old), theirs.get_root(size), ours.consistency(old, size))
