"""`synonyms.toml`: words that mean the same to customers, written by editors.

[[group]]
form = "parcel"
words = ["package", "big box"]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from helpcenter.articles.editor_lists import Phrase, Strict, line_of, read_list
from helpcenter.errors import ContentError
from helpcenter.toml_file import TomlFile


class _Group(Strict):
    form: Phrase
    words: Annotated[list[Phrase], Field(min_length=1)]


class _File(Strict):
    group: list[_Group] = Field(default_factory=list)


@dataclass(frozen=True)
class Synonyms:
    """Pairs of a phrase and the form that stands for it, in the articles as in what customers type."""

    forms: tuple[tuple[str, str], ...] = ()


def load_synonyms(path: Path) -> Synonyms:
    """A store without the file has no synonyms. Raises ContentError with a sentence for each problem."""
    if not path.exists():
        return Synonyms()
    content, file = read_list(path, _File)
    if doubles := list(_doubles(path, file, content.group)):
        raise ContentError(doubles)
    return Synonyms(tuple((word, group.form) for group in content.group for word in group.words))


def _doubles(path: Path, file: TomlFile, groups: Sequence[_Group]) -> Iterator[str]:
    """A word of two groups would have to become two forms at once."""
    owners = dict[str, str]()
    for index, group in enumerate(groups):
        for phrase in (group.form, *group.words):
            plain = " ".join(phrase.casefold().split())
            if plain in owners:
                line = line_of(file, file.lines.of("group", index), phrase)
                yield f"{path}:{line}: “{phrase}” stands in the group of “{owners[plain]}” already"
            owners.setdefault(plain, group.form)
