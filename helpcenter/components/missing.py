"""What a page says when there is nothing to show, or nothing yet."""

import reflex as rx

from helpcenter.articles.article import wizard_address
from helpcenter.components.reply_time import within
from helpcenter.components.styles import CARD, H1, LINK, SECONDARY
from helpcenter.flows.find_my_order import FIND_MY_ORDER
from helpcenter.services.views.content import Site


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
            rx.el.a("Find my order", href=wizard_address(FIND_MY_ORDER.slug), class_name=SECONDARY),
            rx.el.a("Talk to us", href="/contact", class_name=SECONDARY),
            class_name="mt-6 flex flex-wrap gap-3",
        ),
    )


def loading() -> rx.Component:
    """Quiet for a moment, then said: most pages are there before it shows."""
    return rx.el.p("One moment …", role="status", class_name="text-soft motion-safe:animate-pulse")


def needs_javascript(site: rx.Var[Site]) -> rx.Component:
    """For those whose browser runs no scripts: why nothing happens here, and how to reach a person."""
    return rx.el.noscript(
        rx.el.div(
            rx.el.p("This page needs JavaScript, and it is off in your browser.", class_name="font-semibold"),
            rx.el.p(
                "Switch it on and load the page again. Or simply write to us at ",
                rx.el.a(site.email, href="mailto:" + site.email, class_name=f"{LINK} break-words"),
                " with your order number: a person answers",
                within(site.reply_within),
                ".",
                class_name="mt-2",
            ),
            rx.el.p(
                rx.el.a("Browse the answers to common questions", href="/", class_name=LINK),
                class_name="mt-3",
            ),
            class_name=f"{CARD} my-6 p-6",
        )
    )
