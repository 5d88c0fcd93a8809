"""A Reflex app with articles and a counter, as a beginner's guide has it: nothing is tuned or guarded."""

import json
import os
from pathlib import Path

import reflex as rx

ARTICLES = json.loads(Path(os.environ["BARE_ARTICLES"]).read_text(encoding="utf-8"))


class Page(rx.State):
    title: str = ""
    text: str = ""
    count: int = 0

    @rx.event
    def open(self):
        name = self.router.url.path.rstrip("/").rpartition("/")[2]
        self.title, self.text = ARTICLES.get(name, ("Not found", ""))

    @rx.event
    def increment(self):
        self.count += 1


@rx.page(route="/articles/[name]", on_load=Page.open)
def article() -> rx.Component:
    return rx.container(
        rx.heading(Page.title),
        rx.markdown(Page.text),
        rx.button("Helpful: ", Page.count, on_click=Page.increment),
    )


@rx.page(route="/")
def index() -> rx.Component:
    return rx.container(*(rx.link(title, href=f"/articles/{name}") for name, (title, _) in ARTICLES.items()))


app = rx.App()
