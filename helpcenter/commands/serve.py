"""`helpcenter serve`"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from helpcenter.commands._database import connect, database_errors
from helpcenter.commands._options import setting_option, store_option
from helpcenter.commands._signals import stop_like_ctrl_c

if TYPE_CHECKING:
    from pathlib import Path

    from helpcenter.services.demo import DemoOrder
    from helpcenter.settings import Settings


@click.command
@store_option
@setting_option("--host", "HELPCENTER_HOST", str, "The network interface to listen on.")
@setting_option("--port", "HELPCENTER_PORT", click.IntRange(1, 65535), "The port to listen on.")
def command() -> None:
    """Serve the help center, after building what has changed. Ctrl-C stops it."""
    from helpcenter.build.frontend import built_frontend
    from helpcenter.project import PROJECT

    os.chdir(PROJECT)  # where Reflex looks for rxconfig.py
    stop_like_ctrl_c()
    try:
        _serve(built_frontend())
    except KeyboardInterrupt:
        _progress("Stopped.")


def _serve(frontend: Path | None) -> None:
    """Loading the server takes longest, so it begins first, unless something has to be built before."""
    from helpcenter.build.server import loading_server

    with ExitStack() as running:
        server = running.enter_context(loading_server(frontend)) if frontend else None
        import asyncio

        from helpcenter.build.frontend import ready_frontend
        from helpcenter.build.server import Address
        from helpcenter.settings import load_settings

        settings = load_settings()
        address = Address(settings.host, settings.port)
        address.refuse_if_taken()
        server = server or running.enter_context(loading_server(ready_frontend(report=_progress)))
        _progress("Preparing the database and starting the server …")
        demo_orders = asyncio.run(prepare_database(settings, datetime.now(UTC)))
        server.open(address)
        click.echo(_welcome(address.url, demo_orders))
        server.wait()


async def prepare_database(settings: Settings, now: datetime) -> Sequence[DemoOrder]:
    """The tables as this version wants them, and demo orders in a database without any.

    Raises ConfigurationError where the database cannot be used.
    """
    from helpcenter.adapters.migrating import migrate
    from helpcenter.services.demo import describe_demo_orders, load_demo_orders
    from helpcenter.services.opening import open_context

    context = open_context(settings, lambda: now)
    try:
        await connect(context.database)
        with database_errors():
            await migrate(context.database)
            if not settings.demo:
                return []
            await load_demo_orders(context, now)
            return await describe_demo_orders(context, now)
    finally:
        await context.database.close()


def _welcome(url: str, demo_orders: Sequence[DemoOrder]) -> str:
    lines = ["", f"The help center is open: {url}"]
    if demo_orders:
        lines += ["", f"Orders to try, all with the email address {demo_orders[0].email}:"]
        lines += [
            f"  {order.number}  {order.story}: {', '.join(order.to_try) or 'nothing any more'}"
            for order in demo_orders
        ]
    return "\n".join([*lines, ""])


def _progress(line: str) -> None:
    click.echo(line, err=True)
