"""What event handlers take: small strict models of bounded fields."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


class Input(BaseModel):
    """The arguments of one handler, in the order in which a component passes them."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class NoInput(Input):
    pass


def _plain(text: str) -> str:
    """Composed, so that equal texts are equal, with line breaks of one kind."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _one_line(text: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ValueError("a control character")
    return text


def _lines(text: str) -> str:
    _one_line(text.replace("\n", "").replace("\t", ""))
    return text


def _from_form(value: Any) -> Any:
    """A number field of a form sends text."""
    is_short_number = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 6
    return int(value) if is_short_number else value


def _from_checkbox(value: Any) -> Any:
    """It sends "on", or true where Reflex reads it by its id; nothing at all when it is not ticked."""
    return True if value == "on" else value


ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    AfterValidator(_plain),
    AfterValidator(_one_line),
]
LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2_000),
    AfterValidator(_plain),
    AfterValidator(_lines),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Quantity = Annotated[int, BeforeValidator(_from_form), Field(ge=0, le=10_000)]
Ticked = Annotated[bool, BeforeValidator(_from_checkbox)]
