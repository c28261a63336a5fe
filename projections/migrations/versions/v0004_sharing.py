"""Threads of sharing, and what waits to be done about each.

The new rows need events from before the rows' position, so rows that were made by an earlier version are
marked (an empty digest) and made again by `opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and mark rows that were made without it."""
    op.create_table(
        "disclosures",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("disclosure", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("giver", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("due_at", sa.String(), nullable=True),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("exchange", sa.Boolean(), nullable=False),
        sa.Column("shaken", sa.Boolean(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case", "disclosure"),
    )
    op.create_index("disclosures_task", "disclosures", ["task", "due_at"], unique=False)
    op.create_index("disclosures_shaken", "disclosures", ["shaken"], unique=False)
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Drop it; the log can fill it again."""
    op.drop_table("disclosures")
