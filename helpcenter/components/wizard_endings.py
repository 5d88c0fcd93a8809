"""The last pages of a wizard: refused, where the order stands, or done."""

from __future__ import annotations

import reflex as rx

from helpcenter.components.forms import hidden_field
from helpcenter.components.orders import advised_action, first_checks, parcel, possible_actions, timeline
from helpcenter.components.receipts import citation, money_table
from helpcenter.components.requests import other_requests
from helpcenter.components.styles import CHOICE_OF_WAYS, H2, LINK, WIDE_SECONDARY
from helpcenter.components.wizard import WizardHandlers
from helpcenter.services.views.wizard import WizardView


def refusal(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
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
        _the_rest(view, handlers),
        other_requests(view.requests),
        citation(view.citation),
        rx.cond(
            (view.possible.length() > 0) | (view.later != ""),
            possible_actions(view.possible, view.later),
            rx.fragment(),
        ),
        rx.el.p(
            "Something else? ",
            rx.el.a("Write to us", href="/contact", class_name=LINK),
            ", and a person will look at it. Mention ",
            rx.el.strong(view.reference, class_name="whitespace-nowrap font-mono tracking-wider"),
            " when you write: we then see what you saw here.",
            class_name="mt-6",
        ),
    )


def _the_rest(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    """One press gives the question another answer, and what was answered besides stays."""
    return rx.cond(
        view.options.length() > 0,
        rx.el.section(
            rx.el.p(view.note, class_name="mb-3"),
            rx.el.div(
                rx.foreach(
                    view.options,
                    lambda option: rx.el.form(
                        hidden_field("question", view.question),
                        hidden_field("draft", view.draft),
                        hidden_field("answer", option.value),
                        rx.el.button(option.title, type="submit", class_name=WIDE_SECONDARY),
                        on_submit=handlers.answer,
                    ),
                ),
                class_name=CHOICE_OF_WAYS,
            ),
            class_name="no-print mt-6",
        ),
        rx.fragment(),
    )


def order_status(view: rx.Var[WizardView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(view.text, class_name="mt-3 text-lg"),
        first_checks(view.checks),
        advised_action(view.advised),
        other_requests(view.requests),
        timeline(view.milestones),
        rx.el.div(rx.foreach(view.parcels, parcel), class_name="mt-8 grid gap-4 sm:grid-cols-2"),
        rx.cond(
            (view.advised.href != "") & (view.possible.length() == 0),
            rx.fragment(),
            possible_actions(view.possible, view.later, or_else=_write_to_us()),
        ),
    )


def _write_to_us() -> rx.Component:
    return rx.fragment(
        rx.el.a("Write to us", href="/contact", class_name=LINK), " and a person will look at it."
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
            rx.el.a("See where it stands", href="/requests/" + view.reference, class_name=WIDE_SECONDARY),
            rx.cond(
                view.again != "",
                rx.el.button(
                    view.again, type="button", on_click=handlers.ask_again, class_name=WIDE_SECONDARY
                ),
                rx.el.a("Back to the start", href="/", class_name=WIDE_SECONDARY),
            ),
            class_name=f"no-print mt-8 {CHOICE_OF_WAYS}",
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
