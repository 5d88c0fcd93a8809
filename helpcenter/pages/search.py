import reflex as rx

from helpcenter.components.cards import article_links, wizard_card
from helpcenter.components.search import filter_links, results_list, search_form
from helpcenter.components.styles import CARD, H1, H2, LINK
from helpcenter.pages.frame import frame
from helpcenter.services.views.content import SearchView
from helpcenter.state.searching import SearchState


def search() -> rx.Component:
    view = SearchState.view
    return frame(
        rx.el.h1("Search", class_name=f"{H1} mb-5"),
        rx.el.div(search_form(value=view.query), key=view.query),
        rx.cond(
            view.said != "",
            rx.fragment(
                filter_links(view.filters),
                rx.el.p(view.said, role="status", class_name="mb-4 mt-5 text-soft"),
                rx.cond(view.answered, rx.fragment(), _person(view)),
                rx.cond(view.is_gap & (view.results.length() > 0), _nearest(), rx.fragment()),
                results_list(view.results),
                rx.cond(view.wizards.length() > 0, _closest(view), rx.fragment()),
            ),
            rx.fragment(),
        ),
        rx.cond(view.popular.length() > 0, _popular(view), rx.fragment()),
    )


def _person(view: rx.Var[SearchView]) -> rx.Component:
    """Where none of the results is likely to be what was meant; they stay."""
    return rx.el.p(
        rx.cond(~view.is_gap & (view.results.length() > 0), "Not quite it? ", ""),
        rx.el.a("Talk to us", href="/contact", class_name=LINK),
        ", and a person will find the answer.",
        class_name=f"{CARD} mb-4 px-5 py-4",
    )


def _nearest() -> rx.Component:
    return rx.el.h2("This comes closest", class_name=f"{H2} mb-4 mt-8")


def _closest(view: rx.Var[SearchView]) -> rx.Component:
    """What can be settled at once."""
    return rx.fragment(
        rx.el.h2("Perhaps one of these", class_name=f"{H2} mb-4 mt-8"),
        rx.el.ul(rx.foreach(view.wizards, wizard_card), class_name="grid gap-2.5 sm:grid-cols-2 sm:gap-4"),
    )


def _popular(view: rx.Var[SearchView]) -> rx.Component:
    return rx.fragment(
        rx.el.h2("What others ask", class_name=f"{H2} mb-4 mt-8"),
        article_links(view.popular, summaries=False),
    )
