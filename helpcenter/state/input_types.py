"""What event handlers take: small strict models of bounded fields."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


class Input(BaseModel):
    """The arguments of one handler, in the order in which a component passes them."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class NoInput(Input):
    pass


def _composed(text: str) -> str:
    """So that equal texts are equal."""
    return unicodedata.normalize("NFC", text)


def _one_line(text: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ValueError("a control character")
    return text


ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    AfterValidator(_composed),
    AfterValidator(_one_line),
]
