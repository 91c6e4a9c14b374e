"""Let an application's place in its calendar year be counted quickly."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index applications by time of receipt."""
    op.execute("create index application_received on application (received_at, number)")
