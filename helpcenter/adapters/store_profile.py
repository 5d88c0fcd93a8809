"""`store.toml`: what pages, mails and rules need to know about the shop."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, ValidationError

from helpcenter.errors import ContentError
from helpcenter.policy.toml_lines import TomlLines


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("a time zone such as America/New_York was expected")
    return name


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Look(_Strict):
    """`accent` colours links and buttons on white; `accent_dark`, lighter, does on the dark theme."""

    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    accent_dark: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Contact(_Strict):
    email: EmailStr


class Review(_Strict):
    """After `limit_days` without a careful reading, `helpcenter check` asks for one."""

    limit_days: Annotated[int, Field(strict=True, ge=1, le=3650)] = 365


class Category(_Strict):
    """A shelf for articles; they stand in the file's order."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    summary: Annotated[str, Field(min_length=1)]


class StoreProfile(_Strict):
    """`countries`, as ISO 3166 alpha-2, are those to which the shop sells: search engines are told."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    tagline: Annotated[str, Field(min_length=1, max_length=120)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2}_[A-Z]{2}$")]
    timezone: Annotated[str, AfterValidator(_known_zone)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    look: Look
    contact: Contact
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    popular: tuple[str, ...] = ()
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()
    review: Review = Review()

    def category(self, slug: str) -> Category | None:
        return next((category for category in self.categories if category.slug == slug), None)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def load_profile(path: Path) -> StoreProfile:
    """Raises ContentError with one sentence for each problem."""
    try:
        text = path.read_text("utf-8")
        return StoreProfile.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError([f"{path}: {error}"]) from error
    except ValidationError as error:
        lines = TomlLines(text)
        problems = []
        for found in error.errors(include_url=False, include_input=False):
            *tables, key = [str(part) for part in found["loc"]]
            table = ".".join(part for part in tables if not part.isdigit())
            problems.append(f"{path}:{lines.of(table, key)}: {'.'.join([*tables, key])}: {found['msg']}")
        raise ContentError(problems) from error
