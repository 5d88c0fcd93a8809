"""Where the visitor is in a wizard, and the ways back: on the page, and by the browser's own Back."""

import reflex as rx
from reflex.event import EventHandler

from helpcenter.components.custom_element import CustomElement
from helpcenter.components.icons import icon
from helpcenter.components.styles import H1, LINK
from helpcenter.services.views.wizard import WizardView
from helpcenter.state.focus import HEADING


class WizardSteps(CustomElement):
    """`<wizard-steps at="3">`: the script (assets/wizard-steps.js) presses the hidden buttons in it."""

    tag = "wizard-steps"

    at: rx.Var[int]


def heading(view: rx.Var[WizardView], go_to: EventHandler) -> rx.Component:
    """Back, where you are, and the question: focused after each step, so that readers begin here.

    `go_to` takes the key of a question.
    """
    return rx.fragment(
        WizardSteps.create(
            rx.foreach(
                view.trail, lambda step: rx.el.button(type="button", hidden=True, on_click=go_to(step))
            ),
            at=view.at,
        ),
        rx.cond(
            view.back != "",
            rx.el.button(
                icon("back", "size-4"),
                "Back",
                type="button",
                on_click=go_to(view.back),
                class_name=f"mb-3 inline-flex min-h-11 cursor-pointer items-center gap-1.5 {LINK}",
            ),
            rx.fragment(),
        ),
        rx.cond(
            view.count > 0,
            rx.el.p(
                view.flow_title,
                rx.el.span(" · ", custom_attrs={"aria-hidden": "true"}),
                "step ",
                view.number,
                " of ",
                view.count,
                class_name="mb-1 text-[0.95rem] text-soft",
            ),
            rx.fragment(),
        ),
        rx.el.h1(view.title, id=HEADING, tab_index=-1, class_name=H1),
    )
