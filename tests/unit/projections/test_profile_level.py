"""The ILO profile as a second reason for a level: off it changes nothing, on it is a fold too."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from domain.case_facts import FactEvent
from domain.cases.events import AgeBandEntered, CasePlaced, CaseRegistered
from domain.escalation.events import EpisodeEvent, EscalationDecided, EscalationRaised
from domain.policy_document import Indicator, Level, Policy
from domain.scoring.context import case_on
from domain.scoring.facts import Signal
from domain.scoring.ilo import ilo_profile
from domain.scoring.result import below, reaches
from domain.signals.events import SignalRecorded, SignalRetracted, SignalVerdictGiven
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from projections.calendar import Calendar
from projections.case.fold import fold, pass_days
from projections.case.state import CaseState, EpisodeState, scored_facts
from tests.unit.scoring.strategies import CODES, ON, policies, shipped, signal, signals


class Told(NamedTuple):
    """An event of the case at its position, as a fold meets it."""

    position: int
    event: FactEvent | EpisodeEvent


CASE = CaseId("c-1")
PLACE = OrganisationId("instelling-1")
Happening = FactEvent | int | None
"""An event of the case, days that pass, or (None) that people decide on whatever is open."""
MOMENT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LEVELS = {"zorgcoordinator": Level(50.0, 35.0, 72), "avim": Level(80.0, 60.0, 24)}
EXPLOITED = ("SX03", "SX05", "SX12")
"""Three medium indicators of exploitation."""


def with_profile(policy: Policy, *, on: bool = True) -> Policy:
    """The policy with the profile as a second reason, or without."""
    level = structs.replace(policy.levels["zorgcoordinator"], ilo=on)
    return structs.replace(policy, levels={**policy.levels, "zorgcoordinator": level})


def medium(policy: Policy) -> Policy:
    """Every indicator of medium strength."""
    indicators = {code: structs.replace(one, strength="M") for code, one in policy.indicators.items()}
    return structs.replace(policy, indicators=indicators)


def recorded(one: Signal) -> SignalRecorded:
    return SignalRecorded(
        CASE,
        SignalId(one.id),
        one.indicator,
        one.polarity,
        one.nature,
        one.provenance,
        one.source,
        OrganisationId(one.organisation),
        one.observed_on,
    )


def played(
    policy: Policy, happenings: Sequence[Happening], *, splits: Sequence[int] = (), each_day: bool = False
) -> CaseState:
    """The state after all; `splits` cut runs of events, and days pass at once or each alone."""
    calendar = Calendar()
    calendar.begin_day(1, ON)
    calendar.adopt(2, "1", policy)
    state, position, day = CaseState(CASE), 4, ON
    told: list[FactEvent] = [CaseRegistered(CASE, PLACE, "een"), CasePlaced(CASE, PLACE, ON)]
    steps = [Told(place, event) for place, event in enumerate(told, 3)]
    for number, happening in enumerate(happenings):
        position += 1
        if happening is None:
            state, steps = fold(state, steps, calendar) if steps else state, []
            state, position = decided(state, position, calendar)
        elif isinstance(happening, int):
            day += timedelta(days=happening)
            state = fold(state, steps, calendar) if steps else state
            steps = []
            calendar.begin_day(position, day)
            if each_day:
                state = pass_days(state, calendar.between(state.seen, position + 1))
        else:
            steps.append(Told(position, happening))
            if number in splits:
                state, steps = fold(state, steps, calendar), []
    state = fold(state, steps, calendar) if steps else state
    return pass_days(state, calendar.between(state.seen, position + 1))


def decided(state: CaseState, position: int, calendar: Calendar) -> tuple[CaseState, int]:
    """People are told of each episode that runs, and decide on it; the position after it."""
    state = pass_days(state, calendar.between(state.seen, position + 1))
    for one in state.episodes:
        if not one.ended and one.decided_db is None:
            where = (CASE, one.level, one.opened)
            told = EscalationRaised(*where, one.snapshot, PLACE, PersonId("noor"), (), MOMENT)
            choice = EscalationDecided(*where, "zelf_hulp", "genoeg", PersonId("noor"))
            state = fold(state, [Told(position + 1, told), Told(position + 2, choice)], calendar)
            position += 2
    return state, position


def judged_each_day(policy: Policy, happenings: Sequence[Happening]) -> list[CaseState]:
    """The states after each happening, every day judged by itself."""
    counts = range(1, len(happenings) + 1)
    return [played(policy, happenings[:count], splits=range(count), each_day=True) for count in counts]


def running(state: CaseState) -> EpisodeState | None:
    return next((one for one in state.episodes if one.level == "zorgcoordinator" and not one.ended), None)


def seen_anonymously(*codes: str) -> list[Happening]:
    return [
        recorded(signal(f"s-{code}", code, nature="waarneming", provenance="anoniem", source=f"b-{code}"))
        for code in codes
    ]


def under_18() -> AgeBandEntered:
    return AgeBandEntered(CASE, "16_17", ON)


def test_off_by_default_the_profile_opens_nothing() -> None:
    state = played(medium(shipped()), [under_18(), *seen_anonymously(*EXPLOITED)])
    assert state.episodes == ()


def test_on_a_complete_profile_opens_the_level_and_the_snapshot_says_so() -> None:
    state = played(medium(with_profile(shipped())), [under_18(), *seen_anonymously(*EXPLOITED)])
    assert [one.level for one in state.episodes] == ["zorgcoordinator"]
    snapshot = state.episodes[0].snapshot
    assert (snapshot.reason, snapshot.position) == ("ilo", 8)
    assert below(snapshot.log_odds_db, 50.0)
    assert [(one.dimension, one.rule) for one in snapshot.standings] == [("EX", "c")]


def test_what_the_score_opened_says_that_the_score_did() -> None:
    found = recorded(signal("s1", "SX02"))
    state = played(medium(with_profile(shipped())), [under_18(), *seen_anonymously("SX03", "SX05"), found])
    snapshot = next(one.snapshot for one in state.episodes if one.level == "zorgcoordinator")
    assert (snapshot.reason, snapshot.standings) == ("score", ())


def test_of_an_adult_a_means_must_be_shown_too() -> None:
    policy = medium(with_profile(shipped()))
    state = played(policy, seen_anonymously(*EXPLOITED))
    assert running(state) is None
    state = played(policy, seen_anonymously(*EXPLOITED, "GW01", "GW03", "GW04"))
    assert running(state) is not None


def test_it_lowers_when_the_profile_fades_and_the_score_is_low() -> None:
    told = [under_18(), *seen_anonymously(*EXPLOITED)]
    policy = medium(with_profile(shipped()))
    fresh = played(policy, [*told, 30])
    faded = played(policy, [*told, 30, 200])
    assert fresh.episodes[0].lowered is False
    assert faded.episodes[0].lowered is True
    again = played(policy, [*told, 30, 200, recorded(signal("s1", "SX16", polarity="weerlegt")), 0])
    assert again.episodes[0].opened == faded.episodes[0].opened


def test_a_denial_that_fades_sooner_can_complete_a_profile_without_an_event() -> None:
    old = ON - timedelta(days=80)
    denial = signal("d1", "SX12", polarity="weerlegt", observed_on=old, source="b-d")
    indicator = Indicator("EX", 5.0, 90.0, 5.0, strength="M")
    policy = medium(with_profile(shipped()))
    policy = structs.replace(policy, indicators={**policy.indicators, "SX12": indicator})
    told = [under_18(), recorded(denial), *seen_anonymously(*EXPLOITED)]
    early = played(policy, told)
    later = played(policy, [*told, *[1] * 60])
    assert running(early) is None
    assert running(later) is not None
    assert later == played(policy, [*told, *[1] * 60], each_day=True), (
        "on the day, not when the days are caught up"
    )


@st.composite
def policies_with_profile(draw: st.DrawFn) -> Policy:
    drawn = draw(policies())
    strengths = st.sampled_from(["S", "S", "M", "W", None])
    indicators = {
        code: structs.replace(one, strength=draw(strengths)) for code, one in drawn.indicators.items()
    }
    return with_profile(structs.replace(drawn, indicators=indicators, levels=LEVELS, version="1"))


@st.composite
def stories(draw: st.DrawFn) -> list[Happening]:
    told: list[Happening] = []
    for number in range(draw(st.integers(1, 7))):
        told.append(recorded(draw(signals(f"s{number}", codes=CODES))))
        what = draw(st.integers(0, 7))
        if what == 0:
            told.append(SignalRetracted(CASE, SignalId(f"s{draw(st.integers(0, number))}"), "fout"))
        elif what == 1:
            verdict = SignalVerdictGiven(
                CASE, SignalId(f"s{draw(st.integers(0, number))}"), "weerlegd", PersonId("noor")
            )
            told.append(verdict)
        elif what == 2:
            told.append(under_18())
        told.extend(draw(st.lists(st.sampled_from([1, 7, 40, 150, None]), max_size=3)))
    return told


@settings(max_examples=150)
@given(policies_with_profile(), stories())
def test_off_nothing_changes(policy: Policy, told: list[Happening]) -> None:
    bare = structs.replace(
        policy,
        indicators={code: structs.replace(one, strength=None) for code, one in policy.indicators.items()},
    )
    off = played(with_profile(policy, on=False), told)
    assert off == played(with_profile(bare, on=False), told)
    assert off == played(with_profile(bare), told), "a policy of before strengths opens nothing by them"


@settings(max_examples=150)
@given(policies_with_profile(), stories(), st.sets(st.integers(0, 20)))
def test_on_any_split_gives_what_each_day_and_event_alone_give(
    policy: Policy, told: list[Happening], splits: set[int]
) -> None:
    at_once = played(policy, told, splits=sorted(splits))
    alone = judged_each_day(policy, told)
    assert at_once == alone[-1]
    for state in alone:
        assert state.standing is not None
        day, db = state.standing.day, state.standing.log_odds_db
        shown = ilo_profile(policy, case_on(scored_facts(state.facts), day), day).complete
        episode = running(state)
        if shown or reaches(db, 50.0):
            assert episode is not None
            assert not episode.lowered
        elif below(db, 35.0):
            assert episode is None or episode.lowered


@settings(max_examples=100)
@given(policies_with_profile(), stories())
def test_days_passed_at_once_give_what_days_one_by_one_give(policy: Policy, told: list[Happening]) -> None:
    quiet = [*told, *[9] * 12]
    for document in (policy, with_profile(policy, on=False)):
        assert played(document, quiet) == played(document, quiet, each_day=True)


def test_days_caught_up_open_a_level_on_the_day_that_a_denial_has_faded() -> None:
    indicator = Indicator("EX", 22.0, 90.0, 5.0)
    policy = structs.replace(shipped(), indicators={**shipped().indicators, "SX12": indicator})
    old = ON - timedelta(days=80)
    denial = signal("d1", "SX12", polarity="weerlegt", source="bron-2", observed_on=old)
    told = [recorded(signal("s1", "SX12")), recorded(denial), None, *[1] * 60]
    state = played(policy, told)
    assert [one.level for one in state.episodes] == ["zorgcoordinator", "zorgcoordinator"]
    assert state.episodes[0].ended
    assert not state.episodes[1].ended
    assert ON < state.episodes[1].snapshot.on < ON + timedelta(days=60)
    assert state == played(policy, told, each_day=True)
