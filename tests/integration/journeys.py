"""Ada and her orders, and what wizards leave in the database: for tests of the services."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from helpcenter.adapters.database import Database
from helpcenter.adapters.orders import add_order
from helpcenter.adapters.outbox import list_mails
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.presenting import present
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import Step
from helpcenter.services.wizards import answer, identify_order
from tests.builders import a_line, a_shipment, an_order
from tests.integration.timing import NOW

CANCEL, MISSING, RETURN = FLOWS["cancel-order"], FLOWS["missing-item"], FLOWS["return-item"]
ADDRESS = "192.0.2.7"
ADA = "ada-visitor"

FRESH = an_order(placed=NOW - timedelta(minutes=30), lines=[a_line("1", "39.00", 2)])
DELIVERED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", "39.00", 3), a_line("2", "12.50")],
    shipments=[
        a_shipment(
            "a", ["1", "2"], shipped=str(NOW - timedelta(days=5)), delivered=str(NOW - timedelta(days=2))
        )
    ],
)


async def store_order(context: Context, order: Order) -> None:
    async with context.database.writing() as connection:
        await add_order(connection, order)


async def enter(context: Context, flow_slug: str, visitor: str = ADA) -> Wizard:
    wizard = await identify_order(
        context, FLOWS[flow_slug], visitor, NOW, number="#s-1001", email="ADA@example.com ", address=ADDRESS
    )
    assert wizard is not None
    return wizard


async def cancel(context: Context) -> Request:
    """Ada's fresh order, from placing it to what the wizard left."""
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="")
    request = (await submit(context, CANCEL, ADA, NOW)).request
    assert request is not None
    return request


async def count(database: Database, table: str) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def queued(database: Database) -> list[tuple[str, str, str]]:
    """Which mails, what about and to whom."""
    async with database.reading() as connection:
        return [(mail.mail, mail.about, mail.recipient) for mail in await list_mails(connection, limit=10)]


def seals(wizard: Wizard) -> dict[str, str]:
    """What the page before sending gives back with the click."""
    view = present(wizard)
    assert view.step == Step.CHECK
    return {"answers_seal": view.answers_seal, "terms_seal": view.terms_seal}
