"""Renders the HTML of a component, as React would: one source of markup for both.

A page is read once, at build and at start, and written for every content. React hydrates the HTML as it
stands, so text beside text is kept apart by a comment, as React itself does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

from helpcenter.errors import UnknownMarkup
from helpcenter.web.filling.attributes import Writer, attributes, link_attributes
from helpcenter.web.filling.combining import Expression, Values, choose
from helpcenter.web.filling.expressions import read_expression
from helpcenter.web.filling.javascript import as_text, is_truthy

_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_LINK = "ReactRouterLink"
_APART = "<!-- -->"


class Markup(Protocol):
    """A part of a page. `write` adds to `out`; `after_text` tells whether text came right before."""

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        """Returns whether what it wrote ends in text."""
        ...


class MarkupReader:
    """Reads nodes as `build/page_markup.py` describes them; raises UnknownMarkup.

    `names` are those of the state, and of items in a loop. With `has_live_steps`, a case of `rx.match` may
    hold what only the live page will show, such as the steps of a wizard; writing that case raises instead.
    """

    def __init__(self, names: frozenset[str], *, has_live_steps: bool = False) -> None:
        self._names = names
        self._has_live_steps = has_live_steps

    def read(self, node: Any) -> Markup:
        if isinstance(node, str):
            return _Text(self.value(node or "null"))
        if "each" in node:
            return self._loop(node)
        if "match" in node:
            cases = [(self.value(case), self._case(outcome)) for case, outcome in node["cases"]]
            return _Switch(self.value(node["match"]), cases, self.read(node["otherwise"]))
        if "if" in node:
            return _Conditional(self.value(node["if"]), self.read(node["then"]), self.read(node["else"]))
        return self._element(node)

    def value(self, expression: str) -> Expression:
        return read_expression(expression, self._names)

    def _case(self, node: Any) -> Markup:
        try:
            return self.read(node)
        except UnknownMarkup as unknown:
            if not self._has_live_steps:
                raise
            return _OnlyLive(unknown)

    def _loop(self, node: Mapping[str, Any]) -> Markup:
        names = self._names | {node["item"], node["place"]}
        body = MarkupReader(names, has_live_steps=self._has_live_steps)._several(node["children"])
        return _Loop(self.value(node["each"]), node["item"], node["place"], body)

    def _several(self, nodes: Iterable[Any]) -> Markup:
        return _Several(tuple(self.read(node) for node in nodes))

    def _element(self, node: Mapping[str, Any]) -> Markup:
        name, properties = node["name"], dict(node["properties"])
        if name == "Fragment":
            return self._several(node["children"])
        if name == _LINK:
            return _Element("a", link_attributes(properties, self.value), self._several(node["children"]))
        if not (name.startswith('"') and name.endswith('"')):
            raise UnknownMarkup(f"Cannot fill a page with the component `{name}`.")
        tag = name.strip('"')
        html = properties.pop("dangerouslySetInnerHTML", None)
        written = attributes(tag, properties, self.value)
        if tag in _VOID:
            return _Element(tag, written, None)
        return _Element(tag, written, _OwnHtml(self.value(html)) if html else self._several(node["children"]))


def write_markup(markup: Markup, values: Values) -> str:
    out: list[str] = []
    markup.write(values, out, after_text=False)
    return "".join(out)


@dataclass(frozen=True)
class _Text(Markup):
    value: Expression

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        value = self.value(values)
        if value is None or value == "" or isinstance(value, bool):
            return after_text
        if after_text:
            out.append(_APART)
        out.append(escape(as_text(value)))
        return True


@dataclass(frozen=True)
class _Several(Markup):
    parts: tuple[Markup, ...]

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        for part in self.parts:
            after_text = part.write(values, out, after_text=after_text)
        return after_text


@dataclass(frozen=True)
class _Conditional(Markup):
    condition: Expression
    yes: Markup
    no: Markup

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        chosen = self.yes if is_truthy(self.condition(values)) else self.no
        return chosen.write(values, out, after_text=after_text)


@dataclass(frozen=True)
class _Switch(Markup):
    subject: Expression
    cases: list[tuple[Expression, Markup]]
    otherwise: Markup

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        chosen = choose(self.subject, self.cases, self.otherwise, values)
        return chosen.write(values, out, after_text=after_text)


@dataclass(frozen=True)
class _Loop(Markup):
    items: Expression
    item_name: str
    place_name: str
    body: Markup

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        for place, item in enumerate(self.items(values) or ()):
            inner = {**values, self.item_name: item, self.place_name: place}
            after_text = self.body.write(inner, out, after_text=after_text)
        return after_text


@dataclass(frozen=True)
class _Element(Markup):
    tag: str
    attributes: Iterable[Writer]
    children: Markup | None

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        out.append(f"<{self.tag}{''.join(write(values) for write in self.attributes)}>")
        if self.children is not None:
            self.children.write(values, out, after_text=False)
            out.append(f"</{self.tag}>")
        return False


@dataclass(frozen=True)
class _OwnHtml(Markup):
    """`rx.html`: markup of ours, as it is."""

    html: Expression

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        out.append(as_text(self.html(values)["__html"]))
        return False


@dataclass(frozen=True)
class _OnlyLive(Markup):
    unknown: UnknownMarkup

    def write(self, values: Values, out: list[str], *, after_text: bool) -> bool:
        raise self.unknown
