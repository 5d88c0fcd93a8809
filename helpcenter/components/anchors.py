"""Links within the page. Reflex's `rx.el.a` is the router's, which scrolls but does not move the focus."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A


def anchor(*children: Any, href: rx.Var[str] | str, **attributes: Any) -> rx.Component:
    """The browser's own link, to "#id"."""
    return A.create(*children, href=href, **attributes)
