"""Votes are counted, and old ones found, without reading the table."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_article_votes_count", "article_votes", ["slug", "helpful"])
    op.create_index("ix_article_votes_at", "article_votes", ["at"])


def downgrade() -> None:
    op.drop_index("ix_article_votes_at", "article_votes")
    op.drop_index("ix_article_votes_count", "article_votes")
