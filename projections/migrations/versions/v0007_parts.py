"""Rows in parts: which part a case is in, and how many parts there are.

Rows that were made before are one part, as they are when one program folds everything.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Everything so far is part 0 of 1."""
    op.add_column("cases", sa.Column("part", sa.Integer, nullable=False, server_default="0"))
    op.add_column("positions", sa.Column("parts", sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    """Without them."""
    op.drop_column("positions", "parts")
    op.drop_column("cases", "part")
