"""Lists, exchanges, weighings and briefs as rows: made live, told by the timekeeper, equal to a rebuild."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, select, update

from cli.proeftuin.document import proeftuin_of, steps
from domain.calendar import OpenLog
from domain.cases.commands import AcknowledgeBrief, PlaceCase, RegisterCase
from domain.commands import Command, Context
from domain.escalation.deciding import AgreeLead
from domain.merging.joining import MergeCases
from domain.merging.parting import SplitCases
from domain.watchlists.agreeing import AgreeWatchlist
from domain.watchlists.events import Entry, ExchangeEndAnnounced, ExchangeEnded
from domain.watchlists.exchange import EndExchange, OpenExchange
from domain.watchlists.weighing import WeighCase
from domain.words import CaseId, OrganisationId, PersonId
from engine.embedded import Embedded
from engine.rebuild import rebuild
from eventlog.execute import execute
from eventlog.log import Log
from projections import exchanges as exchange_rows
from projections.agreed import listed_at, listings_of, lists_of, one_sided
from projections.database import Place, open_rows, reading
from projections.exchanges import running
from projections.faults import OutdatedRows
from projections.tables.case import positions
from projections.tables.whole import metadata
from projections.watchlist import briefs_to_read
from projections.weighings import lead_of, seen_by, waiting
from tests.servers.stores import Store

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOME, AWAY = OrganisationId("instelling-1"), OrganisationId("instelling-2")
UNIT = OrganisationId("eenheid-1")
NOOR, BRAM, MILA = PersonId("noor"), PersonId("bram"), PersonId("mila")
MEES, SAM = CaseId("c-mees"), CaseId("c-sam")


class Proeftuin:
    """The sample proeftuin with two cases; its engine runs at every look."""

    def __init__(self, place: Place, log: Log) -> None:
        self.place = place
        self.log = log
        self.at = START
        self._number = 0
        self.do(OpenLog("l-test"))
        for _, command, _by in steps(proeftuin_of(None), self.today):
            self.do(command)
        for case in (MEES, SAM):
            self.do(RegisterCase(case, HOME, case[2:], self.today, self.today, PersonId("sem")))
        self.rows = open_rows(self.place)
        self.engine = Embedded(self.rows, log, lambda: self.at)

    @property
    def today(self) -> date:
        return self.at.date()

    def do(self, *commands: Command[Any, Any]) -> None:
        for command in commands:
            self._number += 1
            execute(self.log, command, Context(f"test.{self._number}", self.at, NOOR))

    def told(self, kind: type) -> list[str]:
        """The cases of which such an event stands in the log."""
        self.engine.catch_up()
        return [
            entry.event.case  # type: ignore[attr-defined]  # asked for events of a case only
            for page in self.log.pages()
            for entry in page
            if isinstance(entry.event, kind)
        ]

    def same_as_rebuilt(self) -> bool:
        self.engine.catch_up()
        differences = rebuild(self.log, self.place).differences
        assert differences is not None
        return not any(differences.values())


@pytest.fixture
def proeftuin(store: Store) -> Iterator[Proeftuin]:
    with store.log(create=True) as recorder:
        made = Proeftuin(store.rows(), Log(recorder))
        yield made
        made.rows.dispose()


def agree(proeftuin: Proeftuin, *cases: CaseId) -> None:
    entries = tuple(Entry(case, "hoog_risico", "veel bij elkaar") for case in cases)
    for by in (NOOR, BRAM):
        proeftuin.do(AgreeWatchlist(HOME, entries, by, proeftuin.today))


def exchange(proeftuin: Proeftuin) -> None:
    agree(proeftuin, MEES)
    proeftuin.do(OpenExchange(MEES, HOME, UNIT, ("vermissing",), proeftuin.today, date(2026, 10, 1)))


def test_a_list_stands_when_both_agreed_and_earlier_lists_stay(proeftuin: Proeftuin) -> None:
    agree(proeftuin, MEES)
    proeftuin.at += timedelta(days=30)
    agree(proeftuin, SAM, MEES)
    mine = (Entry(SAM, "hoog_risico", "alleen nog Sam"),)
    proeftuin.do(AgreeWatchlist(HOME, mine, BRAM, proeftuin.today))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        now, before = lists_of(connection, HOME)
        [proposed] = one_sided(connection, HOME)
        assert [one.case for one in listed_at(connection, HOME)] == [MEES, SAM]
    assert [place.reference for place in now.places] == ["sam", "mees"]
    assert ([place.case for place in before.places], before.policy) == ([MEES], "1")
    assert (now.care, now.police, proposed.care, proposed.police) == (NOOR, BRAM, None, BRAM)
    assert proeftuin.same_as_rebuilt()


def test_a_weighing_is_shown_to_the_other_side_once_both_weighed(proeftuin: Proeftuin) -> None:
    proeftuin.do(WeighCase(MEES, HOME, NOOR, "hoog_risico", "blauwe plekken", proeftuin.today))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert len(seen_by(connection, MEES, "zorg")) == 1
        assert seen_by(connection, MEES, "politie") == []
        assert [(one.case, one.weighed) for one in waiting(connection, HOME)] == [(MEES, "zorg")]
    proeftuin.do(WeighCase(MEES, HOME, BRAM, "te_weinig_bekend", "niets bekend", proeftuin.today))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert seen_by(connection, MEES, "zorg") == seen_by(connection, MEES, "politie")
        assert waiting(connection, HOME) == []
    assert proeftuin.same_as_rebuilt()


def test_the_end_of_an_exchange_is_told_a_month_ahead_and_comes(proeftuin: Proeftuin) -> None:
    exchange(proeftuin)
    proeftuin.at = datetime(2026, 8, 31, 9, tzinfo=UTC)
    assert proeftuin.told(ExchangeEndAnnounced) == []
    proeftuin.at += timedelta(days=1, seconds=2)
    assert proeftuin.told(ExchangeEndAnnounced) == [MEES]
    proeftuin.at = datetime(2026, 9, 30, 9, tzinfo=UTC)
    assert proeftuin.told(ExchangeEnded) == []
    proeftuin.at += timedelta(days=1)
    assert proeftuin.told(ExchangeEnded) == [MEES]
    assert proeftuin.told(ExchangeEndAnnounced) == [MEES]
    with reading(proeftuin.rows) as connection:
        assert running(connection, proeftuin.today) == []
        [ended] = exchange_rows.of_case(connection, MEES)
    assert (ended.ended_on, ended.announced) == (date(2026, 10, 1), True)
    assert proeftuin.same_as_rebuilt()


def test_an_exchange_runs_to_its_end_when_the_next_is_opened_in_time(proeftuin: Proeftuin) -> None:
    exchange(proeftuin)
    following = OpenExchange(MEES, HOME, UNIT, ("geld",), date(2026, 10, 1), date(2027, 4, 1))
    proeftuin.do(following)
    for day, kinds in ((proeftuin.today, ["vermissing", "geld"]), (date(2026, 10, 1), ["geld"])):
        proeftuin.at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        proeftuin.engine.catch_up()
        with reading(proeftuin.rows) as connection:
            assert [one.categories[0] for one in running(connection, day)] == kinds
    proeftuin.do(EndExchange(MEES, proeftuin.today, "toestemming ingetrokken"))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert running(connection, proeftuin.today) == []
    assert proeftuin.same_as_rebuilt()


def test_a_move_takes_listing_and_exchange_along_and_a_brief_waits_to_be_read(proeftuin: Proeftuin) -> None:
    exchange(proeftuin)
    proeftuin.do(PlaceCase(MEES, AWAY, proeftuin.today, proeftuin.today))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert [(one.facility, one.unit) for one in running(connection, proeftuin.today)] == [
            (AWAY, "eenheid-2")
        ]
        assert [(one.case, one.followed) for one in listed_at(connection, AWAY)] == [(MEES, True)]
        assert [one.facility for one in listings_of(connection, MEES) if one.until] == [HOME]
        assert [place.stands for place in lists_of(connection, HOME)[0].places] == [False]
        assert [one.case for one in briefs_to_read(connection)] == [MEES]
    proeftuin.do(AcknowledgeBrief(MEES, MILA))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert briefs_to_read(connection) == []
    assert proeftuin.same_as_rebuilt()


def test_a_merge_and_its_split_move_listing_and_exchange_there_and_back(proeftuin: Proeftuin) -> None:
    exchange(proeftuin)
    proeftuin.do(MergeCases(MEES, SAM, proeftuin.today))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert [one.case for one in running(connection, proeftuin.today)] == [SAM]
        assert [one.case for one in listed_at(connection, HOME)] == [SAM]
    assert proeftuin.same_as_rebuilt()
    proeftuin.do(SplitCases(SAM, MEES, proeftuin.today))
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        assert [one.case for one in running(connection, proeftuin.today)] == [MEES]
        assert [one.case for one in listed_at(connection, HOME)] == [MEES]
    assert proeftuin.same_as_rebuilt()


def test_who_leads_is_what_care_and_police_agreed_on_last(proeftuin: Proeftuin) -> None:
    proeftuin.do(
        AgreeLead(MEES, "zorg", NOOR, BRAM, proeftuin.today),
        AgreeLead(MEES, "beide", NOOR, BRAM, proeftuin.today),
    )
    proeftuin.engine.catch_up()
    with reading(proeftuin.rows) as connection:
        found = lead_of(connection, MEES)
        assert lead_of(connection, SAM) is None
    assert found is not None
    assert found.lead == "beide"
    assert proeftuin.same_as_rebuilt()


def test_rows_of_an_earlier_version_say_that_they_have_to_be_made_again(proeftuin: Proeftuin) -> None:
    exchange(proeftuin)
    proeftuin.engine.catch_up()
    with proeftuin.rows.begin() as connection:
        connection.execute(update(positions).values(digest=""))
    with pytest.raises(OutdatedRows, match="opplussen rebuild"):
        Embedded(proeftuin.rows, proeftuin.log, lambda: proeftuin.at)
    assert rebuild(proeftuin.log, proeftuin.place).differences is not None
    Embedded(proeftuin.rows, proeftuin.log, lambda: proeftuin.at).catch_up()


def test_the_migrations_make_the_tables_of_the_page(proeftuin: Proeftuin) -> None:
    with reading(proeftuin.rows) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_rows_of_the_first_version_are_brought_up_to_date_and_marked(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite"
    open_rows(file).dispose()
    rows = create_engine(f"sqlite:///{file}")
    config = Config()
    config.set_main_option("script_location", str(files("projections") / "migrations"))
    with rows.begin() as connection:
        config.attributes["connection"] = connection
        downgrade(config, "0001")
        row = {"partition": 0, "position": 9, "log_id": "l-test", "digest": "x", "generation": 0, "beat": ""}
        connection.execute(insert(positions), row)
    rows.dispose()
    again = open_rows(file)
    with reading(again) as connection:
        assert connection.scalar(select(positions.c.digest)) == ""
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    again.dispose()
