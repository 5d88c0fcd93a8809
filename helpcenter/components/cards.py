"""Links that need a line of explanation."""

import reflex as rx

from helpcenter.components.icons import icon, icon_for
from helpcenter.components.styles import CARD, FOCUS, ROW_LINK
from helpcenter.services.views.content import Card

_CARD_LINK = f"{CARD} group flex h-full text-ink no-underline hover:border-accent {FOCUS}"


def wizard_card(card: rx.Var[Card]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(icon_for(card.name), class_name="text-accent"),
            rx.el.span(
                rx.el.span(card.title, class_name="block font-semibold group-hover:text-accent"),
                # On a phone the names alone: all of them fit on one screen.
                rx.el.span(card.text, class_name="hidden text-[0.95rem] text-soft sm:block"),
            ),
            href=card.href,
            class_name=f"{_CARD_LINK} items-center gap-4 px-4 py-3.5 sm:items-start sm:p-5",
        )
    )


def category_card(card: rx.Var[Card]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(card.title, class_name="block font-semibold group-hover:text-accent"),
                rx.el.span(card.text, class_name="block text-[0.95rem] text-soft"),
            ),
            href=card.href,
            class_name=f"{_CARD_LINK} px-5 py-4",
        )
    )


def article_links(cards: rx.Var[list[Card]], *, summaries: bool = True) -> rx.Component:
    return rx.el.ul(
        rx.foreach(cards, lambda card: _article_link(card, summaries)),
        class_name=f"{CARD} divide-y divide-line overflow-hidden",
    )


def start_card(card: rx.Var[Card]) -> rx.Component:
    """The wizard of an article: the fastest way to get it settled."""
    return rx.cond(
        card.href != "",
        rx.el.a(
            icon_for(card.name),
            rx.el.span(
                rx.el.span("Start: ", card.title, class_name="block font-semibold"),
                rx.el.span(card.text, class_name="block text-[0.95rem] opacity-90"),
                class_name="grow",
            ),
            icon("arrow"),
            href=card.href,
            class_name="flex items-center gap-4 rounded-xl bg-accent px-5 py-4 text-on-accent no-underline "
            f"hover:bg-accent/90 {FOCUS}",
        ),
        rx.fragment(),
    )


def _article_link(card: rx.Var[Card], summaries: bool) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(card.title, class_name="block font-medium group-hover:text-accent"),
                rx.el.span(card.text, class_name="block text-[0.95rem] text-soft")
                if summaries
                else rx.fragment(),
            ),
            icon("arrow", "size-4", "text-soft group-hover:text-accent"),
            href=card.href,
            class_name=ROW_LINK,
        )
    )
