"""Keeps mails as .eml files, which every mail program opens: for trying out, and until SMTP is set up."""

from __future__ import annotations

import asyncio
import os
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from helpcenter.adapters.mail_transport import Failure


class MailFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, message: EmailMessage) -> Failure | None:
        """Twice the same mail is one file: here, a mail arrives exactly once."""
        try:
            await asyncio.to_thread(self._write, message)
        except OSError as error:
            return Failure(f"{type(error).__name__}: {error.strerror}")
        return None

    def find_sent(self, message: EmailMessage) -> EmailMessage | None:
        try:
            content = self._path(message).read_bytes()
        except FileNotFoundError:
            return None
        kept: EmailMessage = message_from_bytes(content, policy=SMTP)
        return kept

    def _write(self, message: EmailMessage) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(message)
        # Written aside and renamed: whoever looks, or a crash, never finds half a mail.
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    def _path(self, message: EmailMessage) -> Path:
        """By date, then by the mail's own key: "20260302-160000-3f0c….eml"."""
        date: datetime = message["Date"].datetime
        number, _, _domain = str(message["Message-ID"]).strip("<>").partition("@")
        return self.folder / f"{date:%Y%m%d-%H%M%S}-{number}.eml"
