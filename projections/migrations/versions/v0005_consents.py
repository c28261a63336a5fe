"""Consents that stand, and which of them must be asked again.

Rows that were made without this table are marked (an empty digest) and made again by `opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, and mark rows that were made without it."""
    op.create_table(
        "consents",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case", "consent"),
    )
    op.create_index("consents_until", "consents", ["until"], unique=False)
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Drop it; the log can fill it again."""
    op.drop_table("consents")
