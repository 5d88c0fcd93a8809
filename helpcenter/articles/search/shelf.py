"""The tantivy index, in memory: finds the few entries that are worth a closer look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from threading import Thread

from tantivy import Document, Index, IndexWriter, Occur, Query, SchemaBuilder, Searcher

from helpcenter.articles.search.analysis import STOP_MARK
from helpcenter.articles.search.corpus import Indexed

# The least that tantivy takes: at each edit so much is asked for, and given back.
_HEAP_BYTES = 15_000_000
# A word in a title or alias is worth ten in a body.
_BOOSTS = (("phrases", 5.0), ("body", 0.5))


class Shelf:
    """Searchers go on seeing what they were made for, whatever changes after."""

    def __init__(self) -> None:
        # No unsigned field: tantivy deletes by integers only.
        fields = SchemaBuilder().add_integer_field("row", indexed=True, fast=True)
        for name, _ in _BOOSTS:
            # Terms come ready made, so tantivy only takes them apart at the spaces.
            fields = fields.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        self._schema = fields.build()
        self._index = Index(self._schema)
        self._held: set[int] = set()
        self._rows = count()
        self._merging: Thread | None = None

    def new_row(self) -> int:
        """A number for an entry, never given twice."""
        return next(self._rows)

    def hold(self, rows: Mapping[int, Indexed]) -> Searcher:
        """Makes these the shelf's entries, writing only what differs."""
        if self._merging:
            self._merging.join()
        writer = self._index.writer(_HEAP_BYTES, num_threads=1)
        try:
            self._write(rows, writer)
            writer.commit()
        finally:
            # Every few edits tantivy merges what all of them wrote: at most the next one waits for that.
            self._merging = Thread(target=writer.wait_merging_threads)
            self._merging.start()
        if not self._held:
            # Nobody searches yet, and what is merged is searched faster.
            self._merging.join()
        self._held = set(rows)
        self._index.reload()
        return self._index.searcher()

    def _write(self, rows: Mapping[int, Indexed], writer: IndexWriter) -> None:
        for row in self._held - rows.keys():
            writer.delete_documents_by_term("row", row)
        for row in rows.keys() - self._held:
            document = Document()
            document.add_integer("row", row)
            document.add_text("phrases", " ".join(_spoken(rows[row])))
            document.add_text("body", rows[row].body)
            writer.add_document(document)

    def candidates(self, searcher: Searcher, terms: Sequence[str], limit: int) -> list[int]:
        """Rows, the most promising first."""
        wanted = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), boost))
            for term in terms
            if not term.startswith(STOP_MARK)
            for field, boost in _BOOSTS
        ]
        if not wanted:
            return []
        found = searcher.search(Query.boolean_query(wanted), limit=limit, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in found])
        return [int(row) for row in rows if row is not None]


def _spoken(indexed: Indexed) -> list[str]:
    """Stop words are left out: they would make everything a candidate."""
    return [term for phrase in indexed.phrases for term in phrase if not term.startswith(STOP_MARK)]
