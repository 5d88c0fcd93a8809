"""Reads the lists that editors keep beside the articles: strictly, with a sentence for each mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic_core import ErrorDetails

from helpcenter.toml_file import TomlFile
from helpcenter.toml_model import in_plain_words, read_model

Phrase = Annotated[str, StringConstraints(max_length=60, pattern=r"[^\W_]")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Model = TypeVar("Model", bound=Strict)


def read_list(path: Path, model: type[Model]) -> tuple[Model, TomlFile]:
    """Raises ContentError with file, line and key of all that does not fit."""
    return read_model(path, model, _say)


def line_of(file: TomlFile, header: int, phrase: str) -> int:
    """The line of a phrase at or below the line of its table's header."""
    below = enumerate(file.text.split("\n")[header:], header + 1)
    return next((number for number, line in below if f'"{phrase}"' in line), header)


def _say(misfit: ErrorDetails) -> str:
    if misfit["type"] == "string_pattern_mismatch":
        return "a word or a phrase was expected"
    return in_plain_words(misfit)
