"""What the mail about an order itself says."""

from __future__ import annotations

from helpcenter.adapters.order_json import read_order
from helpcenter.flows.case import Case
from helpcenter.orders.order import Order
from helpcenter.orders.request import Request
from helpcenter.services.mails.content import Content
from helpcenter.services.mails.mail import Mail
from helpcenter.services.presenting_answers import say_address
from helpcenter.services.presenting_receipts import present_citation
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store
from helpcenter.services.views.wizard import Link, Row


def confirmation_resent(request: Request, store: Store) -> Content:
    """The order as it was when the customer asked for it."""
    order = read_order(request.receipt["order"])
    say = Sayings(store, Case(order, {}, store.rules.policy, request.created_at))
    key = f"mails.{Mail.CONFIRMATION_RESENT}"
    total = order.items_price + order.shipping.price
    return Content(
        key=Mail.CONFIRMATION_RESENT,
        subject=say.words(f"{key}.subject", number=order.number, reference=request.reference),
        title=say.words(f"{key}.title"),
        badge=say.words(f"codes.{order.status}"),
        text=say.words(f"{key}.text", number=order.number),
        facts=_facts(request, order, say),
        items=[Row(say.line(line), say.money(line.price)) for line in order.lines],
        money=[
            Row(say.words("receipt.items"), say.money(order.items_price)),
            Row(say.words("receipt.shipping"), say.money(order.shipping.price)),
            Row(say.words("mails.labels.total"), say.money(total), strong=True),
        ],
        rule=present_citation(request.receipt["rule"], store.rules),
        link=Link(say.words("mails.links.order"), "/wizards/find-my-order"),
        address=say_address(vars(order.shipping.address), say).splitlines(),
    )


def _facts(request: Request, order: Order, say: Sayings) -> list[Row]:
    rows = {
        "order": order.number,
        "placed": say.instant(order.placed_at),
        "method": (say.words_if_any(f"codes.{order.shipping.method}") or order.shipping.method).capitalize(),
        "reference": request.reference,
    }
    return [Row(say.words(f"mails.labels.{name}"), value) for name, value in rows.items()]
