"""Photos and papers that customers send, and who may look at those of a request."""

import sqlalchemy as sa
from alembic import op

from helpcenter.adapters.columns import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("arrived", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["reference"], ["requests.reference"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("draft_id", "added_at", "reference"):
        op.create_index(f"ix_evidence_{column}", "evidence", [column])
    op.create_table(
        "request_grants",
        sa.Column("visitor_key", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["requests.reference"]),
        sa.PrimaryKeyConstraint("visitor_key", "reference"),
    )
    op.create_index("ix_request_grants_until", "request_grants", ["until"])


def downgrade() -> None:
    op.drop_table("request_grants")
    op.drop_table("evidence")
