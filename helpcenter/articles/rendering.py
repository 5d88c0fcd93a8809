"""HTML of checked tokens. markdown-it escapes all text; what is added here escapes its own."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from helpcenter.articles.plaintext import inline_text


def render_html(tokens: Sequence[Token], title: str) -> str:
    """`title` names a table that stands above the first heading."""
    _name_tables(tokens, title)
    return _RENDERER.render(tokens, _OPTIONS, {})


def _name_tables(tokens: Sequence[Token], title: str) -> None:
    """A table is named by the heading above it: a region that can be scrolled by keyboard needs a name."""
    name, named = title, dict[str, int]()
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and before.type == "heading_open":
            name = inline_text(token.children or ())
        elif token.type == "table_open":
            count = named[name] = named.get(name, 0) + 1
            token.meta = {"name": name if count == 1 else f"{name} ({count})"}


class _Renderer(RendererHTML):
    """markdown-it calls the method that is named like a token."""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        opening = self.renderToken(tokens, idx, options, env)
        return opening if _has_link(tokens[idx + 1]) else f'{opening}<a href="#{tokens[idx].attrGet("id")}">'

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        closing = self.renderToken(tokens, idx, options, env)
        return closing if _has_link(tokens[idx - 1]) else f"</a>{closing}"

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        # Wide tables scroll inside this region on a phone, by touch and by keyboard.
        name = escapeHtml(tokens[idx].meta["name"])
        return f'<div class="table-scroll" role="region" aria-label="{name}" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table>\n</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        tokens[idx].attrSet("scope", "col")
        return self.td_open(tokens, idx, options, env)

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        # A class and not a style: the content security policy allows no inline styles.
        style = str(tokens[idx].attrs.pop("style", ""))
        if style:
            tokens[idx].attrSet("class", style.replace("text-align:", "align-"))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        tokens[idx].attrSet("loading", "lazy")
        return super().image(tokens, idx, options, env)


def _has_link(inline: Token) -> bool:
    return any(child.type == "link_open" for child in inline.children or ())


_RENDERER = _Renderer()
_OPTIONS = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).options
