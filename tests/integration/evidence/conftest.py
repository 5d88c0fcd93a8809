"""A report about something defective, up to its photos, and the cast: Ada who sends it, and Mallory."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from helpcenter.adapters.evidence import EvidenceFile
from helpcenter.adapters.orders import add_order
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import Destination, accept
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import submit
from helpcenter.services.wizards import answer, identify_order, open_wizard
from tests.builders import a_line, a_shipment, an_order
from tests.files import a_picture
from tests.integration.timing import NOW

DEFECTIVE = FLOWS["defective-item"]
ADA, MALLORY = "ada-visitor", "mallory-visitor"
ARRIVED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", "39.00", 3)],
    shipments=[a_shipment("a", ["1"], delivered=str(NOW - timedelta(days=2)))],
)
WHAT_IS_WRONG = {
    "lines": {"1": 1},
    "defect": "broken",
    "product_code": "MUG-01",
}


@pytest.fixture
async def to(context: Context) -> Destination:
    """Where Ada's photos go: she stands at the question for them."""
    async with context.database.writing() as connection:
        await add_order(connection, ARRIVED)
    return await up_to_the_photos(context, ADA)


async def up_to_the_photos(context: Context, visitor: str, now: datetime = NOW) -> Destination:
    await identify_order(
        context, DEFECTIVE, visitor, now, number="S-1001", email="ada@example.com", address="192.0.2.7"
    )
    for question, raw in WHAT_IS_WRONG.items():
        wizard = await answer(context, DEFECTIVE, visitor, now, question=question, raw=raw)
    assert wizard.asked is not None
    return Destination(DEFECTIVE, wizard.asked.key, wizard.draft.id)


async def added(context: Context, to: Destination, content: bytes | None = None) -> EvidenceFile:
    file = await accept(context, to, ADA, NOW, content or a_picture())
    assert isinstance(file, EvidenceFile), file
    return file


async def held(context: Context, visitor: str = ADA) -> tuple[str, ...]:
    """The photos that a page of the wizard would show now."""
    wizard = await open_wizard(context, DEFECTIVE, visitor, NOW)
    assert wizard.position is not None
    return wizard.position.case.evidence.get("photos", ())


async def sent_with(context: Context, *file_ids: str) -> Request:
    await answer(context, DEFECTIVE, ADA, NOW, question="photos", raw=list(file_ids))
    await answer(context, DEFECTIVE, ADA, NOW, question="remedy", raw="refund")
    wizard: Wizard = await submit(context, DEFECTIVE, ADA, NOW)
    assert wizard.request is not None
    return wizard.request
