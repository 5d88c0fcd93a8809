import reflex as rx

from helpcenter.components.forms import (
    email_field,
    error_summary,
    still_not_found,
    submit_button,
    text_field,
)
from helpcenter.components.missing import needs_javascript
from helpcenter.components.receipts import answer_rows, citation, money_table
from helpcenter.components.requests import mails, standing, way
from helpcenter.components.styles import CHOICE_OF_WAYS, H1, H2, LINK, SECONDARY, SUMMARY, WIDE_SECONDARY
from helpcenter.flows.flow import Ending
from helpcenter.orders.reference import ROOM_FOR_REFERENCE
from helpcenter.pages.frame import frame
from helpcenter.services.views.request import RequestView
from helpcenter.state.focus import HEADING
from helpcenter.state.requests import RequestState
from helpcenter.state.site import SiteState


def requests() -> rx.Component:
    view = RequestState.view
    return frame(rx.cond(view.reference != "", _status(view), _look_up()))


def _look_up() -> rx.Component:
    return rx.fragment(
        rx.el.h1("Where does my request stand?", id=HEADING, tab_index=-1, class_name=H1),
        rx.el.p(
            "Enter the reference from our email, and the email address that you ordered with.",
            class_name="only-live mb-6 mt-2 text-lg text-soft",
        ),
        needs_javascript(SiteState.site),
        error_summary(
            (RequestState.problems["reference"], "field-reference"),
            (RequestState.problems["email"], "field-email"),
        ),
        rx.el.form(
            # Made anew for the reference in the page's address. An email address that was typed before stays.
            rx.el.div(
                text_field(
                    "Reference",
                    "reference",
                    problem=RequestState.problems["reference"],
                    hint="Such as R-7K4M-2XQP. Spaces and dashes do not matter.",
                    value=RequestState.reference,
                    auto_complete="off",
                    auto_capitalize="characters",
                    spell_check=False,
                    max_length=ROOM_FOR_REFERENCE,
                ),
                key=RequestState.reference,
            ),
            email_field(RequestState.problems["email"]),
            submit_button("Show my request"),
            on_submit=RequestState.look_up,
            # Sent before the page is live, it must not write the email address into the page's address.
            method="post",
            no_validate=True,
            class_name="only-live space-y-6",
        ),
        still_not_found(RequestState.not_found, SiteState.site.resending),
    )


def _status(view: rx.Var[RequestView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            rx.cond(view.status == Ending.REFUSED, "Answer ", "Request "),
            view.reference,
            " · order ",
            view.order,
            class_name="mb-1 text-[0.95rem] text-soft",
        ),
        rx.el.h1(view.title, id=HEADING, tab_index=-1, class_name=H1),
        standing(view),
        rx.cond(view.status == Ending.REFUSED, rx.fragment(), _way_and_answers(view)),
        money_table(view.money),
        citation(view.citation),
        mails(view.mails),
        rx.cond(view.can_withdraw, _withdraw(), rx.fragment()),
        rx.el.p(
            "Anything wrong with it? ",
            rx.el.a("Write to us", href="/contact", class_name=LINK),
            " and name the reference.",
            class_name="mt-6",
        ),
        rx.el.div(
            rx.cond(
                view.again != "",
                rx.el.a("Ask again", href=view.again, class_name=WIDE_SECONDARY),
                rx.fragment(),
            ),
            rx.el.button(
                "Look up another request",
                type="button",
                on_click=RequestState.close,
                class_name=WIDE_SECONDARY,
            ),
            class_name=f"no-print mt-8 {CHOICE_OF_WAYS}",
        ),
    )


def _way_and_answers(view: rx.Var[RequestView]) -> rx.Component:
    return rx.fragment(
        rx.el.h2("Progress", class_name=f"{H2} mb-4 mt-8"),
        way(view.way),
        rx.el.h2("What you asked for", class_name=f"{H2} mb-3 mt-8"),
        answer_rows(view.rows),
    )


def _withdraw() -> rx.Component:
    """Unfolded first: one tap too many should not take a request back."""
    return rx.el.details(
        rx.el.summary("Take this request back", class_name=SUMMARY),
        rx.el.div(
            rx.el.p("Nobody has acted on it yet, so you can. We confirm it by email."),
            rx.el.button(
                "Yes, take it back",
                type="button",
                on_click=RequestState.withdraw,
                class_name=f"{SECONDARY} mt-3",
            ),
            class_name="pb-4 text-[0.95rem]",
        ),
        class_name="mt-6 rounded-lg border border-line bg-surface px-4",
    )
