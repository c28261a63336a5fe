"""The tables that people's questions are answered from; all can be made again from the log.

Dates are days in Europe/Amsterdam, moments are UTC in ISO 8601, log-odds are decibans rounded to 6 decimals.
Alembic's versions make these tables; tests compare them with this page.
"""

from functools import lru_cache

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

metadata = MetaData()

positions = Table(
    "positions",
    metadata,
    Column("partition", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("log_id", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("beat", String, nullable=False, server_default=""),
    Column("parts", Integer, nullable=False, server_default="1"),
)
"""The fence: how far each partition is, in which log, by what digest; `parts` is how many the cases have."""

calendar = Table(
    "calendar",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("day", Date),
    Column("version", String),
    Column("document", LargeBinary),
)
"""Events of no case that every case's score depends on: days and policies."""

cases = Table(
    "cases",
    metadata,
    Column("case", String, primary_key=True),
    Column("facility", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("owner", String),
    Column("status", String, nullable=False),
    Column("brief", Boolean, nullable=False, server_default=false()),
    Column("day", Date),
    Column("policy", String),
    Column("score", Float),
    Column("log_odds_db", Float),
    Column("ceiling_db", Float),
    Column("prior_db", Float),
    Column("conflict", Float),
    Column("level", String),
    Column("last_observed", Date),
    Column("recent_indicators", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("part", Integer, nullable=False, server_default="0"),
    Index("cases_ranked", "facility", "status", "log_odds_db", "last_observed", "reference"),
    Index("cases_possible", "facility", "status", "ceiling_db"),
    Index("cases_seen", "seen"),
    Index("cases_reference", "facility", "reference"),
    Index("cases_named", "reference"),
    Index("cases_owner", "owner"),
    Index("cases_latest", "facility", "status", "last_observed"),
)
"""One row a case: where it stands, its score of `day`, and the fold's state; `brief` waits to be read."""

episodes = Table(
    "episodes",
    metadata,
    Column("case", String, primary_key=True),
    Column("level", String, primary_key=True),
    Column("opened", Integer, primary_key=True, autoincrement=False),
    Column("facility", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("status", String, nullable=False),
    Column("task", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("log_odds_db", Float, nullable=False),
    Column("snapshot", LargeBinary, nullable=False),
    Column("responsible", String),
    Column("stage", String),
    Column("due_at", String),
    Column("acknowledged", String),
    Column("decision", String),
    Column("decided_by", String),
    Column("second", String),
    Column("outcome", String),
    Index("episodes_task", "task"),
    Index("episodes_due", "due_at"),
    Index("episodes_facility", "facility", "status"),
)
"""One row an episode. `status`: open, lowered, ended. `task`: what waits to be done about it."""

evenings = Table(
    "evenings",
    metadata,
    Column("facility", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("case", String, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("reference", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("log_odds_db", Float, nullable=False),
    Column("conflict", Float, nullable=False),
    Column("level", String),
    Column("last_observed", Date, nullable=False),
    Column("recent_indicators", Integer, nullable=False),
    Column("policy", String, nullable=False),
    Column("position", Integer, nullable=False),
)
"""Each facility's ten highest cases as a day ended; `position` is the last one before the next day began."""

watchlists = Table(
    "watchlists",
    metadata,
    Column("facility", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("on", Date, nullable=False),
    Column("policy", String, nullable=False),
    Column("care", String),
    Column("police", String),
)
"""Lists that both sides agreed on, also earlier ones; with one side alone what it agrees with now."""

watchlist_entries = Table(
    "watchlist_entries",
    metadata,
    Column("facility", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("case", String, nullable=False),
    Column("ground", String, nullable=False),
)

listings = Table(
    "listings",
    metadata,
    Column("case", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("facility", String, nullable=False),
    Column("ground", String, nullable=False),
    Column("followed", Boolean, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Index("listings_facility", "facility", "until"),
)
"""When a case stood on a facility's list; `followed` when it came along and nobody agreed on it there yet."""

exchanges = Table(
    "exchanges",
    metadata,
    Column("case", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("facility", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("categories", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("announce_on", Date, nullable=False),
    Column("announced", Boolean, nullable=False),
    Column("ended_on", Date),
    Index("exchanges_until", "ended_on", "until"),
)
"""Exchanges about a case, running (`ended_on` is empty) and ended; `categories` as a JSON list."""

weighings = Table(
    "weighings",
    metadata,
    Column("case", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("facility", String, nullable=False),
    Column("side", String, nullable=False),
    Column("by", String, nullable=False),
    Column("judgement", String, nullable=False),
    Column("on", Date),
    Column("shown", Boolean, nullable=False),
    Index("weighings_facility", "facility", "shown"),
)
"""What each side made of a case; `shown` to the other side once both weighed."""

leads = Table(
    "leads",
    metadata,
    Column("case", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("lead", String, nullable=False),
    Column("care", String, nullable=False),
    Column("police", String, nullable=False),
    Column("on", Date),
)
"""Who leads, as care and police agreed; the last one holds."""

organisations = Table(
    "organisations",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("unit", String),
)

appointments = Table(
    "appointments",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("substitute", String),
)

disclosures = Table(
    "disclosures",
    metadata,
    Column("case", String, primary_key=True),
    Column("disclosure", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("giver", String, nullable=False),
    Column("receiver", String),
    Column("recipient", String, nullable=False),
    Column("tier", Integer, nullable=False),
    Column("ground", String, nullable=False),
    Column("by", String, nullable=False),
    Column("status", String, nullable=False),
    Column("task", String, nullable=False),
    Column("due_at", String),
    Column("consent", String, nullable=False),
    Column("exchange", Boolean, nullable=False),
    Column("shaken", Boolean, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Index("disclosures_task", "task", "due_at"),
    Index("disclosures_shaken", "shaken"),
)
"""One row a thread of sharing. `shaken` when what it rests on may be gone; `state` is the fold's, packed."""

parked = Table(
    "parked",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Keys whose next event could not be applied; everything else goes on."""

help_reviews = Table(
    "help_reviews",
    metadata,
    Column("case", String, primary_key=True),
    Column("due_at", String, nullable=False),
    Column("passed", Boolean, nullable=False),
    Index("help_reviews_due", "passed", "due_at"),
)
"""Own help (stappenplan 5a) that must be looked at again; `passed` when nobody did in time."""

owed = Table(
    "owed",
    metadata,
    Column("case", String, primary_key=True),
    Column("task", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("until", Date, nullable=False),
    Index("owed_until", "until"),
)
"""What is done after something was told, and by which day; `number` is that of the report or disclosure."""

consents = Table(
    "consents",
    metadata,
    Column("case", String, primary_key=True),
    Column("consent", String, primary_key=True),
    Column("until", Date, nullable=False),
    Column("due", String, nullable=False),
    Index("consents_until", "until"),
)
"""Consents that stand; `due` tells why one must be asked again, and is empty when it need not."""


@lru_cache(maxsize=8)
def beside(schema: str) -> list[Table]:
    """The same tables in another schema, in the order of `metadata.sorted_tables`."""
    other = MetaData()
    return [table.to_metadata(other, schema=schema) for table in metadata.sorted_tables]
