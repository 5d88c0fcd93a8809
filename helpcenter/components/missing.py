"""What a page says when there is nothing to show."""

import reflex as rx

from helpcenter.components.styles import H1, SECONDARY


def not_found(search: rx.Component) -> rx.Component:
    """`search` is the search field: whoever is lost here was looking for something."""
    return rx.el.section(
        rx.el.h1("This page is not here", class_name=H1),
        rx.el.p(
            "The link may be old, or a letter got lost in the address. Search for what you need, "
            "or start from the beginning.",
            class_name="mt-3 max-w-prose text-lg",
        ),
        rx.el.div(search, class_name="mt-6"),
        rx.el.div(
            rx.el.a("Go to the start", href="/", class_name=SECONDARY),
            rx.el.a("Find my order", href="/wizards/find-my-order", class_name=SECONDARY),
            rx.el.a("Talk to us", href="/contact", class_name=SECONDARY),
            class_name="mt-6 flex flex-wrap gap-3",
        ),
    )


def loading() -> rx.Component:
    """Quiet for a moment, then said: most pages are there before it shows."""
    return rx.el.p("One moment …", role="status", class_name="text-soft motion-safe:animate-pulse")
