"""The agenda of a meeting: seven points in a fixed order, and what comes up under each."""

from datetime import date, timedelta

from domain.meetings.agenda import LONGEST, Known, Matter, Point, Subject, agenda
from domain.meetings.holding import Decision, MeetingHeld
from tests.unit.domain.world import ANNA, BRAM, CARLA, HAVEN, MEES, NOOR, SAM, TODAY, UNIT

DAY = timedelta(days=1)
BEFORE = date(2026, 2, 2)
LAST = MeetingHeld(
    HAVEN,
    UNIT,
    BEFORE,
    (ANNA, BRAM),
    "Foto's delen wij niet.",
    (
        Decision(MEES, "volgen", "rustig", CARLA, TODAY),
        Decision(NOOR, "hulp", "nodig", CARLA, TODAY + DAY),
        Decision(SAM, "navragen", "onduidelijk"),
    ),
)


def point(known: Known, subject: Subject) -> Point:
    return next(one for one in agenda(known, TODAY) if one.subject == subject)


def matter(due: date | None, what: str = "eindigt") -> Matter:
    return Matter(what, MEES, CARLA, due)


def test_an_agenda_has_seven_points_and_privacy_is_the_first() -> None:
    subjects = [one.subject for one in agenda(Known(), TODAY)]
    assert subjects == [
        "privacy",
        "lijst",
        "escalaties",
        "uitwisselingen",
        "toestemming",
        "convenant",
        "besluiten",
    ]
    assert [len(one.matters) for one in agenda(Known(), TODAY)] == [1, 0, 0, 0, 0, 0, 0]


def test_what_was_said_about_privacy_comes_back_the_next_time() -> None:
    (first,) = point(Known(), "privacy").matters
    (again,) = point(Known(last=LAST), "privacy").matters
    assert "nieuwe regels" in first.what
    assert again.what == "Wat is er veranderd sinds 02-02-2026? Toen: Foto's delen wij niet."


def test_the_list_stays_in_its_own_order() -> None:
    places = (Matter("gestegen", SAM, rank=1, change=2), Matter("gelijk", MEES, rank=2, change=0))
    assert point(Known(highest=places), "lijst").matters == places


def test_escalations_come_by_deadline_and_what_has_none_left_comes_first() -> None:
    found = point(
        Known(escalations=(matter(TODAY + DAY), matter(TODAY - DAY), matter(None))), "escalaties"
    ).matters
    assert [(one.due, one.late) for one in found] == [
        (None, False),
        (TODAY - DAY, True),
        (TODAY + DAY, False),
    ]


def test_what_ends_within_a_month_comes_up_and_what_ends_later_does_not() -> None:
    edge = date(2026, 4, 2)
    ends = (matter(edge + DAY), matter(edge))
    assert [one.due for one in point(Known(exchanges=ends), "uitwisselingen").matters] == [edge]
    together = Known(consents=(*ends, matter(None, "vraag opnieuw")), reviews=(matter(TODAY, "bekijk"),))
    found = point(together, "toestemming").matters
    assert [(one.what, one.late) for one in found] == [
        ("vraag opnieuw", False),
        ("bekijk", True),
        ("eindigt", False),
    ]
    assert point(Known(convenant=edge + DAY), "convenant").matters == ()
    assert [one.late for one in point(Known(convenant=edge), "convenant").matters] == [False]
    assert [one.late for one in point(Known(convenant=TODAY), "convenant").matters] == [True]


def test_what_the_last_meeting_wanted_done_by_now_comes_back_without_its_reason() -> None:
    found = point(Known(last=LAST), "besluiten").matters
    assert found == (Matter("volgen", MEES, CARLA, TODAY, late=True),)


def test_a_point_names_as_much_as_can_be_talked_about_and_counts_what_else_there_is() -> None:
    found = [matter(TODAY, str(number)) for number in range(LONGEST + 3)]
    named = point(Known(escalations=tuple(found), besides=40), "escalaties")
    assert ([one.what for one in named.matters], named.more) == ([one.what for one in found[:LONGEST]], 43)
    assert point(Known(escalations=tuple(found[:2])), "escalaties").more == 0
