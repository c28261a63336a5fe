"""Cases by their reference alone, by who is responsible, and the latest seen of a facility."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("cases_named", "cases", ["reference"], unique=False)
    op.create_index("cases_owner", "cases", ["owner"], unique=False)
    op.create_index("cases_latest", "cases", ["facility", "status", "last_observed"], unique=False)


def downgrade() -> None:
    """Drop them."""
    for name in ("cases_named", "cases_owner", "cases_latest"):
        op.drop_index(name, "cases")
