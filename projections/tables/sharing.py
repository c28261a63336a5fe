"""What is shared and waits around it: threads, consents, own help, what is owed, what givers hear."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Table

from projections.tables.case import metadata

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

heard = Table(
    "heard",
    metadata,
    Column("person", String, primary_key=True),
    Column("signal", String, primary_key=True),
    Column("case", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("form", String, nullable=False),
    Column("position", Integer, nullable=False),
)
"""What looking into a signal found last, for who gave it; the case as it was then."""

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
