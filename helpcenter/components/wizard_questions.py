"""The questions of a wizard: one form for each kind of answer."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import reflex as rx

from helpcenter.components.evidence import evidence_picker
from helpcenter.components.forms import (
    error_summary,
    field_error,
    hidden_field,
    radio,
    submit_button,
    text_field,
)
from helpcenter.components.orders import first_checks
from helpcenter.components.styles import INPUT, LINK
from helpcenter.components.wizard import WizardHandlers
from helpcenter.services.views.wizard import AddressForm, LineChoice, Option, WizardView
from helpcenter.state.focus import HEADING

ANSWER = "answer"
LINE, LINE_ID = "line", "line_id"
ANSWER_ID = f"field-{ANSWER}"


def choice_form(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    return _question_form(
        view,
        handlers,
        rx.el.fieldset(
            rx.el.legend(view.title, class_name="sr-only"),
            rx.foreach(view.options, _option),
            rx.cond(
                view.skip != "",
                radio(ANSWER, "", view.skip, "", view.answered & (view.answer == "")),
                rx.fragment(),
            ),
            custom_attrs={"id": ANSWER_ID, "aria-describedby": _described(view)},
            class_name="space-y-3",
        ),
    )


def lines_form(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    return _question_form(
        view,
        handlers,
        rx.el.ul(
            rx.foreach(view.lines, _line),
            custom_attrs={"id": ANSWER_ID},
            class_name="divide-y divide-line rounded-lg border border-line bg-surface",
        ),
    )


def text_form(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    attributes = {
        "id": ANSWER_ID,
        "aria-labelledby": HEADING,
        "aria-invalid": view.problem != "",
        "aria-describedby": _described(view),
    }
    answer: dict[str, Any] = {"name": ANSWER, "default_value": view.answer, "class_name": INPUT}
    return _question_form(
        view,
        handlers,
        rx.cond(
            view.is_one_line,
            rx.el.input(type="text", auto_complete="off", custom_attrs=attributes, **answer),
            rx.el.textarea(rows="6", custom_attrs=attributes, **answer),
        ),
    )


def address_form(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    """Starts from the address that the order has: most changes are small."""
    given, wrong = view.address, view.address_problems

    def part(label: str, name: str, complete: str, hint: str = "") -> rx.Component:
        value, problem = getattr(given, name), getattr(wrong, name)
        return text_field(label, name, problem=problem, hint=hint, value=value, auto_complete=complete)

    return _question_form(
        view,
        handlers,
        rx.el.div(
            part("Name", "name", "name"),
            part("Street and house number", "line1", "address-line1"),
            part("Apartment, floor, company (optional)", "line2", "address-line2"),
            part("City", "city", "address-level2"),
            part("State or region", "region", "address-level1", hint="Such as NY."),
            part("ZIP or postal code", "postal_code", "postal-code"),
            rx.el.div(
                rx.el.label("Country", html_for="field-country", class_name="mb-1.5 block font-semibold"),
                rx.el.select(
                    rx.foreach(view.countries, lambda it: rx.el.option(it.title, value=it.value)),
                    name="country",
                    default_value=given.country,
                    auto_complete="country",
                    class_name=INPUT,
                    custom_attrs={
                        "id": "field-country",
                        "aria-invalid": wrong.country != "",
                        "aria-describedby": rx.cond(wrong.country != "", "field-country-error", ""),
                    },
                ),
                field_error(wrong.country, "field-country"),
            ),
            # Where the link to what is wrong with all of it leads.
            custom_attrs={"id": ANSWER_ID},
            class_name="space-y-5",
        ),
        problems=tuple((getattr(wrong, part.name), f"field-{part.name}") for part in fields(AddressForm)),
    )


def evidence_form(view: rx.Var[WizardView], handlers: WizardHandlers) -> rx.Component:
    return _question_form(
        view,
        handlers,
        evidence_picker(view.picker, ANSWER_ID, _described(view)),
        below=rx.el.p(
            rx.cond(
                view.skip != "",
                view.skip,
                rx.fragment(
                    view.note,
                    " If you have none, ",
                    rx.el.a("write to us", href="/contact", class_name=f"whitespace-nowrap {LINK}"),
                    ".",
                ),
            ),
            class_name="when-nothing-added mt-5 text-[0.95rem] text-soft",
        ),
    )


def _question_form(
    view: rx.Var[WizardView],
    handlers: WizardHandlers,
    *fields: rx.Component,
    below: rx.Component | None = None,
    problems: tuple[tuple[rx.Var[str], str], ...] = (),
) -> rx.Component:
    """Keyed by the question: a form of the browser's own values must not carry over to the next one."""
    return rx.el.form(
        hidden_field("question", view.question),
        hidden_field("draft", view.draft),
        rx.el.p(view.text, id=f"{ANSWER_ID}-hint", class_name="mb-5 text-soft"),
        error_summary((view.problem, ANSWER_ID), *problems),
        first_checks(view.checks),
        *fields,
        field_error(view.problem, ANSWER_ID),
        below or rx.fragment(),
        rx.el.div(submit_button("Continue"), class_name="mt-6"),
        key=view.question,
        on_submit=handlers.answer,
        no_validate=True,
        class_name="mt-2",
    )


def _described(view: rx.Var[WizardView]) -> rx.Var[str]:
    return rx.cond(view.problem != "", f"{ANSWER_ID}-hint {ANSWER_ID}-error", f"{ANSWER_ID}-hint")


def _option(option: rx.Var[Option]) -> rx.Component:
    return radio(ANSWER, option.value, option.title, option.hint, option.chosen)


def _line(line: rx.Var[LineChoice]) -> rx.Component:
    """What cannot be chosen stays in sight, with the reason."""
    field_id = rx.Var.create("line-") + line.id
    words = (
        rx.el.span(line.title, class_name="block font-medium"),
        rx.el.span(line.detail, class_name="block text-[0.95rem] text-soft"),
    )
    return rx.el.li(
        rx.cond(
            line.limit > 0,
            rx.el.label(*words, html_for=field_id, class_name="min-w-0 grow"),
            rx.el.div(
                *words,
                rx.el.span(line.note, class_name="mt-1 block text-[0.95rem]"),
                class_name="min-w-0 grow text-soft",
            ),
        ),
        rx.cond(
            line.limit > 0,
            rx.fragment(
                hidden_field(LINE_ID, line.id),
                rx.el.select(
                    rx.foreach(
                        rx.Var.range(line.limit + 1),
                        lambda count: rx.el.option(count.to_string(), value=count.to_string()),
                    ),
                    name=LINE,
                    default_value=line.chosen.to_string(),
                    class_name=f"{INPUT} w-20! shrink-0",
                    custom_attrs={"id": field_id},
                ),
            ),
            rx.fragment(),
        ),
        # What was chosen of a line must not carry over to the next one when a line goes.
        key=line.id,
        class_name="flex items-center justify-between gap-4 px-4 py-3.5",
    )
