"""Let the store find the same file, or the same page picture, in other applications at once."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index uploads and page pictures by their hash."""
    op.execute("create index upload_content on upload (sha256)")
    op.execute("create index page_picture on page (image_sha256) where image_sha256 is not null")
