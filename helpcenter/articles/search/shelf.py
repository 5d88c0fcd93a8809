"""The tantivy index, in memory: finds the few entries that are worth a closer look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tantivy import Document, Index, Occur, Query, SchemaBuilder, Searcher

from helpcenter.articles.search.corpus import Indexed

_HEAP_BYTES = 32_000_000
# A word in a title or alias is worth ten in a body.
_BOOSTS = (("phrases", 5.0), ("body", 0.5))


class Shelf:
    """Only the newest searcher sees a change; older ones go on seeing what they saw."""

    def __init__(self) -> None:
        fields = SchemaBuilder().add_integer_field("row", indexed=True, fast=True)
        for name, _ in _BOOSTS:
            # Terms come ready made, so tantivy only takes them apart at the spaces.
            fields = fields.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        self._schema = fields.build()
        self._index = Index(self._schema)

    def replace(self, gone: Iterable[int], new: Iterable[tuple[int, Indexed]]) -> Searcher:
        """Rows are numbers of the caller's choice, each used once."""
        with self._index.writer(_HEAP_BYTES, num_threads=1) as writer:
            for row in gone:
                writer.delete_documents_by_term("row", row)
            for row, indexed in new:
                phrases = " ".join(term for phrase in indexed.phrases for term in phrase)
                document = Document()
                document.add_integer("row", row)
                document.add_text("phrases", phrases)
                document.add_text("body", indexed.body)
                writer.add_document(document)
        self._index.reload()
        return self._index.searcher()

    def candidates(self, searcher: Searcher, terms: Sequence[str], limit: int) -> list[int]:
        """Rows, the most promising first."""
        wanted = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), boost))
            for term in terms
            for field, boost in _BOOSTS
        ]
        if not wanted:
            return []
        found = searcher.search(Query.boolean_query(wanted), limit=limit, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in found])
        return [int(row) for row in rows if row is not None]
