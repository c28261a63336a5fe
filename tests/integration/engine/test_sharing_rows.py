"""What waits about sharing, as rows: made live, stopped and passed by the system, equal to a rebuild."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import Engine

from domain.cases.events import AgeBandEntered
from domain.commands import Context
from domain.consent.events import ConsentGiven, ConsentReassessmentDue, ConsentWithdrawn, Giver
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.asking import ForgoSharing, RequestDisclosure
from domain.disclosure.assessing import AssessSignals
from domain.disclosure.events import DisclosureReleased, DisclosureStopped, DutyOverdue
from domain.disclosure.following import TellRecipient
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import DeferInforming, InformClient, TellDiscloser
from domain.disclosure.releasing import ReleaseDisclosure
from domain.events import Event
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from engine.embedded import Embedded
from engine.history import case_at, moment
from engine.rebuild import rebuild
from engine.sharing import made_again, unshared
from eventlog.codec import encode
from eventlog.execute import condition
from eventlog.log import Log
from projections.database import open_rows, reading
from projections.threads import DisclosureWaiting, waiting
from tests.integration.engine.world import PLACE, World, begin, everything
from tests.servers.stores import Store
from tests.unit.domain.sharing import STEPS

UNIT = OrganisationId("eenheid-1")
SANNE, NOOR, BRAM = PersonId("sanne"), PersonId("noor"), PersonId("bram")
D1 = DisclosureId("d-1")


class Sharing:
    """A small proeftuin in which one case is shared on consent."""

    def __init__(self, world: World, rows: Engine) -> None:
        self.world = world
        self.rows = rows
        self.engine = Embedded(rows, world.log, world.clock)
        self.case = world.case("een")
        world.signal(self.case, "SX03")

    @property
    def who(self) -> tuple[CaseId, DisclosureId, PersonId, date, OrganisationId, OrganisationId]:
        return (self.case, D1, SANNE, self.world.today, PLACE, UNIT)

    def consented(self) -> None:
        given = ConsentGiven(
            self.case,
            "toe-1",
            (Giver("client"),),
            ("avim",),
            ("veiligheid",),
            ("feiten",),
            self.world.today,
            self.world.today + timedelta(days=90),
            "18_plus",
        )
        self.put(AgeBandEntered(self.case, "18_plus", self.world.today))
        self.put(given)
        for one in STEPS:
            self.put(structs.replace(one, case=self.case))

    def put(self, event: Event) -> None:
        """An event of another room, as if its command had been decided."""
        log, at = self.world.log, self.world.at
        guard = condition([], f"put.{log.head()}", log.head())
        log.recorder.append(encode([event], Context(f"put.{log.head()}", at, SANNE)), guard)

    def asked(self) -> None:
        self.world.do(
            RequestDisclosure(
                *self.who, "zorg", "avim", "veiligheid", 3, "TOESTEMMING", ("feiten",), "ernstig"
            )
        )

    def released(self) -> None:
        self.consented()
        self.asked()
        who = structs.replace(ApproveDisclosure(*self.who), by=NOOR)
        for command in (TellDiscloser(*self.who, POINTS), InformClient(*self.who, "verteld"), who):
            self.world.do(command)
        self.world.do(ReleaseDisclosure(*self.who, self.world.at))

    def waits(self) -> list[DisclosureWaiting]:
        self.engine.catch_up()
        with reading(self.rows) as connection:
            return waiting(connection)

    def happened(self, kind: type[Event]) -> list[Any]:
        entries = [entry.event for page in self.world.log.pages() for entry in page]
        return [event for event in entries if isinstance(event, kind)]


@pytest.fixture
def sharing(store: Store) -> Iterator[Sharing]:
    with store.log(create=True) as recorder:
        rows = open_rows(store.rows())
        yield Sharing(begin(World(Log(recorder))), rows)
        rows.dispose()


def test_a_request_waits_to_be_finished_and_a_release_to_be_assessed(sharing: Sharing) -> None:
    sharing.consented()
    sharing.asked()
    assert [(one.status, one.task) for one in sharing.waits()] == [("gevraagd", "afmaken")]


def test_a_duty_of_the_police_passes_by_itself_and_stays_listed_until_it_is_done(sharing: Sharing) -> None:
    sharing.released()
    [waits] = sharing.waits()
    assert (waits.task, waits.due_at) == ("beoordelen", sharing.world.at + timedelta(hours=72))
    sharing.world.later(hours=73)
    [late] = sharing.waits()
    assert (late.task, late.due_at) == ("beoordelen", None)
    assert len(sharing.happened(DutyOverdue)) == 1
    who = (sharing.case, D1, BRAM, sharing.world.today, PLACE, UNIT)
    sharing.world.do(
        AssessSignals(*who, "bekeken", "vermoeden", "onderzoek", ongoing=False, at=sharing.world.at)
    )
    assert [one.task for one in sharing.waits()] == ["ontvangst_bevestigen"]


def test_withdrawn_consent_stops_what_runs_by_itself_and_lists_who_must_be_told(sharing: Sharing) -> None:
    sharing.released()
    sharing.waits()
    sharing.put(ConsentWithdrawn(sharing.case, "toe-1", Giver("client")))
    [waits] = sharing.waits()
    assert (waits.status, waits.task) == ("gestopt", "ontvanger_vertellen")
    assert [one.reason for one in sharing.happened(DisclosureStopped)] == ["toestemming_ingetrokken"]
    sharing.world.do(TellRecipient(*sharing.who))
    assert [one.task for one in sharing.waits()] == ["beoordelen"]


def test_withdrawn_consent_stops_what_has_not_left(sharing: Sharing) -> None:
    sharing.consented()
    sharing.asked()
    sharing.put(ConsentWithdrawn(sharing.case, "toe-1", Giver("client")))
    assert sharing.waits() == []
    assert len(sharing.happened(DisclosureStopped)) == 1


def test_consent_that_is_held_back_stops_what_has_not_left(sharing: Sharing) -> None:
    sharing.consented()
    sharing.asked()
    sharing.put(ConsentReassessmentDue(sharing.case, ("toe-1",), "leeftijd"))
    assert [one.task for one in sharing.waits()] == ["afmaken"], "who gave it may still decide"
    sharing.put(ConsentReassessmentDue(sharing.case, ("toe-1",), "uitgesloten"))
    assert sharing.waits() == []
    assert [one.reason for one in sharing.happened(DisclosureStopped)] == ["toestemming_voorbij"]


def test_a_consent_that_comes_to_its_last_day_stops_what_waits(sharing: Sharing) -> None:
    sharing.consented()
    sharing.asked()
    sharing.world.later(days=89)
    assert [one.task for one in sharing.waits()] == ["afmaken"]
    sharing.world.later(days=1)
    assert sharing.waits() == []
    assert [(one.reason, one.on) for one in sharing.happened(DisclosureStopped)] == [
        ("toestemming_voorbij", sharing.world.today)
    ]


def test_a_package_that_left_is_not_stopped_by_the_last_day_of_its_consent(sharing: Sharing) -> None:
    sharing.released()
    sharing.world.later(days=91)
    assert [one.status for one in sharing.waits()] == ["verstrekt"]
    assert sharing.happened(DisclosureStopped) == []


def test_telling_the_client_later_is_listed_until_it_is_done(sharing: Sharing) -> None:
    sharing.consented()
    sharing.asked()
    review = sharing.world.today + timedelta(days=9)
    sharing.world.do(DeferInforming(*sharing.who, "veiligheid_client", "Thuis is het onveilig.", review))
    waits = [(one.task, one.due_at and one.due_at.date()) for one in sharing.waits()]
    assert waits == [("client_informeren", review), ("afmaken", None)]
    sharing.world.do(InformClient(*sharing.who, "in een gesprek"))
    assert [one.task for one in sharing.waits()] == ["afmaken"]


def test_rows_of_sharing_are_equal_after_a_rebuild(sharing: Sharing, store: Store) -> None:
    sharing.world.do(
        ForgoSharing(
            sharing.case,
            DisclosureId("d-0"),
            SANNE,
            sharing.world.today,
            PLACE,
            None,
            "hulp werkt",
            sharing.world.today + timedelta(days=9),
        )
    )
    assert [one.task for one in sharing.waits()] == ["opnieuw_bekijken"]
    sharing.released()
    sharing.waits()
    live = everything(sharing.rows)
    rebuild(sharing.world.log, store.rows())
    assert everything(sharing.rows) == live


def test_the_silence_is_counted_until_it_is_broken(sharing: Sharing) -> None:
    sharing.world.later(days=4)
    sharing.released()
    sharing.waits()
    log = sharing.world.log
    [left] = [entry for page in log.pages() for entry in page if isinstance(entry.event, DisclosureReleased)]
    now = moment(sharing.engine.calendar, log.head())
    signals = case_at(log, sharing.engine.calendar, sharing.case, log.head()).facts.signals
    assert unshared(log, sharing.case, signals, now) == 0
    assert unshared(log, sharing.case, signals, now._replace(position=left.position - 1)) == 4


def test_a_package_is_made_again_as_it_left_whatever_came_after(sharing: Sharing) -> None:
    sharing.released()
    sharing.world.signal(sharing.case, "GW01")
    [made] = made_again(sharing.world.log, sharing.case, D1)
    assert made.matches
