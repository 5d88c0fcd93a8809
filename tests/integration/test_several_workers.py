"""Several workers serve one shop: what an editor saves shows in each of them, and none serves half of it."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector

from tests.builders import REPOSITORY
from tests.running_app import RunningApp, running_app
from tests.servers import REDIS, redis_answers

pytestmark = pytest.mark.skipif(not redis_answers(), reason="no Redis answers")

# Each comes over a connection of its own, which either of two workers takes: all but never only one of them.
VISITS = 40
FILES = 1_000
# An edit shows within a second; a busy machine may take longer.
PATIENCE = 60


@pytest.fixture(scope="module")
def app(frontend: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder = tmp_path_factory.mktemp("workers")
    store = shutil.copytree(REPOSITORY / "content", folder / "content")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRANIAN_WORKERS", "2")
        with running_app(frontend, folder, store=str(store), redis_url=REDIS) as app:
            yield app


async def visit(app: RunningApp, path: str, times: int = VISITS) -> list[str]:
    """The page as each of so many visitors at once gets it, and "" where it is not there."""

    async def one(browser: ClientSession) -> str:
        async with browser.get(path) as response:
            return await response.text() if response.status == 200 else ""

    async with ClientSession(app.base_url, connector=TCPConnector(force_close=True, limit=8)) as browser:
        return await asyncio.gather(*(one(browser) for _ in range(times)))


async def visit_until_all_show(app: RunningApp, path: str, text: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not all(text in page for page in await visit(app, path)):
            pass


def an_article(title: str, edition: int) -> str:
    paragraphs = "\n\n".join(f"Paragraph {number} of {title}." for number in range(20))
    return (
        f"---\ntitle: {title}, edition {edition}\nsummary: All about {title}.\ncategory: orders\n"
        f"aliases: [{title}, A {title}, My {title}]\nreviewed: 2026-03-01\n---\n"
        f"{paragraphs}\n\nThe end of edition {edition}.\n"
    )


async def test_an_edit_shows_in_every_worker_and_stays(app: RunningApp):
    file = app.settings.store / "faq" / "cancel-my-order.md"
    for title in ("How to undo an order", "How to stop an order"):
        file.write_text(re.sub("(?m)^title: .*$", f"title: {title}", file.read_text("utf-8")), "utf-8")
        await visit_until_all_show(app, "/articles/cancel-my-order", f"{title}</h1>")
        assert all(f"{title}</h1>" in page for page in await visit(app, "/articles/cancel-my-order"))


async def test_a_thousand_files_at_once_settle_in_every_worker_and_each_is_whole(app: RunningApp):
    served: list[str] = []
    is_written = asyncio.Event()

    async def write() -> None:
        for edition in (1, 2):
            for number in range(FILES):
                file = app.settings.store / "faq" / f"zeppelin-{number}.md"
                file.write_text(an_article(f"Zeppelin {number}", edition), "utf-8")
                if number % 20 == 0:
                    await asyncio.sleep(0)
        is_written.set()

    async def read() -> None:
        while not is_written.is_set():
            for number in (0, FILES // 2, FILES - 1):
                served.extend(await visit(app, f"/articles/zeppelin-{number}", times=4))

    await asyncio.gather(write(), read())
    for number in (0, FILES // 2, FILES - 1):
        await visit_until_all_show(app, f"/articles/zeppelin-{number}", "The end of edition 2.")
        served += await visit(app, f"/articles/zeppelin-{number}")
    for page in filter(None, served):
        assert (
            re.findall(r"edition (\d)</h1>", page) == re.findall(r"The end of edition (\d)\.</p>", page) != []
        )
