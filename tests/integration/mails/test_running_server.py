"""The server as it is run delivers mails by itself."""

from __future__ import annotations

from pathlib import Path

from watchfiles import watch

from helpcenter.adapters.database import Database
from tests.integration.mails.conftest import queue_mails
from tests.running_app import RunningApp, run

RECIPIENT = "of-another-process@example.com"
LOOKS = 60


async def queue_one(url: str) -> None:
    database = Database(url)
    await queue_mails(database, RECIPIENT)
    await database.close()


def arrived(folder: Path) -> bool:
    return any(f"To: {RECIPIENT}".encode() in file.read_bytes() for file in folder.glob("*.eml"))


def test_a_mail_queued_by_another_process_is_sent_within_seconds(server: RunningApp) -> None:
    folder = server.folder / "mail"
    folder.mkdir(exist_ok=True)
    run(queue_one(server.settings.database_url.get_secret_value()))
    # Looks at once, then at each change in the folder and every second.
    changes = watch(folder, rust_timeout=1_000, yield_on_timeout=True)
    assert any(arrived(folder) or next(changes) is None for _ in range(LOOKS)), server.logs
