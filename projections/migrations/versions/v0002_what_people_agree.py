"""What people agree about cases: lists, listings, exchanges, weighings, who leads, briefs to read.

The new rows need events from before the rows' position, so rows that were made by an earlier version are
marked (an empty digest) and made again by `opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _watchlists() -> None:
    op.create_table(
        "watchlists",
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("care", sa.String(), nullable=True),
        sa.Column("police", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("facility", "position"),
    )
    op.create_table(
        "watchlist_entries",
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("facility", "position", "rank"),
    )


def _listings() -> None:
    op.create_table(
        "listings",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("followed", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case", "position"),
    )
    op.create_index("listings_facility", "listings", ["facility", "until"], unique=False)


def _exchanges() -> None:
    op.create_table(
        "exchanges",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("announce_on", sa.Date(), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case", "position"),
    )
    op.create_index("exchanges_until", "exchanges", ["ended_on", "until"], unique=False)


def _weighings() -> None:
    op.create_table(
        "weighings",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("judgement", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case", "position"),
    )
    op.create_index("weighings_facility", "weighings", ["facility", "shown"], unique=False)


def _leads() -> None:
    op.create_table(
        "leads",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("care", sa.String(), nullable=False),
        sa.Column("police", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case", "position"),
    )


def upgrade() -> None:
    """Make the tables, and mark rows that were made without them."""
    op.add_column("cases", sa.Column("brief", sa.Boolean(), server_default=sa.false(), nullable=False))
    _watchlists()
    _listings()
    _exchanges()
    _weighings()
    _leads()
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Drop them; the log can fill them again."""
    for table in ("leads", "weighings", "exchanges", "listings", "watchlist_entries", "watchlists"):
        op.drop_table(table)
    op.drop_column("cases", "brief")
