"""Hands mails to an SMTP server, one connection for each."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from helpcenter.adapters.mail_transport import Failure
from helpcenter.smtp_url import SmtpServer, Tls

# For each command. A reply that comes later is not heard, and the mail goes out again: rather wait (RFC 1047)
_PATIENCE_SECONDS = 90
_GOODBYE_SECONDS = 5


class SmtpTransport:
    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    async def send(self, message: EmailMessage) -> Failure | None:
        """5xx for the recipient or the text is final. All else can pass: a busy server, a wrong password."""
        sender, recipient = (message[name].addresses[0] for name in ("From", "To"))
        client = self._client(sender.domain)
        try:
            await client.connect()
            await client.send_message(message, sender=sender.addr_spec, recipients=[recipient.addr_spec])
            # It is the server's now, however the goodbye goes.
            with suppress(SMTPException, OSError):
                await client.quit(timeout=_GOODBYE_SECONDS)
        except SMTPRecipientsRefused as error:
            return _refused(error.recipients[0], is_final=error.recipients[0].code >= 500)
        except SMTPDataError as error:
            return _refused(error, is_final=error.code >= 500)
        except SMTPResponseException as error:
            return _refused(error, is_final=False)
        except (SMTPException, OSError) as error:
            return Failure(f"{type(error).__name__}: {error}")
        finally:
            client.close()
        return None

    def find_sent(self, message: EmailMessage) -> EmailMessage | None:
        return None

    def _client(self, our_name: str) -> SMTP:
        """`our_name` greets the server; the default would ask a name server, which may take its time."""
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.tls is Tls.IMPLICIT,
            start_tls=server.tls is Tls.STARTTLS,
            local_hostname=our_name,
            timeout=_PATIENCE_SECONDS,
        )


def _refused(error: SMTPResponseException, *, is_final: bool) -> Failure:
    return Failure(f"{error.code} {error.message}", is_final)
