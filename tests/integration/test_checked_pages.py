"""What is sent is what was checked: where something else comes of the same answers, it is shown first."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from helpcenter.adapters.orders import load_order
from helpcenter.flows.flow import Flow
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.services.context import Context
from helpcenter.services.importing import import_orders
from helpcenter.services.live_store import LiveStore
from helpcenter.services.presenting import present
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import Step
from helpcenter.services.wizards import answer
from tests.builders import REPOSITORY, a_line, a_shipment, an_order
from tests.integration.journeys import ADA, CANCEL, count, enter, seals, store_order
from tests.integration.timing import NOW

LOST_PARCEL = FLOWS["lost-parcel"]
STORES = REPOSITORY / "examples" / "stores"
RING = an_order(
    status=OrderStatus.PENDING,
    placed=NOW - timedelta(minutes=30),
    lines=[a_line("1", "40.00", made_to_order=True)],
)
LATE = [
    a_shipment(id, [line], shipped=str(NOW - timedelta(days=15)), expected=str(NOW - timedelta(days=5)))
    for id, line in (("a", "1"), ("b", "2"))
]
LOST = an_order(
    status=OrderStatus.SHIPPED,
    placed=NOW - timedelta(days=20),
    lines=[a_line("1", "39.00"), a_line("2", "12.50", 3)],
    shipments=LATE,
)
DELIVERED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    shipments=[a_shipment(delivered=str(NOW - timedelta(days=1)))],
)
A_RETURN: dict[str, object] = {
    "lines": {"1": 1},
    "reason": "other",
    "condition": "original",
    "remedy": "refund",
}
LOOKED = {"checked": "not_found", "remedy": "refund"}


async def checking(context: Context, flow: Flow, order: Order, **answers: object) -> Wizard:
    """Ada has answered everything, and looks at the page before sending."""
    await store_order(context, order)
    return await answered(context, flow, ADA, **answers)


async def answered(context: Context, flow: Flow, visitor: str, **answers: object) -> Wizard:
    wizard = await enter(context, flow.slug, visitor)
    for question, raw in answers.items():
        wizard = await answer(context, flow, visitor, NOW, question=question, raw=raw)
    return wizard


async def the_shop_says(context: Context, order: Order) -> None:
    assert not (await import_orders(context.database, [order], NOW)).kept


async def status(context: Context, number: str) -> OrderStatus | None:
    async with context.database.reading() as connection:
        order = await load_order(connection, number)
    return order.status if order else None


def money(wizard: Wizard) -> str:
    return present(wizard).money[-1].value


@pytest.fixture
def charm(context: Context, tmp_path: Path) -> Context:
    """Half the price of what is made to order is kept, once work on it has begun."""
    folder = Path(shutil.copytree(STORES / "charm-jewelry", tmp_path / "charm-jewelry"))
    return replace(context, live=LiveStore(folder, lambda: NOW))


@pytest.fixture
def outlet(context: Context) -> Context:
    """Whatever the status, all money comes back until the order is sent."""
    return replace(context, live=LiveStore(STORES / "jewelry-outlet", lambda: NOW))


async def test_an_order_is_not_cancelled_for_less_money_than_the_page_said(charm: Context) -> None:
    shown = await checking(charm, CANCEL, RING, reason="other")
    assert money(shown) == "$46.90"
    await the_shop_says(charm, replace(RING, status=OrderStatus.PROCESSING))
    charm.mail_queued.clear()
    stale = await submit(charm, CANCEL, ADA, NOW, **seals(shown))
    assert (stale.changed_since, stale.changed_elsewhere, stale.request) == (True, False, None)
    assert money(stale) == "$26.90"
    for table in ("requests", "granted_refunds", "outbox"):
        assert await count(charm.database, table) == 0
    assert await status(charm, RING.number) is OrderStatus.PROCESSING
    assert not charm.mail_queued.is_set()
    sent = await submit(charm, CANCEL, ADA, NOW, **seals(stale))
    assert sent.request is not None
    assert sent.request.receipt["refund"]["total"] == "26.90"
    assert await status(charm, RING.number) is OrderStatus.CANCELLED


async def test_a_rule_that_an_editor_changes_meanwhile_is_shown_before_it_counts(charm: Context) -> None:
    order = replace(RING, status=OrderStatus.PROCESSING)
    shown = await checking(charm, CANCEL, order, reason="other")
    policy = charm.live.folder / "policy.toml"
    text = policy.read_text("utf-8")
    policy.write_text(text.replace("percent = 50", "percent = 75"), "utf-8")
    await charm.live.reload()
    stale = await submit(charm, CANCEL, ADA, NOW, **seals(shown))
    assert (stale.changed_since, money(shown), money(stale)) == (True, "$26.90", "$16.90")


async def test_who_pays_the_way_back_is_shown_before_something_is_returned(
    context: Context, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(REPOSITORY / "content", tmp_path / "content"))
    shop = replace(context, live=LiveStore(folder, lambda: NOW))
    await store_order(shop, DELIVERED)
    shown = await answered(shop, FLOWS["return-item"], ADA, **A_RETURN)
    policy = folder / "policy.toml"
    head, mark, tail = policy.read_text("utf-8").partition("[returns.customer_pays_shipping]")
    policy.write_text(head + mark + tail.replace("flag = true", "flag = false", 1), "utf-8")
    await shop.live.reload()
    stale = await submit(shop, FLOWS["return-item"], ADA, NOW, **seals(shown))
    assert (stale.changed_since, stale.request) == (True, None)
    assert present(stale).text != present(shown).text
    assert (await submit(shop, FLOWS["return-item"], ADA, NOW, **seals(stale))).request


async def test_what_is_in_the_order_is_shown_before_it_is_cancelled(outlet: Context) -> None:
    shown = await checking(outlet, CANCEL, RING, reason="other")
    other = replace(RING, lines=(replace(RING.lines[0], title="Another ring"),))
    await the_shop_says(outlet, other)
    stale = await submit(outlet, CANCEL, ADA, NOW, **seals(shown))
    assert stale.changed_since
    assert "Another ring" in present(stale).rows[1].value


async def test_neither_time_nor_a_status_that_changes_nothing_keeps_from_sending(outlet: Context) -> None:
    shown = await checking(outlet, CANCEL, RING, reason="other")
    await the_shop_says(outlet, replace(RING, status=OrderStatus.PACKAGED))
    sent = await submit(outlet, CANCEL, ADA, NOW + timedelta(hours=5), **seals(shown))
    assert (sent.changed_since, sent.changed_elsewhere) == (False, False)
    assert sent.request is not None


async def test_money_that_another_request_takes_is_shown_before_the_rest_is_asked_for(
    context: Context,
) -> None:
    shown = await checking(context, LOST_PARCEL, LOST, parcel="b", **LOOKED)
    other = await answered(context, LOST_PARCEL, "somebody else", parcel="a", **LOOKED)
    assert (await submit(context, LOST_PARCEL, "somebody else", NOW, **seals(other))).request
    stale = await submit(context, LOST_PARCEL, ADA, NOW, **seals(shown))
    assert (stale.changed_since, money(shown), money(stale)) == (True, "$44.40", "$37.50")


async def test_a_chosen_parcel_that_arrives_meanwhile_is_asked_for_again(context: Context) -> None:
    shown = await checking(context, LOST_PARCEL, LOST, parcel="a", **LOOKED)
    await the_shop_says(context, replace(LOST, shipments=(replace(LATE[0], delivered_at=NOW), LATE[1])))
    stale = await submit(context, LOST_PARCEL, ADA, NOW, **seals(shown))
    view = present(stale)
    assert (stale.changed_since, view.step, view.question) == (True, Step.CHOICE, "parcel")
    assert [option.value for option in view.options] == ["b"]
    assert await count(context.database, "requests") == 0


async def test_a_refusal_says_itself_what_has_changed(context: Context) -> None:
    order = replace(RING, status=OrderStatus.PROCESSING)
    shown = await checking(context, CANCEL, order, reason="other")
    refused = await submit(context, CANCEL, ADA, NOW + timedelta(hours=2), **seals(shown))
    assert (refused.changed_since, refused.changed_elsewhere) == (False, False)
    assert present(refused).step == Step.REFUSED


async def test_a_second_click_shows_what_the_first_has_sent(charm: Context) -> None:
    shown = await checking(charm, CANCEL, RING, reason="other")
    first = await submit(charm, CANCEL, ADA, NOW, **seals(shown))
    second = await submit(charm, CANCEL, ADA, NOW, **seals(shown))
    assert (second.request, second.changed_since) == (first.request, False)
