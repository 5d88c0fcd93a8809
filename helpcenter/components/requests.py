"""Where a request stands: its way, whose turn it is, and the mails about it."""

import reflex as rx

from helpcenter.adapters.outbox import MailState
from helpcenter.components.icons import icon
from helpcenter.components.progress import mark, point_title
from helpcenter.components.styles import CARD, H2, ROW_LINK
from helpcenter.services.views.request import RequestView, SentMail, Stage
from helpcenter.services.views.wizard import Progress, RequestLink


def standing(view: rx.Var[RequestView]) -> rx.Component:
    """The state, what it means, and who acts next by when."""
    return rx.el.section(
        rx.el.p(view.turn, class_name="text-[0.95rem] font-semibold text-accent"),
        rx.el.h2(view.status_title, class_name="mt-1 text-2xl font-bold"),
        rx.el.p(view.status_text, class_name="mt-2"),
        rx.cond(view.note != "", _note(view.note), rx.fragment()),
        rx.cond(
            view.promise != "",
            rx.el.p(
                view.promise,
                class_name=rx.cond(view.is_late, "mt-3 font-medium text-warn", "mt-3 font-medium"),
            ),
            rx.fragment(),
        ),
        rx.cond(view.granted != "", rx.el.p(view.granted, class_name="mt-3 font-medium"), rx.fragment()),
        class_name="mt-6 rounded-xl border border-line bg-accent-soft px-6 py-5",
    )


def way(stages: rx.Var[list[Stage]]) -> rx.Component:
    return rx.el.ol(rx.foreach(stages, _stage), custom_attrs={"aria-label": "Progress of your request"})


def mails(sent: rx.Var[list[SentMail]]) -> rx.Component:
    return rx.cond(
        sent.length() > 0,
        rx.fragment(
            rx.el.h2("Our emails to you", class_name=f"{H2} mb-3 mt-8"),
            rx.el.ul(rx.foreach(sent, _mail), class_name=f"{CARD} divide-y divide-line px-5"),
        ),
        rx.fragment(),
    )


def other_requests(requests: rx.Var[list[RequestLink]]) -> rx.Component:
    """What was asked for about the same order, each leading to where it stands."""
    return rx.cond(
        requests.length() > 0,
        rx.el.section(
            rx.el.h2("Your requests for this order", class_name=f"{H2} mb-3"),
            rx.el.ul(
                rx.foreach(requests, _request_link), class_name=f"{CARD} divide-y divide-line overflow-hidden"
            ),
            class_name="mt-8",
        ),
        rx.fragment(),
    )


def _note(note: rx.Var[str]) -> rx.Component:
    return rx.el.blockquote(
        note, class_name="mt-3 whitespace-pre-line break-words border-l-3 border-accent pl-4"
    )


def _stage(stage: rx.Var[Stage]) -> rx.Component:
    return rx.el.li(
        mark(stage.state),
        rx.el.div(
            point_title(stage.title, stage.state),
            rx.cond(
                stage.when != "", rx.el.p(stage.when, class_name="text-[0.95rem] text-soft"), rx.fragment()
            ),
            rx.cond(stage.note != "", _note(stage.note), rx.fragment()),
            class_name="min-w-0 pt-0.5",
        ),
        class_name="relative flex gap-4 pb-6 last:pb-0 "
        "before:absolute before:bottom-0 before:left-[0.8125rem] before:top-8 before:w-0.5 before:bg-line "
        "last:before:hidden",
        custom_attrs={"aria-current": rx.cond(stage.state == Progress.CURRENT, "step", "false")},
    )


def _mail(mail: rx.Var[SentMail]) -> rx.Component:
    return rx.el.li(
        rx.el.p(mail.title, class_name="font-medium"),
        rx.el.p(
            mail.sentence,
            class_name=rx.cond(
                mail.state == MailState.GIVEN_UP,
                "break-words text-[0.95rem] text-warn",
                "break-words text-[0.95rem] text-soft",
            ),
        ),
        class_name="py-3.5",
    )


def _request_link(request: rx.Var[RequestLink]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.span(request.title, class_name="block font-semibold"),
                rx.el.span(
                    request.status,
                    rx.el.span(" · ", custom_attrs={"aria-hidden": "true"}),
                    rx.el.span(request.reference, class_name="whitespace-nowrap"),
                    class_name="block text-[0.95rem] text-soft",
                ),
            ),
            icon("arrow", "size-5", "text-accent"),
            href=request.href,
            class_name=ROW_LINK,
        )
    )
