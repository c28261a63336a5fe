"""Every role and every case relation at every route of a case, over HTTP: what the access table says."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from domain.access.seeing import CaseFacts, may_see, relations
from domain.access.table import TABLE
from domain.access.words import Part, Relation
from domain.appointments import places
from domain.disclosure.opening import part_of
from domain.roster import RecordInvolvement
from domain.watchlists.events import ExchangeOpened
from domain.words import CaseId, OrganisationId, PersonId
from engine.reading.facts import appointments_for, case_facts, partners_of, thread_at, thread_facts
from eventlog.codec import encode
from eventlog.execute import condition
from tests.integration.web.serving import Served, served
from tests.integration.web.shared import NUMBER, shared
from web.routes import ROUTES, Route

OF_CASES = [one for one in ROUTES if one.asks and "{name}" in one.path]
CASES = ("meisje-y", "jongere-a")
"""Both together are something to somebody in every way there is."""


@pytest.fixture(scope="module")
def related(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One case shared and worked on, another exchanged about, and with somebody from elsewhere around it."""
    with served(story, tmp_path_factory.mktemp("related") / "world") as found:
        world, today = found.world, found.world.today()
        do, _ = shared(found, CASES[0])
        other = CaseId(found.case(CASES[1]))
        do(RecordInvolvement(do.case, PersonId("ruben"), OrganisationId("instelling-2"), "mentor", today))
        do(RecordInvolvement(other, PersonId("tess"), OrganisationId("instelling-2"), "buur", today))
        sides = (OrganisationId("instelling-1"), OrganisationId("eenheid-1"))
        opened = ExchangeOpened(other, *sides, ("feiten",), today, today + timedelta(days=200))
        head = world.known.log.head()
        world.known.log.recorder.append(
            encode([opened], world.context("noor")), condition([], f"put.{head}", head)
        )
        found.up_to_date()
        yield found


def facts_of(pages: Served, case: str, route: Route) -> tuple[CaseFacts, Part]:
    """What decides who may ask a route about a case, and which kind of data it asks."""
    log, today = pages.world.known.log, pages.world.today()
    assert route.asks is not None
    if "{number}" in route.path:
        thread = thread_at(log, CaseId(case), NUMBER)
        return thread_facts(thread), part_of(thread)
    return case_facts(log, partners_of(log), CaseId(case), today), route.asks.part


def allowed(pages: Served, person: PersonId, case: str, route: Route) -> bool:
    facts, part = facts_of(pages, case, route)
    appointments = appointments_for(pages.world.known.log, person)
    assert route.asks is not None
    return any(
        may_see(TABLE, person, appointments, facts, purpose, pages.world.today()).sees(part)
        for purpose in route.asks.purposes
    )


@pytest.mark.parametrize("route", OF_CASES, ids=lambda one: f"{one.method} {one.path}")
def test_a_route_of_a_case_is_for_who_the_table_says(related: Served, route: Route) -> None:
    seen = set()
    for persona in related.world.personas:
        browser = related.browser(persona.person)
        for reference in CASES if route.method == "GET" and "{number}" not in route.path else CASES[:1]:
            case = related.case(reference)
            path = route.path.format(name=case, level="zorgcoordinator", number=NUMBER)
            may = allowed(related, persona.person, case, route)
            answer = browser.gets(path) if route.method == "GET" else browser.posts(path)
            seen.add(may)
            assert (answer.status_code != 403) == may, (persona.person, reference, answer.status_code)
            assert answer.status_code < 500
            if not may:
                assert "Dit mag niet, omdat" in answer.text
                assert reference not in answer.text
    assert seen == {True, False}


def test_these_people_are_something_to_these_cases_in_every_way_there_is(related: Served) -> None:
    log, today, found = related.world.known.log, related.world.today(), set[Relation]()
    every = [case_facts(log, partners_of(log), CaseId(related.case(one)), today) for one in CASES]
    every.append(thread_facts(thread_at(log, CaseId(related.case(CASES[0])), NUMBER)))
    for persona in related.world.personas:
        for place in places(appointments_for(log, persona.person), persona.person, today):
            for facts in every:
                found |= set(relations(place, facts))
    assert found == set(get_args(Relation))


def test_what_is_not_there_and_what_may_not_be_seen_are_told_alike(pages: Served) -> None:
    browser = pages.browser("sem")
    there = browser.gets(f"/casus/{pages.case('meisje-y')}")
    nowhere = browser.gets("/casus/c-bestaatniet")
    assert there.status_code == nowhere.status_code == 403


def test_every_page_of_a_case_is_written_down(pages: Served) -> None:
    case = pages.case("meisje-y")
    pages.browser("mila").gets(f"/casus/{case}")
    pages.browser("sem").gets(f"/casus/{case}")
    lines = [entry.event for entry in pages.world.access.of_case(case)]  # type: ignore[arg-type]  # a pseudonym
    told = [(one.read.reader, one.read.door, one.read.outcome) for one in lines]  # type: ignore[attr-defined]  # a line names its reading
    assert ("mila", "web GET /casus/{name}", 0) in told
    assert ("sem", "web GET /casus/{name}", 4) in told
