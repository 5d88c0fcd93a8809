"""Quiet lines while the connection is slow or gone, and a bar while something is under way."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

_GONE = "No connection right now. Nothing is lost: we go on as soon as you are back online."
_SLOW = "This takes longer than usual. Nothing is lost, and we keep trying."
_UNANSWERED = (
    "Still no answer. Reload the page; if you were sending something, look under “Your request” first."
)
_LINE = "connection-line bg-warn-soft px-4 py-3 text-center text-[0.95rem] text-warn"


def connection_lines() -> rx.Component:
    """Which of them shows is up to assets/page-waiting.js, and to Reflex once it has noticed as well."""
    return rx.fragment(
        rx.el.div(class_name="waiting-bar", custom_attrs={"aria-hidden": "true"}),
        rx.el.div(
            _GONE,
            role="status",
            class_name=rx.cond(has_connection_errors, f"{_LINE} is-gone", f"{_LINE} when-offline"),
        ),
        rx.el.div(_SLOW, role="status", class_name=f"{_LINE} when-slow"),
        rx.el.div(_UNANSWERED, role="status", class_name=f"{_LINE} when-unanswered"),
    )
