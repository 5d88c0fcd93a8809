"""Finding articles and wizards."""

from __future__ import annotations

from helpcenter.articles.article import article_address
from helpcenter.articles.search.entries import Kind
from helpcenter.articles.search.results import Hit, Snippet
from helpcenter.services.store import Store
from helpcenter.services.views.content import Piece, Result, SearchView

_SUGGESTIONS = 6
_RESULTS = 10


def search_store(store: Store, query: str) -> SearchView:
    """Any text is a query; an empty one finds nothing and is not called a search."""
    words = query.strip()
    if not words:
        return SearchView()
    found = store.library.index.search(words, limit=_RESULTS)
    results = [_result(hit) for hit in found.hits]
    return SearchView(query=words, results=results, answered=found.answered, searched=True)


def suggest(store: Store, typed: str) -> list[Result]:
    """While somebody types: titles only."""
    if not typed.strip():
        return []
    found = store.library.index.search(typed, limit=_SUGGESTIONS, snippets=False)
    return [_result(hit, snippet=False) for hit in found.hits]


def _result(hit: Hit, *, snippet: bool = True) -> Result:
    is_wizard = hit.kind is Kind.WIZARD
    return Result(
        title=hit.title,
        href=f"/wizards/{hit.slug}" if is_wizard else article_address(hit.slug),
        kind=hit.kind,
        name=hit.slug if is_wizard else "",
        snippet=_pieces(hit.snippet) if snippet else [],
    )


def _pieces(snippet: Snippet) -> list[Piece]:
    """The sentence cut at its highlights, in order, without empty pieces."""
    pieces, at = [], 0
    for start, end in snippet.highlights:
        pieces += [Piece(snippet.text[at:start]), Piece(snippet.text[start:end], match=True)]
        at = end
    return [piece for piece in [*pieces, Piece(snippet.text[at:])] if piece.text]
