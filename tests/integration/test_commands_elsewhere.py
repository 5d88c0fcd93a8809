"""Commands do the same wherever they are given, and leave nothing behind there."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

import pytest
from click.testing import CliRunner, Result

from helpcenter import settings
from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.cli import main
from helpcenter.commands.serve import prepare_database
from helpcenter.errors import ConfigurationError
from helpcenter.settings import load_settings
from tests.builders import REPOSITORY
from tests.integration.databases import ENGINES, POSTGRES

REFERENCE = "R-7K4M-2XQP"
OF_THE_DATABASE = [
    ("orders", "import", "-"),
    ("requests", "list"),
    ("requests", "show", REFERENCE),
    ("requests", "move", REFERENCE, "declined", "--note", "No."),
    ("mail", "list"),
    ("mail", "show", "1"),
    ("mail", "retry", "--all"),
    ("evidence", REFERENCE),
    ("queries",),
    ("replay", REFERENCE),
    ("policy", "impact", str(REPOSITORY / "content" / "policy.toml")),
]
OF_THE_STORE = [("policy", "show", "--at", "2026-03-02"), ("search", "cancel"), ("decide",)]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to stand in, beside a project of which only the defaults of the settings tell."""
    for name in [name for name in os.environ if name.startswith("HELPCENTER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HELPCENTER_STORE", "")  # what --store changes is put back
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(REPOSITORY / "content", project / "content")
    monkeypatch.setattr(settings, "PROJECT", project)
    monkeypatch.chdir(elsewhere)
    load_settings.cache_clear()
    yield elsewhere
    load_settings.cache_clear()


@pytest.fixture
def file(elsewhere: Path) -> Path:
    """Where the project has its database, which is not there yet."""
    return elsewhere.parent / "project" / "var" / "helpcenter.db"


def helpcenter(arguments: tuple[str, ...]) -> Result:
    load_settings.cache_clear()
    return CliRunner().invoke(main, arguments, prog_name="helpcenter")


def prepare(url: str) -> None:
    async def once() -> None:
        database = Database(url)
        await migrate(database)
        await database.close()

    asyncio.run(once())


def all_below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest.mark.parametrize("arguments", [*OF_THE_DATABASE, *OF_THE_STORE], ids=" ".join)
def test_a_command_does_the_same_from_another_folder(
    arguments: tuple[str, ...], elsewhere: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(f"sqlite+aiosqlite:///{file}")
    there = helpcenter(arguments)
    monkeypatch.chdir(elsewhere.parent / "project")
    here = helpcenter(arguments)
    assert (there.exit_code, there.output) == (here.exit_code, here.output)
    assert "database" not in there.output
    assert all_below(elsewhere) == []


@pytest.mark.parametrize("arguments", OF_THE_DATABASE, ids=" ".join)
def test_a_command_makes_no_database(arguments: tuple[str, ...], elsewhere: Path, file: Path) -> None:
    answer = helpcenter(arguments)
    assert (answer.exit_code, answer.stderr) == (1, said(f"there is no {file}"))
    assert not file.parent.exists()
    assert all_below(elsewhere) == []


def a_database_without_tables(file: Path) -> str:
    file.touch()
    return "no such table"


def one_that_an_older_version_left(file: Path) -> str:
    prepare(f"sqlite+aiosqlite:///{file}")
    with closing(connect(file)) as connection:
        connection.execute("ALTER TABLE requests RENAME COLUMN answer_by TO due")
    return "no such column"


def another_file(file: Path) -> str:
    file.write_text("This is no database, and long enough to be looked at. " * 40)
    return "file is not a database"


@pytest.mark.parametrize(
    "spoil",
    [a_database_without_tables, one_that_an_older_version_left, another_file],
    ids=lambda f: f.__name__,
)
@pytest.mark.usefixtures("elsewhere")
def test_a_database_that_cannot_be_used_is_told_in_one_line(spoil: Callable[[Path], str], file: Path) -> None:
    file.parent.mkdir()
    reason = spoil(file)
    for arguments in (("requests", "list"), ("requests", "show", REFERENCE), ("evidence", REFERENCE)):
        answer = helpcenter(arguments)
        assert answer.exit_code == 1
        assert reason in answer.stderr
        assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql+asyncpg://shop:hunter2@127.0.0.1:9/shop", "Connect call failed"),
        ("postgresql+asyncpg://shop:hunter2@db.invalid/shop", "not known"),
        pytest.param(
            f"{POSTGRES}/there_is_none",
            'database "there_is_none" does not exist',
            marks=pytest.mark.skipif("postgresql" not in ENGINES, reason="no PostgreSQL"),
        ),
    ],
)
@pytest.mark.usefixtures("elsewhere")
def test_a_server_that_is_away_is_told_in_one_line(
    url: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", url)
    answer = helpcenter(("requests", "list"))
    assert answer.exit_code == 1
    assert reason in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert "hunter2" not in answer.stderr
    with pytest.raises(ConfigurationError, match=reason):
        asyncio.run(prepare_database(load_settings(), datetime.now(UTC)))


def test_paths_that_are_typed_begin_where_the_command_is_given(elsewhere: Path, file: Path) -> None:
    prepare(f"sqlite+aiosqlite:///{file}")
    shutil.copytree(REPOSITORY / "content", elsewhere / "shop")
    store = elsewhere / "shop" / "store.toml"
    store.write_text(store.read_text("utf-8").replace('name = "', 'name = "Another ', 1), "utf-8")
    assert helpcenter(("policy", "show", "--store", "shop")).output.startswith("Another ")
    assert helpcenter(("policy", "impact", "shop/policy.toml")).output.startswith("0 of 0 orders")


def said(reason: str) -> str:
    return (
        f"Error: The database cannot be used: {reason}. Is HELPCENTER_DATABASE_URL right? "
        "`helpcenter serve` prepares the tables.\n"
    )
