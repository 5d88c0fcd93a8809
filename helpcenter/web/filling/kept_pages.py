"""Pages as they were written, ready to be sent again until the store changes."""

from __future__ import annotations

from collections import OrderedDict

from helpcenter.services.store import Store
from helpcenter.web.filling.document import Document


class KeptPages:
    """By path. Of more than `most`, those that were asked for last are kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._store: Store | None = None

    def known(self, path: str, store: Store) -> Document | None:
        """As it was written of this `store`; what was written of another one is forgotten."""
        if store is not self._store:
            self._documents.clear()
            self._store = store
        document = self._documents.get(path)
        if document:
            self._documents.move_to_end(path)
        return document

    def keep(self, path: str, document: Document, store: Store) -> None:
        """Unless another store has been asked for since: then it is out of date already."""
        if store is not self._store:
            return
        self._documents[path] = document
        if len(self._documents) > self._most:
            self._documents.popitem(last=False)
