"""What the mails about an order itself say."""

from __future__ import annotations

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.articles.article import wizard_address
from helpcenter.flows.find_my_order import FIND_MY_ORDER
from helpcenter.orders.order import Order
from helpcenter.orders.refusal import Refusal
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
    receipt = read_receipt(request.receipt)
    order, say = receipt.order, Sayings(store, receipt.case(store.rules.policy))
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
        rule=present_citation(receipt, store),
        link=Link(say.words("mails.links.order"), wizard_address(FIND_MY_ORDER.slug)),
        address=say_address(vars(order.shipping.address), say).splitlines(),
    )


def confirmation_refused(refusal: Refusal, store: Store) -> Content:
    """Why not, and when: what the wizard's page says to those who have shown that the order is theirs."""
    receipt = read_receipt(refusal.receipt)
    order, say = receipt.order, Sayings(store, receipt.case(store.rules.policy))
    title = say.words(f"flows.{refusal.flow}.{refusal.outcome}.title")
    return Content(
        key=Mail.CONFIRMATION_REFUSED,
        subject=say.words(
            f"mails.{Mail.CONFIRMATION_REFUSED}.subject", number=order.number, reference=refusal.reference
        ),
        title=title,
        badge=say.words(f"codes.{order.status}"),
        text=say.reason(receipt.decisions[0]),
        facts=_facts(refusal, order, say),
        items=(),
        money=(),
        rule=present_citation(receipt, store),
        link=Link(say.words("mails.links.order"), wizard_address(FIND_MY_ORDER.slug)),
    )


def _facts(about: Request | Refusal, order: Order, say: Sayings) -> list[Row]:
    rows = {
        "order": order.number,
        "placed": say.instant(order.placed_at),
        "method": say.method(order.shipping.method),
        "reference": about.reference,
    }
    return [Row(say.words(f"mails.labels.{name}"), value) for name, value in rows.items()]
