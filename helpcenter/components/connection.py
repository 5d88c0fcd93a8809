"""A quiet line while the connection is gone. What was answered is safe in the meantime."""

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors


def connection_banner() -> rx.Component:
    return rx.cond(
        has_connection_errors,
        rx.el.div(
            "No connection right now. Your answers are safe, and we go on as soon as you are back online.",
            role="status",
            class_name="bg-warn-soft px-4 py-3 text-center text-[0.95rem] text-warn",
        ),
        rx.fragment(),
    )
