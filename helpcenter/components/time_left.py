"""A clock that runs towards a deadline, in the browser alone (assets/time-left.js)."""

import reflex as rx

from helpcenter.components.custom_element import CustomElement
from helpcenter.components.icons import icon


class TimeLeftElement(CustomElement):
    """`<time-left until="…">`: the script fills in the words, so it has no children."""

    tag = "time-left"

    until: rx.Var[str]


def time_left(until_iso: rx.Var[str]) -> rx.Component:
    return rx.el.span(
        icon("clock", "size-4"),
        TimeLeftElement.create(until=until_iso),
        class_name="inline-flex items-center gap-1.5 font-semibold text-accent tabular-nums",
    )


def deadline(until_iso: rx.Var[str], until: rx.Var[str]) -> rx.Component:
    """The running clock with the deadline in words behind it; nothing where there is none."""
    return rx.cond(
        until_iso != "",
        rx.el.p(
            time_left(until_iso),
            rx.el.span(until, class_name="text-soft"),
            class_name="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[0.95rem]",
        ),
        rx.fragment(),
    )
