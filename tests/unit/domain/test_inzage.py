"""What a client gets of each event, what is left out and why, and who gives inzage to whom."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from domain.acquaintances import AcquaintanceNamed
from domain.appointments import PersonAppointed
from domain.attempts import AttemptRefused
from domain.cases.events import AgeBandEntered, CaseAbsorbed, SubjectErased
from domain.consent.events import Giver, RepresentativeExcluded
from domain.disclosure.events import ClientInformed, ClientInformingDeferred
from domain.dossier import Answered
from domain.inzage.giving import GiveInzage, InzageGiven
from domain.inzage.labels import HELD, LABELS, SILENT
from domain.inzage.overview import counted, held_back
from domain.inzage.sentences import SENTENCES, TWICE, WHOLE
from domain.inzage.telling import category_of, context_of, told
from domain.meetings.holding import Decision, MeetingHeld
from domain.registry import EVENTS
from domain.stappenplan.events import StepRecorded
from domain.words import DisclosureId, OrganisationId, PersonId
from tests.unit.domain.story import given
from tests.unit.domain.world import ANNA, BRAM, HAVEN, MEES, NOOR, S1, TEAM, TODAY, UNIT, registered, signal

FRITS = PersonId("frits")
OFFICER = PersonAppointed(FRITS, OrganisationId("bureau"), "fg", date(2026, 1, 1))
ADULT = AgeBandEntered(MEES, "18_plus", TODAY)
PAST = (*TEAM, OFFICER, *registered(MEES))
CLIENT = Giver("client")
GIVE = GiveInzage((MEES,), CLIENT, "paspoort", TODAY, ANNA, FRITS, TODAY, "digest", {"bron": 1})
NUMBER = DisclosureId("d-1")
POLICE = frozenset({UNIT})


def seen(*events: Any, case: Any = MEES) -> list[Any]:
    context = context_of(
        events, POLICE, {"SX01": "Condooms", HAVEN: "De Haven"}, {"v01_feiten": "Welke feiten zijn er?"}
    )
    return [told(number, TODAY, one, case, context) for number, one in enumerate(events, 1)]


def test_every_event_about_a_client_is_told_left_out_or_said_elsewhere_and_each_field_has_a_name() -> None:
    about = {kind for kind in EVENTS.values() if "case" in kind.__struct_fields__}
    about |= {AttemptRefused, MeetingHeld}
    assert about == {*SENTENCES, *WHOLE, *TWICE}
    assert not (SENTENCES.keys() & WHOLE.keys()) | (TWICE & (SENTENCES.keys() | WHOLE.keys()))
    named = LABELS.keys() | SILENT | HELD.keys()
    unnamed = {
        (kind.__name__, name)
        for kind in SENTENCES.keys() - {MeetingHeld}
        for name in kind.__struct_fields__
        if name not in named and category_of(kind, name) is None
    }
    assert unnamed == set()


def test_codes_are_told_in_words_and_an_answer_stands_behind_its_question() -> None:
    answers = (Answered("v01_feiten", text="Condooms."), Answered("anders", "ja"))
    age, step = seen(ADULT, StepRecorded(MEES, "stap_4", answers, ANNA, TODAY, "1"))
    assert ("leeftijdsgroep", "18 jaar of ouder") in age.fields
    assert step.fields[1:3] == (("Welke feiten zijn er?", "Condooms."), ("anders", "ja"))
    [placed] = seen(structs.replace(signal(MEES, S1), organisation=HAVEN))
    assert ("organisatie", "De Haven") in placed.fields


def test_a_signal_is_told_in_words_without_who_saw_it() -> None:
    [line] = seen(structs.replace(signal(MEES, S1), text="Twintig condooms in haar tas."))
    assert ("signaal", "Condooms") in line.fields
    assert ("wat er is opgeschreven", "Twintig condooms in haar tas.") in line.fields
    assert line.held == ("bron",)
    assert "carla" not in str(line.fields)


def test_what_the_police_gave_and_who_is_around_the_client_is_left_out_and_counted() -> None:
    theirs = structs.replace(signal(MEES, S1), organisation=UNIT)
    lines = seen(theirs, AcquaintanceNamed(MEES, "Mark", "vriend"))
    assert [(one.what, one.fields, one.held) for one in lines] == [
        ("", (), ("politie",)),
        ("", (), ("ander",)),
    ]
    assert counted(lines) == {"ander": 1, "politie": 1}


def test_what_the_client_was_not_told_yet_is_left_out_until_they_are() -> None:
    later = ClientInformingDeferred(MEES, NUMBER, "veiligheid_client", "Zij is bang.", TODAY, ANNA)
    assert [one.held for one in seen(later)] == [("onderzoek",)]
    informed = ClientInformed(MEES, NUMBER, "In een gesprek.", ANNA)
    assert [one.what for one in seen(later, informed)] == [SENTENCES[type(later)], SENTENCES[ClientInformed]]


def test_of_a_meeting_a_client_gets_what_was_decided_on_them_alone() -> None:
    minutes = MeetingHeld(
        HAVEN,
        UNIT,
        TODAY,
        (ANNA, BRAM),
        "Besproken.",
        (Decision(MEES, "hulp", "Zij wil hulp."), Decision(NOOR, "volgen", "Over een ander.")),
    )
    assert [one.fields for one in seen(minutes)] == [(("besluit", "hulp"), ("reden", "Zij wil hulp."))]
    assert seen(structs.replace(minutes, decisions=minutes.decisions[1:])) == [None]


def test_what_people_hold_back_themselves_leaves_its_day_and_why() -> None:
    lines = seen(signal(MEES, S1))
    [line] = held_back(lines, {1: "veiligheid"})
    assert (line.what, line.fields, line.held) == ("", (), ("veiligheid",))


def test_two_people_give_it_to_the_client_once() -> None:
    given(*PAST, ADULT).when(GIVE).then(_event()).when(GIVE).then()


@pytest.mark.parametrize(
    ("change", "band", "code"),
    [
        ({"second": BRAM}, "18_plus", "inzage.tweede"),
        ({"by": BRAM}, "18_plus", "inzage.tweede"),
        ({"second": ANNA}, "18_plus", "inzage.tweede"),
        ({"cases": (NOOR,)}, "18_plus", "casus.onbekend"),
        ({"asked": date(2027, 1, 1)}, "18_plus", "inzage.toekomst"),
        ({}, "onder_12", "inzage.jong"),
        ({"to": Giver("vertegenwoordiger", "v-1", "ouder_met_gezag")}, "16_17", "inzage.vertegenwoordiger"),
        ({"to": Giver("vertegenwoordiger", "v-1", "ouder_met_gezag")}, "18_plus", "inzage.vertegenwoordiger"),
    ],
)
def test_it_is_refused_with_what_would_make_it_allowed(change: dict[str, Any], band: Any, code: str) -> None:
    command = structs.replace(GIVE, **change)
    given(*PAST, AgeBandEntered(MEES, band, TODAY)).when(command).then_refused(code)


def test_it_waits_for_the_age_and_never_goes_to_somebody_of_the_risk_network() -> None:
    given(*PAST).when(GIVE).then_refused("inzage.leeftijd")
    mentor = structs.replace(GIVE, to=Giver("vertegenwoordiger", "v-1", "mentor"))
    given(*PAST, ADULT).when(mentor).then(structs.replace(_event(), to=mentor.to))
    excluded = RepresentativeExcluded(MEES, "v-1", "in_risiconetwerk", "Hij is de vriend.", ANNA)
    given(*PAST, ADULT, excluded).when(mentor).then_refused("inzage.uitgesloten")


def test_what_is_forgotten_or_is_only_half_of_a_client_is_refused() -> None:
    gone = SubjectErased(MEES, "persoon", "verzoek", ANNA, FRITS, TODAY, ())
    given(*PAST, ADULT, gone).when(GIVE).then_refused("inzage.gewist")
    given(*PAST, ADULT, CaseAbsorbed(MEES, NOOR, ())).when(GIVE).then_refused("inzage.samengevoegd")


def _event() -> InzageGiven:
    return InzageGiven(MEES, CLIENT, "paspoort", TODAY, ANNA, FRITS, TODAY, "digest", {"bron": 1})
