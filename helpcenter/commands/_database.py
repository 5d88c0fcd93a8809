"""The database for commands that only read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from helpcenter.settings import Settings


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[AsyncSession]:
    """Raises ConfigurationError where there is no such database, or none that this version has prepared."""
    from sqlalchemy.exc import DBAPIError

    from helpcenter.adapters.database import Database
    from helpcenter.errors import ConfigurationError

    database = Database(settings.database_url.get_secret_value())
    try:
        async with database.reading() as session:
            yield session
    except (DBAPIError, OSError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise ConfigurationError(
            f"The database cannot be read ({reason}). Is HELPCENTER_DATABASE_URL right? "
            "`helpcenter serve` prepares the tables."
        ) from error
    finally:
        await database.close()
