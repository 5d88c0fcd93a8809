"""The command line, as an operator of the studio has it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from click.testing import CliRunner, Result

from helpcenter.cli import main
from helpcenter.settings import load_settings
from tests.builders import REPOSITORY

STUDIO = REPOSITORY / "content"


async def run(*arguments: str | Path) -> Result:
    """In a thread, since the commands start an event loop of their own."""
    load_settings.cache_clear()
    return await asyncio.to_thread(CliRunner().invoke, main, [str(argument) for argument in arguments])
