"""`helpcenter replay`"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from helpcenter.commands._options import reference_argument, store_option
from helpcenter.commands._terminal import show_text

if TYPE_CHECKING:
    from helpcenter.orders.refusal import Refusal
    from helpcenter.orders.request import Request
    from helpcenter.services.store import Store
    from helpcenter.settings import Settings


@click.command
@reference_argument
@store_option
def command(reference: str) -> None:
    """Decide the request or refusal REFERENCE again from the facts in its receipt, and compare.

    The receipt comes first, as the customer saw it. The exit code is 1 where the answer is another one; each
    field that differs is named.
    """
    import asyncio

    from helpcenter.orders.request import Request
    from helpcenter.services.replaying import replay_receipt, replay_refusal
    from helpcenter.services.store import load_store
    from helpcenter.settings import load_settings

    settings = load_settings()
    store = load_store(settings.store, datetime.now(UTC))
    found = asyncio.run(_find(settings, reference))
    show_text("\n".join(_receipt(found, store)))
    policy = store.rules.policy
    if isinstance(found, Request):
        replay = replay_receipt(found.receipt, policy)
    else:
        replay = replay_refusal(found, policy)
    click.echo(
        f"\n{reference}: {replay.decisions} decided at {replay.decided_at.isoformat()}, and again now."
    )
    if replay.policy_changed:
        click.echo("The policy file has changed since; dated terms keep older orders under their own.")
    for difference in replay.differences:
        click.echo(f"{difference.field}: {difference.stored} then, {difference.decided} now", err=True)
    click.echo("Not the same answer." if replay.differences else "The same answer.")
    sys.exit(1 if replay.differences else 0)


def _receipt(found: Request | Refusal, store: Store) -> Iterator[str]:
    """Line by line what page and mail say."""
    from helpcenter.adapters.receipt_json import read_receipt
    from helpcenter.orders.refusal import Refusal
    from helpcenter.services.presenting_receipts import present_citation
    from helpcenter.services.presenting_requests import present_money_of

    receipt = read_receipt(found.receipt)
    told = present_citation(receipt, store)
    no = f" refused ({found.outcome})" if isinstance(found, Refusal) else ""
    yield f"{found.reference}, order {found.order_number}, {found.flow}{no}"
    if told.sentence:
        yield f"{told.sentence} {told.since}. {told.source}"
    yield from (f"Reason: {decision.reason}" for decision in receipt.decisions[:1])
    money = [] if isinstance(found, Refusal) else present_money_of(found, store, found.status)
    yield from (f"{row.label}: {row.value}" for row in [*told.facts, *money])
    if told.article.href:
        yield f"{told.article.title}: {told.article.href}"


async def _find(settings: Settings, reference: str) -> Request | Refusal:
    from helpcenter.commands._database import reading
    from helpcenter.services.replaying import find_decided

    async with reading(settings) as connection:
        return await find_decided(connection, reference)
