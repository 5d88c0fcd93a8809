"""Brings the database to the newest form of the tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection

from helpcenter.adapters.database import Database
from helpcenter.errors import ConfigurationError


async def migrate(database: Database) -> None:
    """Runs all migrations that are still missing, in one transaction each; does nothing when none is.

    Raises ConfigurationError where the tables are those of a newer version: no way leads back.
    """
    async with database.engine.connect() as connection:
        try:
            await connection.run_sync(_upgrade)
        except CommandError as error:
            raise ConfigurationError(
                f"The database was used by a newer version ({error}). "
                "Go on with that one, or with a copy of the database from before."
            ) from error
        await connection.commit()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
