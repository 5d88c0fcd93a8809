"""`helpcenter decide`"""

from __future__ import annotations

import json
import sys

import click

from helpcenter.commands._options import store_option


@click.command
@store_option
def command() -> None:
    """Decide cases read from standard input, one JSON object a line, and write one decision a line.

    A line that cannot be decided is answered with an "error" that names the field; the exit code is then 1.
    """
    from helpcenter.adapters.json_lines import filled_lines
    from helpcenter.adapters.store_profile import load_profile
    from helpcenter.policy.loading import load_policy
    from helpcenter.services.deciding import answer_line
    from helpcenter.settings import load_settings

    folder = load_settings().store
    policy = load_policy(folder / "policy.toml", load_profile(folder / "store.toml").zone)
    failed = False
    for _number, line in filled_lines(sys.stdin.buffer):
        answer = answer_line(line, policy)
        failed = failed or "error" in answer
        click.echo(json.dumps(answer))
    sys.exit(1 if failed else 0)
