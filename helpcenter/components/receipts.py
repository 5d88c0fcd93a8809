"""Rows of a receipt: answers, money, and the rule that decided."""

import reflex as rx
from reflex.event import EventHandler

from helpcenter.components.anchors import anchor
from helpcenter.components.icons import icon
from helpcenter.components.styles import FOCUS, LINK, SOFT, SUMMARY, TALL
from helpcenter.services.views.wizard import Citation, Row, ShownFile


def money_table(rows: rx.Var[list[Row]]) -> rx.Component:
    return rx.cond(
        rows.length() > 0,
        rx.el.dl(
            rx.foreach(rows, _money_row),
            class_name="mt-6 rounded-lg border border-line bg-surface px-4",
        ),
        rx.fragment(),
    )


def answer_rows(rows: rx.Var[list[Row]], on_change: EventHandler | None = None) -> rx.Component:
    """`on_change` takes the key of the question to go back to; without it the answers are for reading."""
    return rx.el.dl(
        rx.foreach(rows, lambda row: _answer_row(row, on_change)),
        class_name="rounded-lg border border-line bg-surface px-4",
    )


def citation(rule: rx.Var[Citation]) -> rx.Component:
    """What the decision rests on, folded away for those who do not ask; paper shows it unfolded."""
    return rx.cond(
        rule.facts.length() > 0,
        rx.el.details(
            rx.el.summary("The rule behind this", class_name=SUMMARY),
            rx.cond(
                rule.sentence != "",
                rx.el.div(
                    rx.el.p(rule.sentence),
                    rx.el.p(rule.since, ". ", rule.source, class_name=SOFT),
                    class_name="mb-4 space-y-1 text-[0.95rem]",
                ),
                rx.fragment(),
            ),
            rx.el.dl(rx.foreach(rule.facts, _fact), class_name="space-y-1 pb-4 text-[0.95rem]"),
            class_name="mt-6 rounded-lg border border-line bg-surface px-4",
        ),
        rx.fragment(),
    )


def _fact(row: rx.Var[Row]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(row.label, class_name="w-full text-soft sm:w-44 sm:shrink-0"),
        rx.el.dd(row.value, class_name="min-w-0"),
        class_name="flex flex-wrap gap-x-4",
    )


def _money_row(row: rx.Var[Row]) -> rx.Component:
    weight = rx.cond(row.strong, "font-bold", "")
    return rx.el.div(
        rx.el.dt(row.label, class_name=weight),
        rx.el.dd(row.value, class_name=rx.Var.create("tabular-nums ") + weight),
        class_name="flex justify-between gap-4 border-b border-line py-3 last:border-b-0",
    )


def _answer_row(row: rx.Var[Row], on_change: EventHandler | None) -> rx.Component:
    return rx.el.div(
        rx.el.dt(
            row.label, class_name="grow text-[0.95rem] text-soft sm:w-40 sm:shrink-0 sm:grow-0 sm:text-base"
        ),
        # On a phone below the label and its button, in all the width there is.
        rx.el.dd(
            row.value,
            _files(row.files),
            class_name="order-last w-full min-w-0 whitespace-pre-line sm:order-none sm:w-auto sm:flex-1",
        ),
        _change_button(row, on_change) if on_change else rx.fragment(),
        class_name="flex flex-wrap gap-x-4 gap-y-0.5 border-b border-line py-3.5 last:border-b-0 "
        "sm:flex-nowrap",
    )


def _files(files: rx.Var[list[ShownFile]]) -> rx.Component:
    return rx.cond(
        files.length() > 0,
        rx.el.ul(rx.foreach(files, _file), class_name="mt-2 flex flex-wrap gap-2"),
        rx.fragment(),
    )


def _file(file: rx.Var[ShownFile]) -> rx.Component:
    """Opens in a tab of its own: it is no page, so there is no way back from it."""
    look = f"flex size-20 items-center justify-center overflow-hidden rounded-lg border border-line {FOCUS}"
    return rx.el.li(
        anchor(
            rx.cond(
                file.preview != "",
                rx.el.img(src=file.preview, alt=file.name, class_name="size-full object-cover"),
                rx.el.span(
                    icon("document", "size-7"),
                    rx.el.span(file.name, class_name="text-sm"),
                    class_name="flex flex-col items-center gap-1 text-soft",
                ),
            ),
            href=file.href,
            target="_blank",
            class_name=look,
        )
    )


def _change_button(row: rx.Var[Row], on_change: EventHandler) -> rx.Component:
    return rx.cond(
        row.question != "",
        rx.el.dd(
            rx.el.button(
                "Change",
                rx.el.span(" ", row.label, class_name="sr-only"),
                type="button",
                on_click=on_change(row.question),
                class_name=f"{TALL} cursor-pointer {LINK}",
            ),
        ),
        rx.fragment(),
    )
