import reflex as rx

from helpcenter.components.article import body, breadcrumb, contents_list, was_this_helpful
from helpcenter.components.cards import article_links, start_card
from helpcenter.components.missing import loading
from helpcenter.components.styles import H1, H2
from helpcenter.pages.frame import frame, nothing_here
from helpcenter.services.views.content import ArticleView
from helpcenter.state.browsing import ArticleState
from helpcenter.state.found import Found


def article() -> rx.Component:
    return frame(
        rx.match(
            ArticleState.found,
            (Found.YES, _article(ArticleState.view)),
            (Found.NO, nothing_here()),
            loading(),
        ),
        wide=True,
    )


def _article(view: rx.Var[ArticleView]) -> rx.Component:
    return rx.el.div(
        rx.el.article(
            breadcrumb(view.category),
            rx.el.h1(view.title, class_name=H1),
            rx.el.div(start_card(view.wizard), class_name="my-6 max-w-[68ch] empty:hidden"),
            rx.el.div(contents_list(view.contents), class_name="my-6 empty:hidden lg:hidden"),
            rx.el.div(body(view), class_name="mt-6"),
            rx.el.p(
                "Last reviewed on ",
                rx.el.time(view.reviewed, date_time=view.reviewed_iso),
                class_name="mt-8 text-[0.95rem] text-soft",
            ),
            was_this_helpful(ArticleState.voted, ArticleState.vote),
            rx.cond(
                view.related.length() > 0,
                rx.el.section(
                    rx.el.h2("Related", class_name=f"{H2} mb-3"),
                    article_links(view.related),
                    class_name="no-print mt-8 max-w-[68ch]",
                ),
                rx.fragment(),
            ),
            class_name="min-w-0 grow",
        ),
        rx.el.aside(
            contents_list(view.contents), class_name="sticky top-8 hidden w-60 shrink-0 self-start lg:block"
        ),
        class_name="flex gap-12",
    )
