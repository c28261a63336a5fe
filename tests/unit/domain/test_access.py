"""Who may see what: every cell of the table, tried on real appointments and facts of a case."""

from datetime import date
from itertools import product
from typing import Any, Literal, get_args

import pytest
from msgspec import structs

from domain.access.seeing import NO_CASE, CaseFacts, Sight, may_see, require
from domain.access.table import TABLE
from domain.access.words import BY_TIER, PARTS, Level, Part, Purpose, Relation
from domain.agreements.document import Tier
from domain.appointments import Appointment, Appointments
from domain.commands import Refused
from domain.words import OrganisationId, PersonId, Role
from tests.unit.domain.world import ANNA, CARLA, DIRK, HAVEN, TODAY, UNIT

SINCE = date(2026, 1, 1)
COORDINATION = OrganisationId("zorgcoordinatie")
ELSEWHERE = OrganisationId("elders")
READER = PersonId("lezer")
CASE = CaseFacts(HAVEN, CARLA, frozenset({DIRK}), UNIT, coordination=COORDINATION)

EXPECTED = """
hulp       hulpverlener          eigenaar=identiteit betrokken=teksten betrokken_elders=pseudoniem
hulp       aandachtsfunctionaris eigenaar=identiteit betrokken=teksten instelling=identiteit ontvanger=trede
hulp       kernteam_zorg         eigenaar=identiteit betrokken=teksten instelling=teksten ontvanger=trede
hulp       kernteam_politie      eenheid=pseudoniem uitwisseling=gecodeerd ontvanger=trede
hulp       avim                  eenheid=pseudoniem uitwisseling=gecodeerd ontvanger=trede
hulp       zorgcoordinator       coordinatie=gecodeerd ontvanger=trede
hulp       basisteam             ontvanger=trede
hulp       zeden                 ontvanger=trede
hulp       om                    ontvanger=trede
hulp       meldpunt              ontvanger=trede
hulp       voogd                 ontvanger=trede
hulp       hulpverlener          verstrekker=pakket
hulp       aandachtsfunctionaris verstrekker=pakket
hulp       kernteam_zorg         verstrekker=pakket
hulp       kernteam_politie      verstrekker=pakket
hulp       avim                  verstrekker=pakket
lijst      hulpverlener          eigenaar=identiteit betrokken=teksten betrokken_elders=pseudoniem
lijst      aandachtsfunctionaris eigenaar=identiteit betrokken=teksten instelling=identiteit ontvanger=trede
lijst      kernteam_zorg         eigenaar=identiteit betrokken=teksten instelling=teksten ontvanger=trede
lijst      kernteam_politie      eenheid=pseudoniem uitwisseling=gecodeerd ontvanger=trede
lijst      avim                  eenheid=pseudoniem uitwisseling=gecodeerd ontvanger=trede
escalatie  hulpverlener          eigenaar=identiteit betrokken=teksten betrokken_elders=pseudoniem
escalatie  aandachtsfunctionaris eigenaar=identiteit betrokken=teksten instelling=identiteit ontvanger=trede
escalatie  kernteam_zorg         eigenaar=identiteit betrokken=teksten instelling=teksten ontvanger=trede
escalatie  kernteam_politie      ontvanger=trede
escalatie  avim                  ontvanger=trede
escalatie  zorgcoordinator       coordinatie=gecodeerd ontvanger=trede
vermissing hulpverlener          eigenaar=identiteit betrokken=teksten betrokken_elders=pseudoniem
vermissing aandachtsfunctionaris eigenaar=identiteit betrokken=teksten instelling=identiteit ontvanger=trede
vermissing kernteam_zorg         eigenaar=identiteit betrokken=teksten instelling=teksten ontvanger=trede
vermissing basisteam             vermist=pakket ontvanger=trede
controle   auditor               ander=gecodeerd
inzage     hulpverlener          eigenaar=toegang
inzage     aandachtsfunctionaris eigenaar=toegang instelling=toegang
inzage     kernteam_zorg         eigenaar=toegang
inzage     fg                    ander=toegang
inzage     auditor               ander=toegang
beheer     beheerder             ander=beheer
bereik     hulpverlener          ander=contact
bereik     aandachtsfunctionaris ander=contact
bereik     kernteam_zorg         ander=contact
bereik     kernteam_politie      ander=contact
bereik     zorgcoordinator       ander=contact
bereik     avim                  ander=contact
bereik     basisteam             ander=contact
bereik     zeden                 ander=contact
bereik     om                    ander=contact
bereik     meldpunt              ander=contact
bereik     veiligheidsfunctionaris ander=contact
bereik     voogd                 ander=contact
bereik     beheerder             ander=contact
"""
"""What is seen, written down apart from the table; what does not stand here is nothing."""

TIERS: dict[Tier, Level] = {1: "gecodeerd", 2: "hit", 3: "pakket", 4: "overdracht"}


def expected() -> dict[tuple[str, str, str], Level | Literal["trede"]]:
    cells: dict[tuple[str, str, str], Any] = {}  # Any: words of the block above
    for line in EXPECTED.strip().splitlines():
        purpose, role, rest = line.split(None, 2)
        for cell in rest.split():
            relation, level = cell.split("=")
            cells[purpose, role, relation] = level
    return cells


def met(role: Role, relation: Relation, tier: Tier = 0) -> tuple[PersonId, Appointments, CaseFacts]:
    """Somebody in a role who is this one thing to the case, as far as one can be: who is of the unit of a
    missing client is of the unit too.
    """
    person, where, facts = READER, ELSEWHERE, CASE
    match relation:
        case "eigenaar":
            facts = structs.replace(CASE, owner=READER)
        case "betrokken":
            facts, where = structs.replace(CASE, involved=frozenset({READER})), HAVEN
        case "betrokken_elders":
            facts = structs.replace(CASE, involved=frozenset({READER}))
        case "instelling":
            where = HAVEN
        case "eenheid":
            where = UNIT
        case "vermist":
            facts, where = structs.replace(CASE, missing=True), UNIT
        case "ontvanger":
            facts = structs.replace(CASE, released={ELSEWHERE: tier})
        case "verstrekker":
            facts = structs.replace(CASE, gave={READER: ELSEWHERE})
        case "uitwisseling":
            facts = structs.replace(CASE, exchange=frozenset({HAVEN, ELSEWHERE}))
        case "coordinatie":
            facts, where = structs.replace(CASE, raised=True), COORDINATION
        case "ander":
            pass
    return person, (Appointment(person, where, role, SINCE),), facts


IMPLIED: dict[Relation, tuple[Relation, ...]] = {"betrokken": ("instelling",), "vermist": ("eenheid",)}
"""Who is the first is the second too; and everybody is `ander`."""


@pytest.mark.parametrize("purpose", get_args(Purpose))
@pytest.mark.parametrize("role", get_args(Role))
def test_a_role_sees_what_its_relation_to_the_case_allows_and_no_more(purpose: Purpose, role: Role) -> None:
    told = expected()
    for relation, tier in product(get_args(Relation), get_args(Tier)):
        wanted: frozenset[Part] = frozenset()
        for one in (relation, *IMPLIED.get(relation, ()), "ander"):
            level = told.get((purpose, role, one), "niets")
            wanted |= PARTS[TIERS.get(tier, "niets") if level == "trede" else level]
        person, appointments, facts = met(role, relation, tier)
        seen = may_see(TABLE, person, appointments, facts, purpose, TODAY)
        assert seen.parts == wanted, (relation, tier)


def test_the_table_has_no_cell_that_was_not_written_down_here() -> None:
    there = {
        (purpose, role, relation): grant.removeprefix("per_")
        for purpose, roles in TABLE.items()
        for role, row in roles.items()
        for relation, grant in row.items()
    }
    assert there == expected()
    assert BY_TIER == {0: "niets", **TIERS}


def carla(
    sight: CaseFacts = CASE, purpose: Purpose = "hulp", on: date = TODAY, until: date | None = None
) -> Sight:
    held = (Appointment(CARLA, HAVEN, "hulpverlener", SINCE, until).stood_in(DIRK, SINCE),)
    return may_see(TABLE, CARLA, held, sight, purpose, on)


def test_a_role_that_ended_sees_nothing() -> None:
    assert carla().level == "identiteit"
    ended = carla(until=TODAY)
    assert (ended.level, ended.place) == ("niets", None)
    with pytest.raises(Refused) as refused:
        require(ended, "codes")
    assert refused.value.code == "toegang.rol"


def test_a_substitute_sees_what_the_one_they_replace_sees_and_is_told_so() -> None:
    held = (Appointment(CARLA, HAVEN, "hulpverlener", SINCE).stood_in(READER, SINCE),)
    sight = may_see(TABLE, READER, held, CASE, "hulp", TODAY)
    assert (sight.level, sight.place) == ("identiteit", held[0])
    assert "U neemt waar voor carla." in sight.reason


def test_nobody_takes_the_place_of_another_where_their_own_role_suffices() -> None:
    own = Appointment(READER, HAVEN, "kernteam_zorg", SINCE)
    instead = Appointment(ANNA, HAVEN, "aandachtsfunctionaris", SINCE).stood_in(READER, SINCE)
    wanted: tuple[tuple[Part, Level, Appointment], ...] = (
        ("teksten", "teksten", own),
        ("identiteit", "identiteit", instead),
    )
    for part, level, place in wanted:
        sight = may_see(TABLE, READER, (instead, own), CASE, "hulp", TODAY, part)
        assert (sight.level, sight.place) == (level, place)


def test_a_worker_does_not_see_the_whole_facility() -> None:
    held = (Appointment(READER, HAVEN, "hulpverlener", SINCE),)
    sight = may_see(TABLE, READER, held, CASE, "lijst", TODAY)
    assert sight.level == "niets"
    with pytest.raises(Refused) as refused:
        require(sight, "pseudoniem")
    assert refused.value.code == "toegang.niet"
    assert refused.value.remedy


def test_police_see_a_pseudonym_until_more_is_released_to_them() -> None:
    held = (Appointment(READER, UNIT, "kernteam_politie", SINCE),)
    before = may_see(TABLE, READER, held, CASE, "lijst", TODAY)
    assert before.level == "pseudoniem"
    with pytest.raises(Refused) as refused:
        require(before, "codes")
    assert refused.value.code == "toegang.minder"
    after = may_see(TABLE, READER, held, structs.replace(CASE, released={UNIT: 3}), "lijst", TODAY)
    assert after.level == "pakket"
    assert after.reason.endswith("er is aan uw organisatie verstrekt op trede 3.")


def test_who_received_a_package_is_pointed_to_it() -> None:
    held = (Appointment(READER, UNIT, "avim", SINCE),)
    with pytest.raises(Refused) as refused:
        require(
            may_see(TABLE, READER, held, structs.replace(CASE, released={UNIT: 3}), "hulp", TODAY), "codes"
        )
    assert "opplussen share package" in refused.value.remedy


def test_who_gave_a_package_reads_it_for_that_organisation_alone() -> None:
    held = (Appointment(READER, HAVEN, "hulpverlener", SINCE),)
    facts = CaseFacts(gave={READER: HAVEN})
    assert may_see(TABLE, READER, held, facts, "hulp", TODAY).level == "pakket"
    moved = (Appointment(READER, UNIT, "hulpverlener", SINCE),)
    assert may_see(TABLE, READER, moved, facts, "hulp", TODAY).level == "niets"


@pytest.mark.parametrize(("tier", "level"), [(0, "gecodeerd"), (2, "hit"), (3, "pakket"), (4, "overdracht")])
def test_an_exchange_shows_codes_until_something_says_who_it_is(tier: Tier, level: Level) -> None:
    held = (Appointment(READER, UNIT, "avim", SINCE),)
    facts = structs.replace(CASE, exchange=frozenset({HAVEN, UNIT}), released={UNIT: tier})
    sight = may_see(TABLE, READER, held, facts, "hulp", TODAY)
    assert (sight.level, sight.parts) == (level, PARTS[level])


def test_two_roles_see_what_each_sees() -> None:
    held = (
        Appointment(READER, UNIT, "avim", SINCE),
        Appointment(READER, COORDINATION, "auditor", SINCE),
    )
    facts = structs.replace(CASE, released={UNIT: 2})
    assert may_see(TABLE, READER, held, facts, "hulp", TODAY).parts == PARTS["hit"]
    assert may_see(TABLE, READER, held, facts, "controle", TODAY).parts == PARTS["gecodeerd"]


def test_nobody_without_a_role_sees_anything() -> None:
    for purpose in get_args(Purpose):
        assert may_see(TABLE, READER, (), NO_CASE, purpose, TODAY).parts == frozenset()


@pytest.mark.parametrize("role", get_args(Role))
def test_every_refusal_says_what_would_allow_it(role: Role) -> None:
    person, appointments, facts = met(role, "ander")
    with pytest.raises(Refused) as refused:
        require(may_see(TABLE, person, appointments, facts, "hulp", TODAY), "codes")
    assert refused.value.sentence.endswith(".")
    assert refused.value.remedy.endswith(".")
