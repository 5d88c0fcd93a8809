"""Orders that a test may change, in the running app's database, and what stands there afterwards."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text, update
from sqlmodel import col

from helpcenter.adapters.database import Database
from helpcenter.adapters.orders import add_order
from helpcenter.adapters.tables import OrderRow
from helpcenter.orders.order import Line, Order, OrderStatus, Shipment
from helpcenter.orders.request import RequestStatus
from helpcenter.services.opening import open_context
from helpcenter.services.reviewing import Result, review
from tests.builders import a_line, a_shipment, an_order
from tests.running_app import RunningApp, run

ADA = "ada@example.com"

_numbers = itertools.count(2001)


def ago(**span: float) -> datetime:
    return datetime.now(UTC) - timedelta(**span)


def an_order_just_placed(app: RunningApp, placed: datetime | None = None) -> Order:
    """Two mugs for 39.00 each: 84.90 with shipping. Half an hour ago, where no instant is named."""
    return stored(app, an_order(placed=placed or ago(minutes=30), lines=[a_line("1", "39.00", 2)]))


def an_order_that_arrived(app: RunningApp) -> Order:
    """Three of one item for 32.00 each and one of another for 58.00, in one parcel, two days ago."""
    lines = [a_line("1", "32.00", 3), a_line("2", "58.00")]
    parcel = a_shipment("a", ["1", "2"], shipped=str(ago(days=6)), delivered=str(ago(days=2)))
    return stored(app, an_arrived_order(lines, [parcel]))


def an_arrived_order(lines: list[Line], parcels: list[Shipment]) -> Order:
    return an_order(status=OrderStatus.DELIVERED, placed=ago(days=30), lines=lines, shipments=parcels)


def stored(app: RunningApp, order: Order) -> Order:
    """Under a number of its own, and Ada's."""
    own = replace(order, number=f"T-{next(_numbers)}", email=ADA)

    async def store() -> None:
        database = _database(app)
        async with database.writing() as connection:
            await add_order(connection, own)
        await database.close()

    run(store())
    return own


def make_older(app: RunningApp, order: Order, **span: float) -> None:
    """As if that much time had passed since it was placed."""
    older = order.placed_at - timedelta(**span)
    change_it = update(OrderRow).where(col(OrderRow.number) == order.number).values(placed_at=older)

    async def age() -> None:
        database = _database(app)
        async with database.writing() as connection:
            await connection.execute(change_it)
        await database.close()

    run(age())


def reviewed(app: RunningApp, reference: str, to: RequestStatus, note: str) -> None:
    """As the staff do it on the command line."""

    async def move() -> None:
        context = open_context(app.settings, lambda: datetime.now(UTC))
        done = await review(context, reference, to, datetime.now(UTC), note=note, by="Grace")
        assert done is not None
        assert done.result is Result.MOVED
        await context.database.close()

    run(move())


def rows(app: RunningApp, query: str, **values: object) -> list[tuple[object, ...]]:
    """What stands in the app's database."""

    async def ask() -> list[tuple[object, ...]]:
        database = _database(app)
        async with database.reading() as connection:
            found = [tuple(row) for row in await connection.execute(text(query), values)]
        await database.close()
        return found

    return run(ask())


def _database(app: RunningApp) -> Database:
    return Database(app.settings.database_url.get_secret_value())
