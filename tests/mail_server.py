"""A real SMTP server on loopback that can be told to misbehave, by recipient or altogether."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from typing import Any, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

OK = "250 OK"
DROP = "drop the connection"
DROP_AFTER_TAKING = "take the mail, then drop the connection instead of saying so"


@dataclass
class MailServer:
    """`answers` are replies by recipient, to RCPT or, after "data:", to the text; else all is well.

    `mails` are those that it said yes to, or would have.
    """

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    password: str = ""
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def times_by_id(self) -> Counter[str]:
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, OK)
        if answer == DROP:
            _drop(server)
        if answer in {OK, DROP_AFTER_TAKING}:
            envelope.rcpt_tos.append(address)
            return OK
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        recipient = envelope.rcpt_tos[0]
        if answer := self.answers.get(f"data:{recipient}"):
            return answer
        content = envelope.original_content
        assert content is not None
        mail: Any = message_from_bytes(content, policy=SMTP_POLICY)
        self.mails.append(mail)
        if self.answers.get(recipient) == DROP_AFTER_TAKING:
            _drop(server)
        return OK

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answers.get("quit") == DROP:
            _drop(server)
        return "221 Bye"

    def check(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
    ) -> AuthResult:
        return AuthResult(success=data.password.decode() == self.password, handled=False)


S = TypeVar("S", bound=MailServer)


def mail_server(**settings: Any) -> AbstractAsyncContextManager[MailServer]:
    return listening(MailServer(**settings))


@asynccontextmanager
async def listening(server: S) -> AsyncIterator[S]:
    def session() -> SMTP:
        return SMTP(
            server,
            hostname="mail.test",
            auth_require_tls=False,
            authenticator=server.check,
            auth_required=bool(server.password),
        )

    socket = await asyncio.get_running_loop().create_server(session, "127.0.0.1", server.port)
    server.port = socket.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        socket.close()


def _drop(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.abort()
