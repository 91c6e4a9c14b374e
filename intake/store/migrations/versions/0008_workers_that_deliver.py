"""Keep which workers deliver, since each reads the receiver's address from its own settings."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add whether a worker has a receiver."""
    op.execute("alter table worker add column delivers boolean not null default false")
