"""The contents list of an article, and an anchor for each heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token
from mdit_py_plugins.anchors.index import slugify, unique_slug

from helpcenter.articles.article import Heading
from helpcenter.articles.plaintext import inline_text


def number_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Gives each heading its id, none twice.

    A fact counts with its name, not with its value ("within-returns-window"), so that links to a heading
    outlive a change of the policy.
    """
    taken: set[str] = set()
    toc = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            name = "".join(_named(child) for child in inline.children or ())
            anchor = unique_slug(_slug(name), taken)
            opening.attrSet("id", anchor)
            toc.append(Heading(anchor, inline_text(inline.children or ()), int(opening.tag[1])))
    return tuple(toc)


def heading_problems(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    problems = []
    above = 1
    for token in tokens:
        if token.type == "heading_open":
            level, line = int(token.tag[1]), token.map[0] if token.map else 0
            if level == 1:
                problems.append(
                    (line, "a heading with one # is the title, which stands in the front matter: use ##")
                )
            elif level > above + 1:
                problems.append(
                    (line, f"a heading with {'#' * level} needs one with {'#' * (level - 1)} above it")
                )
            above = level
    return problems


def _slug(name: str) -> str:
    return re.sub(r"-+", "-", slugify(" ".join(name.split()))).strip("-") or "section"


def _named(token: Token) -> str:
    if "fact" in token.meta:
        return re.sub(r"[._-]", " ", str(token.meta["fact"]))
    return " " if token.type == "softbreak" else token.content
