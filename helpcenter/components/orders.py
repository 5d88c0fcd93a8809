"""An order's way, its parcels, and what can be done about it."""

import reflex as rx

from helpcenter.components.icons import icon
from helpcenter.components.progress import mark, point_title
from helpcenter.components.styles import CARD, H2, LINK, PRIMARY, ROW_LINK
from helpcenter.components.time_left import time_left
from helpcenter.services.views.wizard import Check, Milestone, Parcel, ParcelState, Possible, Progress


def timeline(milestones: rx.Var[list[Milestone]]) -> rx.Component:
    """Down the page on a phone, across it on a wide screen."""
    return rx.cond(
        milestones.length() > 0,
        rx.el.ol(
            rx.foreach(milestones, _milestone),
            class_name="my-8 flex flex-col gap-4 sm:flex-row sm:gap-2",
            custom_attrs={"aria-label": "Progress of your order"},
        ),
        rx.fragment(),
    )


def parcel(value: rx.Var[Parcel]) -> rx.Component:
    late = value.state == ParcelState.OVERDUE
    return rx.el.section(
        rx.el.h2(value.title, class_name="font-semibold"),
        rx.el.p(value.expected, class_name=rx.cond(late, "font-medium text-warn", "font-medium text-accent")),
        rx.el.ul(
            rx.foreach(value.contents, rx.el.li),
            class_name="mt-2",
        ),
        rx.cond(
            value.tracking_number != "",
            rx.el.p(
                value.carrier,
                " ",
                rx.cond(
                    value.tracking_url != "",
                    rx.el.a(
                        value.tracking_number,
                        href=value.tracking_url,
                        rel="noopener noreferrer",
                        target="_blank",
                        class_name=LINK,
                        custom_attrs={
                            "aria-label": "Track parcel " + value.tracking_number + " (opens in a new tab)"
                        },
                    ),
                    value.tracking_number,
                ),
                class_name="mt-2 text-[0.95rem]",
            ),
            rx.fragment(),
        ),
        class_name=f"{CARD} p-5",
    )


def first_checks(checks: rx.Var[list[Check]]) -> rx.Component:
    return rx.cond(
        checks.length() > 0,
        rx.el.ol(
            rx.foreach(
                checks,
                lambda check: rx.el.li(
                    rx.el.span(check.title, ". ", class_name="font-semibold"), check.text, class_name="pl-1"
                ),
            ),
            class_name="my-5 list-decimal space-y-2 pl-6",
        ),
        rx.fragment(),
    )


def advised_action(action: rx.Var[Possible]) -> rx.Component:
    """What most visitors of this page came for, before all that there is to read."""
    return rx.cond(
        action.href != "",
        rx.el.a(
            action.title,
            icon("arrow", "size-5"),
            href=action.href,
            class_name=f"{PRIMARY} no-print w-full sm:w-auto",
        ),
        rx.fragment(),
    )


def possible_actions(
    actions: rx.Var[list[Possible]], later: rx.Var[str], *, or_else: rx.Component | None = None
) -> rx.Component:
    """`or_else` is what follows where nothing can be done online."""
    return rx.el.section(
        rx.el.h2("What you can do now", class_name=f"{H2} mb-3"),
        rx.cond(
            actions.length() > 0,
            rx.el.ul(
                rx.foreach(actions, _possible), class_name=f"{CARD} divide-y divide-line overflow-hidden"
            ),
            rx.el.p("There is nothing to settle online right now. ", or_else or rx.fragment()),
        ),
        rx.cond(later != "", rx.el.p(later, class_name="mt-3 text-[0.95rem] text-soft"), rx.fragment()),
        class_name="mt-10",
    )


def _possible(action: rx.Var[Possible]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(action.title, class_name="block font-semibold"),
                rx.cond(
                    action.until_iso != "",
                    rx.el.span(
                        time_left(action.until_iso),
                        rx.el.span(action.until, class_name="text-soft"),
                        class_name="flex flex-wrap gap-x-3 text-[0.95rem]",
                    ),
                    rx.fragment(),
                ),
            ),
            icon("arrow", "size-5", "text-accent"),
            href=action.href,
            class_name=ROW_LINK,
        )
    )


def _milestone(point: rx.Var[Milestone]) -> rx.Component:
    return rx.el.li(
        mark(point.state),
        rx.el.div(
            point_title(point.title, point.state),
            rx.el.p(point.when, class_name="text-[0.95rem] text-soft"),
        ),
        class_name="flex gap-3 sm:flex-1 sm:flex-col sm:gap-2",
        custom_attrs={"aria-current": rx.cond(point.state == Progress.CURRENT, "step", "false")},
    )
