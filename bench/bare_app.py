"""The bare Reflex app of the folder `bare`, built and served as its makers advise: one port, Granian."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.ours import Served
from bench.processes import run, running, wait_until_it_answers
from helpcenter.build.npm import npm_environment
from helpcenter.services.store import load_store
from tests.running_app import free_port

TEMPLATE = Path(__file__).with_name("bare")


def build(content: Path, folder: Path) -> None:
    """In `folder`, with the articles of the shop."""
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    articles = load_store(content, datetime.now(UTC)).library.catalogue.articles
    told = {slug: [article.title, article.text] for slug, article in articles.items()}
    (folder / "articles.json").write_text(json.dumps(told), encoding="utf-8")
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--loglevel=warning"]
    run(command, folder / "build.log", env=_environment(folder), cwd=folder)


@contextmanager
def serving_bare_app(folder: Path) -> Iterator[Served]:
    """In production mode, by the server and with the options that the help center has."""
    port, log = free_port(), folder / "serve.log"
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--log-level", "warning"]
    command += ["--host", "127.0.0.1", "--port", str(port), "bare.bare:app"]
    production = {
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    with running(command, log, env=_environment(folder) | production, cwd=folder) as process:
        url = f"http://127.0.0.1:{port}"
        wait_until_it_answers(f"{url}/", process, log)
        yield Served(url, process)


def _environment(folder: Path) -> dict[str, str]:
    return npm_environment(os.environ) | {
        "REFLEX_USE_NPM": "1",
        "REFLEX_DIR": str(folder / "reflex"),
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "BARE_ARTICLES": str(folder / "articles.json"),
    }
