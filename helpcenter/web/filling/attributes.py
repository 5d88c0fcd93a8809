"""The attributes of an element, as React writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from helpcenter.errors import UnknownMarkup
from helpcenter.web.filling.combining import Expression, Values
from helpcenter.web.filling.javascript import as_text

Writer = Callable[[Values], str]

# Handlers begin to work once the page is hydrated; `key` and `ref` are for React alone.
_OF_THE_LIVE_PAGE = re.compile(r"on[A-Z]\w*|key|ref|suppressHydrationWarning")
_LEADS_AWAY = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_UNKNOWN = {"css", "style"}
# Their initial value is not one of their attributes.
_WITHOUT_DEFAULT = {"select", "textarea"}
_NAMES = {
    "className": "class",
    "htmlFor": "for",
    "httpEquiv": "http-equiv",
    "acceptCharset": "accept-charset",
    "defaultChecked": "checked",
    "defaultValue": "value",
    "strokeWidth": "stroke-width",
    "strokeLinecap": "stroke-linecap",
    "strokeLinejoin": "stroke-linejoin",
    "viewBox": "viewBox",
}
_SWITCHES = {
    "autoFocus",
    "checked",
    "defaultChecked",
    "disabled",
    "hidden",
    "multiple",
    "noValidate",
    "open",
    "readOnly",
    "required",
}
# React writes true and false of these as words.
_YES_OR_NO = re.compile(r"aria-.*|data-.*|contentEditable|draggable|spellCheck")


def attributes(
    tag: str, properties: Mapping[str, str], value: Callable[[str], Expression]
) -> tuple[Writer, ...]:
    """`properties` are expressions by React's name for them, `value` reads one."""
    written = []
    for name, expression in properties.items():
        if _OF_THE_LIVE_PAGE.fullmatch(name):
            continue
        if name in _UNKNOWN or (tag in _WITHOUT_DEFAULT and name == "defaultValue"):
            raise UnknownMarkup(f"Cannot fill a page with `{name}:{expression}` of `{tag}`.")
        written.append(_writer(name, value(expression)))
    return tuple(written)


def link_attributes(properties: Mapping[str, str], value: Callable[[str], Expression]) -> tuple[Writer, ...]:
    """Those of the link that the router makes. What leads away from here, it leaves to the browser."""
    others = {name: expression for name, expression in properties.items() if name != "to"}
    target = value(properties["to"])

    def write_marker(values: Values) -> str:
        return "" if _LEADS_AWAY.match(as_text(target(values))) else ' data-discover="true"'

    return (*attributes("a", others, value), _writer("href", target), write_marker)


def _writer(name: str, value_in: Expression) -> Writer:
    label = _NAMES.get(name, name if "-" in name else name.lower())

    def write(values: Values) -> str:
        value: Any = value_in(values)
        if value is None:
            return ""
        if name in _SWITCHES:
            return f' {label}=""' if value else ""
        if isinstance(value, bool) and not _YES_OR_NO.fullmatch(name):
            return ""
        return f' {label}="{escape(as_text(value))}"'

    return write
