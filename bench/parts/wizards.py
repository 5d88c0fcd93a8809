"""How long a wizard's step takes while 200 customers are at theirs, from the click to the next page."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from random import Random

from aiohttp import ClientSession, CookieJar, TCPConnector

from bench import ours
from bench.databases import empty_databases
from bench.figures import Figure, at_most, percentile
from bench.orders import copy, fill, settings_for
from bench.ours import Served, from_address
from bench.tab import Tab, a_tab
from bench.workshop import Workshop

_CUSTOMERS = 200
_PLACE = "/wizards/cancel-order"
_WIZARD = (
    "reflex___state____state.helpcenter___state___base____guarded_state."
    "helpcenter___state___site____site_state.helpcenter___state___wizard____wizard_state"
)
# In seconds: people read a page before they answer it.
_SHORTEST_THOUGHT, _LONGEST_THOUGHT = 1.0, 3.0
_CHANGES_OF_MIND = 4


def measure(workshop: Workshop) -> list[Figure]:
    _ = workshop.built
    figures = []
    for name, database in empty_databases(workshop.folder("wizards")).items():
        folder = workshop.folder(f"wizards-{name}")
        with database as url:
            asyncio.run(fill(settings_for(workshop.store(), folder, url), _CUSTOMERS, ["S-1001"]))
            with ours.serving(workshop.store(), folder, url) as served:
                seconds = asyncio.run(_all_customers(served))
        figures += [
            Figure(f"{name}, {_CUSTOMERS} customers, p50", "ms", 1_000 * percentile(seconds, 0.5)),
            Figure(
                f"{name}, {_CUSTOMERS} customers, p99",
                "ms",
                1_000 * percentile(seconds, 0.99),
                goal=at_most(50),
            ),
        ]
    return figures


async def _all_customers(served: Served) -> list[float]:
    """The seconds of every step. All have their wizard open before the first one answers."""
    async with AsyncExitStack() as opened:
        tabs = [await _arrive(served, number, opened) for number in range(1, _CUSTOMERS + 1)]
        taken = await asyncio.gather(*(_cancel(tab, number) for number, tab in enumerate(tabs, 1)))
    return [seconds for steps in taken for seconds in steps]


async def _arrive(served: Served, number: int, opened: AsyncExitStack) -> Tab:
    """In a browser of their own, with a cookie of their own."""
    browser = ClientSession(
        served.url,
        cookie_jar=CookieJar(unsafe=True),
        connector=TCPConnector(limit=0),
        headers=from_address(number),
    )
    await opened.enter_async_context(browser)
    async with browser.get(_PLACE) as page:
        await page.read()
    return await opened.enter_async_context(a_tab(browser, _PLACE, '"step":"identify"'))


async def _cancel(tab: Tab, number: int) -> list[float]:
    """Name the order, give a reason, go back a few times for another one, and send."""
    thought = Random(number)  # the same pauses in every run
    order, email = copy(number)
    reason = {"question": "reason", "answer": "too_slow"}

    async def think() -> None:
        await asyncio.sleep(thought.uniform(_SHORTEST_THOUGHT, _LONGEST_THOUGHT))

    await think()
    steps = [await tab.submit(f"{_WIZARD}.identify", {"number": order, "email": email}, '"step":"choice"')]
    for _ in range(_CHANGES_OF_MIND):
        await think()
        steps.append(await tab.submit(f"{_WIZARD}.answer", reason, '"step":"check"'))
        await think()
        steps.append(await tab.ask(f"{_WIZARD}.go_back", {"question": "reason"}, '"step":"choice"'))
    await think()
    steps.append(await tab.submit(f"{_WIZARD}.answer", reason, '"step":"check"'))
    await think()
    steps.append(await tab.submit(f"{_WIZARD}.send", {}, '"step":"done"'))
    return steps
