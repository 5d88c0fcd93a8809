"""Reading the lists that editors keep beside the articles: strictly, with a sentence for each mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from helpcenter.errors import ContentError
from helpcenter.plain_words import say_misfit
from helpcenter.toml_file import TomlFile, read_toml

Phrase = Annotated[str, StringConstraints(max_length=60, pattern=r"[^\W_]")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Model = TypeVar("Model", bound=Strict)


def read_list(path: Path, model: type[Model]) -> tuple[Model, TomlFile]:
    """Raises ContentError with file, line and key of all that does not fit."""
    file = read_toml(path)
    try:
        return model.model_validate(file.tables), file
    except ValidationError as error:
        raise ContentError(list(_misfits(path, file, error))) from error


def line_of(file: TomlFile, header: int, phrase: str) -> int:
    """The line of a phrase at or below the line of its table's header."""
    below = enumerate(file.text.split("\n")[header:], header + 1)
    return next((number for number, line in below if f'"{phrase}"' in line), header)


def _misfits(path: Path, file: TomlFile, error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        where = detail["loc"]
        said = say_misfit(detail, detail.get("ctx", {}))
        if detail["type"] == "string_pattern_mismatch":
            said = "a word or a phrase was expected"
        yield f"{path}:{file.lines.of(*where)}: {'.'.join(map(str, where))}: {said}"
