"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("substitute", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "role", "person", "since"),
    )


def _calendar() -> None:
    op.create_table(
        "calendar",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("policy", sa.String(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("log_odds_db", sa.Float(), nullable=True),
        sa.Column("ceiling_db", sa.Float(), nullable=True),
        sa.Column("prior_db", sa.Float(), nullable=True),
        sa.Column("conflict", sa.Float(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("last_observed", sa.Date(), nullable=True),
        sa.Column("recent_indicators", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case"),
    )
    op.create_index("cases_possible", "cases", ["facility", "status", "ceiling_db"], unique=False)
    op.create_index(
        "cases_ranked",
        "cases",
        ["facility", "status", "log_odds_db", "last_observed", "reference"],
        unique=False,
    )
    op.create_index("cases_reference", "cases", ["facility", "reference"], unique=False)
    op.create_index("cases_seen", "cases", ["seen"], unique=False)


def _episodes() -> None:
    op.create_table(
        "episodes",
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("opened", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("log_odds_db", sa.Float(), nullable=False),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("due_at", sa.String(), nullable=True),
        sa.Column("acknowledged", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("second", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("case", "level", "opened"),
    )
    op.create_index("episodes_due", "episodes", ["due_at"], unique=False)
    op.create_index("episodes_facility", "episodes", ["facility", "status"], unique=False)
    op.create_index("episodes_task", "episodes", ["task"], unique=False)


def _evenings() -> None:
    op.create_table(
        "evenings",
        sa.Column("facility", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("case", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("log_odds_db", sa.Float(), nullable=False),
        sa.Column("conflict", sa.Float(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("last_observed", sa.Date(), nullable=False),
        sa.Column("recent_indicators", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facility", "day", "case"),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("organisation"),
    )


def _parked() -> None:
    op.create_table(
        "parked",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column("partition", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("beat", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("partition"),
    )


def upgrade() -> None:
    """Make the tables."""
    _appointments()
    _calendar()
    _cases()
    _episodes()
    _evenings()
    _organisations()
    _parked()
    _positions()


def downgrade() -> None:
    """Drop them; the log can fill them again."""
    # ### commands auto generated by Alembic - please adjust! ###
    op.drop_table("positions")
    op.drop_table("parked")
    op.drop_table("organisations")
    op.drop_table("evenings")
    op.drop_index("episodes_task", table_name="episodes")
    op.drop_index("episodes_facility", table_name="episodes")
    op.drop_index("episodes_due", table_name="episodes")
    op.drop_table("episodes")
    op.drop_index("cases_seen", table_name="cases")
    op.drop_index("cases_reference", table_name="cases")
    op.drop_index("cases_ranked", table_name="cases")
    op.drop_index("cases_possible", table_name="cases")
    op.drop_table("cases")
    op.drop_table("calendar")
    op.drop_table("appointments")
    # ### end Alembic commands ###
