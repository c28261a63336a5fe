"""Own help that must be looked at again.

Rows that were made without this table are marked (an empty digest) and made again by `opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, and mark rows that were made without it."""
    op.create_table(
        "help_reviews",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case"),
    )
    op.create_index("help_reviews_due", "help_reviews", ["passed", "due_at"], unique=False)
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Drop it; the log can fill it again."""
    op.drop_table("help_reviews")
