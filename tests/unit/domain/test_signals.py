"""Signals: cheap to record, never edited, corrected and retracted with a reason, judged by who looked."""

from datetime import date

from msgspec import structs

from domain.acting.given import given_by
from domain.appointments import PersonAppointed
from domain.cases.events import CaseMergedInto, CaseReopened
from domain.signals.events import (
    SignalCorrected,
    SignalMoved,
    SignalRecorded,
    SignalRetracted,
    SignalVerdictGiven,
)
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal
from domain.words import CaseId
from tests.unit.domain.story import given
from tests.unit.domain.world import (
    ADOPTED,
    BRAM,
    CARLA,
    DIRK,
    DUIN,
    HAVEN,
    MEES,
    NOOR,
    PARTNERS,
    S1,
    S2,
    TEAM,
    TODAY,
    TOMORROW,
    closed,
    registered,
    signal,
)

HEAR = (signal(MEES, S1).source,)
"""Who is told what the signal proved to be."""


def record(
    indicator: str = "SX01",
    provenance: str = "eigen_waarneming",
    observed_on: date = date(2026, 2, 20),
    text: str = "",
) -> RecordSignal:
    return RecordSignal(
        MEES, S1, indicator, "bevestigt", "feit", provenance, "carla", HAVEN, observed_on, TODAY, text=text
    )


def correct(
    case: CaseId = MEES,
    indicator: str = "OV01",
    provenance: str = "client_zelf",
    observed_on: date = TODAY,
    reason: str = "verkeerd overgenomen",
) -> CorrectSignal:
    return CorrectSignal(
        case, S1, indicator, "weerlegt", "feit", provenance, "carla", HAVEN, observed_on, TODAY, reason
    )


CORRECTED = SignalCorrected(
    MEES, S1, "OV01", "weerlegt", "feit", "client_zelf", "carla", HAVEN, TODAY, "verkeerd overgenomen"
)


def test_a_signal_is_recorded_as_it_was_told() -> None:
    given(ADOPTED, *registered(MEES)).when(record()).then(signal(MEES, S1))


def test_a_signal_of_today_may_be_recorded() -> None:
    story = given(ADOPTED, *registered(MEES)).when(record(observed_on=TODAY))
    assert [type(event) for event in story.happened] == [SignalRecorded]


def test_recording_the_same_signal_twice_changes_nothing() -> None:
    given(ADOPTED, *registered(MEES)).when(record()).when(record()).then()


def test_a_signal_keeps_its_number_for_itself() -> None:
    story = given(ADOPTED, *registered(MEES), signal(MEES, S1))
    story.when(record(text="iets anders")).then_refused("signaal.bestaat")


def test_a_signal_about_the_future_is_refused() -> None:
    story = given(ADOPTED, *registered(MEES))
    story.when(record(observed_on=TOMORROW)).then_refused("signaal.toekomst")


def test_an_unknown_indicator_is_refused_and_the_remedy_welcomes_a_feeling() -> None:
    refused = (
        given(ADOPTED, *registered(MEES)).when(record(indicator="XX99")).then_refused("signaal.indicator")
    )
    assert "niet-pluis" in refused.remedy


def test_an_unknown_provenance_is_refused_and_the_remedy_names_the_known_ones() -> None:
    refused = (
        given(ADOPTED, *registered(MEES)).when(record(provenance="roddel")).then_refused("signaal.herkomst")
    )
    assert "client_zelf" in refused.remedy


def test_without_a_policy_there_are_no_words_to_record_with() -> None:
    given(*registered(MEES)).when(record()).then_refused("beleid.geen")


def test_a_signal_on_a_closed_case_opens_it_again_and_is_never_refused() -> None:
    given(ADOPTED, *closed(MEES)).when(record()).then(CaseReopened(MEES, "nieuw_signaal"), signal(MEES, S1))


def test_a_signal_needs_a_case() -> None:
    given(ADOPTED).when(record()).then_refused("casus.onbekend")


def test_a_signal_on_a_merged_case_belongs_to_the_case_it_goes_on_as() -> None:
    refused = (
        given(ADOPTED, *registered(MEES), CaseMergedInto(MEES, NOOR))
        .when(record())
        .then_refused("casus.samengevoegd")
    )
    assert NOOR in refused.remedy


def test_a_correction_says_the_whole_signal_again() -> None:
    given(ADOPTED, *registered(MEES), signal(MEES, S1)).when(correct()).then(CORRECTED)


def test_the_same_correction_changes_nothing_until_another_word_is_said() -> None:
    story = given(ADOPTED, *registered(MEES), signal(MEES, S1)).when(correct())
    story.when(correct()).then()
    story.when(correct(indicator="SX01")).when(correct()).then(CORRECTED)
    back = structs.replace(correct(), count_again=True)
    story.when(RetractSignal(MEES, S1, "vergissing")).when(back).then(CORRECTED)


def test_a_correction_needs_a_reason() -> None:
    story = given(ADOPTED, *registered(MEES), signal(MEES, S1))
    story.when(correct(reason=" ")).then_refused("signaal.reden")


def test_a_correction_uses_known_words_and_past_days() -> None:
    story = given(ADOPTED, *registered(MEES), signal(MEES, S1))
    story.when(correct(indicator="XX99")).then_refused("signaal.indicator")
    story.when(correct(provenance="roddel")).then_refused("signaal.herkomst")
    story.when(correct(observed_on=TOMORROW)).then_refused("signaal.toekomst")


def test_a_signal_of_another_case_is_not_revised() -> None:
    story = given(ADOPTED, *registered(MEES), *registered(NOOR), signal(NOOR, S1))
    story.when(correct()).then_refused("signaal.onbekend")
    story.when(RetractSignal(MEES, S1, "dubbel")).then_refused("signaal.onbekend")
    story.when(GiveVerdict(MEES, S2, "vastgesteld", BRAM, TODAY)).then_refused("signaal.onbekend")


def test_a_signal_is_retracted_once() -> None:
    given(signal(MEES, S1)).when(RetractSignal(MEES, S1, "dubbel")).then(
        SignalRetracted(MEES, S1, "dubbel")
    ).when(RetractSignal(MEES, S1, "dubbel")).then()


def test_a_retraction_needs_a_reason() -> None:
    given(signal(MEES, S1)).when(RetractSignal(MEES, S1, "")).then_refused("signaal.reden")


def test_a_corrected_signal_counts_again_after_it_was_retracted() -> None:
    retracted = given(*TEAM, ADOPTED, signal(MEES, S1), SignalRetracted(MEES, S1, "vergissing"))
    retracted.when(correct()).then_refused("signaal.ingetrokken")
    story = retracted.when(structs.replace(correct(), count_again=True))
    story.when(GiveVerdict(MEES, S1, "vastgesteld", BRAM, TODAY)).then(
        SignalVerdictGiven(MEES, S1, "vastgesteld", BRAM, hear=HEAR)
    )


def test_a_later_verdict_replaces_an_earlier_one_and_the_same_one_changes_nothing() -> None:
    given(*TEAM, signal(MEES, S1)).when(GiveVerdict(MEES, S1, "onbeslist", BRAM, TODAY)).then(
        SignalVerdictGiven(MEES, S1, "onbeslist", BRAM, hear=HEAR)
    ).when(GiveVerdict(MEES, S1, "onbeslist", BRAM, TODAY)).then().when(
        GiveVerdict(MEES, S1, "weerlegd", BRAM, TODAY)
    ).then(SignalVerdictGiven(MEES, S1, "weerlegd", BRAM, hear=HEAR))


def test_only_who_looks_into_signals_judges_them_there_and_never_their_own() -> None:
    judged = GiveVerdict(MEES, S1, "vastgesteld", DIRK, TODAY)
    worker = PersonAppointed(DIRK, HAVEN, "hulpverlener", date(2026, 1, 1))
    elsewhere = PersonAppointed(DIRK, DUIN, "aandachtsfunctionaris", date(2026, 1, 1))
    here = structs.replace(elsewhere, organisation=HAVEN)
    story = given(*PARTNERS, *registered(MEES), signal(MEES, S1), worker)
    story.when(given_by(judged, DIRK, TODAY)).then_refused("casus.wie")
    given(*story.events, elsewhere).when(given_by(judged, DIRK, TODAY)).then_refused("casus.wie")
    told = given(*story.events, here).when(given_by(judged, DIRK, TODAY)).happened
    assert [type(one) for one in told] == [SignalVerdictGiven]
    own = structs.replace(signal(MEES, S1), source=BRAM)
    given(*TEAM, own).when(GiveVerdict(MEES, S1, "vastgesteld", BRAM, TODAY)).then_refused("oordeel.rol")


def test_the_form_of_exploitation_can_be_told_after_the_verdict() -> None:
    story = given(*TEAM, signal(MEES, S1), SignalVerdictGiven(MEES, S1, "vastgesteld", BRAM))
    story.when(GiveVerdict(MEES, S1, "vastgesteld", BRAM, TODAY, "seksueel")).then(
        SignalVerdictGiven(MEES, S1, "vastgesteld", BRAM, "seksueel", HEAR)
    )


def test_who_gave_a_signal_and_who_wrote_it_down_hear_what_it_proved_to_be() -> None:
    story = given(*TEAM, structs.replace(signal(MEES, S1), source=DIRK))
    [told] = story.when(GiveVerdict(MEES, S1, "vastgesteld", BRAM, TODAY, recorders=(CARLA,))).happened
    assert isinstance(told, SignalVerdictGiven)
    assert told.hear == (CARLA, DIRK)


def test_no_verdict_is_given_on_a_retracted_signal() -> None:
    story = given(*TEAM, signal(MEES, S1), SignalRetracted(MEES, S1, "dubbel"))
    story.when(GiveVerdict(MEES, S1, "weerlegd", BRAM, TODAY)).then_refused("signaal.ingetrokken")


def test_a_signal_that_moved_is_revised_under_its_new_case() -> None:
    story = given(ADOPTED, signal(MEES, S1), SignalMoved(NOOR, S1))
    story.when(correct()).then_refused("signaal.onbekend")
    story.when(RetractSignal(NOOR, S1, "dubbel")).then(SignalRetracted(NOOR, S1, "dubbel"))
