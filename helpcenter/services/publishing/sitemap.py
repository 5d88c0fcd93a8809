"""/sitemap.xml and /robots.txt: which pages there are, since when they are as they are, and what is no page.

One sitemap holds 50,000 addresses; a help center stays far below that.
"""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from helpcenter.articles.article import wizard_address
from helpcenter.services.publishing.changes import changed_on, last_change
from helpcenter.services.publishing.once_per_store import once_per_store
from helpcenter.services.publishing.xml_document import add, document
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What a customer has sent is nobody else's, and every search would be another page.
_NOT_TO_BE_READ = ("/requests", "/search")


@once_per_store
def sitemap(store: Store, site: SiteAddress) -> str:
    urls = Element("urlset", xmlns=_NAMESPACE)
    for path, day in _pages(store):
        url = add(urls, "url")
        add(url, "loc", site.absolute(path))
        if day:
            add(url, "lastmod", day.isoformat())
    return document(urls)


def _pages(store: Store) -> list[tuple[str, date | None]]:
    """A wizard has no date: what it says depends on the order."""
    catalogue = store.library.catalogue
    shelves = {
        f"/categories/{category.slug}": catalogue.in_category(category.slug)
        for category in store.rules.profile.categories
    }
    return [
        ("/", last_change(store, list(catalogue.articles.values()))),
        *((path, last_change(store, shelf)) for path, shelf in shelves.items() if shelf),
        *((article.address, changed_on(store, article)) for article in catalogue.articles.values()),
        *((wizard_address(slug), None) for slug in store.rules.flows),
        ("/contact", None),
    ]


def robots(site: SiteAddress) -> str:
    closed = "".join(f"Disallow: {path}\n" for path in _NOT_TO_BE_READ)
    return f"User-agent: *\n{closed}\nSitemap: {site.absolute('/sitemap.xml')}\n"
