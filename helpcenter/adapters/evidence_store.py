"""Where the files of evidence lie: in a private folder, or in a bucket that speaks S3."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from obstore.store import LocalStore, ObjectStore, S3Store

# A file has a second, smaller one beside it to be looked at in passing.
_FOLDERS = (FILE, PREVIEW) = ("file", "preview")
_UNFINISHED_SECONDS = 3600


class EvidenceStore:
    """Opens nothing before the first use, so that it can be made before a server forks its workers."""

    def __init__(self, place: Path | str) -> None:
        """`place` is a folder, or "s3://bucket/prefix": keys and endpoint come from `AWS_…` variables."""
        self.place = place

    @cached_property
    def _store(self) -> ObjectStore:
        if isinstance(self.place, Path):
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            return LocalStore(self.place)
        return S3Store.from_url(self.place)

    async def put(self, file_id: str, content: bytes, preview: bytes | None) -> None:
        """Raises OSError, or obstore's own errors, where the store is out of reach or full."""
        if preview is not None:
            await self._store.put_async(f"{PREVIEW}/{file_id}", preview, use_multipart=False)
        await self._store.put_async(f"{FILE}/{file_id}", content, use_multipart=False)

    async def load(self, file_id: str, folder: str = FILE) -> bytes | None:
        try:
            found = await self._store.get_async(f"{folder}/{file_id}")
        except FileNotFoundError:
            return None
        return bytes(await found.bytes_async())

    async def delete(self, file_ids: Iterable[str]) -> None:
        """Missing ones count as deleted."""
        for file_id in file_ids:
            for folder in _FOLDERS:
                try:
                    await self._store.delete_async(f"{folder}/{file_id}")
                except FileNotFoundError:
                    continue

    async def file_ids(self) -> AsyncIterator[Sequence[str]]:
        """All of them, some hundred at a time."""
        for folder in _FOLDERS:
            async for batch in self._store.list(folder, chunk_size=500):
                yield [entry["path"].rpartition("/")[2] for entry in batch]

    async def clear_unfinished(self) -> None:
        """What a crash has left of a file that was being written; a bucket keeps no half files."""
        if isinstance(self.place, Path):
            await asyncio.to_thread(_clear_unfinished, self.place)


def _clear_unfinished(folder: Path) -> None:
    """The store writes aside, under a name with "#", and renames: such a name is listed nowhere."""
    for path in folder.glob("*/*#*"):
        if path.stat().st_mtime < time.time() - _UNFINISHED_SECONDS:
            path.unlink(missing_ok=True)
