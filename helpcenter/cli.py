"""The `helpcenter` command.

To add the subcommand `decide`, write `helpcenter/commands/decide.py` with a click command (or a group of
them) called `command`; nothing has to be registered. `@store_option` from `commands/_options.py` gives it
`--store`, and `commands/_database.py` the database. Import what is heavy (reflex, sqlmodel, tantivy) inside
the function: `helpcenter --help` loads every command for its first line. Raise an error of `errors.py`, and
it becomes one line and exit code 1.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from helpcenter import commands
from helpcenter.commands._options import store_option
from helpcenter.errors import HelpCenterError


class CommandFiles(click.Group):
    """A group that finds its commands in `helpcenter/commands/` and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in iter_modules(commands.__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        command.name = cmd_name
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HelpCenterError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=CommandFiles, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="helpcenter")
@store_option
def main() -> None:
    """A self-service help center for online shops: articles, search and wizards on one policy."""
