"""Finding articles and wizards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from helpcenter.articles.article import article_address, wizard_address
from helpcenter.articles.search.entries import Kind
from helpcenter.articles.search.results import Hit, Snippet
from helpcenter.services.browsing import article_card, wizard_card
from helpcenter.services.context import Context
from helpcenter.services.store import Rules, Store
from helpcenter.services.views.content import Filter, Piece, Result, SearchView, Suggestion, Suggestions
from helpcenter.services.voting import most_helpful

_SUGGESTIONS = 6
_RESULTS = 10
LONGEST_QUERY = 200
_CONSIDERED = 40
_WIZARDS_INSTEAD = 4
# Of the best score: what lies below it shares a word with the question, and no more.
_WORTH_SHOWING = 0.45
_BEST_SCORE = 1.0


async def show_search(context: Context, query: str, category: str = "") -> SearchView:
    """Any text is a query; an empty one finds nothing and is not called a search.

    An unknown `category` is as good as none. Where no good answer is found, the closest wizards and popular
    articles stand in; where nothing was asked, popular articles.
    """
    view, store = search_store(context.store, query, category), context.store
    if view.answered and view.results:
        return view
    if view.said and not view.is_gap:
        closest = store.library.index.closest(query, Kind.WIZARD)[:_WIZARDS_INSTEAD]
        view.wizards = [wizard_card(store, slug) for slug in closest]
    view.popular = [article_card(article) for article in await most_helpful(context)]
    return view


def note_search(context: Context, view: SearchView, now: datetime) -> None:
    """For editors: once for a search that was sent, not for each key. What asks nothing is none."""
    if view.said:
        results = len(view.results)
        context.searches.note(context.store, view.query, results=results, answered=view.answered, now=now)


def search_store(store: Store, query: str, category: str = "") -> SearchView:
    words = query.strip()
    if not words:
        return SearchView()
    found = store.library.index.search(words, limit=_CONSIDERED)
    hits = _worth_showing(found.hits)
    shelf = store.rules.profile.category(category)
    shown = [hit for hit in hits if shelf is None or shelf.slug in _categories(store, hit)][:_RESULTS]
    return SearchView(
        query=words,
        said=_said(store.rules, words, len(shown), found.topic, shelf.title if shelf else ""),
        results=[_result(store, hit) for hit in shown],
        filters=_filters(store, words, hits, shelf.slug if shelf else ""),
        answered=found.answered,
        is_gap=bool(found.topic),
    )


def _said(rules: Rules, query: str, count: int, topic: str, category: str) -> str:
    """How much was found, or that there is no page about it. All but `query` can be missing."""
    if topic:
        return rules.wording.say("search.no_page", topic=topic)
    key = "search.results_in" if category else "search.results"
    return rules.count(key, count, query=query, category=category)


def suggest(store: Store, typed: str) -> Suggestions:
    """While somebody types: titles only, and how many there are, for those who hear the page."""
    if not typed.strip():
        return Suggestions()
    hits = _worth_showing(store.library.index.search(typed, limit=_SUGGESTIONS, typing=True).hits)
    options = [Suggestion(hit.title, _address(hit), _badge(store, hit)) for hit in hits]
    return Suggestions(store.rules.count("search.suggestions", len(options)), options)


def _worth_showing(hits: Sequence[Hit]) -> list[Hit]:
    least = _WORTH_SHOWING * min(hits[0].score, _BEST_SCORE) if hits else 0.0
    return [hit for hit in hits if hit.score >= least]


def _filters(store: Store, query: str, hits: Sequence[Hit], chosen: str) -> list[Filter]:
    """All, and each category with something in it; none where there is nothing to choose."""
    say = store.rules.wording.say
    counts = [
        (category, sum(category.slug in _categories(store, hit) for hit in hits))
        for category in store.rules.profile.categories
    ]
    offered = [(category, count) for category, count in counts if count or category.slug == chosen]
    if len(offered) < 2 and not chosen:
        return []
    every = Filter(say("search.all"), _search_address(query), min(len(hits), _RESULTS), not chosen)
    return [
        every,
        *(
            Filter(
                title=category.title,
                href=_search_address(query, category.slug),
                count=min(count, _RESULTS),
                chosen=category.slug == chosen,
            )
            for category, count in offered
        ),
    ]


def _categories(store: Store, hit: Hit) -> frozenset[str]:
    catalogue = store.library.catalogue
    if hit.kind is Kind.WIZARD:
        return catalogue.categories_of_wizard(hit.slug)
    return frozenset({catalogue.articles[hit.slug].category})


def _search_address(query: str, category: str = "") -> str:
    return f"/search?{urlencode({'q': query} | ({'category': category} if category else {}))}"


def _result(store: Store, hit: Hit) -> Result:
    return Result(hit.title, _address(hit), _badge(store, hit), _pieces(hit.quote()))


def _address(hit: Hit) -> str:
    return wizard_address(hit.slug) if hit.kind is Kind.WIZARD else article_address(hit.slug)


def _badge(store: Store, hit: Hit) -> str:
    return store.rules.wording.say("search.start") if hit.kind is Kind.WIZARD else ""


def _pieces(snippet: Snippet) -> list[Piece]:
    """The sentence cut at its highlights, in order, without empty pieces."""
    pieces, at = [], 0
    for start, end in snippet.highlights:
        pieces += [Piece(snippet.text[at:start]), Piece(snippet.text[start:end], match=True)]
        at = end
    return [piece for piece in [*pieces, Piece(snippet.text[at:])] if piece.text]
