"""Options and arguments of more than one command.

An option that stands for a setting is chosen on the command line, and the settings read it like the rest.
"""

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


def reference_argument(command: _Decorated) -> _Decorated:
    """`REFERENCE`, as it is stored, however it was typed. Raises InvalidInput where it cannot be one."""
    return click.argument("reference", callback=_read_reference)(command)


def _read_reference(_context: click.Context, _argument: click.Parameter, typed: str) -> str:
    from helpcenter.errors import InvalidInput
    from helpcenter.orders.reference import read_reference

    known = read_reference(typed)
    if known is None:
        raise InvalidInput("reference", f"{typed} cannot be one; they look like R-7K4M-2XQP")
    return known


def setting_option(name: str, variable: str, kind: Any, what: str) -> Callable[[_Decorated], _Decorated]:
    """A path begins where the command is given, and all others in settings in the project's folder."""

    def choose(_context: click.Context, _option: click.Parameter, value: Path | int | str | None) -> None:
        if value is not None:
            os.environ[variable] = str(value.resolve() if isinstance(value, Path) else value)

    return click.option(
        name, envvar=variable, show_envvar=True, type=kind, callback=choose, expose_value=False, help=what
    )
