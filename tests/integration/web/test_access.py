"""Every role at every page of a case, over HTTP: what the access table says, and written down."""

import pytest

from domain.access.seeing import may_see
from domain.access.table import TABLE
from engine.reading.facts import appointments_for, case_facts, partners_of
from tests.integration.web.serving import Served
from web.routes import ROUTES, Route

OF_CASES = [
    one
    for one in ROUTES
    if one.asks and "{name}" in one.path and one.method == "GET" and "{number}" not in one.path
]
CASES = ("meisje-y", "jongere-a")


def allowed(pages: Served, person: str, case: str, route: Route) -> bool:
    world = pages.world
    assert route.asks is not None
    log, today = world.known.log, world.today()
    facts = case_facts(log, partners_of(log), case, today)  # type: ignore[arg-type]  # a pseudonym
    appointments = appointments_for(log, person)  # type: ignore[arg-type]  # the code of a persona
    return any(
        may_see(TABLE, person, appointments, facts, purpose, today).sees(route.asks.part)  # type: ignore[arg-type]  # the same
        for purpose in route.asks.purposes
    )


@pytest.mark.parametrize("route", OF_CASES, ids=lambda one: one.path)
def test_a_page_of_a_case_is_for_who_the_table_says(read_only: Served, route: Route) -> None:
    seen = set()
    for persona in read_only.world.personas:
        browser = read_only.browser(persona.person)
        for reference in CASES:
            case = read_only.case(reference)
            answer = browser.gets(route.path.format(name=case, level="zorgcoordinator"))
            may = allowed(read_only, persona.person, case, route)
            seen.add(may)
            assert (answer.status_code != 403) == may, (persona.person, reference, answer.status_code)
            if not may:
                assert "Dit mag niet, omdat" in answer.text
                assert reference not in answer.text
    assert seen == {True, False}


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
