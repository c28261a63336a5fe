"""What care and police agree: organisations, appointments, lists, exchanges, weighings, who leads."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from projections.tables.case import metadata

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
