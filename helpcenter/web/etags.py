"""Whether a browser has a text already, as GET asks it with If-None-Match."""

from __future__ import annotations

from collections.abc import Iterable


def is_known(etag: str, if_none_match: Iterable[str]) -> bool:
    """Compared weakly, as whoever compresses on the way marks the tag with W/. The header may come twice."""
    known = {_strong(tag.strip()) for value in if_none_match for tag in value.split(",")}
    return bool({_strong(etag), "*"} & known)


def _strong(tag: str) -> str:
    return tag.removeprefix("W/")
