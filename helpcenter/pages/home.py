import reflex as rx

from helpcenter.components.cards import article_links, category_card, wizard_card
from helpcenter.components.search import search_form
from helpcenter.components.styles import H2
from helpcenter.pages.frame import frame
from helpcenter.state.browsing import HomeState
from helpcenter.state.site import SiteState


def home() -> rx.Component:
    view = HomeState.view
    return frame(
        rx.el.section(
            rx.el.h1(
                SiteState.site.tagline,
                class_name="text-center text-4xl font-bold tracking-tight sm:text-5xl",
            ),
            rx.el.div(
                search_form(large=True),
                class_name="mx-auto mt-7 max-w-2xl",
            ),
            class_name="py-4 sm:py-8",
        ),
        rx.el.section(
            rx.el.h2("Get it settled now", class_name=f"{H2} mb-4"),
            rx.el.ul(
                rx.foreach(view.wizards, wizard_card), class_name="grid gap-2.5 sm:grid-cols-2 sm:gap-4"
            ),
            class_name="mt-6 min-h-64",
        ),
        rx.el.section(
            rx.el.h2("Browse by topic", class_name=f"{H2} mb-4"),
            rx.el.ul(
                rx.foreach(view.categories, category_card),
                class_name="grid gap-3 sm:grid-cols-2 sm:gap-4 lg:grid-cols-3",
            ),
            class_name="mt-12",
        ),
        rx.el.section(
            rx.el.h2("What others ask", class_name=f"{H2} mb-4"),
            article_links(view.popular, summaries=False),
            class_name="mt-12",
        ),
        wide=True,
    )
