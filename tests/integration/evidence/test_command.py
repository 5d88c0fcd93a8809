"""`helpcenter evidence`: how staff get at the files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpcenter.cli import main
from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import Destination
from helpcenter.settings import load_settings
from tests.files import PDF, decoded
from tests.integration.evidence.conftest import added, sent_with


@pytest.fixture(autouse=True)
def _settings_of_the_test(context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", context.database.url)
    monkeypatch.setenv("HELPCENTER_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


async def called(*arguments: str) -> tuple[int, str]:
    """In a thread: the command has an event loop of its own."""
    result = await asyncio.to_thread(CliRunner().invoke, main, ["evidence", *arguments])
    return result.exit_code, result.output


async def test_the_files_of_a_request_are_listed_and_written(
    context: Context, to: Destination, tmp_path: Path
) -> None:
    photo, paper = await added(context, to), await added(context, to, PDF)
    reference = (await sent_with(context, photo.id, paper.id)).reference
    names = [f"{reference}-photos-1.jpg", f"{reference}-photos-2.pdf"]
    code, listed = await called(reference)
    assert (code, [line.split()[0] for line in listed.splitlines()]) == (0, names)
    target = tmp_path / "for the meeting"
    assert (await called(reference.lower().replace("-", " "), "--to", str(target)))[0] == 0
    assert sorted(path.name for path in target.iterdir()) == names
    assert decoded((target / names[0]).read_bytes()).size == (640, 480)
    assert (target / names[1]).read_bytes() == PDF


async def test_what_there_is_not_is_said(context: Context, to: Destination) -> None:
    assert await called("R-0000-0000") == (0, "Nothing was sent with R-0000-0000.\n")
    assert (await called("12"))[0] == 1
    photo = await added(context, to)
    reference = (await sent_with(context, photo.id)).reference
    await context.evidence.delete([photo.id])
    code, said = await called(reference, "--to", "anywhere")
    assert code == 1
    assert "HELPCENTER_EVIDENCE_URL" in said
