"""Asking to share: by the professional or the appointed reporter, for a purpose and on a ground that fit."""

from datetime import date
from typing import Any

import pytest

from domain.appointments import AppointmentEnded, PersonAppointed
from domain.attempts import AttemptRefused, kept_of
from domain.commands import Refused
from domain.disclosure.asking import ForgoSharing
from domain.disclosure.events import DisclosureRefused, SharingForgone
from domain.roster import InvolvementRecorded
from domain.words import PersonId, SignalId
from tests.unit.domain.sharing import (
    CONSENT,
    D1,
    FLOOR,
    GIJS,
    MINIMAL,
    WORLD,
    request,
    requested,
)
from tests.unit.domain.story import given
from tests.unit.domain.world import ANNA, CARLA, DIRK, DUIN, HAVEN, MEES, TODAY, TOMORROW, UNIT

STORY = given(*WORLD)


def test_the_responsible_worker_asks_to_share() -> None:
    STORY.when(request()).then(requested())


def test_a_request_remembers_the_consent_that_carries_it() -> None:
    given(*WORLD, CONSENT).when(request()).then(requested(consent="toe-1"))


def test_asking_the_same_again_changes_nothing_and_something_else_under_its_id_is_refused() -> None:
    story = STORY.when(request())
    story.when(request()).then()
    story.when(request(tier=4)).then_refused("verstrekking.bestaat")


def test_the_reporter_whom_the_facility_appointed_may_ask_too() -> None:
    STORY.when(request(by=FLOOR)).then(requested(by=FLOOR))


def test_a_colleague_who_works_with_the_client_may_ask() -> None:
    works = (
        PersonAppointed(DIRK, HAVEN, "hulpverlener", date(2026, 1, 1)),
        InvolvementRecorded(MEES, DIRK, HAVEN, "mentor", date(2026, 1, 9)),
    )
    given(*WORLD, *works).when(request(by=DIRK)).then(requested(by=DIRK))


def test_a_colleague_who_does_not_work_with_the_client_may_not() -> None:
    works = PersonAppointed(DIRK, HAVEN, "hulpverlener", date(2026, 1, 1))
    given(*WORLD, works).when(request(by=DIRK)).then_refused("aanvrager.rol")
    STORY.when(request(by=ANNA)).then_refused("aanvrager.rol")


def test_in_acute_danger_whoever_works_there_may_ask() -> None:
    works = PersonAppointed(DIRK, HAVEN, "hulpverlener", date(2026, 1, 1))
    acute = request("VITAAL_BELANG", by=DIRK, danger="acuut")
    given(*WORLD, works).when(acute).then(requested("VITAAL_BELANG", by=DIRK, danger="acuut"))


def test_whose_role_ended_asks_nothing_any_more() -> None:
    gone = AppointmentEnded(CARLA, HAVEN, "hulpverlener", TODAY)
    given(*WORLD, gone).when(request()).then_refused("aanvrager.aanstelling")
    STORY.when(request(by=PersonId("onbekend"))).then_refused("aanvrager.aanstelling")


def test_truth_finding_is_no_purpose() -> None:
    no = STORY.when(request(purpose="waarheidsvinding", categories=())).then_refused(
        "verstrekking.waarheidsvinding"
    )
    assert "gevaar" in no.remedy


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"purpose": "nieuwsgierigheid"}, "verstrekking.onbekend"),
        ({"recipient": "krant"}, "verstrekking.onbekend"),
        ({"ground": "ZOMAAR"}, "verstrekking.onbekend"),
        ({"categories": ("feiten", "geruchten")}, "verstrekking.onbekend"),
        ({"tier": 0, "categories": ()}, "verstrekking.niets"),
        ({"tier": 1, "categories": ()}, "verstrekking.advies"),
        ({"ground": "WPG_20"}, "grond.kant"),
        ({"ground": "MELDRECHT_VT"}, "grond.ontvanger"),
        ({"ground": "VITAAL_BELANG", "tier": 2, "categories": ()}, "grond.trede"),
        ({"ground": "CONFLICT_VAN_PLICHTEN", "purpose": "hulp"}, "grond.doel"),
        ({"ground": "CONFLICT_VAN_PLICHTEN", "recipient": "zorgcoordinator"}, "grond.ontvanger"),
        ({"ground": "CONFLICT_VAN_PLICHTEN", "recipient": "instelling"}, "grond.ontvanger"),
        ({"ground": "CONFLICT_VAN_PLICHTEN", "recipient": "meldpunt"}, "grond.ontvanger"),
        ({"categories": ("feiten", "interpretaties")}, "verstrekking.soorten"),
        ({"tier": 2}, "verstrekking.soorten"),
        ({"categories": ()}, "verstrekking.leeg"),
        ({"receiver": None}, "ontvanger.organisatie"),
        ({"receiver": DUIN}, "ontvanger.soort"),
        ({"recipient": "veilig_thuis"}, "ontvanger.buiten"),
        ({"giver": DUIN}, "verstrekking.gever"),
        ({"signals": (SignalId("s-elders"),)}, "verstrekking.signaal"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], code: str) -> None:
    STORY.when(request(**changes)).then_refused(code)


def test_a_full_referral_may_carry_interpretations() -> None:
    STORY.when(request(tier=4, why_full="Alleen zo.", categories=("feiten", "interpretaties"))).then(
        requested(tier=4, why_full="Alleen zo.", categories=("feiten", "interpretaties"))
    )


def test_police_give_on_a_ground_of_their_own() -> None:
    asked = request(
        "WPG_20",
        side="politie",
        by=GIJS,
        giver=UNIT,
        receiver=HAVEN,
        recipient="instelling",
        categories=("feiten",),
    )
    STORY.when(asked).then(
        requested(
            "WPG_20",
            side="politie",
            by=GIJS,
            giver=UNIT,
            organisation=HAVEN,
            recipient="instelling",
            categories=("feiten",),
        )
    )


def test_a_refused_attempt_is_kept_in_the_log() -> None:
    asked = request(purpose="waarheidsvinding", categories=())
    no = STORY.when(asked).refused
    assert isinstance(no, Refused)
    kept = kept_of(asked, no.code, CARLA)
    assert kept == DisclosureRefused(MEES, D1, "aanvraag", "verstrekking.waarheidsvinding", CARLA)


def test_before_there_are_agreements_nothing_is_shared() -> None:
    given(*[one for one in WORLD if type(one).__name__ != "AgreementsAdopted"]).when(request()).then_refused(
        "verstrekking.geen_afspraken"
    )


def test_a_case_that_nobody_knows_is_refused_and_not_named_in_what_is_kept() -> None:
    asked = request(case="onbekend")
    no = given(*WORLD).when(asked).then_refused("casus.onbekend")
    assert kept_of(asked, no.code, CARLA) == AttemptRefused("aanvraag", "casus.onbekend", CARLA)


def forgo(**changes: object) -> ForgoSharing:
    plain = {"reasons": "De hulp werkt.", "review": date(2026, 3, 20), **changes}
    return ForgoSharing(MEES, D1, CARLA, TODAY, HAVEN, None, **plain)  # type: ignore[arg-type]  # two fields


def test_not_sharing_is_decided_with_reasons_and_a_day_to_look_again() -> None:
    STORY.when(forgo()).then(SharingForgone(MEES, "De hulp werkt.", date(2026, 3, 20), CARLA))


def test_not_sharing_needs_a_reason_a_near_day_and_somebody_who_could_share() -> None:
    STORY.when(forgo(reasons=" ")).then_refused("niet_delen.reden")
    STORY.when(forgo(review=TODAY)).then_refused("niet_delen.termijn")
    STORY.when(forgo(review=date(2026, 9, 1))).then_refused("niet_delen.termijn")
    given(*WORLD, AppointmentEnded(CARLA, HAVEN, "hulpverlener", TODAY)).when(
        forgo(review=TOMORROW)
    ).then_refused("aanvrager.aanstelling")


def test_minimal_package_holds_no_judgements_whatever_is_asked() -> None:
    assert "interpretaties" not in MINIMAL
