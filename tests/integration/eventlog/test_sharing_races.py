"""What forbids a release comes in while it is decided: there is never a release after it in the log.

Each race is tried a thousand times with real threads that start together, on real files, a hundred a log, and
fifty times on a server.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from typing import Any, NamedTuple

import pytest
from eventsourcing.dcb.api import DCBAppendCondition
from msgspec import structs

from domain.appointing import AppointPerson, AppointSubstitute, EndAppointment
from domain.appointments import AppointmentEnded, PersonAppointed, SubstituteAppointed, roles_of
from domain.calendar import DayBegan, LogOpened
from domain.commands import Command, Context, Refused, about
from domain.consent.changing import WithdrawConsent
from domain.consent.events import ConsentWithdrawn, Giver
from domain.convenant import EndConvenant, SignConvenant
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.events import (
    ClientInformed,
    ConflictOfDutiesWeighed,
    DiscloserTold,
    DisclosureApproved,
    DisclosureReleased,
    DisclosureRequested,
    References,
)
from domain.disclosure.needs import POINTS
from domain.disclosure.releasing import ReleaseDisclosure
from domain.events import Event
from domain.partners import ConvenantEnded
from domain.words import CaseId, DisclosureId, PersonId
from eventlog.codec import Entry, encode
from eventlog.execute import execute
from eventlog.log import Log, query_of
from tests.servers.stores import Files, Store
from tests.unit.domain.sharing import CASE, CONSENT, FLOOR, NOW, WORLD
from tests.unit.domain.world import ANNA, CARLA, DIRK, HAVEN, MEES, TODAY, UNIT

RACES = 1_000
ON_A_SERVER = 50
A_LOG = 100
"""Races in one log, so that reading what the partners did does not become the test."""
LIMIT_S = 30.0
NUMBERS = count()
"""Every command of every race has an id of its own."""


class Race(NamedTuple):
    """One case with a thread ready to be released, and the names of both."""

    number: int
    case: CaseId
    disclosure: DisclosureId


Runner = Callable[[Race], Command[Any, Any]]  # commands of any view


def tried(store: Store) -> int:
    """How often a race is tried there."""
    return RACES if isinstance(store, Files) else ON_A_SERVER


def begun(store: Store, prepared: Callable[[Race], tuple[Event, ...]]) -> Iterator[tuple[Log, list[Race]]]:
    """Logs of at most a hundred ready cases each, until there are enough."""
    every = range(tried(store))
    for start in every[::A_LOG]:
        races = [
            Race(number, CaseId(f"c-{number}"), DisclosureId(f"d-{number}"))
            for number in every[start : start + A_LOG]
        ]
        with store.log(f"log_{start}", create=True) as recorder:
            log = Log(recorder)
            put(log, [LogOpened(f"l-{start}"), DayBegan(TODAY), *[one for one in WORLD if one not in CASE]])
            for race in races:
                put(log, [*[structs.replace(one, case=race.case) for one in CASE], *prepared(race)])
            yield log, races


def put(log: Log, events: list[Any]) -> None:  # events whose fields the caller knows
    guard = DCBAppendCondition(query_of([about("nobody", LogOpened)]), 0)
    log.recorder.append(encode(events, Context("past", NOW, CARLA)), guard)


def together(log: Log, *commands: Command[Any, Any]) -> None:
    """Each command in a thread of its own; all start at once."""
    gate = threading.Barrier(len(commands))
    faults: list[BaseException] = []

    def run(command: Command[Any, Any], name: str) -> None:
        try:
            gate.wait(LIMIT_S)
            execute(log, command, Context(name, NOW, PersonId("race")))
        except Refused:
            pass
        except BaseException as fault:  # noqa: BLE001 - told by the test, below
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(one, f"race.{next(NUMBERS)}")) for one in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)
    assert not any(thread.is_alive() for thread in threads), "a command never ended"
    assert not faults, faults


def history(log: Log, race: Race) -> list[Entry]:
    items = [about(f"case:{race.case}", DisclosureReleased, DisclosureApproved, ConsentWithdrawn)]
    return log.read(items).entries


def where(entries: list[Entry], kind: type[Event]) -> list[int]:
    return [entry.position for entry in entries if isinstance(entry.event, kind)]


def request(race: Race, ground: str, **changes: Any) -> DisclosureRequested:  # any field of it
    plain = DisclosureRequested(
        race.case,
        race.disclosure,
        "zorg",
        HAVEN,
        "avim",
        UNIT,
        "veiligheid",
        3,
        ground,
        ("feiten",),
        "ernstig",
        CARLA,
    )
    return structs.replace(plain, **changes)


def ready(race: Race, *, approved: bool = True) -> tuple[Event, ...]:
    done: tuple[Event, ...] = (
        DiscloserTold(race.case, race.disclosure, POINTS, CARLA),
        ClientInformed(race.case, race.disclosure, "verteld", CARLA),
    )
    return (*done, DisclosureApproved(race.case, race.disclosure, FLOOR)) if approved else done


def weighed(race: Race) -> ConflictOfDutiesWeighed:
    return ConflictOfDutiesWeighed(race.case, race.disclosure, (), (), "collega", "doorbreken", CARLA)


def release(race: Race) -> ReleaseDisclosure:
    return ReleaseDisclosure(race.case, race.disclosure, CARLA, TODAY, HAVEN, UNIT, NOW)


def withdraw(race: Race) -> WithdrawConsent:
    return WithdrawConsent(race.case, Giver("client"), ("toe-1",))


def settled(store: Store, released: int) -> None:
    """The race was one: of enough tries sometimes the release came first and sometimes what forbids it."""
    if isinstance(store, Files):
        assert released > 0, "no release was ever in time"
        assert released < RACES, "no release was ever too late"


@pytest.mark.slow
def test_no_release_follows_a_withdrawn_consent(store: Store) -> None:
    def prepared(race: Race) -> tuple[Event, ...]:
        given = structs.replace(CONSENT, case=race.case)
        return (given, request(race, "TOESTEMMING", consent="toe-1"), *ready(race))

    released = 0
    for log, races in begun(store, prepared):
        for race in races:
            together(log, *turned(race, release(race), withdraw(race)))
            entries = history(log, race)
            [withdrawn] = where(entries, ConsentWithdrawn)
            left = where(entries, DisclosureReleased)
            assert all(position < withdrawn for position in left)
            released += len(left)
    settled(store, released)


def turned(race: Race, *commands: Command[Any, Any]) -> tuple[Command[Any, Any], ...]:
    """Every other race the other way round, so that no thread is always first."""
    return commands if race.number % 2 else commands[::-1]


@pytest.mark.slow
@pytest.mark.parametrize("table", ["", "zorgtafel"], ids=["of_the_proeftuin", "of_a_table"])
def test_no_hit_is_released_after_the_convenant_ended(store: Store, table: str) -> None:
    def prepared(race: Race) -> tuple[Event, ...]:
        named = References("art. 1", convenant=f"convenant-{race.number}", casus="T-7")
        hit = request(race, "CONFLICT_VAN_PLICHTEN", tier=2, categories=())
        told = request(race, "WGS", recipient=table, organisation=None, references=named)
        return (told if table else hit, weighed(race), *ready(race))

    released = 0
    for log, races in begun(store, prepared):
        for race in races:
            name = f"convenant-{race.number}"
            signed = SignConvenant(name, (HAVEN, UNIT), date(2026, 1, 1), date(2028, 1, 1), table)
            execute(log, signed, Context(f"sign.{race.number}", NOW, ANNA))
            let_go = structs.replace(release(race), receiver=None) if table else release(race)
            together(log, *turned(race, let_go, EndConvenant(name, TODAY, "op")))
            [ended] = where(log.read([about(f"convenant:{name}", ConvenantEnded)]).entries, ConvenantEnded)
            left = where(history(log, race), DisclosureReleased)
            assert all(position < ended for position in left)
            released += len(left)
    settled(store, released)


@pytest.mark.slow
@pytest.mark.parametrize("is_substitute", [False, True], ids=["alone", "also_a_substitute"])
@pytest.mark.parametrize(("person", "role"), [(CARLA, "hulpverlener"), (FLOOR, "aandachtsfunctionaris")])
def test_no_release_follows_the_end_of_an_appointment(
    store: Store, person: PersonId, role: Any, *, is_substitute: bool
) -> None:
    since = date(2026, 1, 1)
    of_another = [
        PersonAppointed(DIRK, HAVEN, role, since),
        SubstituteAppointed(DIRK, person, HAVEN, role, since),
    ]
    beside = of_another if is_substitute else []

    def prepared(race: Race) -> tuple[Event, ...]:
        return (request(race, "CONFLICT_VAN_PLICHTEN"), weighed(race), *ready(race))

    released = 0
    for log, races in begun(store, prepared):
        if beside:
            put(log, beside)
        for race in races:
            end = EndAppointment(person, HAVEN, role, TODAY)
            together(log, *turned(race, release(race), end))
            ended = where(log.read([about(f"person:{person}", AppointmentEnded)]).entries, AppointmentEnded)[
                -1
            ]
            left = where(history(log, race), DisclosureReleased)
            assert all(position < ended for position in left)
            released += len(left)
            again = AppointPerson(person, HAVEN, role, TODAY)
            execute(log, again, Context(f"again.{race.number}", NOW, ANNA))
    settled(store, released)


@pytest.mark.slow
def test_no_release_by_who_stands_in_follows_the_next_who_does(store: Store) -> None:
    def prepared(race: Race) -> tuple[Event, ...]:
        asked = request(race, "CONFLICT_VAN_PLICHTEN", by=DIRK)
        return (asked, weighed(race), *ready(race))

    released = 0
    for log, races in begun(store, prepared):
        for race in races:
            for stands_in in (FLOOR, DIRK):
                place = AppointSubstitute(CARLA, HAVEN, "hulpverlener", stands_in, TODAY)
                execute(log, place, Context(f"{stands_in}.{race.number}", NOW, ANNA))
            leaves = structs.replace(release(race), by=DIRK)
            together(log, *turned(race, leaves, AppointSubstitute(CARLA, HAVEN, "hulpverlener", ANNA, TODAY)))
            replaced = where(log.read([roles_of(ANNA)]).entries, SubstituteAppointed)[-1]
            left = where(history(log, race), DisclosureReleased)
            assert all(position < replaced for position in left)
            released += len(left)
    settled(store, released)


@pytest.mark.slow
def test_two_approvals_at_once_are_one_and_nothing_leaves_before_it(store: Store) -> None:
    def prepared(race: Race) -> tuple[Event, ...]:
        return (request(race, "CONFLICT_VAN_PLICHTEN"), weighed(race), *ready(race, approved=False))

    released = 0
    for log, races in begun(store, prepared):
        for race in races:
            approvals = [
                ApproveDisclosure(race.case, race.disclosure, by, TODAY, HAVEN, UNIT) for by in (FLOOR, ANNA)
            ]
            together(log, *turned(race, release(race), *approvals))
            entries = history(log, race)
            [approved] = where(entries, DisclosureApproved)
            left = where(entries, DisclosureReleased)
            assert len(left) <= 1
            assert all(position > approved for position in left)
            released += len(left)
    settled(store, released)


def test_the_case_of_every_race_is_the_same_but_for_its_name() -> None:
    assert all(getattr(one, "case", MEES) == MEES for one in CASE)
