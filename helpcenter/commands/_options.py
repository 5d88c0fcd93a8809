"""Options that stand for a setting: what is chosen on the command line, the settings read like the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def store_option(command: _Decorated) -> _Decorated:
    """`--store DIR`, on a subcommand as well as before it."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    what = "The folder with the shop's store.toml, policy.toml and articles."
    return setting_option("--store", "HELPCENTER_STORE", folder, what)(command)


def setting_option(name: str, variable: str, kind: Any, what: str) -> Callable[[_Decorated], _Decorated]:
    """A path is made absolute, since the server works in the project's folder."""

    def choose(_context: click.Context, _option: click.Parameter, value: Path | int | str | None) -> None:
        if value is not None:
            os.environ[variable] = str(value.resolve() if isinstance(value, Path) else value)

    return click.option(
        name, envvar=variable, show_envvar=True, type=kind, callback=choose, expose_value=False, help=what
    )
