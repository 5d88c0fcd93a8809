"""`helpcenter replay`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from helpcenter.commands._options import store_option

if TYPE_CHECKING:
    from helpcenter.services.replaying import Replay
    from helpcenter.settings import Settings


@click.command
@click.argument("reference")
@store_option
def command(reference: str) -> None:
    """Decide the request REFERENCE again from the facts in its receipt, and compare.

    The exit code is 1 where the answer is another one; each field that differs is named.
    """
    import asyncio

    from helpcenter.errors import InvalidInput
    from helpcenter.orders.reference import read_reference
    from helpcenter.settings import load_settings

    known = read_reference(reference)
    if known is None:
        raise InvalidInput("reference", f"{reference} cannot be one; they look like R-7K4M-2XQP")
    replay = asyncio.run(_replay(load_settings(), known))
    click.echo(f"{known}: {replay.decisions} decided at {replay.decided_at.isoformat()}, and again now.")
    if replay.policy_changed:
        click.echo("The policy file has changed since; dated terms keep older orders under their own.")
    for difference in replay.differences:
        click.echo(f"{difference.field}: {difference.stored} then, {difference.decided} now", err=True)
    click.echo("Not the same answer." if replay.differences else "The same answer.")
    sys.exit(1 if replay.differences else 0)


async def _replay(settings: Settings, reference: str) -> Replay:
    from helpcenter.adapters.requests import load_request
    from helpcenter.commands._database import reading
    from helpcenter.errors import InvalidInput
    from helpcenter.services.replaying import replay_receipt
    from helpcenter.services.store import load_rules

    policy = load_rules(settings.store).policy
    async with reading(settings) as session:
        request = await load_request(session, reference)
    if request is None:
        raise InvalidInput("reference", f"there is no request {reference}")
    return replay_receipt(request.receipt, policy)
