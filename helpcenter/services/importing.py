"""Orders from the shop's own system: added, or brought to what it knows newer."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.database import Database
from helpcenter.adapters.drafts import delete_drafts_of
from helpcenter.adapters.grants import revoke_grants_to
from helpcenter.adapters.order_rows import add_orders, replace_orders
from helpcenter.adapters.orders import find_email_keys, load_orders
from helpcenter.adapters.requests import load_holdings
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.reference import email_key, order_key
from helpcenter.services.cancelling import cancel_order
from helpcenter.services.order_updates import reason_to_keep

# A transaction of so many takes a tenth of a second, and customers who write wait for it on SQLite. It has no
# queue, either: the pause between two is their turn.
_BATCH = 200
_PAUSE_SECONDS = 0.02


class Fate(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass
class Imported:
    """`kept` says by order number why an order was not updated."""

    counts: Counter[Fate] = field(default_factory=Counter)
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Compared:
    """An order of the import with what was here `before`; `reason` is why that stays."""

    order: Order
    before: Order | None
    reason: str

    @property
    def fate(self) -> Fate:
        if self.before is None:
            return Fate.ADDED
        if self.before == self.order:
            return Fate.UNCHANGED
        return Fate.KEPT if self.reason else Fate.UPDATED


async def import_orders(database: Database, orders: Sequence[Order], now: datetime) -> Imported:
    """In several transactions, whole orders each: where it was interrupted, it can be done again.

    The second time changes nothing. order_updates.py says what may change.
    """
    imported = Imported()
    for batch in _batches(orders):
        for one in await _write(database, batch, now):
            imported.counts[one.fate] += 1
            if one.fate is Fate.KEPT:
                imported.kept[one.order.number] = one.reason
        await asyncio.sleep(_PAUSE_SECONDS)
    return imported


def _batches(orders: Sequence[Order]) -> Iterator[list[Order]]:
    for start in range(0, len(orders), _BATCH):
        # As others lock them: two imports at once wait for each other instead of blocking each other.
        yield sorted(orders[start : start + _BATCH], key=lambda order: order.number)


async def _write(database: Database, orders: list[Order], now: datetime) -> list[_Compared]:
    # Before, as the next import sees no change in what a crash leaves written; after, for those in between.
    await _forget_who_looked(database, await _about_to_change_hands(database, orders))
    try:
        written = await _write_once(database, orders, now)
    except IntegrityError:
        # Another import has added one of them meanwhile. Now it is there to be compared with.
        written = await _write_once(database, orders, now)
    await _forget_who_looked(database, written)
    return written


async def _write_once(database: Database, orders: list[Order], now: datetime) -> list[_Compared]:
    async with database.writing() as connection:
        compared = await _compare_all(connection, orders, lock=True)
        for one in _with_fate(Fate.UPDATED, compared):
            if one.order.status is OrderStatus.CANCELLED:
                await cancel_order(connection, one.order.number, now)
        await replace_orders(connection, [one.order for one in _with_fate(Fate.UPDATED, compared)])
        await add_orders(connection, [one.order for one in _with_fate(Fate.ADDED, compared)])
    return compared


async def _compare_all(
    connection: AsyncConnection, orders: Sequence[Order], *, lock: bool
) -> list[_Compared]:
    before = await load_orders(connection, [order_key(order.number) for order in orders], lock=lock)
    return [await _compare(connection, before.get(order_key(order.number)), order) for order in orders]


async def _compare(connection: AsyncConnection, before: Order | None, order: Order) -> _Compared:
    if before is None or before == order:
        return _Compared(order, before, "")
    return _Compared(
        order, before, reason_to_keep(before, order, await load_holdings(connection, before.number))
    )


def _with_fate(fate: Fate, compared: Sequence[_Compared]) -> list[_Compared]:
    return [one for one in compared if one.fate is fate]


async def _about_to_change_hands(database: Database, orders: Sequence[Order]) -> list[_Compared]:
    async with database.reading() as connection:
        known = await find_email_keys(connection, [order_key(order.number) for order in orders])
        moving = [order for order in orders if known.get(order.number) not in (None, email_key(order.email))]
        return await _compare_all(connection, moving, lock=False) if moving else []


async def _forget_who_looked(database: Database, compared: Sequence[_Compared]) -> None:
    """Where the email address changes, whoever has proved the old one has to prove knowledge of the new one.

    Apart from the rest: a wizard locks its draft before the order, and here it would be the other way round.
    """
    numbers = [
        one.order.number
        for one in _with_fate(Fate.UPDATED, compared)
        if one.before and email_key(one.before.email) != email_key(one.order.email)
    ]
    if numbers:
        async with database.writing() as connection:
            await delete_drafts_of(connection, numbers)
            await revoke_grants_to(connection, numbers)
