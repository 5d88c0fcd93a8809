"""The points of a way that is partly gone: what is done, now and still to come is said and shaped, not only
coloured.
"""

import reflex as rx

from helpcenter.components.icons import icon
from helpcenter.services.views.wizard import Progress

_MARK = "flex size-7 shrink-0 items-center justify-center rounded-full"


def mark(state: rx.Var[Progress]) -> rx.Component:
    return rx.el.span(
        rx.match(
            state,
            (Progress.DONE, icon("check", "size-4")),
            (Progress.CURRENT, rx.el.span(class_name="size-2.5 rounded-full bg-accent")),
            rx.fragment(),
        ),
        class_name=rx.match(
            state,
            (Progress.DONE, f"{_MARK} bg-accent text-on-accent"),
            (Progress.CURRENT, f"{_MARK} border-3 border-accent bg-surface"),
            f"{_MARK} border-2 border-dashed border-field bg-surface",
        ),
        custom_attrs={"aria-hidden": "true"},
    )


def point_title(title: rx.Var[str], state: rx.Var[Progress]) -> rx.Component:
    return rx.el.p(
        title,
        rx.match(
            state,
            (Progress.DONE, rx.el.span(" (done)", class_name="sr-only")),
            (Progress.CURRENT, rx.el.span(" · now", class_name="font-normal text-soft")),
            rx.el.span(" (still to come)", class_name="sr-only"),
        ),
        class_name=rx.match(
            state, (Progress.CURRENT, "font-bold"), (Progress.DONE, "font-medium"), "text-soft"
        ),
    )
