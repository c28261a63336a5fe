"""The relay copies the log in its order, whole, and goes on where it was."""

from pathlib import Path
from threading import Event, Thread

import msgspec
import pytest

from domain.cases.commands import CloseCase
from domain.erasure.erasing import EraseSubject
from domain.words import CaseId, PersonId
from engine.embedded import Embedded
from projections.database import open_rows
from projections.parts import Part
from streams.faults import Superseded, WrongTopic
from streams.messages import Received
from streams.relay import relaying
from streams.topics import administration
from tests.integration.engine.world import World
from tests.integration.streams.conftest import PARTS
from tests.integration.streams.copying import Place, between, copied, events, messages
from tests.servers.parent import waited

STRONG = ("SX03", "GW01", "RL01", "SX01", "SX04")


def cases(world: World, *names: str) -> None:
    for name in names:
        world.signal(world.case(name), "VM01")


def raised(world: World, case: CaseId, folder: Path) -> None:
    """A case whose signals are enough for an alert, and an engine that raised it."""
    for indicator in STRONG:
        world.signal(case, indicator, f"bron-{indicator}")
    rows = open_rows(folder / "rows.sqlite")
    try:
        Embedded(rows, world.log, world.clock).catch_up()
    finally:
        rows.dispose()


def contiguous(some: list[Received]) -> bool:
    """Each says that it follows the one before."""
    positions = [0, *(one.entry.position for one in some)]
    return [one.previous for one in some] == positions[:-1]


def test_each_partition_has_the_events_of_its_cases_and_those_of_no_case_in_the_order_of_the_log(
    world: World, place: Place
) -> None:
    cases(world, "anna", "bo", "cleo", "dina", "esra", "fay")
    copied(place, world.log)
    log = [entry for page in world.log.pages() for entry in page]
    for part, some in events(place, world.log).items():
        mine = Part(part, PARTS)
        assert [one.entry for one in some] == [entry for entry in log if mine.takes(entry.event)]
        assert contiguous(some)


def test_every_partition_hears_that_somebody_was_erased(world: World, place: Place) -> None:
    cases(world, "anna", "bo")
    case = CaseId("c-anna")
    world.do(CloseCase(case, world.today, world.today, "vertrokken"))
    keeper, officer = PersonId("noor"), PersonId("frits")
    world.do(EraseSubject((case,), "persoon", "verzoek", keeper, officer, world.today, {}), keeper)
    copied(place, world.log)
    found = events(place, world.log)
    assert [some[-1].entry.position for some in found.values()] == [world.log.head()] * PARTS
    assert all(contiguous(some) for some in found.values())


def test_the_value_is_what_the_log_keeps_and_the_headers_are_cloudevents(world: World, place: Place) -> None:
    cases(world, "anna")
    copied(place, world.log)
    stored = {position: (name, data) for position, name, data, _ in world.log.recorder.scan(0, 10_000)}
    for some in messages(place.kafka, place.topics.events).values():
        for message in some:
            told = dict(message.headers)
            name, data = stored[int(told["ce_sequence"])]
            assert message.value == data
            assert told["ce_type"] == f"nl.opplussen.{name}".encode()
            assert told["ce_specversion"] == b"1.0"
            assert told["ce_source"] == b"urn:test"
            assert told["content-type"] == b"application/msgpack"
            assert told.get("ce_subject") == message.key


def test_a_second_relay_goes_on_where_the_first_was(world: World, place: Place) -> None:
    cases(world, "anna")
    copied(place, world.log)
    cases(world, "bo")
    copied(place, world.log)
    assert all(contiguous(some) for some in events(place, world.log).values())


def test_what_was_sent_and_not_marked_comes_twice_and_nothing_is_missing(world: World, place: Place) -> None:
    cases(world, "anna", "bo", "cleo")
    with relaying(between(place, world.log), Event()) as relay:
        before = relay.mark
        assert relay.step()
        relay.mark = before  # as after a crash between the confirmation and the mark
        assert relay.step()
    for part, some in events(place, world.log).items():
        once = some[: len(some) // 2]
        assert contiguous(once), part
        assert some == [*once, *once]


def test_a_relay_that_comes_back_after_another_began_stops(world: World, place: Place) -> None:
    both = between(place, world.log)
    with relaying(both, Event()) as old, relaying(both, Event()) as new:
        cases(world, "anna")
        with pytest.raises(Superseded):
            old.step()
        assert new.step()


def test_a_topic_that_was_made_anew_is_refused_until_it_is_filled_again(world: World, place: Place) -> None:
    copied(place, world.log)
    with administration(place.kafka) as there:
        there.remove(place.topics.events)
        waited(lambda: there.identity(place.topics.events) is None, 60)
    with pytest.raises(WrongTopic, match="republish"):
        copied(place, world.log)


def test_a_topic_with_other_partitions_or_another_retention_is_refused_with_the_reason(
    world: World, place: Place
) -> None:
    copied(place, world.log)
    more = Place(place.kafka, place.postgres, msgspec.structs.replace(place.topics, parts=PARTS + 1))
    with pytest.raises(WrongTopic, match=f"heeft {PARTS} partities, en moet er {PARTS + 1} hebben"):
        copied(more, world.log)


def test_an_alert_goes_out_as_a_cloudevent_without_anything_of_the_client(
    world: World, place: Place, tmp_path: Path
) -> None:
    case = world.case("anna")
    raised(world, case, tmp_path)
    copied(place, world.log)
    sent = messages(place.kafka, place.topics.alerts)[0][0]
    found = msgspec.json.decode(sent.value)
    assert dict(sent.headers) == {"content-type": b"application/cloudevents+json; charset=UTF-8"}
    assert sent.key == case.encode()
    assert found["type"] == "nl.opplussen.escalation-raised.v1"
    assert set(found["data"]) == {
        "case",
        "level",
        "opened",
        "facility",
        "responsible",
        "stage",
        "due_at",
        "score",
    }
    assert b"anna" not in sent.value.replace(case.encode(), b"")


def test_a_relay_copies_what_comes_in_until_it_is_told_to_stop(world: World, place: Place) -> None:
    stop = Event()
    with relaying(between(place, world.log), stop) as relay:
        thread = Thread(target=relay.run, args=(stop,))
        thread.start()
        cases(world, "anna", "bo")
        head = world.log.head()
        waited(lambda: relay.lag().through >= head, 60)
        stop.set()
        thread.join(5)
        assert not thread.is_alive()
        assert relay.lag().events == 0
