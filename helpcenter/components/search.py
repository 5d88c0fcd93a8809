"""The search field and what it finds."""

from __future__ import annotations

import reflex as rx

from helpcenter.components.custom_element import CustomElement
from helpcenter.components.get_form import get_form
from helpcenter.components.icons import icon
from helpcenter.components.styles import CARD, FOCUS, LINK, PRIMARY, TALL
from helpcenter.services.searching import LONGEST_QUERY
from helpcenter.services.views.content import Filter, Piece, Result
from helpcenter.web.suggestions import SUGGESTIONS_PATH

_FIELD = "search-field"


class SuggestionsElement(CustomElement):
    """`<search-suggestions>`: the script (assets/search-suggestions.js) makes its form a combobox."""

    tag = "search-suggestions"

    source: rx.Var[str]
    label: rx.Var[str]


def search_form(*, value: rx.Var[str] | str = "", large: bool = False) -> rx.Component:
    """A plain form that leads to /search?q=…; with JavaScript, suggestions show below it while typing."""
    words = "text-lg" if large else "text-base"
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
                max_length=LONGEST_QUERY,
                class_name=f"{words} min-h-14 w-full rounded-xl border border-field bg-surface pl-12 pr-28 "
                f"text-ink shadow-card placeholder:text-soft {FOCUS}",
                custom_attrs={"id": _FIELD, "enterKeyHint": "search"},
            ),
            rx.el.button(
                "Search",
                type="submit",
                class_name=f"{PRIMARY} absolute right-1.5 min-h-11! px-4! py-1.5!",
            ),
            class_name="relative flex items-center",
        ),
        SuggestionsElement.create(source=SUGGESTIONS_PATH, label="Suggestions"),
        role="search",
        action="/search",
        class_name="relative",
    )


def filter_links(filters: rx.Var[list[Filter]]) -> rx.Component:
    """Each is an address of its own, to be shared and gone back to."""
    return rx.cond(
        filters.length() > 0,
        rx.el.nav(
            rx.el.ul(rx.foreach(filters, _filter), class_name="flex flex-wrap gap-2"),
            class_name="mt-5",
            custom_attrs={"aria-label": "Topics"},
        ),
        rx.fragment(),
    )


def results_list(results: rx.Var[list[Result]]) -> rx.Component:
    return rx.el.ol(rx.foreach(results, _result), class_name="space-y-4")


def _filter(one: rx.Var[Filter]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            one.title,
            rx.el.span(one.count, class_name="text-sm opacity-80 tabular-nums"),
            href=one.href,
            class_name="inline-flex min-h-11 items-center gap-2 rounded-full border border-field bg-surface "
            "px-4 text-[0.95rem] text-ink no-underline hover:border-accent aria-current:border-accent "
            f"aria-current:bg-accent aria-current:text-on-accent {FOCUS}",
            custom_attrs={"aria-current": rx.cond(one.chosen, "true", rx.Var("undefined"))},
        )
    )


def _result(result: rx.Var[Result]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            _badge(result), result.title, href=result.href, class_name=f"{TALL} text-lg font-semibold {LINK}"
        ),
        rx.el.p(rx.foreach(result.snippet, _piece), class_name="mt-1 text-soft"),
        class_name=f"{CARD} px-5 py-4",
    )


def _piece(piece: rx.Var[Piece]) -> rx.Component:
    return rx.cond(piece.match, rx.el.mark(piece.text), rx.el.span(piece.text))


def _badge(result: rx.Var[Result]) -> rx.Component:
    """A wizard settles the matter, an article only explains it: said in a word."""
    return rx.cond(
        result.badge != "",
        rx.el.span(
            result.badge,
            class_name="mr-2 inline-block rounded-md bg-accent px-2 py-0.5 align-middle text-sm "
            "font-semibold text-on-accent no-underline",
        ),
        rx.fragment(),
    )
