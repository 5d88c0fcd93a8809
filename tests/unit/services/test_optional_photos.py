"""Photos that are welcome, and not needed."""

from __future__ import annotations

from helpcenter.flows.case import Case
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import OrderStatus
from helpcenter.services.store import load_store
from tests.builders import PLACED, REPOSITORY, a_line, a_shipment, an_order, at, studio
from tests.unit.flows.explore import Step
from tests.unit.services.shown_pages import shown


def test_photos_that_are_not_needed_can_be_left_out_and_are_said_to_be() -> None:
    store, flow = load_store(REPOSITORY / "content", at(PLACED)), FLOWS["return-item"]
    parcel = a_shipment(delivered="2026-03-05T20:15:00-05:00")
    order = an_order(status=OrderStatus.DELIVERED, lines=[a_line(quantity=2)], shipments=[parcel])
    case = Case(order, {}, studio(), at("2026-03-06T12:00:00-05:00"))
    sent = {"lines": {"1": 1}, "reason": "other", "condition": "original"}
    view = shown(flow, Step("", case, sent, flow.by_key["return_photos"], ()), store)
    assert (view.skip, view.note) == (store.rules.wording.say("flows.return-item.return_photos.skip"), "")
    sent |= {"return_photos": [], "remedy": "refund"}
    view = shown(flow, Step("", case, sent, flow.by_key["submit"], ()), store)
    assert [row.value for row in view.rows if row.question == "return_photos"] == ["None added"]
