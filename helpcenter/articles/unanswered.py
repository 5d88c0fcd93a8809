"""`unanswered.toml`: what customers ask, and no page of this help center answers; kept by editors.

[[topic]]
about = "gift cards and discounts"
asked = ["Buy a gift card", "My discount code does not work"]

Search knows such a question, says at once that there is no page about it, and leads to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from helpcenter.articles.editor_lists import Phrase, Strict, read_list


class _Topic(Strict):
    about: Phrase
    asked: Annotated[list[Phrase], Field(min_length=1)]


class _File(Strict):
    topic: list[_Topic] = Field(default_factory=list)


@dataclass(frozen=True)
class Topic:
    """`about` ends the sentence "We have no page about …"."""

    about: str
    asked: tuple[str, ...]


def load_topics(path: Path) -> tuple[Topic, ...]:
    """A store without the file has none. Raises ContentError with a sentence for each problem."""
    if not path.exists():
        return ()
    content, _file = read_list(path, _File)
    return tuple(Topic(topic.about, tuple(topic.asked)) for topic in content.topic)
