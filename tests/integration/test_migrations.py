"""Databases of earlier versions become those of this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from helpcenter.adapters import migrating
from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.outbox import load_mail
from helpcenter.errors import ConfigurationError


def to(revision: str) -> Any:
    def change(connection: Connection) -> None:
        config = Config()
        folder = Path(migrating.__file__).parent / "migrations"
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)

    return change


async def test_the_tables_are_what_the_migrations_make(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_database_of_a_newer_version_is_refused_in_plain_words(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigurationError, match="newer version"):
        await migrate(database)


async def test_mails_queued_before_mails_could_be_given_up_are_still_sent(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(to("0001"))
        await connection.execute(
            text(
                "INSERT INTO outbox (key, mail, recipient, payload, created_at, due_at, attempts) VALUES "
                "('request_received:R-1', 'request_received', 'ada@example.com', '{\"reference\": \"R-1\"}', "
                "'2026-03-02 16:00:00.000000', '2026-03-02 16:00:00.000000', 0)"
            )
        )
    await migrate(database)
    async with database.reading() as connection:
        mail = await load_mail(connection, 1)
    assert mail is not None
    assert (mail.about, mail.given_up_at, mail.problem) == ("R-1", None, "")
