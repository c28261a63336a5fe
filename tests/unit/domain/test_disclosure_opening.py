"""What a receiver may still read: the highest tier that left, until it is stopped or must be removed."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.agreements.document import Tier
from domain.commands import Refused
from domain.disclosure.events import DisclosureReleased, DisclosureStopped
from domain.disclosure.opening import gave, package_of, part_of, receives, shut, tiers
from domain.disclosure.thread import NOTHING, Thread, ThreadEvent, evolve
from domain.words import DisclosureId, OrganisationId
from tests.unit.domain.sharing import APPROVED, D1, D2, FLOOR, requested
from tests.unit.domain.world import CARLA, HAVEN, MEES, TODAY, UNIT

OFFICE = OrganisationId("zorgcoordinatie")
LAST = TODAY + timedelta(days=365)


def released(
    disclosure: DisclosureId = D1, digest: str = "a1", keep_until: date = LAST
) -> DisclosureReleased:
    return DisclosureReleased(
        *(MEES, disclosure, "avim", UNIT, "veiligheid", "TOESTEMMING", "art. 6", ("signalen",), ()),
        *(digest, "1", CARLA, TODAY, keep_until, TODAY + timedelta(days=14)),
    )


def stopped(disclosure: DisclosureId = D1) -> DisclosureStopped:
    return DisclosureStopped(MEES, disclosure, "besluit", TODAY, tell=True)


def fold(events: Iterable[ThreadEvent]) -> dict[DisclosureId, Thread]:
    threads: dict[DisclosureId, Thread] = {}
    for event in events:
        threads[event.disclosure] = evolve(threads.get(event.disclosure, NOTHING), event)
    return threads


def left(tier: Tier, disclosure: DisclosureId = D1, to: OrganisationId = UNIT) -> tuple[ThreadEvent, ...]:
    return (requested(tier=tier, disclosure=disclosure, organisation=to), APPROVED, released(disclosure))


def read(*events: ThreadEvent, on: date = TODAY) -> dict[OrganisationId, Tier]:
    return tiers(fold(events).values(), on)


def test_nothing_is_read_before_it_left() -> None:
    assert read(requested(), APPROVED) == {}


def test_each_receiver_reads_the_highest_tier_that_it_received() -> None:
    both = (*left(2), *left(3, D2))
    assert read(*both) == {UNIT: 3}
    assert read(*left(3), *left(2, D2)) == {UNIT: 3}
    assert read(*left(2), *left(4, D2, OFFICE)) == {UNIT: 2, OFFICE: 4}


def test_stopping_closes_one_disclosure_and_no_other() -> None:
    assert read(*left(3), stopped()) == {}
    assert read(*left(2), *left(3, D2), stopped(D2)) == {UNIT: 2}
    assert read(*left(3), *left(3, D2, OFFICE), stopped()) == {OFFICE: 3}


def test_what_must_be_removed_is_read_no_more() -> None:
    assert read(*left(3), on=LAST - timedelta(days=1)) == {UNIT: 3}
    assert read(*left(3), on=LAST) == {}


def test_who_asked_and_who_agreed_gave_it() -> None:
    asked = evolve(NOTHING, requested())
    assert gave(NOTHING) == {}
    assert gave(asked) == {CARLA: HAVEN}
    assert gave(evolve(asked, APPROVED)) == {CARLA: HAVEN, FLOOR: HAVEN}
    assert gave(evolve(asked, stopped())) == {CARLA: HAVEN}


def test_a_stopped_disclosure_says_so_and_still_knows_whose_it_was() -> None:
    [thread] = fold([*left(3), stopped()]).values()
    assert (receives(thread), part_of(thread)) == ({UNIT: 3}, "pakket")
    closed = shut(thread, package_of(thread, None), TODAY)
    assert closed is not None
    assert closed.code == "pakket.gestopt"


def test_each_package_has_a_time_of_its_own() -> None:
    early = released(digest="b2", keep_until=TODAY)
    [thread] = fold([requested(), early, released(digest="c3")]).values()
    assert shut(thread, package_of(thread, None), TODAY) is None
    closed = shut(thread, package_of(thread, "b"), TODAY)
    assert closed is not None
    assert closed.code == "pakket.bewaartermijn"
    with pytest.raises(Refused) as refused:
        package_of(thread, "d4")
    assert refused.value.code == "pakket.onbekend"


def test_of_hit_or_no_hit_the_package_is_the_hit() -> None:
    [thread] = fold(left(2)).values()
    assert part_of(thread) == "hit"


@for_all(
    st.lists(st.tuples(st.sampled_from([D1, D2]), st.sampled_from([2, 3, 4]), st.booleans()), max_size=6)
)
def test_nothing_is_read_that_did_not_leave_or_was_stopped_last(
    moves: list[tuple[DisclosureId, Tier, bool]],
) -> None:
    events = [
        one
        for number, tier, stop in moves
        for one in (*left(tier, number), *([stopped(number)] if stop else []))
    ]
    last = {number: (tier, stop) for number, tier, stop in moves}
    open_tiers = [tier for tier, stop in last.values() if not stop]
    assert read(*events) == ({UNIT: max(open_tiers)} if open_tiers else {})
