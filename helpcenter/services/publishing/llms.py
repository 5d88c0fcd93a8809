"""/llms.txt: the help center in one page of links, for programs that read in a customer's name."""

from __future__ import annotations

from collections.abc import Iterator

from helpcenter.articles.markdown import escape_markdown
from helpcenter.services.browsing import wizard_card
from helpcenter.services.publishing.article_file import markdown_address
from helpcenter.services.publishing.once_per_store import once_per_store
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store


@once_per_store
def llms(store: Store, site: SiteAddress) -> str:
    return "\n\n".join(_blocks(store, site)) + "\n"


def _blocks(store: Store, site: SiteAddress) -> Iterator[str]:
    profile, say, catalogue = store.rules.profile, store.rules.wording.say, store.library.catalogue
    yield f"# {escape_markdown(say('published.site', store=profile.name))}"
    yield f"> {escape_markdown(say('published.home', store=profile.name))}"
    yield say("published.about_links")
    cards = [wizard_card(store, slug) for slug in store.rules.flows]
    if cards:
        links = [_link(card.title, site.link(card.href), card.text) for card in cards]
        yield _section(say("published.wizards"), links)
    for category in profile.categories:
        articles = catalogue.in_category(category.slug)
        if articles:
            links = [
                _link(article.title, site.link(markdown_address(article)), article.summary)
                for article in articles
            ]
            yield _section(category.title, links)


def _section(title: str, links: list[str]) -> str:
    return "\n".join([f"## {escape_markdown(title)}", "", *links])


def _link(title: str, address: str, summary: str) -> str:
    return f"- [{escape_markdown(title)}]({address}): {escape_markdown(summary)}"
