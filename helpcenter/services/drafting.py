"""Which draft a visitor works on."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.drafts import Draft, latest_identified, load_draft
from helpcenter.flows.flow import Flow
from helpcenter.services.context import Context


async def current_draft(
    connection: AsyncConnection,
    context: Context,
    flow: Flow,
    visitor: str,
    now: datetime,
    *,
    lock: bool = False,
) -> Draft:
    """The visitor's draft of this flow, else a new one for the order that another wizard identified, if any.

    `visitor` is the key of the visitor's cookie. A new draft is not saved here.
    """
    oldest = now - context.draft_life
    draft = await load_draft(connection, visitor, flow.slug, lock=lock)
    if draft and draft.updated_at > oldest:
        return draft
    fresh = new_draft(flow, visitor, now)
    other = await latest_identified(connection, visitor)
    if other and other.identified_at and other.identified_at > oldest:
        return replace(fresh, order_number=other.order_number, identified_at=other.identified_at)
    return fresh


def new_draft(flow: Flow, visitor: str, now: datetime) -> Draft:
    return Draft(id=uuid.uuid4().hex, visitor_key=visitor, flow=flow.slug, updated_at=now, is_new=True)
