"""What is said when something that the visitor did came to nothing. Whatever was entered is still there."""

import reflex as rx
from reflex.event import EventHandler

from helpcenter.components.icons import icon
from helpcenter.components.styles import FOCUS

_WORDS = {
    "not_understood": "That did not come through. Please try once more.",
    "missing": "Something is missing. Fill it in and try again.",
    "too_long": "That is more text than fits. Shorten it and try again.",
    "too_fast": "That was a little fast. Wait a moment and try again.",
    "too_many_attempts": "That was tried too many times. Wait a while, or write to us.",
    "changed_elsewhere": "This was changed in another tab. Nothing was sent: look it over once more.",
    "changed_since": "Something has changed since you last looked. Nothing was sent: look it over once more.",
    "not_allowed": "You opened this a while ago. To keep it yours alone, please look it up again.",
}
_ANYTHING_ELSE = (
    "Something went wrong on our side, and we are sorry. Your answers are safe. Please try again."
)


def notice_banner(notice: rx.Var[str], on_dismiss: EventHandler) -> rx.Component:
    """`notice` is a code of Notice, "" for none."""
    return rx.cond(
        notice != "",
        rx.el.div(
            icon("alert", "size-5", "mt-0.5"),
            rx.el.p(rx.match(notice, *_WORDS.items(), _ANYTHING_ELSE), class_name="grow"),
            rx.el.button(
                "Close",
                type="button",
                on_click=on_dismiss,
                class_name=f"min-h-11 cursor-pointer px-2 underline underline-offset-4 {FOCUS}",
            ),
            role="alert",
            class_name="mx-4 mt-4 flex max-w-3xl items-start gap-3 rounded-lg border border-warn "
            "bg-warn-soft px-4 py-3 text-warn md:mx-auto md:w-full",
        ),
        rx.fragment(),
    )
