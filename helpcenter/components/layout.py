"""The frame of every page."""

import reflex as rx

from helpcenter.articles.article import wizard_address
from helpcenter.components.anchors import anchor
from helpcenter.components.connection import connection_lines
from helpcenter.components.icons import icon
from helpcenter.components.styles import LINK, QUIET_LINK
from helpcenter.flows.find_my_order import FIND_MY_ORDER

_LINKS = (
    ("Find my order", wizard_address(FIND_MY_ORDER.slug)),
    ("Your request", "/requests"),
    ("Contact", "/contact"),
)


def layout(
    *children: rx.Component,
    shop: rx.Var[str],
    notice: rx.Component,
    live: rx.Var[bool],
    wide: bool = False,
) -> rx.Component:
    """`shop` is the store's name, `notice` what to tell of an event that came to nothing. `live` is whether
    the page is connected and up to date (web/filling/before-live.js).

    `wide` is for pages of cards; text and forms keep a readable column.
    """
    width = "max-w-5xl" if wide else "max-w-3xl"
    return rx.el.div(
        anchor(
            "Skip to content",
            href="#content",
            class_name="sr-only focus:not-sr-only focus:fixed focus:left-4 focus:top-4 focus:z-10 "
            "focus:rounded-lg focus:bg-surface focus:px-4 focus:py-2",
        ),
        _header(shop),
        connection_lines(),
        notice,
        rx.el.main(
            *children,
            id="content",
            class_name=f"mx-auto w-full {width} grow px-4 pb-20 pt-6 sm:px-6 sm:pt-10",
        ),
        _footer(shop),
        class_name="flex min-h-screen flex-col bg-paper text-ink",
        custom_attrs={"data-live": live},
    )


def _header(shop: rx.Var[str]) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            rx.el.a(
                rx.el.span(shop, class_name="font-bold"),
                rx.el.span(" Help", class_name="font-normal text-soft"),
                href="/",
                class_name=f"inline-flex min-h-11 items-center gap-1.5 text-lg {QUIET_LINK}",
            ),
            rx.el.nav(
                rx.el.a(
                    icon("search"),
                    rx.el.span("Search", class_name="sr-only"),
                    href="/search",
                    class_name=f"flex size-11 items-center justify-center {QUIET_LINK}",
                ),
                *(
                    rx.el.a(
                        title,
                        href=href,
                        class_name=f"hidden min-h-11 items-center px-2 text-[0.95rem] sm:flex {QUIET_LINK}",
                    )
                    for title, href in _LINKS
                ),
                class_name="flex items-center gap-2",
                custom_attrs={"aria-label": "Help center"},
            ),
            class_name="mx-auto flex min-h-16 max-w-5xl items-center justify-between gap-4 px-4 sm:px-6",
        ),
        class_name="border-b border-line bg-surface",
    )


def _footer(shop: rx.Var[str]) -> rx.Component:
    return rx.el.footer(
        rx.el.div(
            rx.el.nav(
                *(
                    rx.el.a(title, href=href, class_name=f"inline-flex min-h-11 items-center {LINK}")
                    for title, href in _LINKS
                ),
                class_name="flex flex-wrap gap-x-6 gap-y-1",
                custom_attrs={"aria-label": "Shortcuts"},
            ),
            rx.el.p(shop, class_name="text-soft"),
            class_name="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-4 px-4 py-6 "
            "text-[0.95rem] sm:px-6",
        ),
        class_name="border-t border-line bg-surface",
    )
