"""Keep which workers live, and what holds their readers."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table that workers tell their state in and the web process reads."""
    op.execute(
        """
        create table worker (
            name text primary key,
            layers jsonb not null,
            seen_at timestamptz not null default now()
        )
        """
    )
