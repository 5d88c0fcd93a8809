"""Wizards under way, one for each visitor and flow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import DraftRow
from helpcenter.adapters.writing import insert_if_absent, upsert

_KEYS = ("visitor_key", "flow")

# Every step of a wizard asks for it; see adapters/orders.py.
_DRAFT = select(DraftRow).where(
    DraftRow.visitor_key == bindparam("visitor_key"), DraftRow.flow == bindparam("flow")
)
_DRAFT_LOCKED = _DRAFT.with_for_update()


@dataclass(frozen=True)
class Draft:
    """`id` is also the submission key of the request that the draft becomes. `is_new` means not saved yet."""

    id: str
    visitor_key: str
    flow: str
    updated_at: datetime
    order_number: str | None = None
    identified_at: datetime | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    reference: str | None = None
    is_new: bool = False


async def load_draft(
    connection: AsyncConnection, visitor_key: str, flow: str, *, lock: bool = False
) -> Draft | None:
    """`lock` makes a second tab wait until the transaction ends; use it while writing only."""
    wanted = {"visitor_key": visitor_key, "flow": flow}
    row = (await connection.execute(_DRAFT_LOCKED if lock else _DRAFT, wanted)).one_or_none()
    return _read(row) if row else None


async def has_draft(connection: AsyncConnection, visitor_key: str, draft_id: str, since: datetime) -> bool:
    """Whether that draft is this visitor's and was continued after `since`; sent ones count."""
    statement = select(DraftRow.id).where(
        DraftRow.id == draft_id, DraftRow.visitor_key == visitor_key, col(DraftRow.updated_at) > since
    )
    return await connection.scalar(statement) is not None


async def lock_draft(connection: AsyncConnection, draft_id: str) -> None:
    """Waits for a submit that is under way, and makes the next one wait."""
    await connection.execute(select(DraftRow.id).where(DraftRow.id == draft_id).with_for_update())


async def latest_identified(connection: AsyncConnection, visitor_key: str) -> Draft | None:
    """The visitor's draft, of whatever flow, in which an order was identified last."""
    statement = (
        select(DraftRow)
        .where(DraftRow.visitor_key == visitor_key, col(DraftRow.identified_at).is_not(None))
        .order_by(col(DraftRow.identified_at).desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).one_or_none()
    return _read(row) if row else None


async def save_draft(connection: AsyncConnection, draft: Draft) -> None:
    """Inserts or overwrites the visitor's draft of that flow."""
    await upsert(connection, DraftRow, _values(draft), _KEYS)


async def begin_draft(connection: AsyncConnection, draft: Draft, *, expired_at: datetime) -> Draft:
    """The visitor's draft of that flow: this one, unless another tab has begun one already.

    One that nobody has continued after `expired_at` gives way; those of others stay, see tidying.py.
    """
    await connection.execute(
        delete(DraftRow).where(
            col(DraftRow.visitor_key) == draft.visitor_key,
            col(DraftRow.flow) == draft.flow,
            col(DraftRow.updated_at) <= expired_at,
        )
    )
    await insert_if_absent(connection, DraftRow, _values(draft), _KEYS)
    return await load_draft(connection, draft.visitor_key, draft.flow, lock=True) or draft


async def delete_visitor_drafts(connection: AsyncConnection, visitor_key: str) -> None:
    """All flows at once: whoever says "another order" means it everywhere."""
    await connection.execute(delete(DraftRow).where(col(DraftRow.visitor_key) == visitor_key))


async def delete_drafts_of(connection: AsyncConnection, order_numbers: Collection[str]) -> None:
    """Of all visitors: whoever continues with one of these orders has to identify it again."""
    await connection.execute(delete(DraftRow).where(col(DraftRow.order_number).in_(order_numbers)))


async def delete_drafts_before(connection: AsyncConnection, instant: datetime) -> None:
    """Forgets wizards that nobody continued, and what was typed in them."""
    await connection.execute(delete(DraftRow).where(col(DraftRow.updated_at) < instant))


def _values(draft: Draft) -> dict[str, Any]:
    values = asdict(draft)
    del values["is_new"]
    return values


def _read(row: Row[Any]) -> Draft:
    return Draft(
        id=row.id,
        visitor_key=row.visitor_key,
        flow=row.flow,
        updated_at=row.updated_at,
        order_number=row.order_number,
        identified_at=row.identified_at,
        answers=row.answers,
        reference=row.reference,
    )
