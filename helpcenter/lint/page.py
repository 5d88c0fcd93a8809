"""An article file as its editor wrote it, for checks that read more than customers see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpcenter.articles.article import article_address
from helpcenter.articles.body import read_body
from helpcenter.articles.frontmatter import FrontMatter, Place, read_head
from helpcenter.lint.prose.passages import QUOTED, Passage, passages_of
from helpcenter.policy.facts import FACT


@dataclass(frozen=True)
class Page:
    """Quoted facts are taken out of `head` and `passages`: QUOTED stands for each.

    `passages` begin with title and summary. `quoted` are the facts' names.
    """

    path: Path
    head: FrontMatter
    lines: Mapping[Place, int]
    passages: tuple[Passage, ...]
    quoted: frozenset[str]

    @property
    def slug(self) -> str:
        return self.path.stem

    def line(self, *place: str | int) -> int:
        return self.lines.get(place, self.lines.get(place[:1], 1))


def read_page(path: Path, categories: Iterable[str], facts: Iterable[str]) -> Page | None:
    """None where the file cannot be read as an article: that is for the loader to say."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    marks = dict.fromkeys(facts, QUOTED)
    head = read_head(text, frozenset(categories), marks)
    if head.values is None or head.body is None:
        return None
    body = read_body(head.body, head.body_line, article_address(path.stem), marks, None)
    own = (
        Passage(words, head.lines[place,])
        for place, words in (("title", head.values.title), ("summary", head.values.summary))
    )
    passages = (*own, *passages_of(body.tokens, head.body_line))
    quoted = frozenset(FACT.findall(text))
    return Page(path, head.values, head.lines, passages, quoted)
