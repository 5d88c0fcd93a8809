"""`helpcenter policy show` and `helpcenter policy impact`"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpcenter.commands._options import store_option

if TYPE_CHECKING:
    from helpcenter.services.impact import Impact
    from helpcenter.services.showing_policy import TermRow
    from helpcenter.settings import Settings

_WIDEST_VALUE = 44


@click.group
def command() -> None:
    """Read the policy of a day, or see what a new one would change."""


@command.command
@click.option(
    "--at", "day", type=click.DateTime(["%Y-%m-%d"]), help="For orders of this day; today if not given."
)
@store_option
def show(day: datetime | None) -> None:
    """List every term that holds for orders of one day: its value, since when, and where it comes from."""
    from helpcenter.services.showing_policy import show_policy
    from helpcenter.services.store import load_rules
    from helpcenter.settings import load_settings

    rules = load_rules(load_settings().store)
    on = day.date() if day else datetime.now(rules.profile.zone).date()
    rows = show_policy(rules, on)
    click.echo(f"{rules.profile.name}, orders of {on.isoformat()} ({rules.profile.timezone})")
    click.echo(_table(rows) if rows else "There are no terms for that day.")


@command.command
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="NEW.toml")
@click.option(
    "--at",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As if each order had been placed on this day, and all else as long after as it was.",
)
@store_option
def impact(new: Path, day: datetime | None) -> None:
    """Decide every order in the database now, under the policy in force and under NEW.toml, and count
    what differs, by action. Nothing is changed.

    Each order comes under the terms of the day on which it was placed: a value that is still to come concerns
    none of them. --at shows what it will mean.
    """
    import asyncio

    from helpcenter.settings import load_settings

    click.echo(asyncio.run(_impact(load_settings(), new, datetime.now(UTC), day.date() if day else None)))


async def _impact(settings: Settings, new: Path, now: datetime, day: date | None) -> str:
    from helpcenter.commands._database import reading
    from helpcenter.policy.loading import load_policy
    from helpcenter.services.impact import first_change_to_come, measure_impact_on_stored
    from helpcenter.services.store import load_rules

    current = load_rules(settings.store).policy
    proposed = load_policy(new, current.zone)
    async with reading(settings) as connection:
        impact = await measure_impact_on_stored(connection, current, proposed, now, day)
    table = _impact_table(impact, f"if placed on {day}" if day else "now")
    coming = first_change_to_come(current, proposed, now.astimezone(current.zone).date())
    if day or coming is None:
        return table
    return f"{table}\n{new.name} differs for orders from {coming} on, still to come: see --at {coming}."


def _table(rows: list[TermRow]) -> str:
    keys = max(len(row.key) for row in rows)
    values = min(_WIDEST_VALUE, max(len(row.value) for row in rows))
    lines = []
    for row in rows:
        lines.append(f"{row.key:{keys}}  {row.value:{values}}  {row.since}  {row.source}")
        lines += [f"{'':{keys}}  {value:{values}}  {since}  (to come)" for since, value in row.coming]
    return "\n".join([f"{'Term':{keys}}  {'Value':{values}}  {'Since':10}  Source", *lines])


def _impact_table(impact: Impact, when: str) -> str:
    said = f"{impact.changed} of {impact.orders} orders would be decided differently {when}."
    lines = [
        f"  {action:22}  {change:16}  {affected.orders:7}  {', '.join(affected.examples)}"
        for (action, change), affected in sorted(impact.affected.items())
    ]
    return "\n".join(
        [said, f"  {'Action':22}  {'Change':16}  {'Orders':>7}  Such as", *lines] if lines else [said]
    )
