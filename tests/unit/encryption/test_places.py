"""A text opens where it was written and nowhere else, and not without the key of any whom it is about."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from msgspec import structs

from domain.acquaintances import AcquaintanceNamed
from domain.cases.events import IdentityRecorded
from domain.client import ClientFollowed
from domain.commands import Context
from domain.events import Event
from domain.registry import EVENTS
from domain.signals.events import SignalRecorded, SignalWordsFollowed, Words
from domain.subjects import around, client_of, file_of
from domain.words import ERASED, CaseId, OrganisationId, PersonId, SignalId
from eventlog.codec import drafts
from eventlog.encryption.events import Encryption, KeyMissing, Moved, Stored
from eventlog.encryption.personal import texts
from eventlog.encryption.texts import is_encrypted
from tests.unit.encryption.held import LOG, Held, stored
from tests.unit.golden.golden import example

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CASE, OTHER = CaseId("c-1"), CaseId("c-2")
SAID = "Er lagen condooms op de kamer."
SIGNAL = SignalRecorded(
    CASE,
    SignalId("s-1"),
    "SX03",
    "bevestigt",
    "feit",
    "eigen_waarneming",
    "bron-1",
    OrganisationId("instelling-1"),
    date(2026, 3, 1),
    text=SAID,
)
IDENTITY = IdentityRecorded(CASE, "Roos", "2009-01-02", phones=("0612345678", "0698765432"))


def _stored(event: Event, keys: Held, command: str = "opdracht") -> Stored:
    return stored(drafts([event], Context(command, AT, PersonId("noor")))[0], keys)


def _opened(one: Stored, keys: Held, log: str = LOG) -> Event:
    return Encryption(log, keys).opened([one])[0].event


@pytest.mark.parametrize("name", EVENTS)
def test_every_personal_text_of_every_event_is_stored_encrypted_and_read_again(name: str) -> None:
    event, keys = example(EVENTS[name], ""), Held()
    found = _stored(event, keys)
    assert [one.place for one in texts(found.entry.event) if not is_encrypted(one.text)] == []
    assert _opened(found, keys) == event


def test_whom_a_text_is_about_is_known_for_every_event_but_minutes() -> None:
    """What is said about privacy in a meeting is about nobody by name: it has a key of that event alone."""
    nobody = {name for name, kind in EVENTS.items() for one in texts(example(kind, "")) if not one.about}
    assert nobody == {"meeting-held.v1"}


def test_a_text_from_before_there_were_keys_is_read_as_it_stands() -> None:
    event = drafts([SIGNAL], Context("oud", AT, PersonId("noor")))[0]
    found = stored(event, Held())
    plain = found._replace(entry=structs.replace(found.entry, event=SIGNAL))
    assert _opened(plain, Held()) == SIGNAL


def _with(one: Stored, **fields: object) -> Stored:
    return one._replace(entry=structs.replace(one.entry, event=structs.replace(one.entry.event, **fields)))


MOVED: dict[str, Callable[[Stored], Stored]] = {
    "another event": lambda one: one._replace(entry=structs.replace(one.entry, id="opdracht.2")),
    "another type": lambda one: one._replace(name="signal-corrected.v1"),
    "other tags": lambda one: one._replace(tags=["case:c-2", "signal:s-1"]),
    "another person": lambda one: _with(one, case=OTHER),
    "changed": lambda one: _with(one, text=one.entry.event.text[:-4] + "AAA="),  # type: ignore[attr-defined]  # it is a signal
    "cut short": lambda one: _with(one, text=one.entry.event.text[:-3]),  # type: ignore[attr-defined]  # the same
}


@pytest.mark.parametrize("move", MOVED.values(), ids=MOVED)
def test_a_text_does_not_open_elsewhere(move: Callable[[Stored], Stored]) -> None:
    keys = Held()
    found = _stored(SIGNAL, keys)
    keys.of([client_of(OTHER), file_of(OTHER)])
    with pytest.raises(Moved, match="positie 7"):
        _opened(move(found), keys)


def test_a_text_does_not_open_in_another_field_nor_at_another_place_of_a_list() -> None:
    keys = Held()
    found = _stored(IDENTITY, keys)
    name, phones = found.entry.event.name, found.entry.event.phones  # type: ignore[attr-defined]  # an identity
    for moved in (_with(found, born=name), _with(found, phones=phones[::-1])):
        with pytest.raises(Moved):
            _opened(moved, keys)


def test_a_text_does_not_open_in_another_log() -> None:
    keys = Held()
    with pytest.raises(Moved):
        _opened(_stored(SIGNAL, keys), keys, "l-ander")


@pytest.mark.parametrize("gone", [client_of(CASE), file_of(CASE)])
def test_words_in_a_file_are_gone_with_the_client_and_with_the_file(gone: str) -> None:
    keys = Held()
    found = _stored(SIGNAL, keys)
    keys.destroy(gone)
    assert _opened(found, keys) == structs.replace(SIGNAL, text=ERASED)


def test_who_the_client_is_stays_when_the_file_goes() -> None:
    keys = Held()
    identity, signal = _stored(IDENTITY, keys), _stored(SIGNAL, keys)
    keys.destroy(file_of(CASE))
    assert _opened(identity, keys) == IDENTITY
    assert _opened(signal, keys) == structs.replace(SIGNAL, text=ERASED)


@pytest.mark.parametrize("gone", [client_of(CASE), around(CASE)])
def test_a_name_around_the_client_is_gone_with_either(gone: str) -> None:
    keys = Held()
    named = AcquaintanceNamed(CASE, "Mark", "vriend")
    found = _stored(named, keys)
    keys.destroy(gone)
    assert _opened(found, keys) == structs.replace(named, name=ERASED)


@pytest.mark.parametrize(
    "event",
    [
        SignalWordsFollowed(CASE, OTHER, (Words(SignalId("s-1"), SAID),)),
        ClientFollowed(CASE, OTHER, ("a2",), (structs.replace(IDENTITY, case=OTHER),), ("Mark",)),
    ],
)
def test_what_came_along_is_gone_with_the_client_it_came_from(event: Event) -> None:
    keys = Held()
    found = _stored(event, keys)
    keys.destroy(client_of(OTHER))
    assert {one.text for one in texts(_opened(found, keys))} == {ERASED}


def test_what_was_erased_is_written_down_again_as_that_and_makes_no_key() -> None:
    keys = Held()
    found = _stored(structs.replace(SIGNAL, text=ERASED), keys)
    assert keys.keys == {}
    assert _opened(found, keys) == structs.replace(SIGNAL, text=ERASED)


def test_a_key_that_is_gone_and_was_not_destroyed_is_a_fault() -> None:
    keys = Held()
    found = _stored(SIGNAL, keys)
    keys.keys.clear()
    with pytest.raises(KeyMissing, match="positie 7"):
        _opened(found, keys)


def test_the_same_text_twice_is_stored_differently() -> None:
    keys = Held()
    one, other = (_stored(SIGNAL, keys).entry.event for _ in range(2))
    assert one != other
