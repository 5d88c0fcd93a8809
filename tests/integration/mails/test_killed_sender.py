"""Workers are killed in the middle of the queue, at every point of the conversation with the mail server.

The promise: no mail is lost, and a second copy, with the same Message-ID, is possible only where the server
had taken the mail and the worker died before it could write that down.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from helpcenter.adapters.database import Database
from helpcenter.adapters.outbox import MailState
from helpcenter.services.mails.delivering import LEASE
from tests.builders import REPOSITORY
from tests.integration.mails.conftest import mails_in, queue_mails
from tests.mail_server import MailServer, listening

KILLS = 12
MOMENTS = ("before", "taken", "said yes")
MAILS = 18


@dataclass
class KillingServer(MailServer):
    """Kills the worker at its `moment` with the second mail; `taken_at_death` are ids that it had taken."""

    moment: str = ""
    worker: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    mails_before: int = 1
    taken_at_death: Counter[str] = field(default_factory=Counter)

    async def handle_RCPT(self, *arguments: Any) -> str:  # noqa: N802
        await self._perhaps_kill("before")
        return await super().handle_RCPT(*arguments)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        await self._perhaps_kill("taken")
        return answer

    async def handle_QUIT(self, *arguments: Any) -> str:  # noqa: N802
        await self._perhaps_kill("said yes")
        if self.mails_before:
            self.mails_before -= 1
        return await super().handle_QUIT(*arguments)

    async def _perhaps_kill(self, moment: str) -> None:
        if moment == self.moment and not self.mails_before:
            self.moment = ""
            os.kill(await self.worker, signal.SIGKILL)
            if moment != "before":
                self.taken_at_death[str(self.mails[-1]["Message-ID"])] += 1


async def work(sender: Process, server: KillingServer, moment: str, minutes_ahead: float) -> int:
    """Runs a worker to its end, natural or not; the exit code."""
    assert sender.stdin is not None
    assert sender.stdout is not None
    server.moment, server.mails_before = moment, 1
    server.worker = asyncio.get_running_loop().create_future()
    sender.stdin.write(f"{minutes_ahead}\n".encode())
    server.worker.set_result(int(await sender.stdout.readline()))
    return int(await sender.stdout.readline())


async def test_killed_workers_lose_no_mail_and_repeat_only_what_was_in_doubt(database: Database) -> None:
    await queue_mails(database, *(f"customer-{number}@example.com" for number in range(MAILS)))
    await database.close()
    url = database.engine.url.render_as_string(hide_password=False)
    lease_minutes = LEASE.total_seconds() / 60
    async with listening(KillingServer()) as server:
        sender = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.integration.mails.sender", url, server.url),
            cwd=REPOSITORY,
            stdin=PIPE,
            stdout=PIPE,
        )
        try:
            for kill in range(KILLS):
                moment = MOMENTS[kill % len(MOMENTS)]
                assert await work(sender, server, moment, kill * lease_minutes) == -signal.SIGKILL
            assert await work(sender, server, "", KILLS * lease_minutes) == 0
        finally:
            sender.kill()
            await sender.wait()
    assert {mail.state for mail in await mails_in(database)} == {MailState.SENT}
    assert server.taken_at_death.total() == KILLS * 2 / 3
    assert server.times_by_id == Counter(dict.fromkeys(server.times_by_id, 1)) + server.taken_at_death
    assert len(server.times_by_id) == MAILS
