"""`helpcenter orders`"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from helpcenter.clock import this_second
from helpcenter.commands._terminal import show_text

if TYPE_CHECKING:
    from helpcenter.orders.order import Order
    from helpcenter.services.importing import Imported


@click.group
def command() -> None:
    """The orders that customers ask about: bring them in from the shop's own system."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
def import_(file: str) -> None:
    """Add the orders in FILE, one JSON object a line, and update those that exist already.

    FILE is - for standard input. Where any line cannot be used, all wrong ones are named, nothing is
    written and the exit code is 1. The same file twice changes nothing. What has happened here is kept: an
    order that was cancelled, a parcel that was sent, the pieces and the money that requests hold.
    """
    import asyncio

    from helpcenter.adapters.order_lines import read_order_lines

    name = "standard input" if file == "-" else file
    with click.open_file(file, "rb") as lines:
        orders = read_order_lines(lines, name)
    imported = asyncio.run(_import(orders))
    show_text("\n".join([f"{name}: {_counted(imported)}.", *_kept(imported)]))


async def _import(orders: list[Order]) -> Imported:
    from helpcenter.adapters.database import Database
    from helpcenter.commands._database import prepared
    from helpcenter.services.importing import import_orders
    from helpcenter.settings import load_settings

    database = Database(load_settings().database_url.get_secret_value())
    async with prepared(database):
        return await import_orders(database, orders, this_second())


def _counted(imported: Imported) -> str:
    from helpcenter.services.importing import Fate

    return ", ".join(f"{imported.counts[fate]:,} {fate}" for fate in Fate)


def _kept(imported: Imported) -> list[str]:
    return [f"{number} kept as it is: {reason}." for number, reason in imported.kept.items()]
