"""What the shop has in the <head> of a page: its colours, and what search engines and previews read."""

from __future__ import annotations

import json
from html import escape

from helpcenter.services.context import Context
from helpcenter.services.publishing.article_file import markdown_address
from helpcenter.services.publishing.changes import changed_on
from helpcenter.services.publishing.feed import PATH as FEED
from helpcenter.services.publishing.once_per_store import once_per_store
from helpcenter.services.publishing.pages import PageAbout, about_page
from helpcenter.services.publishing.structured_data import Thing, structured_data
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store

_META = {"og": "property", "article": "property"}


def head_for(context: Context, path: str) -> str:
    """Safe HTML: title, colours, canonical address, previews, JSON-LD. `path` is without its query."""
    page = about_page(context.store, path)
    if page.path:
        # Only for pages that exist: nobody can fill the memory with made-up addresses.
        return _kept(context.store, context.site, page.path)
    return _head(context.store, context.site, page)


@once_per_store
def _kept(store: Store, site: SiteAddress, path: str) -> str:
    return _head(store, site, about_page(store, path))


def _head(store: Store, site: SiteAddress, page: PageAbout) -> str:
    shop = store.rules.wording.say("published.site", store=store.rules.profile.name)
    title = f"{page.title} · {shop}" if page.title else shop
    parts = [f"<title>{escape(title)}</title>", _colours(store)]
    if not page.path:
        return "\n".join([*parts, _meta("robots", "noindex")])
    parts += [_meta("description", page.description), _link("canonical", site.link(page.path))]
    parts += _previews(store, site, page, shop)
    changes = store.rules.wording.say("published.changes", store=store.rules.profile.name)
    parts.append(_link("alternate", FEED, type="application/atom+xml", title=changes))
    if data := structured_data(store, site, page):
        parts.append(f'<script type="application/ld+json">{_json(data)}</script>')
    return "\n".join(parts)


def _colours(store: Store) -> str:
    """Here and not in a file: the page cannot be painted without them, and files wait for each other."""
    look = store.rules.profile.look
    return f"<style>:root{{--accent-light:{look.accent};--accent-dark:{look.accent_dark}}}</style>"


def _previews(store: Store, site: SiteAddress, page: PageAbout, shop: str) -> list[str]:
    parts = [
        _meta("og:type", "article" if page.article else "website"),
        _meta("og:title", page.title or shop),
        _meta("og:description", page.description),
        _meta("og:site_name", shop),
        _meta("og:locale", store.rules.profile.locale),
        _meta("twitter:card", "summary"),
    ]
    if site.public_url:  # there it has to be a whole address
        parts.append(_meta("og:url", site.link(page.path)))
    if article := page.article:
        parts.append(_meta("article:modified_time", changed_on(store, article).isoformat()))
        parts.append(_link("alternate", markdown_address(article), type="text/markdown"))
    return parts


def _meta(name: str, content: str) -> str:
    key = _META.get(name.partition(":")[0], "name")
    return f'<meta {key}="{name}" content="{escape(content)}">'


def _link(rel: str, href: str, **attributes: str) -> str:
    more = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f'<link rel="{rel}" href="{escape(href)}"{more}>'


def _json(data: Thing) -> str:
    """No character of it can end the script element or begin a comment in it."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")
