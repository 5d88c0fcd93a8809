"""`resend_confirmation` in the studio: from 24 hours after the order on."""

from __future__ import annotations

import pytest

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import OrderStatus
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Reason
from tests.builders import a_policy, an_order, at, studio


@pytest.mark.parametrize(
    ("placed", "last_too_early", "opens_at"),
    [
        ("2026-03-02T10:00:00-05:00", "2026-03-03T09:59:59-05:00", "2026-03-03T10:00:00-05:00"),
        ("2026-03-02T10:00:00-05:00", "2026-03-03T14:59:59+00:00", "2026-03-03T15:00:00+00:00"),
        ("2026-03-07T10:00:00-05:00", "2026-03-08T10:59:59-04:00", "2026-03-08T11:00:00-04:00"),
        ("2026-10-31T10:00:00-04:00", "2026-11-01T08:59:59-05:00", "2026-11-01T09:00:00-05:00"),
        ("2026-10-31T01:30:00-04:00", "2026-11-01T01:29:59-04:00", "2026-11-01T01:30:00-04:00"),
    ],
)
def test_it_opens_after_24_hours_of_real_time(placed: str, last_too_early: str, opens_at: str) -> None:
    order = an_order(placed=placed)
    early = decide(Action.RESEND_CONFIRMATION, order, Claim(), studio(), at(last_too_early))
    assert (early.allowed, early.reason, early.rule) == (False, Reason.NOT_YET_OPEN, "confirmation.wait")
    # As numbers: in the repeated hour Python calls no two instants of different zones equal.
    assert early.opens_at is not None
    assert early.opens_at.timestamp() == at(opens_at).timestamp()
    ready = decide(Action.RESEND_CONFIRMATION, order, Claim(), studio(), at(opens_at))
    assert (ready.allowed, ready.reason, ready.opens_at) == (True, Reason.NO_WINDOW, None)


@pytest.mark.parametrize("status", OrderStatus)
def test_the_mail_comes_again_whatever_became_of_the_order(status: OrderStatus) -> None:
    years_later = at("2028-03-02T10:00:00-05:00")
    decision = decide(Action.RESEND_CONFIRMATION, an_order(status=status), Claim(), studio(), years_later)
    assert decision.reason is Reason.NO_WINDOW
    assert (decision.refund, decision.fee, decision.remedies) == (None, None, ())


def test_a_store_that_names_no_wait_sends_it_at_any_time() -> None:
    policy = a_policy({"confirmation.offered": {"flag": True}})
    order = an_order()
    decision = decide(Action.RESEND_CONFIRMATION, order, Claim(), policy, order.placed_at)
    assert (decision.reason, decision.rule) == (Reason.NO_WINDOW, "confirmation.offered")
