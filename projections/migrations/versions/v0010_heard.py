"""What looking into a signal found, for who gave it.

Rows that were made without this table are marked (an empty digest) and made again by `opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table, and mark rows that were made without it."""
    op.create_table(
        "heard",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("signal", sa.String(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "signal"),
    )
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Drop it; the log can fill it again."""
    op.drop_table("heard")
