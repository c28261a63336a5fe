"""Why a score moved: the day, the policy and the facts, told apart."""

from datetime import timedelta
from math import fsum

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.policy_document import Policy
from domain.scoring.context import case_on
from domain.scoring.facts import Facts, Signal
from domain.scoring.movement import Moment, Term, largest, movement
from domain.scoring.result import log_odds_of
from domain.scoring.score import score
from domain.scoring.texts import movement_text
from tests.unit.scoring.strategies import ON, facts, policies, shipped, signal


def moment(*told: Signal, days: int = 0, policy: Policy | None = None) -> Moment:
    return Moment(policy or shipped(), Facts(told), ON + timedelta(days=days))


def log_odds(at: Moment) -> float:
    return score(at.policy, case_on(at.facts, at.on), at.on).log_odds_db


@given(policies(), facts(), policies(), facts(), st.integers(-100, 400))
def test_the_terms_sum_to_the_difference(
    policy: Policy, known: Facts, other: Policy, later: Facts, days: int
) -> None:
    before, after = Moment(policy, known, ON), Moment(other, later, ON + timedelta(days=days))
    terms = movement(before, after)
    assert abs(fsum(term.db for term in terms) - (log_odds(after) - log_odds(before))) < 1e-9


@given(policies(), facts())
def test_nothing_moved_has_no_terms(policy: Policy, known: Facts) -> None:
    assert movement(Moment(policy, known, ON), Moment(policy, known, ON)) == ()
    assert largest(()) is None


def test_a_new_signal_came() -> None:
    before, after = moment(), moment(signal("s1", "VM01", organisation="instelling-2"))
    assert movement(before, after) == (Term("gekomen", "signaal", "s1", 4.0),)
    told = movement_text(before, after, largest(movement(before, after)))
    assert told == "nieuw signaal van instelling-2: Weglopen uit de instelling (herhaald)"


def test_a_retracted_signal_went() -> None:
    before, after = moment(signal()), moment(signal(retracted=True))
    assert movement(before, after) == (Term("vervallen", "signaal", "s1", -5.0),)
    assert movement_text(before, after, movement(before, after)[0]) == "vervallen: Veel condooms op de kamer"


def test_a_corrected_signal_changed() -> None:
    before, after = moment(signal(nature="interpretatie")), moment(signal())
    (term,) = movement(before, after)
    assert (term.cause, term.kind, round(term.db, 6)) == ("veranderd", "signaal", 3.0)
    assert movement_text(before, after, term) == "weegt nu zwaarder: Veel condooms op de kamer"


def test_days_alone_make_signals_older_and_are_one_reason_together() -> None:
    told = (signal(), signal("s2", "SX08"))
    before, after = moment(*told), moment(*told, days=120)
    terms = movement(before, after)
    assert {term.cause for term in terms} == {"tijd"}
    reason = largest(terms)
    assert reason is not None
    assert (reason.cause, reason.kind, round(reason.db, 6)) == ("tijd", "", -3.5)
    assert movement_text(before, after, reason) == "signalen worden ouder"


def test_a_new_policy_is_told_apart_from_new_facts_and_days() -> None:
    policy = msgspec.structs.replace(shipped(), version="2", prior_db=-15.0)
    before, after = moment(signal()), moment(signal(), signal("s2", "SX08"), days=60, policy=policy)
    assert [term for term in movement(before, after) if term.cause == "beleid"] == [
        Term("beleid", "prior", "prior", 5.0)
    ]
    assert movement_text(before, after, largest(movement(before, after))) == "nieuw beleid (versie 2)"


def test_the_largest_term_is_the_reason_whatever_its_sign() -> None:
    terms = (Term("gekomen", "signaal", "a", 2.0), Term("gekomen", "weerlegging", "b", -3.0))
    assert largest(terms) == terms[1]


def test_a_change_that_rounds_to_nothing_is_nothing_new() -> None:
    now = moment(signal())
    assert movement_text(now, now, None) == "niets nieuws"
    assert movement_text(now, now, Term("tijd", "", "", -0.04)) == "niets nieuws"


def test_a_find_lifts_by_its_floor() -> None:
    before, after = moment(), moment(signal("s1", "SX16"))
    assert log_odds(after) - log_odds(before) == log_odds_of(80.0) + 20.0
    reason = largest(movement(before, after))
    assert movement_text(before, after, reason) == "een vondst die de score hoog houdt"
