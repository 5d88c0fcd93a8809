"""A process that delivers mails until none is due, to be killed: python -m tests.integration.mails.sender.

Takes the URLs of database and mail server. For each line on its input, a number of minutes by which the clock
is to be ahead, it forks a child that delivers, and writes the child's process id and, later, how it ended.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpcenter.adapters.database import Database
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.adapters.smtp import SmtpTransport
from helpcenter.services.context import Context, Limits
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from helpcenter.services.mails.delivering import deliver_next
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.smtp_url import read_smtp_url
from tests.builders import REPOSITORY


async def deliver_all(database_url: str, smtp_url: str, ahead: timedelta) -> None:
    def now() -> datetime:
        return datetime.now(UTC) + ahead

    context = Context(
        database=Database(database_url),
        live=LiveStore(REPOSITORY / "content", now),
        limiter=Limiter(),
        limits=Limits("1/hour", "1/hour", "1/hour"),
        draft_life=timedelta(hours=1),
        refusal_life=timedelta(days=1),
        evidence=EvidenceStore(Path("unused")),
    )
    office = PostOffice(context, SmtpTransport(read_smtp_url(smtp_url)))
    while await deliver_next(office, now):
        pass
    await context.database.close()


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.dup2(2, 1)  # what it logs is no answer
            asyncio.run(deliver_all(sys.argv[1], sys.argv[2], timedelta(minutes=float(line))))
            os._exit(0)
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
