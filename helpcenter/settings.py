"""What the operator sets, in `HELPCENTER_…` environment variables. docs/settings.md lists them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import limits
from pydantic import AfterValidator, EmailStr, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from helpcenter.errors import ConfigurationError
from helpcenter.project import PROJECT
from helpcenter.smtp_url import read_smtp_url

PREFIX = "HELPCENTER_"
# Where tests and benchmarks look for servers (docs/operating.md): nothing that the app reads.
_FOR_TESTS = f"{PREFIX}TEST_"
_SQLITE = "sqlite+aiosqlite:///"


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _database_url(url: SecretStr) -> SecretStr:
    if not url.get_secret_value().startswith((_SQLITE, "postgresql+asyncpg://")):
        raise ValueError
    return url


def _redis_url(url: SecretStr) -> SecretStr:
    if urlsplit(url.get_secret_value()).scheme not in {"redis", "rediss", "unix"}:
        raise ValueError
    return url


def _smtp_url(url: SecretStr) -> SecretStr:
    read_smtp_url(url.get_secret_value())
    return url


def _evidence_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.hostname or parts.query or parts.username or parts.port:
        raise ValueError
    return url.rstrip("/")


def _origin(url: str) -> str:
    parts = urlsplit(url.rstrip("/"))
    _ = parts.port  # raises ValueError where it is not a number
    is_plain = not (parts.path or parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise ValueError
    return f"{parts.scheme}://{parts.netloc}".lower()


def _limit(limit: str) -> str:
    limits.parse(limit)
    return limit


Limit = Annotated[str, AfterValidator(_limit)]


def _setting(default: object, description: str, expected: str, **constraints: Any) -> Any:
    """`expected` completes "HELPCENTER_X must be …" where the value cannot be used."""
    return Field(default, description=description, json_schema_extra={"expected": expected}, **constraints)


class Settings(BaseSettings):
    """URLs that may hold a password are secrets: no log and no repr shows them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid")

    store: Path = _setting(
        Path("content"),
        "The folder with the shop's store.toml, policy.toml and articles.",
        "the path of a folder",
    )
    host: str = _setting(
        "127.0.0.1",
        "The network interface to listen on. 0.0.0.0 opens the help center to the network.",
        "an IP address or a host name",
        min_length=1,
    )
    port: int = _setting(3000, "The port to listen on.", "a number from 1 to 65535", ge=1, le=65535)
    database_url: Annotated[SecretStr, AfterValidator(_database_url)] = _setting(
        SecretStr("sqlite+aiosqlite:///var/helpcenter.db"),
        "Where orders, requests and drafts are kept. For PostgreSQL: postgresql+asyncpg://…",
        "a URL that starts with sqlite+aiosqlite:/// or postgresql+asyncpg://",
    )
    redis_url: Annotated[SecretStr, AfterValidator(_redis_url)] | None = _setting(
        None,
        "Shares limits between workers. Keep Redis private: who can write there can run code here.",
        "a URL that starts with redis://, rediss:// or unix://",
    )
    data_dir: Path = _setting(
        Path("var"),
        "The folder for files that the help center writes.",
        "the path of a folder",
    )
    evidence_url: Annotated[str, AfterValidator(_evidence_url)] | None = _setting(
        None,
        "A private bucket for customers' photos: s3://bucket/prefix. Without it, the data folder has them.",
        "a URL like s3://bucket or s3://bucket/prefix; keys and endpoint go into AWS_… variables",
    )
    public_url: Annotated[str, AfterValidator(_origin)] | None = _setting(
        None,
        "The address that customers see: https://help.example.com. Mails, the sitemap and previews name it.",
        "an address like https://help.example.com, without a path",
    )
    trusted_proxy_hops: int = _setting(
        0,
        "How many proxies of yours stand in front and add to X-Forwarded-For. 0 ignores that header.",
        "a number from 0 to 10",
        ge=0,
        le=10,
    )
    smtp_url: Annotated[SecretStr, AfterValidator(_smtp_url)] | None = _setting(
        None,
        "Sends mails: smtp://user:password@host:587 or smtps://… Without it, a folder keeps them.",
        "a URL like smtp://user:password@host:587 or smtps://user:password@host",
    )
    mail_from: EmailStr | None = _setting(
        None,
        "The address that mails come from, where it is not the contact address of store.toml.",
        "an email address like help@example.com",
    )
    demo: bool = _setting(
        True,
        "Loads demo orders into an empty database. Turn it off for a real shop.",
        "true or false",
    )
    draft_hours: int = _setting(
        72,
        "How many hours an unfinished wizard can be taken up again.",
        "a number of hours from 1 to 8760",
        ge=1,
        le=8760,
    )
    refusal_days: int = _setting(
        90,
        "How many days what a wizard refused can be looked up by its reference.",
        "a number of days from 1 to 3650",
        ge=1,
        le=3650,
    )
    search_log_days: int = _setting(
        180,
        "How many days the words of searches are kept for editors, names and numbers masked. 0 keeps none.",
        "a number of days from 0 to 3650",
        ge=0,
        le=3650,
    )
    lookup_limit_per_address: Limit = _setting(
        "20/hour",
        "How often one network address may look up an order without success.",
        'a limit like "20/hour"',
    )
    lookup_limit_per_order_and_address: Limit = _setting(
        "5/15 minutes",
        "How often one network address may look up the same order without success.",
        'a limit like "5/15 minutes"',
    )
    lookup_limit_per_order: Limit = _setting(
        "100/hour",
        "How often one order may be looked up without success, from anywhere: wide, so that strangers do not "
        "shut its owner out.",
        'a limit like "100/hour"',
    )
    sockets_per_address: int = _setting(
        60,
        "How many tabs one network address may have open. Raise it for a large office behind one address.",
        "a number from 1 to 10000",
        ge=1,
        le=10_000,
    )
    log_format: LogFormat = _setting(
        LogFormat.CONSOLE,
        "console for people, json (one object a line) for a log collector.",
        "console or json",
    )
    log_level: LogLevel = _setting(
        LogLevel.INFO,
        "The least important messages that are still logged.",
        "debug, info, warning or error",
    )


@cache
def load_settings() -> Settings:
    """Relative paths are those of the project's folder, wherever the command was given.

    Raises ConfigurationError with one sentence a line for each setting that cannot be used.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        problems = [*_unusable(error), *_unknown(os.environ)]
        raise ConfigurationError("\n".join(problems)) from None
    if problems := list(_unknown(os.environ)):
        raise ConfigurationError("\n".join(problems))
    return settings.model_copy(
        update={
            "store": PROJECT / settings.store,
            "data_dir": PROJECT / settings.data_dir,
            "database_url": SecretStr(_in_the_project(settings.database_url.get_secret_value())),
        }
    )


def _in_the_project(database_url: str) -> str:
    path = database_url.removeprefix(_SQLITE)
    if path == database_url or path.startswith(("/", ":memory:")):
        return database_url
    return f"{_SQLITE}{PROJECT / path}"


def _unusable(error: ValidationError) -> Iterator[str]:
    for name in dict.fromkeys(str(problem["loc"][0]) for problem in error.errors(include_input=False)):
        extra = Settings.model_fields[name].json_schema_extra
        assert isinstance(extra, dict)
        yield f"{PREFIX}{name.upper()} must be {extra['expected']}."


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    """A misspelt name would otherwise leave the default in force without a word."""
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    for name in sorted(environment):
        if name.startswith(PREFIX) and not name.startswith(_FOR_TESTS) and name not in known:
            meant = difflib.get_close_matches(name, known, n=1)
            yield f"{name} is not a setting." + (f" Did you mean {meant[0]}?" if meant else "")
