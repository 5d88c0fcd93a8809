"""The search field and what it finds."""

from __future__ import annotations

import reflex as rx
from reflex.event import EventHandler

from helpcenter.components.get_form import get_form
from helpcenter.components.icons import icon
from helpcenter.components.styles import CARD, FOCUS, LINK, PRIMARY, ROW_LINK
from helpcenter.services.views.content import Piece, Result

_FIELD = "search-field"
_LIST = "search-suggestions"
# Long enough to let a word be typed, short enough to feel immediate.
_PAUSE_MS = 90


def search_form(
    suggestions: rx.Var[list[Result]],
    *,
    on_type: EventHandler,
    value: rx.Var[str] | str = "",
    large: bool = False,
) -> rx.Component:
    """A plain form that leads to /search?q=…, with suggestions below it while typing."""
    height = "min-h-14 text-lg" if large else "min-h-12 text-base"
    return get_form(
        rx.el.label("Search the help center", html_for=_FIELD, class_name="sr-only"),
        rx.el.div(
            rx.el.span(icon("search"), class_name="pointer-events-none absolute left-4 text-soft"),
            rx.el.input(
                type="search",
                name="q",
                default_value=value,
                placeholder="What is it about?",
                auto_complete="off",
                max_length=200,
                on_change=on_type.debounce(_PAUSE_MS),
                on_focus=on_type,
                class_name=f"{height} w-full rounded-xl border border-field bg-surface pl-12 pr-28 text-ink "
                f"shadow-card placeholder:text-soft {FOCUS}",
                custom_attrs={"id": _FIELD, "enterKeyHint": "search"},
            ),
            rx.el.button(
                "Search", type="submit", class_name=f"{PRIMARY} absolute right-1.5 min-h-9! px-4! py-1.5!"
            ),
            class_name="relative flex items-center",
        ),
        rx.cond(
            suggestions.length() > 0,
            rx.el.ul(
                rx.foreach(suggestions, _suggestion),
                id=_LIST,
                # There as long as the form has the focus; leaving it needs no event.
                class_name=f"{CARD} absolute inset-x-0 top-full z-10 mt-2 hidden divide-y divide-line "
                "overflow-hidden text-left group-focus-within/search:block",
                custom_attrs={"aria-label": "Suggestions"},
            ),
            rx.fragment(),
        ),
        role="search",
        action="/search/",
        class_name="group/search relative",
    )


def results_list(results: rx.Var[list[Result]]) -> rx.Component:
    return rx.el.ol(rx.foreach(results, _result), class_name="space-y-4")


def _suggestion(result: rx.Var[Result]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            _badge(result),
            result.title,
            href=result.href,
            class_name=f"{ROW_LINK} justify-start!",
        )
    )


def _result(result: rx.Var[Result]) -> rx.Component:
    return rx.el.li(
        rx.el.a(_badge(result), result.title, href=result.href, class_name=f"text-lg font-semibold {LINK}"),
        rx.el.p(rx.foreach(result.snippet, _piece), class_name="mt-1 text-soft"),
        class_name=f"{CARD} px-5 py-4",
    )


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    return rx.cond(piece.match, rx.el.mark(piece.text), rx.el.span(piece.text))


def _badge(result: rx.Var[Result]) -> rx.Component:
    """A wizard settles the matter, an article only explains it: said in a word."""
    return rx.cond(
        result.kind == "wizard",
        rx.el.span(
            "Start",
            class_name="mr-2 inline-block rounded-md bg-accent px-2 py-0.5 align-middle text-sm "
            "font-semibold text-on-accent no-underline",
        ),
        rx.fragment(),
    )
