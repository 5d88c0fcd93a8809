from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from helpcenter import commands
from helpcenter.cli import main

NAMES = main.list_commands(click.Context(main))
A_GREETING = """
import click

@click.command
def command():
    click.echo("Hello")
"""
A_FAILURE = """
import click
from helpcenter.errors import ContentError

@click.command
def command():
    raise ContentError(["policy.toml, line 3: no source"])
"""
THE_STORE = """
import os
import click
from helpcenter.commands._options import store_option

@click.command
@store_option
def command():
    click.echo(os.environ.get("HELPCENTER_STORE", "the default"))
"""


def helpcenter(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="helpcenter")


@pytest.fixture
def subcommand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Adds one the way a developer does, by a file, and says its name."""

    def add(source: str) -> str:
        (tmp_path / "of_this_test.py").write_text(source, encoding="utf-8")
        monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
        monkeypatch.delitem(sys.modules, "helpcenter.commands.of_this_test", raising=False)
        return "of-this-test"

    return add


@pytest.fixture
def no_store_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HELPCENTER_STORE", "")
    monkeypatch.delenv("HELPCENTER_STORE")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop").mkdir()


def test_help_names_every_subcommand():
    answer = helpcenter("--help")
    assert answer.exit_code == 0
    assert {"build", "serve"} <= set(NAMES)
    assert all(name in answer.output for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_subcommand_helps_itself(name: str):
    answer = helpcenter(name, "--help")
    assert answer.exit_code == 0
    assert answer.output.startswith(f"Usage: helpcenter {name}")


def test_help_imports_nothing_heavy():
    heavy = {"reflex", "sqlalchemy", "pydantic", "tantivy", "starlette", "http.client", "asyncio"}
    program = (
        "import sys; from click.testing import CliRunner; from helpcenter.cli import main; "
        f"CliRunner().invoke(main, ['--help']); print(*({heavy} & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.split() == []


def test_a_file_is_all_that_a_new_subcommand_takes(subcommand: Callable[[str], str]):
    assert helpcenter(subcommand(A_GREETING)).output == "Hello\n"


def test_an_unknown_subcommand_is_a_usage_error():
    answer = helpcenter("sevre")
    assert answer.exit_code == 2
    assert "sevre" in answer.stderr


def test_an_error_of_ours_is_its_words_on_stderr_and_exit_code_1(subcommand: Callable[[str], str]):
    answer = helpcenter(subcommand(A_FAILURE))
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "Error: policy.toml, line 3: no source\n"


@pytest.mark.usefixtures("no_store_chosen")
def test_the_store_can_be_chosen_before_and_after_the_subcommand(
    subcommand: Callable[[str], str], tmp_path: Path
):
    name = subcommand(THE_STORE)
    assert helpcenter(name).output == "the default\n"
    assert helpcenter("--store", "shop", name).output == f"{tmp_path / 'shop'}\n"
    assert helpcenter(name, "--store", tmp_path / "shop").output == f"{tmp_path / 'shop'}\n"


@pytest.mark.usefixtures("no_store_chosen")
def test_the_store_can_be_chosen_in_the_environment(
    subcommand: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HELPCENTER_STORE", "shop")
    assert helpcenter(subcommand(THE_STORE)).output == f"{tmp_path / 'shop'}\n"


@pytest.mark.usefixtures("no_store_chosen")
def test_a_store_that_is_not_there_is_a_usage_error(subcommand: Callable[[str], str]):
    answer = helpcenter(subcommand(THE_STORE), "--store", "elsewhere")
    assert answer.exit_code == 2
    assert "elsewhere" in answer.stderr
