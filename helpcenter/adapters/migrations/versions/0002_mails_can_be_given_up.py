"""Mails can be given up and found by what they are about; the index holds only those that still wait."""

import sqlalchemy as sa
from alembic import op

from helpcenter.adapters.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WAITING = sa.text("sent_at IS NULL AND given_up_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("about", sa.String(), nullable=False, server_default=""))
        outbox.add_column(sa.Column("given_up_at", Instant(), nullable=True))
        outbox.add_column(sa.Column("problem", sa.String(), nullable=False, server_default=""))
    _fill_in_what_they_are_about()
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("about", server_default=None)
        outbox.alter_column("problem", server_default=None)
        outbox.drop_index("ix_outbox_due")
    op.create_index("ix_outbox_due", "outbox", ["due_at"], sqlite_where=_WAITING, postgresql_where=_WAITING)
    op.create_index("ix_outbox_about", "outbox", ["about"])


def downgrade() -> None:
    op.drop_index("ix_outbox_about", "outbox")
    op.drop_index("ix_outbox_due", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        for column in ("problem", "given_up_at", "about"):
            outbox.drop_column(column)
    op.create_index("ix_outbox_due", "outbox", ["sent_at", "due_at"])


def _fill_in_what_they_are_about() -> None:
    outbox = sa.table(
        "outbox", sa.column("id", sa.Integer), sa.column("about"), sa.column("payload", sa.JSON)
    )
    connection = op.get_bind()
    for number, payload in connection.execute(sa.select(outbox.c.id, outbox.c.payload)).all():
        about = payload.get("reference", "")
        connection.execute(outbox.update().where(outbox.c.id == number).values(about=about))
