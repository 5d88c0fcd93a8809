"""One Markdown file into one Article, or into all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from helpcenter.articles.article import Article, article_address
from helpcenter.articles.body import Body, read_body
from helpcenter.articles.frontmatter import SLUG, FrontMatter, Head, Place, read_head
from helpcenter.articles.markdown import write_markdown
from helpcenter.articles.plaintext import body_text, table_rows
from helpcenter.articles.problems import Problem
from helpcenter.articles.questions import questions_in
from helpcenter.articles.rendering import render_html
from helpcenter.policy.facts import FACT


@dataclass(frozen=True)
class Surroundings:
    """What an article may refer to.

    `assets` is the folder of the files that `/…` addresses of images name; None leaves them unchecked.
    """

    facts: Mapping[str, str]
    categories: frozenset[str]
    assets: Path | None = None

    def agree_with(self, others: Surroundings) -> bool:
        """False where every file has to be parsed again. A new fact concerns those alone that quote it."""
        return (self.categories, self.assets) == (others.categories, others.assets)


@dataclass(frozen=True)
class Parsed:
    """`article` is None exactly where there are problems. `lines` says where a key of the head stands."""

    article: Article | None
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...]


def parse_article(path: Path, content: bytes, surroundings: Surroundings) -> Parsed:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Parsed(None, {}, (Problem(path, line, "the file is not written in UTF-8"),))
    slug = path.stem
    head = read_head(text, surroundings.categories, surroundings.facts)
    body = _body(head, slug, surroundings)
    problems = [*head.problems, *body.problems]
    if not re.fullmatch(SLUG, slug):
        problems.append((1, f"the file's name is the article's address, and `{slug}` is not a slug"))
    if problems or head.values is None:
        return Parsed(None, head.lines, tuple(Problem(path, *problem) for problem in sorted(problems)))
    return Parsed(_article(path, head.values, body, frozenset(FACT.findall(text))), head.lines, ())


def _body(head: Head, slug: str, surroundings: Surroundings) -> Body:
    if head.body is None:
        return Body((), (), (), ())
    here = article_address(slug)
    return read_body(head.body, head.body_line, here, surroundings.facts, surroundings.assets)


def _article(path: Path, head: FrontMatter, body: Body, quoted: frozenset[str]) -> Article:
    # Before the HTML: its renderer changes the tokens.
    markdown = write_markdown(body.tokens)
    return Article(
        slug=path.stem,
        title=head.title,
        summary=head.summary,
        category=head.category,
        aliases=tuple(head.aliases),
        asked=tuple(head.asked),
        wizard=head.wizard,
        related=tuple(head.related),
        formerly=tuple(head.formerly),
        reviewed=head.reviewed,
        draft=head.draft,
        html=render_html(body.tokens, head.title),
        toc=body.toc,
        text=body_text(body.tokens),
        rows=table_rows(body.tokens),
        markdown=markdown,
        questions=questions_in(body.tokens),
        quoted=quoted,
        links=body.links,
        path=path,
    )
