"""What a customer fills in. Each part takes values and says what is wrong on top and beside the field."""

import operator
from functools import reduce
from typing import Any

import reflex as rx

from helpcenter.components.anchors import anchor
from helpcenter.components.icons import icon
from helpcenter.components.styles import INPUT, LINK, PRIMARY
from helpcenter.state.focus import PROBLEM


def error_summary(*problems: tuple[rx.Var[str], str | rx.Var[str]]) -> rx.Component:
    """What is wrong, each with the id of its field. The program moves the focus here."""
    any_problem = reduce(operator.or_, (problem != "" for problem, _field_id in problems))
    return rx.cond(
        any_problem,
        rx.el.div(
            icon("alert", "size-5", "mt-0.5"),
            rx.el.div(
                rx.el.p("There is a problem", class_name="font-semibold"),
                *(_problem_link(problem, field_id) for problem, field_id in problems),
            ),
            id=PROBLEM,
            role="alert",
            tab_index=-1,
            class_name="mb-6 flex gap-3 rounded-lg border border-bad bg-bad-soft px-4 py-3 text-bad",
        ),
        rx.fragment(),
    )


def _problem_link(problem: rx.Var[str], field_id: str | rx.Var[str]) -> rx.Component:
    link = anchor(problem, href=rx.Var.create("#") + field_id, class_name="underline underline-offset-4")
    return rx.cond(problem != "", rx.el.p(link, class_name="mt-1"), rx.fragment())


def field_error(problem: rx.Var[str], field_id: str) -> rx.Component:
    return rx.cond(
        problem != "",
        rx.el.p(problem, id=f"{field_id}-error", class_name="mt-1.5 text-[0.95rem] font-medium text-bad"),
        rx.fragment(),
    )


def text_field(
    label: str,
    name: str,
    *,
    problem: rx.Var[str],
    hint: str = "",
    value: rx.Var[str] | str = "",
    **attributes: Any,
) -> rx.Component:
    """One line of text. Reads its value when the form is sent, so nothing is sent while typing."""
    field_id = f"field-{name}"
    hint_id = f"{field_id}-hint " if hint else ""
    described = rx.cond(problem != "", f"{hint_id}{field_id}-error", hint_id.strip())
    return rx.el.div(
        rx.el.label(label, html_for=field_id, class_name="block font-semibold"),
        rx.el.p(hint, id=f"{field_id}-hint", class_name="mb-1.5 text-[0.95rem] text-soft")
        if hint
        else rx.fragment(),
        rx.el.input(
            name=name,
            default_value=value,
            class_name=INPUT,
            # As a plain attribute: Reflex adds every field with an `id` of its own to the form's data twice.
            custom_attrs={"id": field_id, "aria-invalid": problem != "", "aria-describedby": described},
            **attributes,
        ),
        field_error(problem, field_id),
    )


def email_field(problem: rx.Var[str]) -> rx.Component:
    """Plain text to the browser: its own check of addresses would speak before ours, in other words."""
    return text_field(
        "Email address",
        "email",
        problem=problem,
        hint="The one you ordered with.",
        type="text",
        input_mode="email",
        auto_complete="email",
        auto_capitalize="none",
        spell_check=False,
        max_length=254,
    )


def still_not_found(not_found: rx.Var[bool], resending: rx.Var[str]) -> rx.Component:
    """The ways on for whoever has checked everything. The same whether there is such an order or not."""
    return rx.cond(
        not_found,
        rx.el.p(
            "Still not found? ",
            rx.el.a("Write to us", href="/contact", class_name=LINK),
            rx.cond(
                resending != "",
                rx.fragment(
                    ", or ",
                    rx.el.a("get your confirmation email again", href=resending, class_name=LINK),
                ),
                rx.fragment(),
            ),
            ".",
            class_name="mt-6",
        ),
        rx.fragment(),
    )


def radio(
    name: str,
    value: rx.Var[str] | str,
    title: rx.Var[str],
    hint: rx.Var[str] | str,
    chosen: rx.Var[bool],
) -> rx.Component:
    """A whole card to tap on; the browser's own radio button stays: keys and readers work as everywhere."""
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=value,
            default_checked=chosen,
            class_name="mt-0.5 size-5 shrink-0 accent-accent focus-visible:outline-none",
        ),
        rx.el.span(
            rx.el.span(title, class_name="block font-medium"),
            rx.cond(
                rx.Var.create(hint) != "",
                rx.el.span(hint, class_name="block text-[0.95rem] text-soft"),
                rx.fragment(),
            ),
        ),
        class_name="flex cursor-pointer gap-3.5 rounded-lg border border-field bg-surface px-4 py-3.5 "
        "hover:bg-accent-soft has-checked:border-accent has-checked:bg-accent-soft "
        "has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-3 "
        "has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
    )


def submit_button(words: rx.Var[str] | str) -> rx.Component:
    return rx.el.button(words, type="submit", class_name=f"{PRIMARY} w-full sm:w-auto")


def hidden_field(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.input(type="hidden", name=name, value=value)
