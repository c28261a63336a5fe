"""What a thread of sharing keeps of its terms: until when a package is read, when the client is told.

No other tables; rows that were made without it are marked (an empty digest) and made again by
`opplussen rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Mark rows that were made without it."""
    positions = sa.table("positions", sa.column("digest"))
    op.execute(sa.update(positions).values(digest=""))


def downgrade() -> None:
    """Nothing to undo: what is kept more is left alone."""
