"""Which articles are lists of questions with their answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

from helpcenter.articles.article import Question
from helpcenter.articles.plaintext import body_text, inline_text

_FEWEST = 2


def questions_in(tokens: Sequence[Token]) -> tuple[Question, ...]:
    """None unless every section asks one: an article with a question in it is not a list of questions."""
    starts = [
        index for index, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]
    found = []
    for start, end in pairwise([*starts, len(tokens)]):
        asked = inline_text(tokens[start + 1].children or ())
        # The heading's own three tokens come first.
        answer = body_text(tokens[start + 3 : end])
        if asked.endswith("?") and answer:
            found.append(Question(asked, answer))
    return tuple(found) if len(found) == len(starts) >= _FEWEST else ()
