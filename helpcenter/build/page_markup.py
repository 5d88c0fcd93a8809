"""The markup of every page, for the server to fill in: what Reflex compiles for the browser, as plain JSON.

A node is text (the expression of it, a string), or an object with `if`, `then` and `else`, with
`match`, `cases` and `otherwise`, with `each`, `item`, `place` and `children`, or with `name`, `properties`
and `children` of an element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from helpcenter.errors import UnknownMarkup

_PROPERTY = re.compile(r'(?:"(?P<quoted>[^"]+)"|(?P<plain>\w+)):(?P<value>.*)', re.DOTALL)


def pages_as_json() -> str:
    """By route. Raises UnknownMarkup for a page that could not be filled."""
    from helpcenter.pages.routes import ROUTES
    from helpcenter.state.initial import initial_state
    from helpcenter.web.filling.page import read_page

    pages = {
        route.path: {
            "body": plain(route.component().render()),
            "has_live_steps": route.has_live_steps,
        }
        for route in ROUTES
    }
    for page in pages.values():
        read_page(page, initial_state())
    return json.dumps(pages, separators=(",", ":"))


def plain(component: Mapping[str, Any] | str) -> Any:
    """`component` is what `Component.render()` gives."""
    if isinstance(component, str):
        return component
    if "iterable" in component:
        return {
            "each": component["iterable_state"],
            "item": component["arg_name"],
            "place": component["arg_index"],
            "children": _children(component),
        }
    if "match_cases" in component:
        cases = [
            [condition, plain(outcome)]
            for conditions, outcome in component["match_cases"]
            for condition in conditions
        ]
        return {"match": component["cond"], "cases": cases, "otherwise": plain(component["default"])}
    if "cond_state" in component:
        then, otherwise = plain(component["true_value"]), plain(component["false_value"])
        return {"if": component["cond_state"], "then": then, "else": otherwise}
    if (contents := component.get("contents")) is not None:
        return contents
    properties = dict(_property(text) for text in component["props"])
    return {
        "name": component["name"] or "Fragment",
        "properties": properties,
        "children": _children(component),
    }


def _children(component: Mapping[str, Any]) -> list[Any]:
    return [plain(child) for child in component["children"] if child]


def _property(text: str) -> tuple[str, str]:
    """Name and expression of what Reflex writes as `className:"card"`."""
    found = _PROPERTY.fullmatch(text)
    if found is None:
        raise UnknownMarkup(f"Cannot fill a page with the property `{text}`.")
    return found["quoted"] or found["plain"], found["value"]
