import reflex as rx

from helpcenter.components.cards import article_links
from helpcenter.components.missing import loading
from helpcenter.components.styles import H1, LINK, TALL
from helpcenter.pages.frame import frame, nothing_here
from helpcenter.state.browsing import CategoryState
from helpcenter.state.found import Found


def category() -> rx.Component:
    view = CategoryState.view
    return frame(
        rx.match(
            CategoryState.found,
            (
                Found.YES,
                rx.fragment(
                    rx.el.nav(
                        rx.el.a("Help", href="/", class_name=f"{TALL} {LINK}"),
                        class_name="mb-4 text-[0.95rem]",
                        custom_attrs={"aria-label": "You are here"},
                    ),
                    rx.el.h1(view.title, class_name=H1),
                    rx.el.p(view.text, class_name="mb-6 mt-2 text-lg text-soft"),
                    article_links(view.articles),
                ),
            ),
            (Found.NO, nothing_here()),
            loading(),
        ),
    )
