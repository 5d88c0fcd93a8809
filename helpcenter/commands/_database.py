"""The database for commands: one that exists already, and one line where it cannot be used.

Only `helpcenter serve` makes a database. A command that made one would answer from an empty one, and leave
it behind for the next.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from helpcenter.errors import ConfigurationError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from helpcenter.adapters.database import Database
    from helpcenter.services.context import Context
    from helpcenter.services.mails.post_office import PostOffice
    from helpcenter.settings import Settings

T = TypeVar("T")


def work(do: Callable[[Context], Coroutine[Any, Any, T]]) -> T:
    """Runs a use case with the shop and the database that the settings name. Raises as `prepared`."""
    import asyncio

    from helpcenter.clock import now
    from helpcenter.services.opening import open_context
    from helpcenter.settings import load_settings

    async def open_and_do() -> T:
        context = open_context(load_settings(), now)
        async with prepared(context.database):
            return await do(context)

    return asyncio.run(open_and_do())


def work_with_mails(do: Callable[[PostOffice], Coroutine[Any, Any, T]]) -> T:
    """Like `work`."""
    from helpcenter.services.opening import open_post_office
    from helpcenter.settings import load_settings

    return work(lambda context: do(open_post_office(load_settings(), context)))


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[AsyncConnection]:
    """Raises as `prepared`."""
    from helpcenter.adapters.database import Database

    database = Database(settings.database_url.get_secret_value())
    async with prepared(database), database.reading() as connection:
        yield connection


@asynccontextmanager
async def prepared(database: Database) -> AsyncIterator[None]:
    """Closes it in the end.

    Raises ConfigurationError where there is no such database, or none that this version has prepared.
    """
    try:
        if database.file and not database.file.exists():
            raise _unusable(f"there is no {database.file}")
        await connect(database)
        with database_errors():
            yield
    finally:
        await database.close()


async def connect(database: Database) -> None:
    """Raises ConfigurationError where nothing answers.

    Done before the work, in which an OSError may come from a file that has nothing to do with the database.
    """
    try:
        with database_errors():
            async with database.engine.connect():
                pass
    except OSError as error:
        raise _unusable(error) from error


@contextmanager
def database_errors() -> Iterator[None]:
    """What the database itself complains of becomes a ConfigurationError."""
    from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

    try:
        yield
    except (DataError, IntegrityError):
        raise  # It is as it should be, and what was written there is not.
    except DBAPIError as error:
        raise _unusable(error.orig) from error


def _unusable(reason: object) -> ConfigurationError:
    """Of several lines the first says it; a server adds what was asked, with the values in it."""
    first = str(reason).partition("\n")[0] or type(reason).__name__
    return ConfigurationError(
        f"The database cannot be used: {first}. Is HELPCENTER_DATABASE_URL right? "
        "`helpcenter serve` prepares the tables."
    )
