"""Requests know until when an answer was promised, and their events who wrote what to the customer."""

import sqlalchemy as sa
from alembic import op

from helpcenter.adapters.columns import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("requests", sa.Column("answer_by", Instant(), nullable=True))
    op.create_index("ix_requests_status", "requests", ["status", "created_at"])
    # Plain ALTER TABLE, with defaults that stay: SQLite could take them off only by copying the table, and
    # the copy would be without the triggers that make it append-only.
    for column in ("note", "by"):
        op.add_column("request_events", sa.Column(column, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in ("by", "note"):
        op.drop_column("request_events", column)
    op.drop_index("ix_requests_status", "requests")
    op.drop_column("requests", "answer_by")
