"""Explain, then ask: who decides at which age, about what, for how long, and what a refusal is.

Sources: stappenplan steps 3 to 5b, handreiking (clients with an LVB, the duty of police to act), factsheet.
"""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from domain.agreements.adopting import AgreementsAdopted
from domain.cases.events import AgeBand
from domain.commands import Command
from domain.consent.asking import ExplainConsent, GiveConsent, RefuseConsent
from domain.consent.conditions import Decision, Scope
from domain.consent.events import (
    Alone,
    Capacity,
    ConsentExplained,
    ConsentRefused,
    Giver,
    RepresentativeExcluded,
    Told,
)
from domain.events import Event
from domain.words import PersonId
from tests.unit.domain.consents import (
    CLIENT,
    END,
    INCAPABLE,
    MENTOR,
    MOTHER,
    TOLD,
    aged,
    consented,
    explained,
)
from tests.unit.domain.story import Story, given
from tests.unit.domain.world import (
    ANNA,
    BRAM,
    CARLA,
    EVA,
    MEES,
    PARTNERS,
    TEAM,
    TODAY,
    UNIT,
    agreements,
    closed,
    registered,
)

ADOPTED = AgreementsAdopted("1", agreements(), "begin", ANNA, BRAM)
START: tuple[Event, ...] = (*PARTNERS, *TEAM, ADOPTED, *registered(MEES))
SCOPE = Scope(("avim",), ("veiligheid",), ("feiten", "waarnemingen"))
EXCLUDED = RepresentativeExcluded(MEES, "moeder", "in_risiconetwerk", "haalt haar op", CARLA)


def explain(to: Giver = CLIENT, **other: Any) -> ExplainConsent:  # Any: any field
    told = ExplainConsent(MEES, CARLA, TODAY, to, TOLD, "met plaatjes", "in eigen woorden", True)
    return structs.replace(told, **other)


def give(*givers: Giver, scope: Scope = SCOPE, until: date = END, **decision: Any) -> GiveConsent:
    decided = Decision(givers or (CLIENT,), **decision)
    return GiveConsent(MEES, CARLA, TODAY, "t1", scope, until, decided)


def refuse(**other: Any) -> RefuseConsent:  # Any: any field
    return structs.replace(RefuseConsent(MEES, CARLA, TODAY, CLIENT, SCOPE, "is bang", "uitgelegd"), **other)


def told(band: AgeBand, *givers: Giver) -> Story:
    """A client of this age, and an explanation that each understood."""
    return given(*START, aged(band), *[explained(one) for one in givers or (CLIENT,)])


@pytest.mark.parametrize("point", TOLD)
def test_before_consent_everything_is_told_that_cannot_be_undone(point: Told) -> None:
    """H and F: police may have to act, also without aangifte, and do not give back what they hold."""
    some = tuple(one for one in TOLD if one != point)
    given(*START).when(explain(told=some)).then_refused("uitleg.onvolledig")
    given(*START).when(explain()).then(explained())


def test_an_explanation_is_asked_back_and_recorded_also_when_it_did_not_come_across() -> None:
    """H: a client with an LVB does not always oversee what follows."""
    for gap in (explain(how=" "), explain(teach_back="")):
        given(*START).when(gap).then_refused("uitleg.nagevraagd")
    given(*START).when(explain(understood=False)).then(explained(understood=False))


def test_consent_is_given_after_an_explanation_that_was_understood() -> None:
    """S step 3: make an effort for consent first."""
    told("16_17").when(give()).then(consented())
    given(*START, aged("16_17")).when(give()).then_refused("toestemming.uitleg")
    unclear = given(*START, aged("16_17"), explained(understood=False))
    unclear.when(give()).then_refused("toestemming.begrepen")
    long_ago = given(*START, aged("16_17"), explained(on=date(2026, 1, 2)))
    long_ago.when(give()).then_refused("toestemming.uitleg")


def test_both_who_decide_were_told() -> None:
    told("12_15", CLIENT).when(give(CLIENT, MOTHER)).then_refused("toestemming.uitleg")
    told("12_15", CLIENT, MOTHER).when(give(CLIENT, MOTHER)).then(consented("12_15", CLIENT, MOTHER))


@pytest.mark.parametrize(
    ("band", "givers", "decision", "code"),
    [
        ("onder_12", (MOTHER,), {}, ""),
        ("onder_12", (CLIENT, MOTHER), {}, ""),
        ("onder_12", (CLIENT,), {}, "toestemming.wie"),
        ("onder_12", (MENTOR,), {}, "toestemming.wie"),
        ("12_15", (CLIENT, MOTHER), {}, ""),
        ("12_15", (CLIENT,), {}, "toestemming.wie"),
        ("12_15", (MOTHER,), {}, "toestemming.wie"),
        ("12_15", (CLIENT,), {"alone": "vertegenwoordiger_betrokken"}, ""),
        ("12_15", (CLIENT, MOTHER), {"alone": "niet_bereikbaar"}, "toestemming.alleen"),
        ("12_15", (MOTHER,), {"capacity": INCAPABLE}, ""),
        ("16_17", (CLIENT,), {}, ""),
        ("16_17", (CLIENT,), {"alone": "niet_bereikbaar"}, "toestemming.alleen"),
        ("16_17", (CLIENT, MOTHER), {}, "toestemming.zelf"),
        ("16_17", (MOTHER,), {"capacity": INCAPABLE}, ""),
        ("16_17", (CLIENT,), {"capacity": INCAPABLE}, "toestemming.wie"),
        ("18_plus", (CLIENT,), {}, ""),
        ("18_plus", (MENTOR,), {"capacity": INCAPABLE}, ""),
        ("18_plus", (MOTHER,), {"capacity": INCAPABLE}, "toestemming.wie"),
        ("18_plus", (), {}, "toestemming.wie"),
    ],
)
def test_who_decides_follows_from_age_and_from_capacity_for_this_decision(
    band: AgeBand, givers: tuple[Giver, ...], decision: dict[str, Any], code: str
) -> None:
    """Under 12 a representative, 12 to 15 both, from 16 the client; who cannot decide is represented."""
    command = structs.replace(give(), decision=Decision(givers, **decision))
    story = told(band, CLIENT, MOTHER, MENTOR).when(command)
    if code:
        story.then_refused(code)
    else:
        assert story.refused is None
        assert len(story.happened) == 1


def test_a_disability_alone_never_makes_somebody_unable_to_decide() -> None:
    """H, F: LVB is no reason by itself; capacity is judged per decision, with what one cannot do in it."""
    lvb = structs.replace(INCAPABLE, cannot=())
    told("16_17", CLIENT, MOTHER).when(give(MOTHER, capacity=lvb)).then_refused("wilsbekwaamheid.beperking")
    untold = given(*START, aged("16_17"), explained(MOTHER))
    untold.when(give(MOTHER, capacity=INCAPABLE)).then_refused("wilsbekwaamheid.uitleg")
    for gap in ({"why": ""}, {"about": " "}):
        unfounded = structs.replace(INCAPABLE, **gap)
        told("16_17").when(give(capacity=unfounded)).then_refused("wilsbekwaamheid.waarom")
    able = Capacity("delen met de politie", "wilsbekwaam", PersonId("arts"), "gesprek")
    told("16_17").when(give(capacity=able)).then(consented(capacity=able))


def test_nobody_decides_while_the_age_is_unknown() -> None:
    given(*START, explained()).when(give()).then_refused("toestemming.leeftijd")


def test_a_representative_in_the_risk_network_cannot_consent_nor_is_told() -> None:
    story = told("12_15", CLIENT, MOTHER).when(give(CLIENT, MOTHER))
    assert story.refused is None
    excluded = given(*START, aged("12_15"), explained(), explained(MOTHER), EXCLUDED)
    excluded.when(give(CLIENT, MOTHER)).then_refused("vertegenwoordiger.uitgesloten")
    excluded.when(explain(MOTHER)).then_refused("vertegenwoordiger.uitgesloten")
    alone: Alone = "vertegenwoordiger_betrokken"
    excluded.when(give(CLIENT, alone=alone)).then(consented("12_15", CLIENT, alone=alone))


def test_a_representative_has_a_code_and_a_relation() -> None:
    for unknown in (Giver("vertegenwoordiger"), Giver("vertegenwoordiger", "moeder")):
        told("onder_12").when(give(unknown)).then_refused("vertegenwoordiger.onbekend")


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (Scope((), ("veiligheid",), ("feiten",)), "toestemming.geen_ontvanger"),
        (Scope(("avim",), (), ("feiten",)), "toestemming.geen_doel"),
        (Scope(("avim",), ("veiligheid",), ()), "toestemming.geen_soort"),
        (Scope(("buurvrouw",), ("veiligheid",), ("feiten",)), "toestemming.ontvanger"),
        (Scope(("avim",), ("nieuws",), ("feiten",)), "toestemming.doel"),
        (Scope(("avim",), ("veiligheid",), ("roddels",)), "toestemming.soort"),
        (Scope(("avim",), ("waarheidsvinding",), ("feiten",)), "toestemming.doel_nooit"),
        (Scope(("avim",), ("hulp",), ("vermissing",)), "toestemming.te_veel"),
    ],
)
def test_consent_is_specific_and_never_for_finding_the_truth(scope: Scope, code: str) -> None:
    """H: truth-finding is no reason; S 5b: agreed with the client which party, and which information."""
    told("16_17").when(give(scope=scope)).then_refused(code)


def test_consent_may_name_one_organisation() -> None:
    one = structs.replace(SCOPE, recipients=(UNIT,))
    told("16_17").when(give(scope=one)).then(consented(recipients=(UNIT,)))


@pytest.mark.parametrize("until", [TODAY, date(2026, 1, 1), date(2027, 3, 3)])
def test_consent_has_an_end_within_the_longest_time(until: date) -> None:
    told("16_17").when(give(until=until)).then_refused("toestemming.termijn")


def test_registration_asks_a_signed_form_of_the_client_from_sixteen_and_of_a_representative_below() -> None:
    """A: CoMensha registers; care does so with written consent."""
    scope = Scope(("comensha",), ("registratie",), ("feiten",))
    told("16_17").when(give(scope=scope)).then_refused("toestemming.schriftelijk")
    assert told("16_17").when(give(scope=scope, written=True)).refused is None
    alone = give(CLIENT, scope=scope, written=True, alone="niet_bereikbaar")
    told("12_15").when(alone).then_refused("toestemming.schriftelijk")
    both = give(CLIENT, MOTHER, scope=scope, written=True)
    assert told("12_15", CLIENT, MOTHER).when(both).refused is None


def test_the_same_consent_is_given_once() -> None:
    told("16_17").when(give()).when(give()).then_refused("toestemming.bestaat")


def test_a_refusal_is_recorded_as_carefully_and_bars_nobody_from_asking_again() -> None:
    """S step 3: see how objections can be met."""
    story = told("16_17").when(refuse())
    story.then(
        ConsentRefused(
            MEES,
            TODAY,
            CLIENT,
            ("avim",),
            ("veiligheid",),
            ("feiten", "waarnemingen"),
            "is bang",
            "uitgelegd",
        )
    )
    story.when(give()).then(consented())
    for gap in ({"objections": ""}, {"met": " "}):
        told("16_17").when(refuse(**gap)).then_refused("weigering.bezwaren")
    nothing = Scope((), ("veiligheid",), ("feiten",))
    told("16_17").when(refuse(scope=nothing)).then_refused("toestemming.geen_ontvanger")


@pytest.mark.parametrize("command", [explain(), give(), refuse()])
def test_who_works_with_the_client_asks_and_nobody_else(command: Command[Any, Any]) -> None:
    for stranger in (BRAM, EVA):
        elsewhere = structs.replace(command, by=stranger)
        told("16_17").when(elsewhere).then_refused("toestemming.rol")
    assert told("16_17").when(structs.replace(command, by=ANNA)).refused is None
    given(*PARTNERS, ADOPTED, *closed(MEES)).when(command).then_refused("casus.gesloten")


def test_without_agreements_nobody_knows_what_can_be_agreed_to() -> None:
    given(*registered(MEES), aged("16_17"), explained()).when(give()).then_refused("afspraken.geen")


def test_an_explanation_names_its_audience() -> None:
    given(*START).when(explain(MOTHER)).then(
        ConsentExplained(MEES, TODAY, MOTHER, TOLD, "met plaatjes", "in eigen woorden", True, CARLA)
    )
