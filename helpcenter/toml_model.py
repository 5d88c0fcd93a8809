"""A TOML file of the store, read into a model: strictly, with a sentence for each mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from helpcenter.errors import ContentError
from helpcenter.plain_words import say_misfit
from helpcenter.toml_file import TomlFile, read_toml

Model = TypeVar("Model", bound=BaseModel)


def in_plain_words(misfit: ErrorDetails) -> str:
    return say_misfit(misfit, misfit.get("ctx", {}))


def read_model(path: Path, model: type[Model], say: Callable[[ErrorDetails], str]) -> tuple[Model, TomlFile]:
    """Raises ContentError with file, line and key of all that does not fit; `say` says what was expected."""
    file = read_toml(path)
    try:
        return model.model_validate(file.tables), file
    except ValidationError as error:
        problems = []
        for misfit in error.errors(include_url=False):
            at = misfit["loc"]
            problems.append(f"{path}:{file.lines.of(*at)}: {'.'.join(map(str, at))}: {say(misfit)}")
        raise ContentError(problems) from error
