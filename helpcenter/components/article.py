"""The parts of an article's page."""

import reflex as rx
from reflex.event import EventHandler

from helpcenter.components.anchors import anchor
from helpcenter.components.styles import LINK, QUIET_LINK, SECONDARY, TALL
from helpcenter.services.views.content import ArticleView, Crumb


def breadcrumb(crumb: rx.Var[Crumb]) -> rx.Component:
    return rx.el.nav(
        rx.el.ol(
            rx.el.li(rx.el.a("Help", href="/", class_name=f"{TALL} {LINK}")),
            rx.cond(
                crumb.title != "",
                rx.fragment(
                    rx.el.li("/", custom_attrs={"aria-hidden": "true"}),
                    rx.el.li(rx.el.a(crumb.title, href=crumb.href, class_name=f"{TALL} {LINK}")),
                ),
                rx.fragment(),
            ),
            class_name="flex flex-wrap gap-2 text-[0.95rem] text-soft",
        ),
        class_name="mb-4",
        custom_attrs={"aria-label": "You are here"},
    )


def contents_list(contents: rx.Var[list[Crumb]]) -> rx.Component:
    """Only where there is enough to jump around in."""
    return rx.cond(
        contents.length() > 2,
        rx.el.nav(
            rx.el.h2("On this page", class_name="mb-1 font-semibold"),
            rx.el.ul(
                rx.foreach(
                    contents,
                    lambda entry: rx.el.li(
                        anchor(entry.title, href=entry.href, class_name=f"inline-block py-2.5 {QUIET_LINK}")
                    ),
                ),
                class_name="text-[0.95rem]",
            ),
            class_name="border-l-2 border-line pl-4",
            custom_attrs={"aria-label": "On this page"},
        ),
        rx.fragment(),
    )


def body(article: rx.Var[ArticleView]) -> rx.Component:
    """`html` was rendered by the articles layer from checked Markdown; nothing a visitor typed is in it."""
    return rx.html(article.html, class_name="prose")


def was_this_helpful(voted: rx.Var[str], on_vote: EventHandler) -> rx.Component:
    """`voted` is "yes", "no", or "" as long as nobody asked."""
    return rx.el.section(
        rx.el.h2("Was this helpful?", class_name="font-semibold"),
        rx.el.div(
            _vote("Yes", "yes", voted, on_vote),
            _vote("No", "no", voted, on_vote),
            class_name="mt-3 flex gap-3",
        ),
        rx.el.p(
            rx.match(
                voted,
                ("yes", rx.fragment("Thank you. Good to know.")),
                (
                    "no",
                    rx.fragment(
                        "Thank you, we will look at it again. ",
                        rx.el.a("Write to us", href="/contact", class_name=LINK),
                        " if you still need an answer.",
                    ),
                ),
                rx.fragment(),
            ),
            role="status",
            class_name="mt-3 min-h-6 text-[0.95rem]",
        ),
        class_name="no-print mt-12 border-t border-line pt-6",
    )


def _vote(title: str, value: str, voted: rx.Var[str], on_vote: EventHandler) -> rx.Component:
    return rx.el.button(
        title,
        type="button",
        on_click=on_vote(value),
        class_name=rx.cond(voted == value, f"{SECONDARY} border-accent! bg-accent-soft!", SECONDARY),
        custom_attrs={"aria-pressed": voted == value},
    )
