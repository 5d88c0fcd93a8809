"""What a page is about, in the words of schema.org. Only what is known is said: nothing is made up."""

from __future__ import annotations

from typing import Any

from helpcenter.articles.article import Article
from helpcenter.services.publishing.changes import changed_on
from helpcenter.services.publishing.pages import PageAbout
from helpcenter.services.publishing.return_policy import explaining_returns, return_policy
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store

Thing = dict[str, Any]


def structured_data(store: Store, site: SiteAddress, page: PageAbout) -> Thing | None:
    """A JSON-LD document, None for a page that search engines shall leave alone."""
    if not page.path:
        return None
    things: list[Thing] = []
    if page.path == "/":
        things.append(_website(store, site))
    if page.path in {"/", explaining_returns(store)}:
        things.append(_shop(store) | _with_returns(store, site))
    if article := page.article:
        things.append(_article(store, site, article))
        if article.questions:
            things.append(_questions(article))
    if len(page.trail) > 1:
        things.append(_breadcrumbs(site, page))
    return {"@context": "https://schema.org", "@graph": things} if things else None


def _website(store: Store, site: SiteAddress) -> Thing:
    name = store.rules.wording.say("published.site", store=store.rules.profile.name)
    return {
        "@type": "WebSite",
        "name": name,
        "url": site.link("/"),
        "inLanguage": store.rules.profile.language,
        "publisher": _shop(store),
    }


def _shop(store: Store) -> Thing:
    profile = store.rules.profile
    return {"@type": "OnlineStore", "name": profile.name, "email": profile.contact.email}


def _with_returns(store: Store, site: SiteAddress) -> Thing:
    policy = return_policy(store, site)
    return {"hasMerchantReturnPolicy": policy} if policy else {}


def _article(store: Store, site: SiteAddress, article: Article) -> Thing:
    return {
        "@type": "Article",
        "headline": article.title,
        "description": article.summary,
        "dateModified": changed_on(store, article).isoformat(),
        "inLanguage": store.rules.profile.language,
        "mainEntityOfPage": site.link(article.address),
        "author": _shop(store),
        "publisher": _shop(store),
    }


def _questions(article: Article) -> Thing:
    asked = [
        {
            "@type": "Question",
            "name": question.asked,
            "acceptedAnswer": {"@type": "Answer", "text": question.answer},
        }
        for question in article.questions
    ]
    return {"@type": "FAQPage", "mainEntity": asked}


def _breadcrumbs(site: SiteAddress, page: PageAbout) -> Thing:
    steps = [
        {"@type": "ListItem", "position": position, "name": crumb.title, "item": site.link(crumb.href)}
        for position, crumb in enumerate(page.trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
