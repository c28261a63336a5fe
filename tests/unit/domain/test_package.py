"""What leaves: only the kinds that were asked, facts first, and never who recorded or told it."""

import json
from datetime import date, timedelta
from typing import Any

from msgspec import structs

from domain.cases.events import CaseSplitOff, IdentityRecorded
from domain.client import ClientFollowed
from domain.disclosure.contents import ContentEvent, Contents, evolve_contents, identifiers
from domain.disclosure.events import DisclosureRequested
from domain.disclosure.package import Package, Source, advice, digest, package
from domain.disclosure.sharing import Sharing, evolve_sharing
from domain.events import Event
from domain.missing.events import MissingEnded, MissingReported
from domain.roster import InvolvementEnded, InvolvementRecorded
from domain.signals.events import SignalCorrected, SignalRetracted, SignalVerdictGiven
from domain.words import PersonId, SignalId
from tests.unit.domain.sharing import MINIMAL, WORLD, requested, told_signal
from tests.unit.domain.world import HAVEN, MEES, NOOR, TODAY, UNIT, agreements


def view(*events: Event) -> Sharing:
    seen = Sharing()
    for event in (*WORLD, *events):
        seen = evolve_sharing(seen, event)  # type: ignore[arg-type]  # events that the boundary knows
    return seen


def made(request: DisclosureRequested, *events: Event, chosen: tuple[SignalId, ...] = ()) -> Package:
    seen = view(*events)
    source = Source(
        agreements(), seen.contents, seen.partners, TODAY, TODAY + timedelta(14), TODAY + timedelta(365)
    )
    return package(request, source, chosen)


def inside(request: DisclosureRequested, *events: Event, chosen: tuple[SignalId, ...] = ()) -> Any:
    return json.loads(made(request, *events, chosen=chosen).data)


FULL = requested(
    tier=4,
    categories=(*MINIMAL, "interpretaties", "gezondheid", "verblijfplaats", "hulp"),
    purpose="veiligheid",
)


def test_a_minimal_package_holds_facts_and_observations_and_who_it_is_about() -> None:
    told = inside(requested())
    assert [one["aard"] for one in told["inhoud"]["signalen"]] == ["feit", "waarneming"]
    assert told["inhoud"]["identiteit"] == {"naam": "Mees El Amrani", "geboren": "2009-05-01"}
    assert set(told["inhoud"]) == {"signalen", "identiteit"}


def test_a_minimal_package_has_no_interpretation_even_where_a_category_would_carry_one() -> None:
    asked = requested(categories=("interpretaties", "feiten"))
    assert [one["aard"] for one in inside(asked)["inhoud"]["signalen"]] == ["feit"]


def test_a_full_referral_holds_what_was_asked_and_no_more() -> None:
    told = inside(FULL)
    assert {one["aard"] for one in told["inhoud"]["signalen"]} == {"feit", "waarneming", "interpretatie"}
    assert told["inhoud"]["verblijfplaats"]["instelling"] == HAVEN
    assert "identiteit" not in inside(structs.replace(FULL, categories=("feiten",)))["inhoud"]


def test_signals_about_a_disability_go_along_only_as_health() -> None:
    assert "s-beperking" not in made(requested()).signals
    assert "s-beperking" in made(FULL).signals


def test_who_recorded_it_and_who_told_it_are_in_no_package() -> None:
    for request in (requested(), FULL):
        text = made(request).data.decode()
        for name in ("bron-oma", "collega", "carla", "Carla", "Gijs", "gijs"):
            assert name not in text


def test_care_gives_nothing_of_the_police_and_police_only_their_own() -> None:
    theirs = structs.replace(told_signal("s-gezien", UNIT), signal=SignalId("s-politie"))
    assert "s-politie" not in made(requested(), theirs).signals
    of_police = requested("WPG_20", side="politie", giver=UNIT, organisation=HAVEN)
    assert made(of_police, theirs).signals == (SignalId("s-politie"),)


def test_what_was_retracted_or_disproved_or_corrected_leaves_as_it_is_now() -> None:
    gone = SignalRetracted(MEES, SignalId("s-feit"), "vergissing")
    disproved = SignalVerdictGiven(MEES, SignalId("s-gezien"), "weerlegd", PersonId("anna"))
    assert made(requested(), gone, disproved).signals == ()
    better = SignalCorrected(
        MEES,
        SignalId("s-feit"),
        "SX01",
        "bevestigt",
        "feit",
        "collega",
        "bron-oma",
        HAVEN,
        date(2026, 2, 21),
        "dag",
        text="Twintig condooms in de kast.",
    )
    told = inside(requested(), better)["inhoud"]["signalen"]
    assert told[0]["tekst"] == "Twintig condooms in de kast."
    assert told[0]["dag"] == "2026-02-21"


def test_chosen_signals_narrow_the_package() -> None:
    assert made(requested(signals=(SignalId("s-gezien"),))).signals == (SignalId("s-gezien"),)
    assert made(requested(), chosen=(SignalId("s-feit"),)).signals == (SignalId("s-feit"),)


def test_a_package_tells_what_it_may_be_used_for_and_until_when() -> None:
    terms = inside(requested())["voorwaarden"]
    assert terms["alleen_voor"].startswith("ernstige schade")
    assert terms["terugkoppelen_voor"] == "2026-03-16"
    assert terms["verwijderen_op"] == "2027-03-02"
    assert terms["gebruik"] == list(agreements().conditions)
    assert any("niemand anders" in one for one in terms["gebruik"])


def test_a_package_under_agreements_without_conditions_is_the_package_it_was() -> None:
    older = structs.replace(agreements(), conditions=())
    seen = view()
    days = (TODAY, TODAY + timedelta(14), TODAY + timedelta(365))
    left = json.loads(package(requested(), Source(older, seen.contents, seen.partners, *days)).data)
    assert set(left["voorwaarden"]) == {"alleen_voor", "terugkoppelen_voor", "verwijderen_op"}


def test_hit_or_no_hit_tells_that_and_nothing_else() -> None:
    hit = requested(tier=2, categories=())
    assert inside(hit)["inhoud"] == {"bekend": True}
    gone = [SignalRetracted(MEES, SignalId(name), "x") for name in ("s-feit", "s-gezien", "s-gevoel")]
    last = SignalRetracted(MEES, SignalId("s-beperking"), "x")
    assert inside(hit, *gone, last)["inhoud"] == {"bekend": False}


def test_help_is_told_by_what_it_is_and_never_by_who_gives_it() -> None:
    helps = (
        InvolvementRecorded(MEES, PersonId("dirk"), HAVEN, "behandelaar", TODAY),
        InvolvementRecorded(MEES, PersonId("eva"), HAVEN, "mentor", TODAY),
        InvolvementEnded(MEES, PersonId("eva"), TODAY),
    )
    assert inside(FULL, *helps)["inhoud"]["hulp"] == ["behandelaar"]


def test_who_is_missing_is_told_since_when() -> None:
    asked = requested(purpose="vermissing", categories=("vermissing",))
    gone = MissingReported(MEES, date(2026, 2, 25))
    assert inside(asked, gone)["inhoud"]["vermissing"] == {"vermist_sinds": "2026-02-25"}
    assert inside(asked, gone, MissingEnded(MEES, TODAY))["inhoud"] == {}


def test_what_an_absorbed_case_knew_is_told_and_the_own_name_goes_before() -> None:
    since = date(2026, 2, 25)
    known = IdentityRecorded(NOOR, "Noor Bakker", "2010-03-04", ("Dorpsweg 3",))
    came = ClientFollowed(MEES, NOOR, ("ref-noor",), (known,), (), since)
    asked = requested(purpose="vermissing", categories=("vermissing", "identiteit"))
    told = inside(asked, came)["inhoud"]
    assert told["vermissing"] == {"vermist_sinds": "2026-02-25"}
    assert told["identiteit"]["naam"] == "Mees El Amrani"
    assert inside(asked, came, CaseSplitOff(MEES, NOOR, ()))["inhoud"] == {"identiteit": told["identiteit"]}


def test_the_same_events_make_the_same_bytes_and_the_digest_names_them() -> None:
    one, other = made(FULL), made(FULL)
    assert one.data == other.data
    assert one.digest == digest(other.data)
    assert made(FULL, SignalRetracted(MEES, SignalId("s-feit"), "x")).digest != one.digest


def test_advice_holds_a_question_and_coded_signals_by_month() -> None:
    told = json.loads(advice("Wat nu?", "veilig_thuis", view().contents, TODAY).data)
    assert told["vraag"] == "Wat nu?"
    assert told["signalen"][0] == {
        "signaal": "SX01",
        "aard": "feit",
        "richting": "bevestigt",
        "maand": "2026-02",
    }
    assert MEES not in json.dumps(told)


def test_everything_recorded_of_who_the_client_is_is_known_to_the_check() -> None:
    seen = Contents()
    for event in WORLD:
        if isinstance(event, ContentEvent):
            seen = evolve_contents(seen, event)
    assert {one.kind for one in identifiers(seen)} == {
        "naam",
        "geboortedatum",
        "adres",
        "telefoonnummer",
        "kenteken",
        "burgerservicenummer",
        "dossiernummer",
    }
