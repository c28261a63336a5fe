"""The inbox shows so many at once, of the cases near its reader, and leaves nobody's out."""

from engine.reading.shielding import shown
from projections.database import reading
from projections.escalations import (
    count_waiting,
    first_at,
    marks_of_waiting,
    next_waiting,
    waiting_for_people,
)
from tests.integration.web.serving import Served
from web.sessions import Session
from web.visit import Asks, Visit


def test_what_is_near_somebody_holds_all_that_they_may_see(read_only: Served) -> None:
    world, some = read_only.world, 0
    for persona in world.personas:
        visit = Visit(world, Session(persona.person, ""), "test", Asks("codes", ("escalatie",)))
        with reading(world.known.rows) as connection:
            every = waiting_for_people(connection)
            near = next_waiting(connection, visit.near, len(every))
            counted = count_waiting(connection, visit.near)
            marks = marks_of_waiting(connection, visit.near)
        sights = visit.reader.among("escalatie", [one.case for one in every])
        assert shown(near, sights) == shown(every, sights)
        assert (counted.every, counted.near, len(marks)) == (len(every), len(near), len(near))
        some += bool(shown(every, sights)) and len(near) < len(every)
    assert some, "nobody sees a part, so this shows nothing"


def test_the_inbox_goes_on_after_so_many(read_only: Served) -> None:
    browser = read_only.browser("willemijn")
    whole, rest = browser.gets("/escalaties").text, browser.gets("/escalaties?na=3").text
    assert whole.count("data-row") == rest.count("data-row") + 3
    assert 'href="/escalaties?na=0"' in rest
    assert browser.gets("/escalaties?na=-1").status_code == 422


def test_an_agenda_takes_the_first_of_what_waits_at_a_facility_and_counts_all(read_only: Served) -> None:
    with reading(read_only.world.known.rows) as connection:
        every = waiting_for_people(connection, "instelling-2")
        some, total = first_at(connection, "instelling-2", len(every) - 1)
    in_order = sorted(every, key=lambda one: (one.due_at is not None, every.index(one)))
    assert (some, total) == (in_order[:-1], len(every))
