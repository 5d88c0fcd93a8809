"""What a page is about, told in a line: for results of search engines and previews of links."""

from __future__ import annotations

from dataclasses import dataclass

from helpcenter.articles.article import Article
from helpcenter.services.browsing import wizard_card
from helpcenter.services.store import Store
from helpcenter.services.views.content import Crumb


@dataclass(frozen=True)
class PageAbout:
    """`title` is "" on the home page. `trail` leads from home to the page itself.

    `path` is the one address of the page, "" for one that search engines shall leave alone.
    """

    title: str
    description: str = ""
    path: str = ""
    trail: tuple[Crumb, ...] = ()
    article: Article | None = None


def about_page(store: Store, path: str) -> PageAbout:
    """Of any path: one that leads nowhere is about that."""
    say, shop = store.rules.wording.say, store.rules.profile.name
    found: PageAbout | None = None
    match path.strip("/").split("/"):
        case [""]:
            found = PageAbout("", say("published.home", store=shop), "/")
        case ["articles", slug]:
            found = _article(store, slug)
        case ["categories", slug]:
            found = _category(store, slug)
        case ["wizards", slug] if slug in store.rules.flows:
            card = wizard_card(store, slug)
            found = PageAbout(card.title, card.text, card.href, _trail(store, Crumb(card.title, card.href)))
        case ["contact"]:
            title = say("pages.contact.title")
            trail = _trail(store, Crumb(title, "/contact"))
            found = PageAbout(title, say("published.contact", store=shop), "/contact", trail)
        case ["search"]:
            found = PageAbout(say("pages.search.title"))
        case ["requests"] | ["requests", _]:
            found = PageAbout(say("pages.requests.title"))
    return found or PageAbout(say("pages.missing.title"))


def _article(store: Store, slug: str) -> PageAbout | None:
    article = store.library.catalogue.articles.get(slug)
    if article is None:
        return None
    shelf = _shelf(store, article.category)
    steps = [*([shelf] if shelf else []), Crumb(article.title, article.address)]
    return PageAbout(article.title, article.summary, article.address, _trail(store, *steps), article)


def _category(store: Store, slug: str) -> PageAbout | None:
    category, shelf = store.rules.profile.category(slug), _shelf(store, slug)
    if category is None or shelf is None:
        return None
    return PageAbout(category.title, category.summary, shelf.href, _trail(store, shelf))


def _shelf(store: Store, slug: str) -> Crumb | None:
    category = store.rules.profile.category(slug)
    is_there = category is not None and store.library.catalogue.in_category(slug)
    return Crumb(category.title, f"/categories/{slug}") if category and is_there else None


def _trail(store: Store, *steps: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(store.rules.wording.say("pages.home.title"), "/"), *steps)
