"""/articles/<slug>.md: an article as plain Markdown, with the facts of today."""

from __future__ import annotations

from helpcenter.articles.article import Article
from helpcenter.articles.markdown import escape_markdown
from helpcenter.services.browsing import wizard_card
from helpcenter.services.publishing.changes import changed_on
from helpcenter.services.publishing.once_per_store import once_per_store
from helpcenter.services.store import Store


def markdown_address(article: Article) -> str:
    return f"{article.address}.md"


@once_per_store
def article_file(store: Store, slug: str) -> str:
    """Links begin with / or a scheme. `slug` is one of the catalogue's."""
    article = store.library.catalogue.articles[slug]
    say, day = store.rules.wording.say, store.rules.speech.day(changed_on(store, article))
    blocks = [f"# {escape_markdown(article.title)}", f"> {escape_markdown(article.summary)}"]
    if article.wizard:
        card = wizard_card(store, article.wizard)
        blocks.append(f"[{escape_markdown(card.title)}]({card.href}): {escape_markdown(card.text)}")
    blocks += [article.markdown.rstrip("\n"), say("published.last_changed", day=day, page=article.address)]
    return "\n\n".join(blocks) + "\n"
