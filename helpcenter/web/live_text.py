"""A text made from the store as it is right now, sent again only when it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from helpcenter.web.etags import is_known


def live_text(
    request: Request, text: str, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A 304 where the browser has it already."""
    content = text.encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    sent = {**(headers or {}), "ETag": etag}
    if is_known(etag, request.headers.getlist("if-none-match")):
        return Response(status_code=304, headers=sent)
    return Response(content, media_type=media_type, headers=sent)
