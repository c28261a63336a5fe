"""Programs meet the same decisions at the same door: who asks, what is told, sent again, and seen before."""

from collections.abc import Iterator

import pytest

from domain.access.seeing import may_see
from domain.access.table import TABLE
from engine.reading.facts import appointments_for, case_facts, last_of, partners_of
from tests.integration.web.api.calling import Program, feeling
from tests.integration.web.provider import CLIENT, SECRET, Provider, provider
from tests.integration.web.serving import HERE, Served
from web.api.app import api
from web.api.operation import Operation
from web.api.problems import HEADERS
from web.api.routes import OPERATIONS
from web.gate import Limits
from web.oidc import Oidc
from web.oidc import Provider as Known

OF_CASES = [one for one in OPERATIONS if "{case}" in one.path and not one.changes]
KEY = "sleutel-0001"


def test_every_operation_that_is_served_stands_in_the_table(pages: Served) -> None:
    served = {
        (method, getattr(route, "path", ""))
        for route in api(pages.world, Limits()).routes
        for method in (getattr(route, "methods", None) or ())
        if method != "HEAD"
    }
    assert served == {(one.method, f"/v1{one.path}") for one in OPERATIONS} | {("GET", "/v1/openapi.json")}


@pytest.mark.parametrize("operation", OF_CASES, ids=lambda one: one.name)
def test_what_is_told_of_a_case_is_for_who_the_table_says(read_only: Served, operation: Operation) -> None:
    seen = set()
    for persona in read_only.world.personas:
        program = Program(read_only, persona.person)
        for reference in ("meisje-y", "jongere-a"):
            case = read_only.case(reference)
            names = {"case": case, "level": "avim", "signal": "s-geen", "disclosure": "d-geen"}
            answer = program.gets(operation.path.format(**names))
            may = allowed(read_only, persona.person, case, operation)
            seen.add(may)
            assert (answer.status_code != 403) == may, (persona.person, reference, answer.text)
            if not may:
                assert answer.json()["code"].startswith("toegang.")
                assert reference not in answer.text
    assert seen == {True, False}


def allowed(pages: Served, person: str, case: str, operation: Operation) -> bool:
    log, today = pages.world.known.log, pages.world.today()
    facts = case_facts(log, partners_of(log), case, today)  # type: ignore[arg-type]  # a pseudonym
    appointments = appointments_for(log, person)  # type: ignore[arg-type]  # the code of a persona
    return any(
        may_see(TABLE, person, appointments, facts, purpose, today).sees(operation.asks.part)  # type: ignore[arg-type]  # the same
        for purpose in operation.asks.purposes
    )


@pytest.mark.parametrize("path", ["/watchlists", "/escalations", "/disclosures"])
def test_a_role_that_reads_no_cases_is_refused_whole_lists_and_written_down(
    read_only: Served, path: str
) -> None:
    assert Program(read_only, "mila").gets(path).status_code == 200
    answer = Program(read_only, "bea").gets(path)
    assert (answer.status_code, answer.json()["title"]) == (403, "Niet toegestaan")
    refused = [one.event for one in read_only.world.access.by_reader("bea") if one.event.read.code]  # type: ignore[arg-type, attr-defined]  # a code; a line names its reading
    assert refused[-1].read.door == f"api GET /v1{path}"  # type: ignore[attr-defined]  # the same


def test_every_answer_about_a_case_is_written_down(pages: Served) -> None:
    case = pages.case("meisje-y")
    Program(pages, "daan").gets(f"/cases/{case}")
    told = [(one.event.read.reader, one.event.read.door) for one in pages.world.access.of_case(case)]  # type: ignore[arg-type, attr-defined]  # a pseudonym; a line names its reading
    assert ("daan", "api GET /v1/cases/{case}") in told


def test_who_brings_no_token_of_somebody_is_told_how_to(read_only: Served) -> None:
    for given in ({}, {"Authorization": "Bearer demo-niemand"}, {"Authorization": "Basic ZGVtby1kYWFu"}):
        answer = Program(read_only, None).client.get("/v1/watchlists", headers=given)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_being_logged_in_to_the_pages_is_no_token(read_only: Served) -> None:
    assert read_only.browser("daan").gets("/v1/watchlists").status_code == 401


def test_a_signal_is_recorded_once_however_often_it_is_sent(pages: Served) -> None:
    program, case = Program(pages, "tess"), pages.case("meisje-y")
    path, signal = f"/cases/{case}/signals", feeling(pages.world.today())
    first, again = program.sends(path, KEY, signal), program.sends(path, KEY, signal)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.headers["Location"] == again.headers["Location"]
    other = program.sends(path, KEY, feeling(pages.world.today(), "Iets anders"))
    assert (other.status_code, other.json()["code"]) == (409, "signaal.bestaat")
    assert program.sends(path, "sleutel-0002", signal).json() != first.json()


def test_the_same_key_of_somebody_else_is_another_command(pages: Served) -> None:
    case, signal = pages.case("meisje-y"), feeling(pages.world.today())
    sent = [Program(pages, who).sends(f"/cases/{case}/signals", KEY, signal) for who in ("tess", "daan")]
    assert len({one.json()["signal"] for one in sent}) == 2


def test_a_command_on_what_was_seen_before_something_happened_is_refused(pages: Served) -> None:
    program, case = Program(pages, "willemijn"), pages.case("meisje-y")
    seen = program.gets(f"/cases/{case}").headers["ETag"]
    assert seen == f'"{last_of(pages.world.known.log, case)}"'  # type: ignore[arg-type]  # a pseudonym
    Program(pages, "tess").sends(f"/cases/{case}/signals", KEY, feeling(pages.world.today()))
    path = f"/cases/{case}/escalations/avim/acknowledgements"
    late = program.sends(path, KEY, If_Match=seen)
    assert (late.status_code, late.json()["code"]) == (412, "opdracht.ingehaald")
    now = program.gets(f"/cases/{case}").headers["ETag"]
    assert program.sends(path, KEY, If_Match=now).status_code == 201


def test_an_escalation_is_taken_up_and_decided_by_two(pages: Served) -> None:
    program, case = Program(pages, "willemijn"), pages.case("meisje-y")
    path = f"/cases/{case}/escalations/avim"
    assert program.sends(f"{path}/acknowledgements", KEY).status_code == 201
    decision = {"decision": "doorverwijzen_avim", "reasons": "Zij is in gevaar"}
    alone = program.sends(f"{path}/decisions", "sleutel-0002", decision)
    assert alone.status_code == 409
    assert "tweede persoon" in alone.json()["detail"]
    both = program.sends(f"{path}/decisions", "sleutel-0003", {**decision, "second": "hassan"})
    assert both.status_code == 201
    told = program.gets(path).json()
    assert (told["acknowledged"], told["decision"]) == ("willemijn", "doorverwijzen_avim")


def test_everything_that_is_wrong_is_told_at_once(read_only: Served) -> None:
    case = read_only.case("meisje-y")
    answer = Program(read_only, "tess").sends(f"/cases/{case}/signals", KEY, {"nature": "iets", "naam": "x"})
    assert answer.status_code == 400
    named = {one["name"] for one in answer.json()["errors"]}
    assert named == {"indicator", "polarity", "nature", "observed_on", "text", "naam"}
    assert "iets" not in answer.text
    paged = Program(read_only, "tess").gets("/escalations?page=0&pageSize=101&soort=x&page=2")
    assert [one["detail"] for one in paged.json()["errors"]] == ["staat er vaker"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"[]", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b" " * 70_000, "headers": {"Content-Type": "application/json"}}, 413),
        ({"json": {}, "headers": {"Idempotency-Key": "kort"}}, 400),
    ],
    ids=["text", "broken", "list", "large", "key"],
)
def test_what_cannot_be_read_is_said(read_only: Served, sent: dict, status: int) -> None:  # type: ignore[type-arg]  # what a client takes
    path = f"/v1/cases/{read_only.case('meisje-y')}/signals"
    answer = Program(read_only, "tess").client.post(path, **sent)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_a_long_list_comes_in_pages_that_name_each_other(read_only: Served) -> None:
    program, path = Program(read_only, "daan"), f"/cases/{read_only.case('meisje-y')}/signals"
    whole = program.gets(path).json()["items"]
    found, at = [], f"{path}?pageSize=2"
    while at:
        page = program.gets(at).json()
        assert len(page["items"]) <= 2
        found += page["items"]
        at = page["links"].get("next", "").removeprefix("/v1")
    assert found == whole
    assert 'rel="prev"' in program.gets(f"{path}?page=2&pageSize=2").headers["Link"]


def test_every_answer_carries_its_headers_and_no_other_site_reads_it(read_only: Served) -> None:
    program = Program(read_only, "daan")
    for path in ("/openapi.json", "/watchlists", "/watchlists/", "/bestaat-niet", "", "/watchlists?x=1"):
        answer = program.gets(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert ("Access-Control-Allow-Origin" in answer.headers) == (path == "/openapi.json")
    assert program.gets("/watchlists/").status_code == 404
    assert program.client.delete("/v1/watchlists").status_code == 405


def test_who_asks_more_than_programs_do_has_to_wait(pages: Served) -> None:
    program, path = Program(pages, "tess"), f"/cases/{pages.case('meisje-y')}/signals"
    answers = [program.sends(path, KEY, {}) for _ in range(61)]
    assert [one.status_code for one in answers[:60]] == [400] * 60
    assert (answers[60].status_code, answers[60].headers["Retry-After"]) == (429, "60")


@pytest.fixture
def organisation(pages: Served) -> Iterator[Provider]:
    with provider() as found:
        known = Known(found.issuer, CLIENT, SECRET, "preferred_username")
        pages.world = pages.world._replace(personas=(), identity=Oidc(known, HERE))
        pages.again()
        yield found


def test_a_token_of_the_organisation_for_this_api_lets_its_person_in(
    pages: Served, organisation: Provider
) -> None:
    program = Program(pages, None)
    for_us = {"aud": f"{HERE}/v1"}
    for spoiled, status in (
        ({}, 200),
        ({"exp": 1}, 401),
        ({"aud": CLIENT}, 401),
        ({"iss": "https://een-ander.example"}, 401),
        ({"preferred_username": None}, 401),
    ):
        program.client.headers["Authorization"] = f"Bearer {organisation.signed({**for_us, **spoiled})}"
        assert program.gets("/watchlists").status_code == status, spoiled


@pytest.mark.usefixtures("organisation")
def test_nobody_is_a_persona_where_people_log_in(pages: Served) -> None:
    assert Program(pages, "tess").gets("/watchlists").status_code == 401
