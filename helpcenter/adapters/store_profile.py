"""`store.toml`: what pages, mails and rules need to know about the shop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field
from pydantic_core import ErrorDetails

from helpcenter.toml_model import in_plain_words, read_model

# By pattern.
_COLOR, _SLUG = r"^#[0-9a-fA-F]{6}$", r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LANGUAGE, _LOCALE, _CURRENCY, _COUNTRY = r"^[a-z]{2}$", r"^[a-z]{2}_[A-Z]{2}$", r"^[A-Z]{3}$", r"^[A-Z]{2}$"
_EXAMPLES = {
    _COLOR: "#1a5f7a",
    _SLUG: "returns-and-refunds: small letters, digits and single hyphens",
    _LANGUAGE: "en",
    _LOCALE: "en_US",
    _CURRENCY: "USD",
    _COUNTRY: "US",
}


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("a time zone such as America/New_York was expected")
    return name


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Look(_Strict):
    """`accent` colours links and buttons on white; `accent_dark`, lighter, does on the dark theme."""

    accent: Annotated[str, Field(pattern=_COLOR)]
    accent_dark: Annotated[str, Field(pattern=_COLOR)]


class Contact(_Strict):
    email: EmailStr


class Review(_Strict):
    """After `limit_days` without a careful reading, `helpcenter check` asks for one."""

    limit_days: Annotated[int, Field(strict=True, ge=1, le=3650)] = 365


class Category(_Strict):
    """A shelf for articles; they stand in the file's order."""

    slug: Annotated[str, Field(pattern=_SLUG)]
    title: Annotated[str, Field(min_length=1)]
    summary: Annotated[str, Field(min_length=1)]


class StoreProfile(_Strict):
    """`countries`, as ISO 3166 alpha-2, are those to which the shop sells: search engines are told."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    tagline: Annotated[str, Field(min_length=1, max_length=120)]
    language: Annotated[str, Field(pattern=_LANGUAGE)]
    locale: Annotated[str, Field(pattern=_LOCALE)]
    timezone: Annotated[str, AfterValidator(_known_zone)]
    currency: Annotated[str, Field(pattern=_CURRENCY)]
    look: Look
    contact: Contact
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    popular: tuple[str, ...] = ()
    countries: tuple[Annotated[str, Field(pattern=_COUNTRY)], ...] = ()
    review: Review = Review()

    def category(self, slug: str) -> Category | None:
        return next((category for category in self.categories if category.slug == slug), None)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def load_profile(path: Path) -> StoreProfile:
    """Raises ContentError with one sentence for each problem."""
    profile, _file = read_model(path, StoreProfile, _say)
    return profile


def _say(misfit: ErrorDetails) -> str:
    """What a pattern wants is shown by an example."""
    if misfit["type"] == "string_pattern_mismatch":
        return f"{in_plain_words(misfit)}: for example {_EXAMPLES[misfit['ctx']['pattern']]}"
    return in_plain_words(misfit)
