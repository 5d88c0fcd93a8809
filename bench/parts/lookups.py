"""How long it takes to find a customer's order among a million."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import click

from bench.databases import empty_databases
from bench.figures import Figure, at_most, percentile
from bench.orders import copy, fill, settings_for
from bench.workshop import Workshop
from helpcenter.adapters.orders import load_order
from helpcenter.services.identifying import identify
from helpcenter.services.opening import open_context

_TEMPLATES = [f"S-{number}" for number in range(1001, 1006)]
_COPIES = 200_000
_LOOK_UPS = 2_000
_ADDRESS = "192.0.2.7"


def measure(workshop: Workshop) -> list[Figure]:
    figures = []
    folder = workshop.folder("lookups")
    for name, database in empty_databases(folder).items():
        with database as url:
            click.echo(f"Loading {len(_TEMPLATES) * _COPIES:,} orders into {name} …")
            seconds = asyncio.run(_look_up(workshop.store(), folder, url))
        figures += [
            Figure(f"{name}, p99", "ms", 1_000 * percentile(seconds, 0.99), goal=at_most(5)),
            Figure(f"{name}, median", "ms", 1_000 * percentile(seconds, 0.5)),
        ]
    return figures


async def _look_up(store: Path, folder: Path, url: str) -> Sequence[float]:
    """By number and email address, and then the whole order, as a wizard opens it."""
    settings = settings_for(store, folder, url)
    await fill(settings, _COPIES, _TEMPLATES)
    context = open_context(settings, lambda: datetime.now(UTC))
    chosen = Random(7)  # the same customers in every run
    seconds = []
    try:
        for _ in range(_LOOK_UPS):
            number, email = copy(chosen.randint(1, _COPIES), chosen.choice(_TEMPLATES))
            started = time.perf_counter()
            found = await identify(context, number=number, email=email, address=_ADDRESS)
            async with context.database.reading() as connection:
                order = await load_order(connection, found or "")
            seconds.append(time.perf_counter() - started)
            assert order
            assert order.email == email
    finally:
        await context.database.close()
    return seconds
