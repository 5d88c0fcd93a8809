"""The parts of a wizard's page besides its questions. All read one view, and are given handlers."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx
from reflex.event import EventHandler

from helpcenter.components.forms import email_field, error_summary, hidden_field, submit_button, text_field
from helpcenter.components.receipts import answer_rows, money_table
from helpcenter.components.time_left import deadline
from helpcenter.orders.reference import LONGEST_ORDER_NUMBER
from helpcenter.services.views.wizard import WizardView

# With dashes and spaces between, as somebody may write it.
ROOM_FOR_ORDER_NUMBER = 2 * LONGEST_ORDER_NUMBER


@dataclass(frozen=True)
class WizardHandlers:
    """`back` takes the key of the question to show; `identify` and `answer` take a form's data."""

    identify: EventHandler
    answer: EventHandler
    back: EventHandler
    send: EventHandler
    start_over: EventHandler
    ask_again: EventHandler


def identify_form(
    view: rx.Var[WizardView], problems: rx.Var[dict[str, str]], handlers: WizardHandlers
) -> rx.Component:
    """`problems` holds a sentence for "number" and for "email", "" where all is well."""
    number, email = problems["number"], problems["email"]
    return rx.el.form(
        rx.el.p(view.text, class_name="mb-6 text-soft"),
        error_summary((number, "field-number"), (email, "field-email")),
        text_field(
            "Order number",
            "number",
            problem=number,
            hint="Such as S-1001. It is at the top of your confirmation email.",
            auto_complete="off",
            auto_capitalize="characters",
            spell_check=False,
            max_length=ROOM_FOR_ORDER_NUMBER,
        ),
        email_field(email),
        submit_button("Continue"),
        on_submit=handlers.identify,
        no_validate=True,
        class_name="mt-2 space-y-6",
    )


def check_form(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    return rx.el.form(
        hidden_field("answers_seal", view.answers_seal),
        hidden_field("terms_seal", view.terms_seal),
        answer_rows(view.rows, handlers.back),
        money_table(view.money),
        rx.el.p(view.text, class_name="my-6"),
        rx.cond(view.note != "", rx.el.p(view.note, class_name="mb-6 font-medium text-warn"), rx.fragment()),
        deadline(view.until_iso, view.until),
        rx.el.div(submit_button(view.send), class_name="mt-4"),
        on_submit=handlers.send,
        class_name="mt-6",
    )
