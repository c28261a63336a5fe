"""Is a log still what was signed? All of it, read and hashed again; the first wrong position by its number.

Trusts signatures only: what is kept of hashes is believed when a signed root says so, and then tells which
position it is. Whatever a database holds, the answer is a position and a reason.
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from eventlog.answering import Scanned
from eventlog.faults import LogFault
from eventlog.log import PAGE, Recorder
from eventlog.merkle.hashes import Hashes
from eventlog.merkle.hashing import Progress, hashes_of, silent
from eventlog.merkle.proving import Proving
from eventlog.merkle.tree import Tree
from verifier.checkpoints import Checkpoint
from verifier.faults import Wrong, wrong_event
from verifier.tree import EMPTY, Growing, includes

CHANGED = "dit is niet meer wat er stond toen het controlepunt werd ondertekend."
MISFILED = "deze gebeurtenis is er, maar is niet te vinden onder precies haar eigen labels."
UNREADABLE = "hier kan niet worden gelezen wat er staat."


class Whole(NamedTuple):
    """A log that is what was signed: how far it goes, how far that is signed, and the root over all of it."""

    head: int
    signed: int
    root: bytes


def knows(hashes: Hashes, point: Checkpoint) -> bool:
    """Whether what is kept of hashes is what a checkpoint was signed over."""
    return hashes.size >= point.size and Tree(hashes).root(point.size) == point.root


def check_log(
    recorder: Recorder, hashes: Hashes, points: Sequence[Checkpoint], progress: Progress = silent
) -> Whole:
    """See that the log has every root that these checkpoints say, and that every event is found by its tags.

    Raises:
        Wrong: naming the first wrong position; without kept hashes the stretch that it is in.
    """
    rising = sorted(set(points), key=lambda point: point.size)
    known = [point.size for point in rising if knows(hashes, point)]
    signed = rising[-1].size if rising else 0
    tree, roots = Growing(), {0: EMPTY}
    sizes = {point.size for point in rising}
    for page in pages(recorder):
        start = tree.size
        _compare(hashes, start, page[: max(0, max(known, default=0) - start)])
        for leaf in page:
            tree.append(leaf)
            if tree.size in sizes:
                roots[tree.size] = tree.root()
        progress(tree.size, max(signed, tree.size))
    _require_roots(rising, roots, tree.size)
    misfiled = recorder.misfiled()
    if misfiled is not None:
        raise wrong_event(misfiled, MISFILED)
    return Whole(tree.size, signed, tree.root())


def check_events(recorder: Recorder, proving: Proving, positions: Sequence[int]) -> None:
    """See that what stands at some positions is what was signed.

    Raises:
        Wrong: naming the first that is not.
    """
    point = proving.signed.checkpoint
    for position in positions:
        if position > point.size:
            raise wrong_event(position, f"dit is nog niet ondertekend: dat is er tot en met {point.size}.")
        found = _page(recorder, position - 1, 1)
        path = proving.inclusion(position).path
        if not found or not includes(found[0], position - 1, point.size, point.root, path):
            raise wrong_event(position, CHANGED)


def pages(recorder: Recorder) -> Iterator[list[bytes]]:
    """The hashes of all events, page by page.

    Raises:
        Wrong: naming the position that cannot be read.
    """
    after = 0
    while found := _page(recorder, after, PAGE):
        yield found
        after += len(found)


def _page(recorder: Recorder, after: int, limit: int) -> list[bytes]:
    """At most `limit` hashes behind a position; where a page cannot be read, those before what is wrong."""
    try:
        return _numbered(recorder.scan(after, limit), after)
    except (LogFault, TypeError, ValueError, AttributeError, struct.error) as fault:
        if limit > 1:
            return _page(recorder, after, limit // 2)
        raise wrong_event(after + 1, UNREADABLE) from fault


def _numbered(events: Sequence[Scanned], after: int) -> list[bytes]:
    if any(event[0] != place for place, event in enumerate(events, start=after + 1)):
        raise ValueError
    return hashes_of(events)


def _compare(hashes: Hashes, start: int, leaves: Sequence[bytes]) -> None:
    """Raises Wrong at the first leaf that is not the one that was kept."""
    if hashes.leaves(start, len(leaves)) == b"".join(leaves):
        return
    for place, leaf in enumerate(leaves, start=start):
        if hashes.leaves(place, 1) != leaf:
            raise wrong_event(place + 1, CHANGED)


def _require_roots(points: Sequence[Checkpoint], roots: dict[int, bytes], head: int) -> None:
    first = Checkpoint("", 0, EMPTY)
    for before, point in pairwise((first, *points)):
        if point.size > head:
            raise wrong_event(
                head + 1,
                f"dit ontbreekt: het logboek eindigt op {head}, en tot en met {point.size} is ondertekend.",
            )
        if roots[point.size] != point.root:
            stretch = f"positie {before.size + 1} tot en met {point.size}"
            raise Wrong(stretch, f"hier is iets veranderd. {CHANGED.capitalize()}", before.size + 1)
