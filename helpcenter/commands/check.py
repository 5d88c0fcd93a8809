"""`helpcenter check`"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click

from helpcenter.commands._options import store_option


@click.command
@store_option
def command() -> None:
    """Check the shop's articles, policy and words; name file and line of all that would not work.

    The exit code is 1 when something was found.
    """
    from helpcenter.errors import ContentError
    from helpcenter.services.store import load_store
    from helpcenter.settings import load_settings

    folder = load_settings().store
    try:
        store = load_store(folder, datetime.now(UTC))
    except ContentError as error:
        problems = list(error.problems)
    else:
        problems = list(store.problems)
        articles, wizards = len(store.library.catalogue.articles), len(store.rules.flows)
        click.echo(f"{folder}: {articles} articles, {wizards} wizards, {len(store.rules.policy.terms)} terms")
    for problem in problems:
        click.echo(problem, err=True)
    click.echo("Nothing to mend." if not problems else f"To mend: {len(problems)}")
    sys.exit(1 if problems else 0)
