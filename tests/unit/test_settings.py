from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import SecretStr

from helpcenter.errors import ConfigurationError
from helpcenter.project import PROJECT
from helpcenter.settings import Settings, load_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch):
    for name in list(os.environ):
        if name.startswith("HELPCENTER_"):
            monkeypatch.delenv(name)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


def documented() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `(HELPCENTER_\w+)` \| (.+?) \| (.+?) \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    return {name: (default.strip("`"), meaning) for name, default, meaning in rows}


def shown(default: object) -> str:
    match default:
        case None:
            return "not set"
        case bool():
            return str(default).lower()
        case SecretStr():
            return default.get_secret_value()
        case StrEnum():
            return default.value
    return str(default)


def test_every_setting_is_documented_and_nothing_else_is():
    fields = {
        f"HELPCENTER_{name.upper()}": (shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }
    assert documented() == fields


def test_without_any_variable_the_defaults_hold():
    settings = load_settings()
    assert (settings.host, settings.port, settings.store) == ("127.0.0.1", 3000, PROJECT / "content")
    assert settings.redis_url is None


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("STORE", "shops/mugs", f"{PROJECT}/shops/mugs"),
        ("STORE", "/srv/mugs", "/srv/mugs"),
        ("DATA_DIR", "../data", f"{PROJECT}/../data"),
        ("DATABASE_URL", "sqlite+aiosqlite:///shop.db", f"sqlite+aiosqlite:///{PROJECT}/shop.db"),
        ("DATABASE_URL", "sqlite+aiosqlite:////srv/shop.db", "sqlite+aiosqlite:////srv/shop.db"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:///:memory:"),
        ("DATABASE_URL", "postgresql+asyncpg://db/shop", "postgresql+asyncpg://db/shop"),
    ],
)
def test_relative_paths_are_those_of_the_project(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, written: str, read: str
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"HELPCENTER_{name}", written)
    assert shown(getattr(load_settings(), name.lower())) == read


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch):
    first = load_settings()
    monkeypatch.setenv("HELPCENTER_PORT", "4000")
    assert load_settings() is first


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "bad", "sentence"),
    [
        ("PORT", "0", "HELPCENTER_PORT must be a number from 1 to 65535."),
        ("PORT", "65536", "HELPCENTER_PORT must be a number from 1 to 65535."),
        ("PORT", "many", "HELPCENTER_PORT must be a number from 1 to 65535."),
        ("DEMO", "perhaps", "HELPCENTER_DEMO must be true or false."),
        ("DRAFT_HOURS", "0", "HELPCENTER_DRAFT_HOURS must be a number of hours from 1 to 8760."),
        ("TRUSTED_PROXY_HOPS", "-1", "HELPCENTER_TRUSTED_PROXY_HOPS must be a number from 0 to 10."),
        (
            "LOOKUP_LIMIT_PER_ADDRESS",
            "often",
            'HELPCENTER_LOOKUP_LIMIT_PER_ADDRESS must be a limit like "20/hour".',
        ),
        ("LOG_LEVEL", "loud", "HELPCENTER_LOG_LEVEL must be debug, info, warning or error."),
        (
            "REDIS_URL",
            "http://cache",
            "HELPCENTER_REDIS_URL must be a URL that starts with redis://, rediss:// or unix://.",
        ),
        (
            "SMTP_URL",
            "mail.example.com:587",
            "HELPCENTER_SMTP_URL must be a URL like smtp://user:password@host:587 or "
            "smtps://user:password@host.",
        ),
        (
            "MAIL_FROM",
            "The Studio",
            "HELPCENTER_MAIL_FROM must be an email address like help@example.com.",
        ),
        *(
            (
                "PUBLIC_URL",
                bad,
                "HELPCENTER_PUBLIC_URL must be an address like https://help.example.com, without a path.",
            )
            for bad in (
                "help.example.com",
                "ftp://a.example",
                "https://a.example/help",
                "https://a.example:x",
            )
        ),
    ],
)
def test_a_bad_value_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, bad: str, sentence: str
):
    monkeypatch.setenv(f"HELPCENTER_{name}", bad)
    with pytest.raises(ConfigurationError) as error:
        load_settings()
    assert str(error.value) == sentence


def test_every_bad_value_gets_its_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HELPCENTER_PORT", "x")
    monkeypatch.setenv("HELPCENTER_DEMO", "x")
    monkeypatch.setenv("HELPCENTER_PROT", "3000")
    with pytest.raises(ConfigurationError) as error:
        load_settings()
    assert str(error.value).splitlines() == [
        "HELPCENTER_PORT must be a number from 1 to 65535.",
        "HELPCENTER_DEMO must be true or false.",
        "HELPCENTER_PROT is not a setting. Did you mean HELPCENTER_PORT?",
    ]


def test_a_misspelt_name_is_not_passed_over(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HELPCENTER_STROE", "content")
    with pytest.raises(ConfigurationError, match="Did you mean HELPCENTER_STORE"):
        load_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HELPCENTER_REDIS_URL", "")
    monkeypatch.setenv("HELPCENTER_PORT", "")
    assert load_settings().redis_url is None
    assert load_settings().port == 3000


def test_a_public_url_is_kept_as_an_origin(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HELPCENTER_PUBLIC_URL", "https://Help.Example.com:8443/")
    assert load_settings().public_url == "https://help.example.com:8443"


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "SMTP_URL"])
@pytest.mark.parametrize("scheme", ["postgresql+asyncpg", "redis", "mysql"])
def test_a_password_shows_up_nowhere(monkeypatch: pytest.MonkeyPatch, name: str, scheme: str):
    monkeypatch.setenv(f"HELPCENTER_{name}", f"{scheme}://shop:hunter2@db/help")
    try:
        told = repr(load_settings()) + str(load_settings())
    except ConfigurationError as error:
        told = str(error) + repr(error) + repr(error.__cause__)
    assert told
    assert "hunter2" not in told


def test_where_tests_find_their_servers_is_no_setting_and_no_mistake(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HELPCENTER_TEST_REDIS", "redis://127.0.0.1:6379/9")
    assert load_settings().redis_url is None
