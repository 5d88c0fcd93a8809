"""Cancelling an order, and with it the changes to it that are still under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.orders import cancel
from helpcenter.adapters.requests import load_holdings, load_request, move_request
from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action
from helpcenter.orders.request import Actor, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import may_move

_CHANGES = frozenset({Action.CHANGE_ITEMS, Action.CHANGE_SHIPPING})


async def cancel_order(connection: AsyncConnection, number: str, now: datetime) -> bool:
    """False where it was cancelled already. The customer hears of both in one mail, that of the order."""
    if not await cancel(connection, number):
        return False
    for holding in await load_holdings(connection, number):
        if ends_with_the_order(holding):
            await _close(connection, holding.reference, now)
    return True


def ends_with_the_order(holding: Holding) -> bool:
    return holding.action in _CHANGES and may_move(holding.status, RequestStatus.WITHDRAWN, Actor.POLICY)


async def _close(connection: AsyncConnection, reference: str, now: datetime) -> None:
    """Locked and read again: one of the staff may have settled it this very moment."""
    request = await load_request(connection, reference, lock=True)
    if request and may_move(request.status, RequestStatus.WITHDRAWN, Actor.POLICY):
        event = RequestEvent(now, Actor.POLICY, RequestStatus.WITHDRAWN)
        await move_request(connection, reference, since=request.status, event=event)
