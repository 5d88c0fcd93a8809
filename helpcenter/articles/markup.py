"""The Markdown of articles: CommonMark, tables, callouts and facts. Raw HTML is noticed, never passed on.

The parser leaves tokens; `body.py` checks and completes them, `rendering.py` turns them into HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from helpcenter.articles.facts import fact_rule

CALLOUTS = ("note", "tip", "warning")

InlineRule = Callable[[StateInline, bool], bool]


def parse_markdown(text: str) -> list[Token]:
    """Inline tokens that can be wrong carry their line within their block in `meta["line"]`."""
    return _parser().parse(text, {})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name in CALLOUTS:
        container_plugin(parser, name)
    parser.core.ruler.after("block", "callouts", _callouts)
    parser.inline.ruler.before("emphasis", "fact", fact_rule)
    parser.inline.ruler.at("html_inline", _raw_html)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        parser.inline.ruler.at(name, _with_line(rule))
    # Every address becomes a link here, so that a forbidden one is refused by name instead of shown as text.
    parser.validateLink = _every_address  # type: ignore[assignment, method-assign]
    return parser


def _every_address(_: str) -> bool:
    return True


def _callouts(state: StateCore) -> None:
    """`::: note Title`: the title is parsed like other text, so that it can quote facts, too."""
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type.startswith("container_") and token.nesting == 1:
            name, _, title = token.info.strip().partition(" ")
            token.attrs = {"class": f"callout callout-{name}", "role": "note"}
            if title.strip():
                tokens += _callout_title(title.strip(), token.map)
    state.tokens = tokens


def _callout_title(title: str, lines: list[int] | None) -> list[Token]:
    opening = Token("paragraph_open", "p", 1, attrs={"class": "callout-title"}, block=True, map=lines)
    words = Token("inline", "", 0, content=title, children=[], map=lines)
    return [opening, words, Token("paragraph_close", "p", -1, block=True)]


def _raw_html(state: StateInline, silent: bool) -> bool:
    match = HTML_TAG_RE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("raw_html", "", 0)
        token.content = match[0]
        token.meta = {"line": _line(state, state.pos)}
    state.pos = match.end()
    return True


def _with_line(rule: InlineRule) -> InlineRule:
    def located(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type in ("link_open", "image"):
                token.meta = {"line": _line(state, start)}
                break
        return True

    return located


def _line(state: StateInline, position: int) -> int:
    return state.src.count("\n", 0, position)
