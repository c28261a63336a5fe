"""Care and police adopt working agreements together; what cannot be right is refused by name."""

import pytest
from msgspec import structs

from domain.agreements.adopting import AdoptAgreements, AgreementsAdopted
from domain.agreements.check import check
from domain.agreements.document import Agreements, Channel, Field, Form, Ground
from tests.unit.domain.story import given
from tests.unit.domain.world import ANNA, BRAM, CARLA, TEAM, TODAY, agreements

SHIPPED = agreements()
WHY = "samen vastgesteld"


def adopt(document: Agreements = SHIPPED, why: str = WHY) -> AdoptAgreements:
    return AdoptAgreements(document, why, ANNA, BRAM, TODAY)


def with_ground(**changes: object) -> Agreements:
    ground = structs.replace(SHIPPED.grounds["TOESTEMMING"], **changes)
    return structs.replace(SHIPPED, grounds={**SHIPPED.grounds, "TOESTEMMING": ground})


def with_choices(key: str, choices: tuple[str, ...]) -> Agreements:
    form = SHIPPED.forms["stap_4"]
    fields = [structs.replace(one, choices=choices) if one.key == key else one for one in form.fields]
    return structs.replace(
        SHIPPED, forms={**SHIPPED.forms, "stap_4": structs.replace(form, fields=tuple(fields))}
    )


def test_the_agreements_that_ship_are_fit() -> None:
    assert check(SHIPPED) == []


def test_care_and_police_adopt_together() -> None:
    given(*TEAM).when(adopt()).then(AgreementsAdopted("1", SHIPPED, WHY, ANNA, BRAM))


def test_one_side_cannot_adopt_for_both() -> None:
    command = AdoptAgreements(SHIPPED, WHY, ANNA, ANNA, TODAY)
    given(*TEAM).when(command).then_refused("afspraken.kanten")


def test_somebody_outside_the_kernteam_cannot_adopt() -> None:
    given(*TEAM).when(AdoptAgreements(SHIPPED, WHY, CARLA, BRAM, TODAY)).then_refused("rol.kernteam")


def test_adopting_the_same_again_changes_nothing() -> None:
    given(*TEAM).when(adopt()).when(adopt()).then()


def test_a_version_stands_for_one_document() -> None:
    other = structs.replace(SHIPPED, rationale="anders")
    given(*TEAM).when(adopt()).when(adopt(other)).then_refused("afspraken.bestaat")


def test_an_earlier_version_does_not_come_back() -> None:
    second = structs.replace(SHIPPED, version="2")
    given(*TEAM).when(adopt()).when(adopt(second)).when(adopt()).then_refused("afspraken.bestaat")


def test_agreements_need_a_rationale() -> None:
    given(*TEAM).when(adopt(why=" ")).then_refused("afspraken.reden")


def test_unfit_agreements_are_refused_with_the_place_of_their_first_fault() -> None:
    refused = (
        given(*TEAM).when(adopt(structs.replace(SHIPPED, version=" "))).then_refused("afspraken.onjuist")
    )
    assert "version" in refused.sentence


FAULTS: dict[str, tuple[Agreements, str]] = {
    "no conditions of use": (structs.replace(SHIPPED, conditions=()), "conditions"),
    "a recipient that nobody knows": (with_ground(recipients=("buurman",)), "grounds.TOESTEMMING.recipients"),
    "a purpose that is never one": (
        with_ground(purposes=("waarheidsvinding",)),
        "grounds.TOESTEMMING.purposes",
    ),
    "advice with personal data": (with_ground(tiers=(1, 3)), "grounds.TOESTEMMING.needs"),
    "a package without personal data": (
        with_ground(needs=("geen_persoonsgegevens", "toestemming")),
        "grounds.TOESTEMMING.tiers",
    ),
    "a package for no reason": (with_ground(needs=("tweede_persoon",)), "grounds.TOESTEMMING.needs"),
    "secrecy broken by a meldcode and an article alone, in no danger": (
        with_ground(needs=("meldcode", "artikel")),
        "grounds.TOESTEMMING.needs",
    ),
    "a hit on a convenant alone": (
        with_ground(tiers=(2,), needs=("convenant",)),
        "grounds.TOESTEMMING.needs",
    ),
    "an exchange that rests on one weighing": (
        with_ground(needs=("conflict_van_plichten",)),
        "grounds.TOESTEMMING.purposes",
    ),
    "judgements in a minimal package": (
        structs.replace(
            SHIPPED,
            purposes={
                **SHIPPED.purposes,
                "hulp": structs.replace(SHIPPED.purposes["hulp"], minimal=("interpretaties",)),
            },
        ),
        "purposes.hulp.minimal",
    ),
    "no way to call 112": (
        structs.replace(
            SHIPPED, channels={code: one for code, one in SHIPPED.channels.items() if code != "noodnummer"}
        ),
        "channels",
    ),
    "anonymous in serious danger": (
        structs.replace(
            SHIPPED,
            channels={
                **SHIPPED.channels,
                "mma": Channel("mma", "anoniem", "S", anonymous=True, dangers=("ernstig",)),
            },
        ),
        "channels.mma.dangers",
    ),
    "consent for nobody": (
        structs.replace(
            SHIPPED,
            channels={**SHIPPED.channels, "watch": Channel("watch", "meldpunt", "K", consent=True)},
        ),
        "channels.watch.recipient",
    ),
    "a report that never asks the meldcode": (
        structs.replace(
            SHIPPED,
            forms={
                **SHIPPED.forms,
                "stap_5b": Form("Melden", "S", tuple(SHIPPED.forms["stap_5b"].fields[:-1])),
            },
        ),
        "forms.stap_5b.meldcode",
    ),
    "a form that decisions depend on is gone": (
        structs.replace(
            SHIPPED, forms={code: one for code, one in SHIPPED.forms.items() if code != "stap_4"}
        ),
        "forms",
    ),
    "a weighing that leaves out a danger": (
        with_choices("v07_risico", ("geen", "ernstig")),
        "forms.stap_4.v07_risico",
    ),
    "a question after one that is not there": (
        structs.replace(
            SHIPPED, forms={**SHIPPED.forms, "eigen": Form("Eigen", "S", (Field("a", "A", after=("b",)),))}
        ),
        "forms.eigen.a.after",
    ),
    "a term without length": (
        structs.replace(SHIPPED, terms=structs.replace(SHIPPED.terms, assessment_hours=0)),
        "terms.assessment_hours",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place(name: str) -> None:
    document, place = FAULTS[name]
    assert place in [problem.place for problem in check(document)]


def test_every_ground_that_no_lawyer_checked_says_so() -> None:
    unchecked = [code for code, ground in SHIPPED.grounds.items() if not ground.verified]
    assert set(unchecked) == set(SHIPPED.grounds) - {"ANONIEM_ADVIES"}


def test_police_need_a_ground_of_their_own() -> None:
    grounds: list[Ground] = [one for one in SHIPPED.grounds.values() if one.side == "politie"]
    assert grounds
    assert not any("toestemming" in one.needs for one in grounds)


def test_danger_for_another_person_counts_as_danger_for_the_client_does() -> None:
    shipped = agreements()
    assert "of een ander" in shipped.purposes["veiligheid"].label
    asked = {(name, one.key): one.label for name, form in shipped.forms.items() for one in form.fields}
    assert "of een ander" in asked["stap_4", "v07_risico"]
    assert "of voor een ander" in asked["conflict_van_plichten", "zwijgen_schaadt"]
    assert "veiligheid" in shipped.grounds["CONFLICT_VAN_PLICHTEN"].purposes
