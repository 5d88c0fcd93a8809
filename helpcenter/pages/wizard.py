import reflex as rx

from helpcenter.components.forms import still_not_found
from helpcenter.components.missing import loading, needs_javascript
from helpcenter.components.styles import H1
from helpcenter.components.wizard import WizardHandlers, check_form, identify_form
from helpcenter.components.wizard_endings import done, order_status, other_order, refusal, replied
from helpcenter.components.wizard_questions import (
    address_form,
    choice_form,
    evidence_form,
    lines_form,
    text_form,
)
from helpcenter.components.wizard_steps import heading
from helpcenter.pages.frame import frame, nothing_here
from helpcenter.services.views.wizard import Step, WizardView
from helpcenter.state.found import Found
from helpcenter.state.site import SiteState
from helpcenter.state.wizard import WizardState


def wizard() -> rx.Component:
    view = WizardState.view
    handlers = WizardHandlers(
        identify=WizardState.identify,
        answer=WizardState.answer,
        back=WizardState.go_back,
        send=WizardState.send,
        start_over=WizardState.start_over,
        ask_again=WizardState.ask_again,
    )
    return frame(
        rx.match(
            WizardState.found,
            (
                Found.YES,
                rx.fragment(
                    heading(view, handlers.back),
                    rx.match(
                        view.step,
                        (
                            Step.IDENTIFY,
                            rx.fragment(
                                identify_form(view, WizardState.problems, handlers),
                                still_not_found(WizardState.not_found, SiteState.site.resending),
                            ),
                        ),
                        (Step.CHOICE, choice_form(view, handlers)),
                        (Step.LINES, lines_form(view, handlers)),
                        (Step.TEXT, text_form(view, handlers)),
                        (Step.ADDRESS, address_form(view, handlers)),
                        (Step.EVIDENCE, evidence_form(view, handlers)),
                        (Step.CHECK, check_form(view, handlers)),
                        (Step.REFUSED, refusal(view, handlers)),
                        (Step.STATUS, order_status(view)),
                        (Step.DONE, done(view, handlers)),
                        (Step.REPLIED, replied(view)),
                        loading(),
                    ),
                    other_order(view, handlers),
                ),
            ),
            (Found.NO, nothing_here()),
            _opening(view),
        ),
    )


def _opening(view: rx.Var[WizardView]) -> rx.Component:
    """The name of the wizard, until it is known where the visitor stands in it."""
    return rx.fragment(
        rx.el.h1(view.title, class_name=f"{H1} mb-4"),
        needs_javascript(SiteState.site),
        rx.el.div(loading(), class_name="only-live"),
    )
