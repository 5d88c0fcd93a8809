"""`synonyms.toml`: words that mean the same to customers, written by editors.

[[group]]
form = "parcel"
words = ["package", "big box"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from helpcenter.errors import ContentError

_Phrase = Annotated[str, StringConstraints(max_length=60, pattern=r"[^\W_]")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Group(_Strict):
    form: _Phrase
    words: Annotated[list[_Phrase], Field(min_length=1)]


class _File(_Strict):
    group: list[_Group] = []


@dataclass(frozen=True)
class Synonyms:
    """Pairs of a phrase and the form that stands for it, in the articles as in what customers type."""

    forms: tuple[tuple[str, str], ...] = ()


def load_synonyms(path: Path) -> Synonyms:
    """A store without the file has no synonyms. Raises ContentError with a sentence for each problem."""
    try:
        text = path.read_text("utf-8")
        groups = _File.model_validate(tomllib.loads(text)).group
    except FileNotFoundError:
        return Synonyms()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{path}:1: {error}"]) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ContentError([f"{path}:{line[1] if line else text.count(chr(10)) + 1}: {error}"]) from error
    except ValidationError as error:
        raise ContentError(list(_misfits(path, text, error))) from error
    if doubles := list(_doubles(path, text, groups)):
        raise ContentError(doubles)
    return Synonyms(tuple((word, group.form) for group in groups for word in group.words))


def _misfits(path: Path, text: str, error: ValidationError) -> Iterator[str]:
    headers = _headers(text)
    for detail in error.errors(include_url=False):
        where = detail["loc"]
        index = where[1] if len(where) > 1 else None
        line = headers[index] if isinstance(index, int) and index < len(headers) else 1
        yield f"{path}:{line}: {'.'.join(map(str, where))}: {detail['msg'].lower()}"


def _doubles(path: Path, text: str, groups: Sequence[_Group]) -> Iterator[str]:
    """A word of two groups would have to become two forms at once."""
    headers, owners = _headers(text), dict[str, str]()
    for group, header in zip(groups, headers, strict=False):
        for phrase in (group.form, *group.words):
            plain = " ".join(phrase.casefold().split())
            if plain in owners:
                line = _line(text, header, phrase)
                yield f"{path}:{line}: “{phrase}” stands in the group of “{owners[plain]}” already"
            owners.setdefault(plain, group.form)


def _line(text: str, header: int, phrase: str) -> int:
    """The line of a phrase at or below its group's header."""
    below = enumerate(text.split("\n")[header:], header + 1)
    return next((number for number, line in below if f'"{phrase}"' in line), header)


def _headers(text: str) -> list[int]:
    return [
        number for number, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[\s*group\s*\]\]", line)
    ]
