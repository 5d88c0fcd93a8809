"""`helpcenter requests`"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from helpcenter.clock import this_second
from helpcenter.commands._database import work
from helpcenter.commands._options import reference_argument, store_option
from helpcenter.commands._terminal import show_text
from helpcenter.orders.request import Actor, RequestStatus
from helpcenter.orders.request_moves import ANSWERS, OPEN, may_move_to

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from helpcenter.services.context import Context
    from helpcenter.services.staff_requests import Dossier, Waiting
    from helpcenter.services.views.wizard import Row

_STATES = [status.value for status in RequestStatus]
_MOVES = [status.value for status in ANSWERS]


@click.group
def command() -> None:
    """What customers have asked for: see what waits, and answer it."""


@command.command("list")
@click.option("--status", "statuses", multiple=True, type=click.Choice(_STATES), help="Only these.")
@click.option(
    "--since", "day", type=click.DateTime(["%Y-%m-%d"]), help="Only those sent on this day or later."
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@store_option
def list_(statuses: tuple[str, ...], day: datetime | None, limit: int, as_json: bool) -> None:
    """List requests, the oldest first: those that are not settled yet, unless states are named."""
    from helpcenter.services.staff_requests import list_waiting, write_waiting

    now = datetime.now(UTC)
    chosen = {RequestStatus(status) for status in statuses} or OPEN

    async def look(context: Context) -> tuple[list[Waiting], ZoneInfo]:
        waiting = await list_waiting(context, chosen, now, limit=limit, since=day.date() if day else None)
        return waiting, context.store.rules.profile.zone

    found, zone = work(look)
    for waiting in found:
        show_text(json.dumps(write_waiting(waiting)) if as_json else _line(waiting, now, zone))
    if not found and not as_json:
        click.echo("No requests.")


@command.command
@reference_argument
@store_option
def show(reference: str) -> None:
    """Show request REFERENCE: what is asked for, its receipt, its history and its mails."""
    from helpcenter.services.staff_requests import open_dossier

    now = datetime.now(UTC)

    async def look(context: Context) -> tuple[Dossier | None, ZoneInfo]:
        return await open_dossier(context, reference, now), context.store.rules.profile.zone

    dossier, zone = work(look)
    if dossier is None:
        raise click.ClickException(f"There is no request {reference}.")
    show_text("\n".join(_sheet(dossier, now, zone)))


@command.command
@reference_argument
@click.argument("to", type=click.Choice(_MOVES), metavar="|".join(_MOVES))
@click.option("--note", default="", help="For the customer, on the page and in the mail. A no needs one.")
@click.option("--by", default="", metavar="NAME", help="Who of the staff it was; customers do not see it.")
@store_option
def move(reference: str, to: str, note: str, by: str) -> None:
    """Move request REFERENCE on, and tell its customer by mail. A yes grants the refund of its receipt."""
    from helpcenter.services.reviewing import Result, review

    now = this_second()
    done = work(lambda context: review(context, reference, RequestStatus(to), now, note=note, by=by))
    if done is None:
        raise click.ClickException(f"There is no request {reference}.")
    status = done.request.status
    if done.result is Result.NOT_POSSIBLE:
        following = ", ".join(may_move_to(status, Actor.STAFF)) or "nothing: it is over"
        raise click.ClickException(
            f"{reference} is {status}, and cannot become {to}. Possible is {following}."
        )
    click.echo(f"{reference} is {status}{' already' if done.result is Result.ALREADY_THERE else ''}.")


def _line(waiting: Waiting, now: datetime, zone: ZoneInfo) -> str:
    request = waiting.request
    due = _due(request.answer_by, waiting.is_overdue, now, zone) if waiting.next == "shop" else ""
    return (
        f"{request.reference}  {request.status:9}  {request.action:21}  {request.order_number:10}  "
        f"{_instant(request.created_at, zone)}  {_span(now - request.created_at):>5}  {due}"
    ).rstrip()


def _sheet(dossier: Dossier, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """The address is the order's business and stays out, unless it is what the request is about."""
    request, view = dossier.request, dossier.view
    yield f"{request.reference}  {view.title}, order {request.order_number}"
    yield f"{request.status}: {view.turn}. Sent {_instant(request.created_at, zone)}."
    if view.promise:
        yield f"Answer {_due(request.answer_by, dossier.is_overdue, now, zone)}"
    yield f"Can become: {', '.join(dossier.moves) or 'nothing more'}"
    yield from _section("What is asked for", _rows(view.rows))
    yield from _section("Money", [*_rows(view.money), *([view.granted] if view.granted else [])])
    cited = view.citation
    yield from _section(
        "Receipt",
        [
            *(f"{decision.reason}, by {decision.rule}" for decision in dossier.decisions[:1]),
            *(cited.sentence, cited.source, cited.since),
            *_rows(cited.facts),
            *([f"{cited.article.title}: {cited.article.href}"] if cited.article.href else []),
        ],
    )
    yield from _section(
        "History",
        [
            f"{_instant(event.at, zone)}  {event.kind}, by {event.by or event.actor}"
            + (f"\n  {event.note}" if event.note else "")
            for event in request.events
        ],
    )
    yield from _section("Mails", [f"{mail.title}: {mail.sentence}" for mail in view.mails])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if told := [line for line in lines if line]:
        yield f"\n{title}"
        yield from (f"  {line}".replace("\n", "\n    ") for line in told)


def _rows(rows: list[Row]) -> list[str]:
    return [f"{row.label}: {row.value}" for row in rows]


def _due(answer_by: datetime | None, is_overdue: bool, now: datetime, zone: ZoneInfo) -> str:
    if answer_by is None:
        return ""
    if is_overdue:
        return f"OVERDUE by {_span(now - answer_by)}"
    return f"due {_instant(answer_by, zone)}, in {_span(answer_by - now)}" if answer_by > now else ""


def _instant(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def _span(span: timedelta) -> str:
    """ "45 m", "7 h", "3 d": as much as is needed to choose what comes first."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} m"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"
