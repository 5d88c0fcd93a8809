"""`helpcenter mail`"""

from __future__ import annotations

from datetime import UTC, datetime

import click

from helpcenter.commands._database import work_with_mails
from helpcenter.commands._options import store_option
from helpcenter.commands._terminal import show_text


@click.group
def command() -> None:
    """Look at the mails to customers, and send again those that were given up."""


@command.command("list")
@click.option("--state", type=click.Choice(["waiting", "sent", "given_up"]), help="Only these.")
@click.option("--about", metavar="REFERENCE", help="Only those about this request or order.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@store_option
def list_(state: str | None, about: str | None, limit: int) -> None:
    """List mails, the newest first: number, state, when, kind, what it is about, to whom."""
    from helpcenter.adapters.outbox import MailState
    from helpcenter.services.mails.looking import list_mails

    chosen = MailState(state) if state else None
    mails = work_with_mails(lambda office: list_mails(office, state=chosen, about=about, limit=limit))
    for mail in mails:
        show_text(
            f"{mail.number:5}  {mail.state:8}  {mail.state_at:%Y-%m-%d %H:%M} UTC  {mail.mail:19}  "
            f"{mail.about:11}  {mail.recipient}"
        )
        if mail.problem:
            show_text(f"       attempt {mail.attempts}: {mail.problem}")
    if not mails:
        click.echo("No mails.")


@command.command
@click.argument("number", type=int)
@click.option("--html", "kind", flag_value="html", help="The HTML part: redirect it to a file for a browser.")
@click.option("--source", "kind", flag_value="source", help="All of it, as it travels (.eml).")
@store_option
def show(number: int, kind: str | None) -> None:
    """Show mail NUMBER as it was written to the folder, or as it would be written now."""
    from helpcenter.adapters.mail_message import read_part
    from helpcenter.services.mails.looking import show_mail

    message = work_with_mails(lambda office: show_mail(office, number))
    if kind == "source":
        click.echo(message.as_bytes(), nl=False)
    elif kind == "html":
        show_text(read_part(message, "html"))
    else:
        for name in ("Date", "From", "To", "Subject"):
            show_text(f"{name}: {message[name]}")
        show_text(f"\n{read_part(message, 'plain')}")


@command.command
@click.argument("numbers", type=int, nargs=-1)
@click.option("--all", "every", is_flag=True, help="All mails that were given up.")
@store_option
def retry(numbers: tuple[int, ...], every: bool) -> None:
    """Send mails again that were given up; a running server takes them within seconds."""
    if bool(numbers) == every:
        raise click.UsageError("Give the numbers of mails, or --all.")
    from helpcenter.services.mails.looking import retry_mails

    queued = work_with_mails(
        lambda office: retry_mails(office, None if every else numbers, datetime.now(UTC))
    )
    click.echo(f"Queued again: {', '.join(map(str, queued)) or 'none'}")
    if missed := sorted(set(numbers) - set(queued)):
        raise click.ClickException(f"Not given up, so not sent again: {', '.join(map(str, missed))}")
