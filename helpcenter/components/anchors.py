"""Links that the browser follows itself. Reflex's `rx.el.a` is the router's: it knows pages only, and within
a page it scrolls but does not move the focus.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A


def anchor(*children: Any, href: rx.Var[str] | str, **attributes: Any) -> rx.Component:
    """The browser's own link: to "#id", or to what is not a page."""
    return A.create(*children, href=href, **attributes)
