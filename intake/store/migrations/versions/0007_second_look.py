"""Remember which uploads were looked at a second time, so that none is read again for ever."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment of the second look."""
    op.execute("alter table upload add column second_look_at timestamptz")
