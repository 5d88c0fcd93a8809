"""The life of a request: which state may follow which, who may move it there, and who acts next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from helpcenter.orders.claim import Action
from helpcenter.orders.request import Actor, Request, RequestStatus

_STAFF = frozenset({Actor.STAFF})
_POLICY = frozenset({Actor.POLICY})

# A state that nothing follows is final: what was declined or taken back gave its pieces free, and another
# request may hold them by now.
MOVES: Mapping[RequestStatus, Mapping[RequestStatus, frozenset[Actor]]] = {
    RequestStatus.SUBMITTED: {
        RequestStatus.IN_REVIEW: _STAFF,
        RequestStatus.APPROVED: _STAFF,
        RequestStatus.DECLINED: _STAFF,
        RequestStatus.COMPLETED: _POLICY,
        RequestStatus.WITHDRAWN: frozenset({Actor.CUSTOMER, Actor.POLICY}),
    },
    RequestStatus.IN_REVIEW: {
        RequestStatus.APPROVED: _STAFF,
        RequestStatus.DECLINED: _STAFF,
        RequestStatus.WITHDRAWN: _POLICY,
    },
    RequestStatus.APPROVED: {
        RequestStatus.COMPLETED: _STAFF,
        RequestStatus.WITHDRAWN: _POLICY,
    },
    RequestStatus.DECLINED: {},
    RequestStatus.COMPLETED: {},
    RequestStatus.WITHDRAWN: {},
}

# What the staff can answer with.
ANSWERS = tuple(
    to for to in RequestStatus if any(Actor.STAFF in moves.get(to, ()) for moves in MOVES.values())
)
OPEN = frozenset(status for status, following in MOVES.items() if following)
# The shop has promised an answer, and has not given it yet.
UNANSWERED = frozenset({RequestStatus.SUBMITTED, RequestStatus.IN_REVIEW})


class Party(StrEnum):
    """Whose turn it is."""

    SHOP = "shop"
    CUSTOMER = "customer"
    NOBODY = "nobody"


def may_move(since: RequestStatus, to: RequestStatus, actor: Actor) -> bool:
    return actor in MOVES[since].get(to, ())


def may_move_to(since: RequestStatus, actor: Actor) -> tuple[RequestStatus, ...]:
    """In the order of RequestStatus."""
    return tuple(to for to in RequestStatus if may_move(since, to, actor))


def acts_next(status: RequestStatus, action: Action) -> Party:
    """After a yes it is the shop's turn, except that a return has to be sent first."""
    if status not in OPEN:
        return Party.NOBODY
    if status is RequestStatus.APPROVED and action is Action.RETURN_ITEM:
        return Party.CUSTOMER
    return Party.SHOP


def is_overdue(request: Request, now: datetime) -> bool:
    """The promised time is over, and there is no answer yet."""
    return request.status in UNANSWERED and request.answer_by is not None and now > request.answer_by
