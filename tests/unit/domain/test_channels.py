"""Which channels fit: 112 before anything, anonymous never in danger, Veilig Thuis always for minors."""

from typing import get_args

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec import structs

from domain.agreements.document import Danger
from domain.channels.advising import Situation, channels_for
from domain.stappenplan.events import Permission
from tests.unit.domain.world import agreements

SHIPPED = agreements()
SITUATIONS = st.builds(
    Situation,
    st.sampled_from(get_args(Danger)),
    st.sampled_from([True, False, None]),
    st.sampled_from(get_args(Permission)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def modes(situation: Situation) -> dict[str, str]:
    return {one.channel: one.mode for one in channels_for(SHIPPED, situation)}


def first(situation: Situation) -> str:
    return channels_for(SHIPPED, situation)[0].channel


@for_all(SITUATIONS)
def test_in_acute_danger_112_comes_first_and_nothing_competes(situation: Situation) -> None:
    found = channels_for(SHIPPED, situation)
    if situation.danger == "acuut":
        assert (found[0].channel, found[0].mode, found[0].phone) == ("noodnummer", "bel_nu", "112")
        assert all(one.mode == "daarna" for one in found[1:])
    else:
        assert "noodnummer" not in [one.channel for one in found]


@for_all(SITUATIONS)
def test_anonymous_reporting_is_never_advised_in_serious_or_acute_danger(situation: Situation) -> None:
    found = modes(situation)
    fits = situation.anonymous and situation.danger in {"geen", "reele_kans"}
    assert ("meld_misdaad_anoniem" in found) == fits


@for_all(SITUATIONS)
def test_for_a_minor_veilig_thuis_is_always_among_them(situation: Situation) -> None:
    found = modes(situation)
    assert ("veilig_thuis" in found) == (situation.minor is not False)
    if situation.minor and situation.danger != "acuut":
        assert first(situation) == "veilig_thuis"


@for_all(SITUATIONS)
def test_every_channel_has_its_reason_and_source_and_is_named_once(situation: Situation) -> None:
    found = channels_for(SHIPPED, situation)
    assert found
    assert all(one.reason and one.source for one in found)
    assert len({one.channel for one in found}) == len(found)


@for_all(SITUATIONS)
def test_riec_and_liec_are_named_on_any_suspicion_of_organised_activity(situation: Situation) -> None:
    expected = situation.organised and situation.danger != "acuut"
    assert ("riec_liec" in modes(situation)) == expected


@for_all(SITUATIONS)
def test_without_consent_no_named_report_but_to_the_police_or_for_a_minor(situation: Situation) -> None:
    if situation.permission in {"ja", "deels"}:
        return
    named = {channel for channel, mode in modes(situation).items() if mode == "melden"}
    police = {"avim", "zeden", "basisteam", "wijkagent"} if situation.danger != "geen" else set()
    assert named <= {"veilig_thuis", "meld_misdaad_anoniem", *police}


@for_all(SITUATIONS, st.frozensets(st.sampled_from(sorted(SHIPPED.recipients))))
def test_who_is_told_with_consent_is_named_by_it(situation: Situation, named: frozenset[str]) -> None:
    found = channels_for(SHIPPED, structs.replace(situation, named=named))
    free = {"veilig_thuis", "meld_misdaad_anoniem", "avim", "zeden", "basisteam", "wijkagent"}
    told = [one for one in found if one.mode == "melden" and one.channel not in free]
    assert all(one.recipient in named for one in told)


def test_what_step_4_found_is_not_enough_where_a_case_is_looked_at() -> None:
    said = Situation("reele_kans", minor=False, permission="ja", named=frozenset())
    assert modes(said)["zorgcoordinator"] == "advies"
    named = structs.replace(said, named=frozenset({"zorgcoordinator"}))
    assert (modes(named)["zorgcoordinator"], modes(named)["avim"]) == ("melden", "advies")


def test_riec_and_liec_are_asked_without_anything_about_the_client() -> None:
    [riec] = [
        one for one in channels_for(SHIPPED, Situation("geen", organised=True)) if one.channel == "riec_liec"
    ]
    assert riec.mode == "advies"
    assert "noem de cliënt niet" in riec.reason
    assert "Zonder gegevens van de cliënt" in SHIPPED.channels["riec_liec"].what


def test_comensha_is_for_adults_and_advises_on_minors() -> None:
    assert modes(Situation("reele_kans", minor=False, permission="ja"))["comensha"] == "melden"
    assert modes(Situation("reele_kans", minor=True, permission="ja"))["comensha"] == "advies"


def test_with_consent_the_zorgcoordinator_can_be_told_and_without_it_asked() -> None:
    assert modes(Situation("reele_kans", minor=False, permission="ja"))["zorgcoordinator"] == "melden"
    assert modes(Situation("reele_kans", minor=False, permission="nee"))["zorgcoordinator"] == "advies"


@pytest.mark.parametrize(
    ("danger", "advised", "mode"),
    [("ernstig", False, "melden"), ("reele_kans", False, "advies"), ("reele_kans", True, "melden")],
)
def test_the_police_without_consent_in_serious_danger_and_else_after_advice(
    danger: Danger, advised: bool, mode: str
) -> None:
    assert modes(Situation(danger, minor=False, permission="nee", advised=advised))["avim"] == mode


def test_who_wants_to_stay_anonymous_in_serious_danger_reads_why_that_does_not_fit() -> None:
    found = channels_for(SHIPPED, Situation("ernstig", minor=False, permission="nee", anonymous=True))
    [avim] = [one for one in found if one.channel == "avim"]
    assert "Anoniem melden past niet bij ernstig gevaar." in avim.reason


@pytest.mark.parametrize("danger", ["geen", "reele_kans", "ernstig"])
def test_the_specialist_of_the_police_can_always_be_asked_and_the_wijkagent_on_any_suspicion(
    danger: Danger,
) -> None:
    found = modes(Situation(danger, minor=False, anonymous=danger != "ernstig"))
    assert found["avim"] == ("melden" if danger == "ernstig" else "advies")
    assert ("wijkagent" in found) == (danger != "ernstig")
    assert not SHIPPED.channels["wijkagent"].only_if


def test_each_discipline_of_the_police_says_what_it_takes() -> None:
    said = {code: SHIPPED.channels[code].what for code in ("avim", "zeden", "basisteam")}
    assert "mensenhandel" in said["avim"]
    assert "zedenmisdrijven" in said["zeden"]
    assert "vermissingen" in said["basisteam"]
    assert all("F" in SHIPPED.channels[code].source for code in said)


def test_channels_say_what_to_tell_the_police_and_whom_to_join() -> None:
    assert "vrijheden en verlof" in SHIPPED.channels["avim"].what
    assert "welke organisaties in de regio jongeren helpen" in SHIPPED.channels["wijkagent"].what
    assert "betrek de gemeente" in SHIPPED.channels["zorgtafel"].what


def test_emm_is_no_channel() -> None:
    assert not any("emm" in code.lower() or "EMM" in one.label for code, one in SHIPPED.channels.items())
    places = {"regionaal_meldpunt", "watch_nederland", "zorgtafel", "csg", "zeden", "wijkagent", "huisarts"}
    assert places <= set(SHIPPED.channels)


def test_the_centre_for_sexual_violence_is_always_named_for_help_and_forensic_care() -> None:
    for situation in (Situation("geen"), Situation("reele_kans", minor=True), Situation("ernstig")):
        [csg] = [one for one in channels_for(SHIPPED, situation) if one.channel == "csg"]
        assert (csg.mode, csg.only_if) == ("advies", "na seksueel geweld")
    assert modes(Situation("ernstig", permission="ja"))["csg"] == "melden"
    what = SHIPPED.channels["csg"].what
    assert all(word in what for word in ("Medische", "psychologische", "forensisch", "zo snel mogelijk"))
    assert all(word in what for word in ("daarvoor is opgeleid", "kwaliteitscriteria", "werkinstructie"))
