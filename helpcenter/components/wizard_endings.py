"""The last pages of a wizard: refused, where the order stands, or done."""

from __future__ import annotations

import reflex as rx

from helpcenter.components.orders import advised_action, first_checks, parcel, possible_actions, timeline
from helpcenter.components.receipts import citation, money_table
from helpcenter.components.requests import other_requests
from helpcenter.components.styles import H2, LINK, SECONDARY
from helpcenter.components.wizard import WizardHandlers
from helpcenter.services.views.wizard import WizardView


def refusal(view: rx.Var[WizardView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(view.text, class_name="mt-4 text-lg"),
        rx.cond(
            view.article.href != "",
            rx.el.p(
                rx.el.a(view.article.title, href=view.article.href, class_name=LINK),
                class_name="mt-3",
            ),
            rx.fragment(),
        ),
        other_requests(view.requests),
        citation(view.citation),
        possible_actions(view.possible, view.later),
        rx.el.p(
            "Something else? ",
            rx.el.a("Write to us", href="/contact", class_name=LINK),
            ", and a person will look at it. Name ",
            rx.el.strong(view.reference, class_name="whitespace-nowrap font-mono tracking-wider"),
            ": we then see what you see here.",
            class_name="mt-6",
        ),
    )


def order_status(view: rx.Var[WizardView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(view.text, class_name="mt-3 text-lg"),
        first_checks(view.checks),
        advised_action(view.advised),
        timeline(view.milestones),
        rx.el.div(rx.foreach(view.parcels, parcel), class_name="grid gap-4 sm:grid-cols-2"),
        other_requests(view.requests),
        rx.cond(
            (view.advised.href != "") & (view.possible.length() == 0),
            rx.fragment(),
            possible_actions(view.possible, view.later),
        ),
    )


def done(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.p("Your reference", class_name="text-soft"),
            rx.el.p(
                view.reference,
                class_name="mt-1 whitespace-nowrap font-mono text-2xl font-bold tracking-wider sm:text-3xl",
            ),
            rx.el.p("Order ", view.order, class_name="mt-1 text-[0.95rem] text-soft"),
            class_name="mt-6 rounded-xl border border-line bg-accent-soft px-6 py-5 text-center",
        ),
        rx.el.h2("What happens next", class_name=f"{H2} mb-3 mt-8"),
        rx.el.ol(
            rx.foreach(view.next_steps, lambda step: rx.el.li(step, class_name="pl-1")),
            class_name="list-decimal space-y-2 pl-6",
        ),
        money_table(view.money),
        citation(view.citation),
        other_requests(view.requests),
        rx.el.div(
            rx.el.a("See where it stands", href="/requests/" + view.reference, class_name=SECONDARY),
            rx.el.button(
                "Ask for something else", type="button", on_click=handlers.ask_again, class_name=SECONDARY
            ),
            class_name="no-print mt-8 flex flex-wrap gap-3",
        ),
    )


def replied(view: rx.Var[WizardView]) -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(view.next_steps, rx.el.li), class_name="mt-4 space-y-3 text-lg"),
        rx.el.p(rx.el.a("Write to us", href="/contact", class_name=LINK), class_name="mt-6"),
    )


def other_order(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    """Whose order this is about, and the way out: also for the next person at a shared computer."""
    return rx.cond(
        view.order != "",
        rx.el.p(
            "This is about order ",
            rx.el.strong(view.order),
            ". ",
            rx.el.button(
                "Use another order",
                type="button",
                on_click=handlers.start_over,
                class_name=f"cursor-pointer {LINK}",
            ),
            class_name="no-print mt-12 border-t border-line pt-5 text-[0.95rem] text-soft",
        ),
        rx.fragment(),
    )
