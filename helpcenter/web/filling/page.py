"""A page with its content: markup and state that say the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reflex_base.constants.state import FIELD_MARKER
from reflex_base.utils.format import json_dumps

from helpcenter.web.filling.content import State
from helpcenter.web.filling.markup import Markup, MarkupReader, write_markup

# What else a page's expressions name: none has happened while a page is written.
_CONNECTION: dict[str, list[str]] = {"connectErrors": []}


@dataclass(frozen=True)
class FilledPage:
    """`state` is JSON that may stand in a script element."""

    markup: str
    state: str


@dataclass(frozen=True)
class Page:
    body: Markup
    defaults: State

    def fill(self, content: State) -> FilledPage:
        """`content` holds the vars that differ from the state that every browser begins with."""
        of_page = {
            name: {f"{var}{FIELD_MARKER}": value for var, value in values.items()}
            for name, values in content.items()
        }
        as_json = json_dumps(of_page)
        plain = json.loads(as_json)
        state = {name: {**values, **plain.get(name, {})} for name, values in self.defaults.items()}
        values = {_in_javascript(name): value for name, value in state.items()} | _CONNECTION
        return FilledPage(
            markup=write_markup(self.body, values),
            state=as_json.replace("<", "\\u003c"),
        )


def read_page(page: Mapping[str, Any], defaults: State) -> Page:
    """`page` as the build has left it, `defaults` the state that every browser begins with.

    Raises UnknownMarkup.
    """
    names = frozenset(map(_in_javascript, defaults)) | _CONNECTION.keys()
    reader = MarkupReader(names, has_live_steps=page["has_live_steps"])
    return Page(reader.read(page["body"]), defaults)


def _in_javascript(name: str) -> str:
    return name.replace(".", "__")
