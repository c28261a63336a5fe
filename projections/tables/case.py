"""Cases with their scores and episodes, the fence, the calendar, frozen evenings, and what is parked."""

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
"""One for all tables, also those of the other pages."""

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

parked = Table(
    "parked",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Keys whose next event could not be applied; everything else goes on."""
