import reflex as rx

from helpcenter.components.cards import wizard_card
from helpcenter.components.reply_time import within
from helpcenter.components.styles import CARD, H1, H2, LINK, PRIMARY
from helpcenter.pages.frame import frame
from helpcenter.state.browsing import HomeState
from helpcenter.state.site import SiteState


def contact() -> rx.Component:
    email = SiteState.site.email
    return frame(
        rx.el.h1("Talk to us", class_name=H1),
        rx.el.p(
            "A person reads every email and answers it",
            within(SiteState.site.reply_within),
            ".",
            class_name="mt-3 text-lg",
        ),
        rx.el.section(
            rx.el.h2("Write to us", class_name=H2),
            rx.el.p(
                "Tell us your order number and what happened. "
                "Photos help when something is wrong with an item.",
                class_name="mt-2",
            ),
            rx.el.a(email, href="mailto:" + email, class_name=f"{PRIMARY} mt-5 max-w-full break-all"),
            class_name=f"{CARD} mt-6 p-6",
        ),
        rx.el.section(
            rx.el.h2("Often quicker", class_name=f"{H2} mb-2"),
            rx.el.p(
                "These get it going right now, without an email. ",
                rx.el.a("See where a request stands", href="/requests", class_name=LINK),
                " if you have sent one.",
                class_name="mb-4",
            ),
            rx.el.ul(
                rx.foreach(HomeState.view.wizards, wizard_card),
                class_name="grid gap-2.5 sm:grid-cols-2 sm:gap-4",
            ),
            class_name="mt-10",
        ),
    )
