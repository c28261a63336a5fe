"""A client who refuses and is helped under 5a, then worsens: in the words of the stappenplan, day by day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.channels.events import ReportId, ReportMade
from domain.channels.reporting import MakeReport
from domain.commands import Refused
from domain.consent.asking import SeekConsent
from domain.consent.events import Giver
from domain.dossier import Answered, Answers
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.events import DecisionTaken, HelpReviewed, HelpReviewPassed, Route, StepName
from domain.stappenplan.recording import RecordStep
from domain.stappenplan.reviewing import FORM, ReviewHelp
from domain.words import PersonId
from engine.advising import advice_at
from engine.embedded import Embedded
from engine.history import When, moment
from eventlog.log import Log
from eventlog.sqlite.recorder import SQLiteRecorder
from projections.database import open_rows
from tests.integration.engine.world import World, begin
from tests.unit.domain.answers import filled
from tests.unit.domain.steps import MELDCODE

SEM = PersonId("sem")
TALK: Answers = (
    Answered("doel", text="Ik vertel waarom ik met haar wil praten: ik maak me zorgen."),
    Answered("waarnemingen", text="Dure spullen, drie nachten weg, een nieuwe telefoon; zonder oordeel."),
    Answered("reactie", text="Ze zegt dat hij haar vriend is en dat niemand iets mag weten."),
    Answered("interpretatie", text="Pas daarna zeg ik dat ik bang ben dat hij haar gebruikt."),
    Answered("afspraken", text="Ze wil wel hulp van mij, en geen melding."),
    Answered("bezwaren", text="Bang voor de politie. We zoeken samen wat wel kan."),
)
REFUSES = {
    "v08_mening_client": "Ze vindt dat ik overdrijf.",
    "v09_hulp_client": "Met mij praten, en een ander rooster.",
    "v10_aangifte": "nee",
    "v13_toestemming": "nee",
}


class Story(World):
    """One client in a log of her own, an engine that keeps the time, and what a colleague would say."""

    def __init__(self, folder: Path, log: Log) -> None:
        super().__init__(log)
        begin(self)
        self.rows = open_rows(folder / "rows.sqlite")
        self.engine = Embedded(self.rows, log, self.clock)
        self.lina = self.case("lina")

    def record(self, step: StepName, answers: Answers) -> None:
        self.do(RecordStep(self.lina, SEM, self.today, step, answers), "sem")

    def decide(self, route: Route, answers: Answers = ()) -> None:
        reasons = "Zie de weging van vandaag."
        self.do(TakeDecision(self.lina, SEM, self.today, route, reasons, self.at, answers), "sem")

    def seek(self, said: str) -> None:
        self.do(
            SeekConsent(self.lina, SEM, self.today, self.today, Giver("client"), "In een gesprek.", said),
            "sem",
        )

    def review(self, **answers: str) -> None:
        self.do(ReviewHelp(self.lina, SEM, self.today, self.at, filled(FORM, **answers)), "sem")

    def report(self, channel: str) -> None:
        self.do(MakeReport(self.lina, ReportId("m-1"), SEM, self.today, channel, witness_told=True), "sem")

    def when(self, day: datetime | None = None) -> When:
        self.engine.catch_up()
        known_at = None if day is None else day.date()
        return moment(self.engine.calendar, self.log.head(), None, known_at)

    def told_first(self, day: datetime | None = None) -> str:
        """What a colleague would say first, now or on an earlier evening."""
        return advice_at(self.log, self.lina, self.when(day)).first[0].text

    def happened(self, kind: type) -> int:
        self.engine.catch_up()
        return sum(isinstance(entry.event, kind) for page in self.log.pages() for entry in page)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with SQLiteRecorder(tmp_path / "log.sqlite", create=True) as recorder:
        made = Story(tmp_path, Log(recorder))
        yield made
        made.rows.dispose()


def helped(story: Story) -> None:
    """Signals in a row, advice, the talk in which she refuses, weighing: help can avert it."""
    story.record("stap_1", filled("stap_1", niet_pluis="Het klopt niet, ik weet niet waarom."))
    story.record("stap_2", filled("stap_2", met_wie="een collega en de zorgcoördinator, zonder naam"))
    story.record("stap_3", TALK)
    story.seek("Niemand mag het weten.")
    weighing = {**REFUSES, "v07_risico": "reele_kans", "v17_hulp_wendt_af": "ja"}
    story.record("stap_4", filled("stap_4", **weighing))
    story.decide("5a", filled("stap_5a"))


def worse(story: Story) -> None:
    """Bruises, a week away, and she still wants nobody to know: help no longer averts it."""
    weighing = {**REFUSES, "v07_risico": "ernstig", "v17_hulp_wendt_af": "nee"}
    for said in ("Met mama erbij wil ik het ook niet.", "Dan doet hij mij iets aan."):
        story.seek(said)
    weighing["v18_alles_gedaan"] = "Drie keer gevraagd, met haar moeder erbij; ze durft niet."
    weighing["v19_redenen_zonder"] = "Zwijgen levert ernstige schade op, en ze is afhankelijk van hem."
    story.record("stap_4", filled("stap_4", **weighing))


def test_she_refuses_and_is_helped_and_nobody_reports_over_her_head(story: Story) -> None:
    helped(story)
    assert story.told_first() == "Geef of regel de hulp, en volg wat die doet."
    for channel in ("avim", "zorgcoordinator"):
        with pytest.raises(Refused) as refused:
            story.report(channel)
        assert refused.value.code == "melding.besluit"
    with pytest.raises(Refused) as refused:
        story.decide("5b_conflict_van_plichten", filled("stap_5b"))
    assert refused.value.code == "besluit.weg"
    assert "Het risico is af te wenden met hulp." in refused.value.remedy


def test_the_effects_of_the_help_are_followed_and_a_forgotten_review_is_missed_by_nobody(
    story: Story,
) -> None:
    helped(story)
    story.later(days=7)
    story.review(vermoedens="weggenomen", opnieuw=(story.today + timedelta(days=14)).isoformat())
    assert story.happened(HelpReviewed) == 1
    story.later(days=14)
    assert story.happened(HelpReviewPassed) == 1
    assert story.told_first() == "Bekijk de hulp nu: de afgesproken dag ging voorbij."


def test_she_worsens_and_after_weighing_again_a_report_is_made_after_all(story: Story) -> None:
    helped(story)
    calm = story.at
    story.later(days=10)
    story.review(vermoedens="sterker", opnieuw=(story.today + timedelta(days=3)).isoformat())
    assert story.told_first().startswith("De vermoedens bleven of werden sterker. Weeg opnieuw")
    with pytest.raises(Refused) as refused:
        story.decide("5a", filled("stap_5a"))
    assert refused.value.code == "stappen.opnieuw_wegen"
    story.later(days=1)
    worse(story)
    assert "Er dreigt ernstig gevaar" in story.told_first()
    with pytest.raises(Refused) as refused:
        story.decide("5b_toestemming", filled("stap_5b"))
    assert refused.value.code == "besluit.weg"
    story.decide(
        "5b_conflict_van_plichten",
        filled("stap_5b", client_weet="Ja, ik vertelde het haar.", meldcode=MELDCODE),
    )
    assert "zes vragen en de zeven aandachtspunten" in story.told_first()
    with pytest.raises(Refused) as refused:
        story.report("zorgcoordinator")
    assert refused.value.code == "melding.toestemming"
    story.report("avim")
    assert story.happened(ReportMade) == 1
    assert story.told_first() == "Er is gemeld. Vraag wat ermee is gedaan."
    story.later(days=30)
    assert story.happened(HelpReviewPassed) == 0
    assert story.told_first(calm) == "Geef of regel de hulp, en volg wat die doet."


def test_in_acute_danger_nobody_waits_for_a_weighing(story: Story) -> None:
    helped(story)
    story.later(days=2)
    story.decide("acuut_112")
    story.report("noodnummer")
    assert story.happened(DecisionTaken) == 2
    worse(story)
    story.decide("5b_conflict_van_plichten", filled("stap_5b", meldcode=MELDCODE))
    assert story.happened(DecisionTaken) == 3
