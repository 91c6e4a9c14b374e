"""Keep sessions of people who signed in, so that one can be ended before its time."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add sessions, each known by the digest of its token and by the key that started it."""
    op.execute(
        """
        create table session (
          token_sha256 bytea primary key check (length(token_sha256) = 32),
          account bigint not null references account on delete cascade,
          key_sha256 bytea not null,
          started_at timestamptz not null default now(),
          expires_at timestamptz not null
        );
        create index session_expires_at on session (expires_at);
        """
    )
