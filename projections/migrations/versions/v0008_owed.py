"""What is done after something was told, and by which day.

Rows that were made without this table are marked (an empty digest) and made again by `opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table, and mark rows that were made without it."""
    op.create_table(
        "owed",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("case", "task", "number"),
    )
    op.create_index("owed_until", "owed", ["until"], unique=False)
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Drop it; the log can fill it again."""
    op.drop_table("owed")
