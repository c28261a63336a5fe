"""Between the request and the release: somebody looks along, weighs, reads, tells the client."""

from msgspec import structs

from domain.appointments import AppointmentEnded
from domain.disclosure.approving import DenyDisclosure
from domain.disclosure.events import (
    ClientInformed,
    ClientInformingDeferred,
    ConflictOfDutiesWeighed,
    DisclosureApproved,
    DisclosureDenied,
)
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import (
    BEFORE_POLICE,
    DeferInforming,
    InformClient,
    TellDiscloser,
    WeighConflict,
)
from tests.unit.domain.answers import filled
from tests.unit.domain.sharing import (
    APPROVED,
    CARRIED,
    CONSENT,
    D1,
    FLOOR,
    GIJS,
    INFORMED,
    OPEN,
    TOLD,
    WORLD,
    approve,
    left,
    release,
    requested,
    without,
)
from tests.unit.domain.story import given
from tests.unit.domain.world import ANNA, CARLA, DIRK, HAVEN, MEES, TODAY, TOMORROW, UNIT


def test_the_second_person_is_another_one_with_a_role() -> None:
    story = given(*WORLD, CARRIED)
    story.when(approve(by=CARLA)).then_refused("goedkeuring.zelf")
    story.when(approve(by=DIRK)).then_refused("goedkeuring.geen_rol")
    story.when(approve(by=GIJS)).then_refused("goedkeuring.geen_rol")
    story.when(approve(by=ANNA)).then(DisclosureApproved(MEES, D1, ANNA))


def test_one_approval_is_enough_and_a_second_is_not_needed() -> None:
    story = given(*WORLD, CARRIED, APPROVED)
    story.when(approve()).then()
    story.when(approve(by=ANNA)).then_refused("goedkeuring.gegeven")
    ended = AppointmentEnded(FLOOR, HAVEN, "aandachtsfunctionaris", TODAY)
    given(*WORLD, CARRIED, APPROVED, ended).when(approve(by=ANNA)).then(DisclosureApproved(MEES, D1, ANNA))


def deny(grounds: str = "Het kan anders.") -> DenyDisclosure:
    return DenyDisclosure(MEES, D1, FLOOR, TODAY, HAVEN, UNIT, grounds)


def test_the_second_person_may_stop_it_until_it_left() -> None:
    given(*OPEN).when(deny()).then(DisclosureDenied(MEES, D1, "Het kan anders.", FLOOR))
    given(*OPEN).when(deny(" ")).then_refused("afwijzing.reden")
    given(*OPEN).when(release()).when(deny()).then_refused("afwijzing.te_laat")


# what is done before


def weigh(**changes: object) -> WeighConflict:
    plain = WeighConflict(
        MEES,
        D1,
        CARLA,
        TODAY,
        HAVEN,
        UNIT,
        filled("conflict_van_plichten"),
        filled("aandachtspunten"),
        "de zorgcoördinator",
        "doorbreken",
    )
    return structs.replace(plain, **changes)


def test_a_weighing_answers_six_questions_and_seven_points_and_is_not_made_alone() -> None:
    story = given(*WORLD, requested("CONFLICT_VAN_PLICHTEN"))
    [event] = story.when(weigh()).happened
    assert isinstance(event, ConflictOfDutiesWeighed)
    assert len(event.points) == 7
    story.when(weigh(questions=filled("conflict_van_plichten", andere_weg=""))).then_refused(
        "formulier.onvolledig"
    )
    story.when(weigh(points=())).then_refused("formulier.onvolledig")
    story.when(weigh(consulted="")).then_refused("weging.alleen")
    story.when(weigh(by=DIRK)).then_refused("verstrekking.aanvrager")


def test_it_is_weighed_whether_the_client_depends_on_who_does_it() -> None:
    story = given(*WORLD, requested("CONFLICT_VAN_PLICHTEN"))
    story.when(weigh(questions=filled("conflict_van_plichten", afhankelijk=""))).then_refused(
        "formulier.onvolledig"
    )


def test_who_gives_to_police_reads_every_point() -> None:
    story = given(*WORLD, CARRIED)
    tell = TellDiscloser(MEES, D1, CARLA, TODAY, HAVEN, UNIT, TOLD.points)
    story.when(tell).then(TOLD)
    part = structs.replace(tell, read=("wie_leest", "wat_volgt"))
    no = story.when(part).then_refused("vooraf.onvolledig")
    assert "doorlaatverbod" in no.sentence


def test_who_gives_to_police_knows_what_the_meldcode_and_the_beroepscode_ask() -> None:
    told = structs.replace(TOLD, points=tuple(one for one in POINTS if one != "beroepscode"))
    given(*without(OPEN, TOLD), told).when(release()).then_refused("vooraf.verteld")
    assert "meldcode" in BEFORE_POLICE["beroepscode"]


def test_care_to_care_needs_no_reading_about_police() -> None:
    to_care = requested(recipient="veilig_thuis", organisation=None)
    wide = structs.replace(CONSENT, recipients=("veilig_thuis",))
    left(given(*WORLD, wide, to_care, INFORMED, APPROVED).when(release(receiver=None)))


def test_the_client_is_told_or_told_later_for_a_reason() -> None:
    story = given(*WORLD, CARRIED)
    inform = InformClient(MEES, D1, CARLA, TODAY, HAVEN, UNIT, "in een gesprek")
    story.when(inform).then(ClientInformed(MEES, D1, "in een gesprek", CARLA))
    story.when(structs.replace(inform, how="")).then_refused("client.hoe")
    later = DeferInforming(
        MEES, D1, CARLA, TODAY, HAVEN, UNIT, "contact_verbroken", "Dan is ze weg.", TOMORROW
    )
    story.when(later).then(
        ClientInformingDeferred(MEES, D1, "contact_verbroken", "Dan is ze weg.", TOMORROW, CARLA)
    )
    story.when(structs.replace(later, explanation="")).then_refused("client.uitleg")
    story.when(structs.replace(later, review=TODAY)).then_refused("client.termijn")
    deferred = ClientInformingDeferred(MEES, D1, "contact_verbroken", "Dan is ze weg.", TOMORROW, CARLA)
    left(given(*WORLD, CONSENT, CARRIED, TOLD, deferred, APPROVED).when(release()))


def test_nothing_is_prepared_for_what_nobody_asked() -> None:
    given(*WORLD).when(approve()).then_refused("verstrekking.loopt_niet")
