"""`helpcenter build`"""

from __future__ import annotations

import click

from helpcenter.commands._signals import stop_like_ctrl_c


@click.command
@click.option("--force", is_flag=True, help="Build from scratch, even if nothing has changed.")
def command(force: bool) -> None:
    """Build the frontend if the sources of its pages have changed."""
    from helpcenter.build.frontend import ready_frontend

    stop_like_ctrl_c()
    built = ready_frontend(force=force, report=lambda line: click.echo(line, err=True))
    click.echo(f"The frontend is up to date: {built}")
