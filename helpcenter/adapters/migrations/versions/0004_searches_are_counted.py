"""What customers search for is counted by day, in masked words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("words", sa.String(), primary_key=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("searches")
