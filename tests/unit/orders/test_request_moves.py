"""The life of a request, state by state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from helpcenter.orders.claim import Action
from helpcenter.orders.request import HOLDING, Actor, Request, RequestStatus
from helpcenter.orders.request_moves import (
    MOVES,
    OPEN,
    UNANSWERED,
    Party,
    acts_next,
    is_overdue,
    may_move,
    may_move_to,
)
from tests.builders import at

SUBMITTED, IN_REVIEW, APPROVED, DECLINED, COMPLETED, WITHDRAWN = RequestStatus
PROMISED = at("2026-03-03T23:59:59-05:00")
A_REQUEST = Request(
    "R-7K4M-2XQP",
    "S-1001",
    "return-item",
    Action.RETURN_ITEM,
    SUBMITTED,
    answers={},
    receipt={},
    quantities={},
    created_at=at("2026-03-02T10:00:00-05:00"),
    answer_by=PROMISED,
)


@pytest.mark.parametrize(
    ("actor", "moves"),
    [
        (
            Actor.STAFF,
            {
                (SUBMITTED, IN_REVIEW),
                (SUBMITTED, APPROVED),
                (SUBMITTED, DECLINED),
                (IN_REVIEW, APPROVED),
                (IN_REVIEW, DECLINED),
                (APPROVED, COMPLETED),
            },
        ),
        (Actor.CUSTOMER, {(SUBMITTED, WITHDRAWN)}),
        (
            Actor.POLICY,
            {(SUBMITTED, COMPLETED), (SUBMITTED, WITHDRAWN), (IN_REVIEW, WITHDRAWN), (APPROVED, WITHDRAWN)},
        ),
    ],
)
def test_each_actor_has_its_moves_and_no_others(
    actor: Actor, moves: set[tuple[RequestStatus, RequestStatus]]
) -> None:
    pairs = product(RequestStatus, RequestStatus)
    assert {(since, to) for since, to in pairs if may_move(since, to, actor)} == moves


def test_money_is_granted_before_a_request_is_done() -> None:
    """Staff reach "completed" by way of "approved" alone, which is where refunds are granted."""
    assert [since for since in MOVES if may_move(since, COMPLETED, Actor.STAFF)] == [APPROVED]


@pytest.mark.parametrize("status", [DECLINED, COMPLETED, WITHDRAWN])
def test_what_is_over_stays_over(status: RequestStatus) -> None:
    assert status not in OPEN
    assert [may_move_to(status, actor) for actor in Actor] == [(), (), ()]


def test_what_gave_its_pieces_free_never_holds_them_again() -> None:
    for since, following in MOVES.items():
        assert since in HOLDING or not following


def test_moves_are_named_in_the_order_of_a_requests_life() -> None:
    assert may_move_to(SUBMITTED, Actor.STAFF) == (IN_REVIEW, APPROVED, DECLINED)


@pytest.mark.parametrize(
    ("status", "action", "party"),
    [
        (SUBMITTED, Action.RETURN_ITEM, Party.SHOP),
        (IN_REVIEW, Action.RETURN_ITEM, Party.SHOP),
        (APPROVED, Action.RETURN_ITEM, Party.CUSTOMER),
        (APPROVED, Action.REPORT_MISSING_ITEM, Party.SHOP),
        (DECLINED, Action.RETURN_ITEM, Party.NOBODY),
        (COMPLETED, Action.CANCEL_ORDER, Party.NOBODY),
        (WITHDRAWN, Action.RETURN_ITEM, Party.NOBODY),
    ],
)
def test_it_is_always_clear_whose_turn_it_is(status: RequestStatus, action: Action, party: Party) -> None:
    assert acts_next(status, action) is party


def test_an_answer_is_late_from_the_second_after_the_promised_time() -> None:
    assert not is_overdue(A_REQUEST, PROMISED)
    assert is_overdue(A_REQUEST, PROMISED + timedelta(seconds=1))


@pytest.mark.parametrize("status", RequestStatus)
def test_only_an_answer_that_is_still_owed_can_be_late(status: RequestStatus) -> None:
    late = PROMISED + timedelta(days=9)
    assert is_overdue(replace(A_REQUEST, status=status), late) == (status in UNANSWERED)
    assert not is_overdue(replace(A_REQUEST, status=status, answer_by=None), late)
