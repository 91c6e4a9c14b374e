"""Let an upload be withdrawn: it stays on record, and reports no longer take it into account."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment of withdrawal; a withdrawn file may be uploaded again."""
    op.execute("alter table upload add column withdrawn_at timestamptz")
    op.execute("alter table upload drop constraint upload_application_sha256_key")
    op.execute(
        "create unique index upload_standing_content on upload (application, sha256) "
        "where withdrawn_at is null"
    )
