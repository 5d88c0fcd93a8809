"""Reading: home, a category, an article. Everything comes from the store in memory."""

from __future__ import annotations

from dataclasses import fields

from helpcenter.articles.article import Article, article_address, wizard_address
from helpcenter.flows.resend_confirmation import RESEND_CONFIRMATION
from helpcenter.services.store import Store
from helpcenter.services.views.content import (
    ArticleView,
    Card,
    CategoryView,
    Crumb,
    HomeView,
    PageTitles,
    Site,
)

_POPULAR = 6


def show_site(store: Store) -> Site:
    profile, say = store.rules.profile, store.rules.wording.say
    return Site(
        name=profile.name,
        title=say("published.site", store=profile.name),
        page_titles=PageTitles(**{page.name: say(f"pages.{page.name}.title") for page in fields(PageTitles)}),
        tagline=profile.tagline,
        email=profile.contact.email,
        reply_within=store.facts.get("support.reply", ""),
        resending=wizard_address(slug) if (slug := RESEND_CONFIRMATION.slug) in store.rules.flows else "",
    )


def show_home(store: Store) -> HomeView:
    catalogue = store.library.catalogue
    return HomeView(
        wizards=[wizard_card(store, slug) for slug in store.rules.flows],
        categories=[
            Card(category.title, category.summary, f"/categories/{category.slug}")
            for category in store.rules.profile.categories
            if catalogue.in_category(category.slug)
        ],
        popular=[article_card(article) for article in catalogue.popular(_POPULAR)],
    )


def show_category(store: Store, slug: str) -> CategoryView | None:
    """None where the store has no such category, or nothing in it."""
    articles = store.library.catalogue.in_category(slug)
    category = store.rules.profile.category(slug)
    if category is None or not articles:
        return None
    return CategoryView(category.title, category.summary, [article_card(article) for article in articles])


def show_article(store: Store, slug: str) -> ArticleView | None:
    """None where the store has no such article, or only a draft of it."""
    article = store.library.catalogue.articles.get(slug)
    if article is None:
        return None
    category = store.rules.profile.category(article.category)
    return ArticleView(
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        html=article.html,
        reviewed=store.rules.speech.day(article.reviewed),
        reviewed_iso=article.reviewed.isoformat(),
        category=Crumb(category.title, f"/categories/{category.slug}") if category else Crumb("", ""),
        wizard=wizard_card(store, article.wizard) if article.wizard else Card("", "", ""),
        contents=[Crumb(heading.text, f"#{heading.id}") for heading in article.toc if heading.level == 2],
        related=[article_card(other) for other in store.library.catalogue.related(slug)],
    )


def moved_article(store: Store, slug: str) -> str | None:
    """Where an article is now that had this slug before; None where no article had it, or one has it."""
    now = store.library.catalogue.renamed.get(slug)
    return article_address(now) if now else None


def article_card(article: Article) -> Card:
    return Card(article.title, article.summary, article.address)


def wizard_card(store: Store, slug: str) -> Card:
    say = store.rules.wording.say
    return Card(
        title=say(f"flows.{slug}.title"),
        text=say(f"flows.{slug}.summary"),
        href=wizard_address(slug),
        name=slug,
    )
