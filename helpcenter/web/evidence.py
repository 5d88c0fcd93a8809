"""/evidence: photos and documents come in, one a call, and are shown to whoever sent them.

The body is the file itself. Nothing that the browser says about it counts, neither name nor type nor length,
except that a file which says itself that it is too long is refused early.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpcenter.clock import this_second
from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import (
    MOST_BYTES,
    Destination,
    NotTaken,
    accept,
    refuse_early,
    remove,
)
from helpcenter.services.evidence.seeing import load_file
from helpcenter.web.client_address import address_group, client_address
from helpcenter.web.content_security import NOTHING
from helpcenter.web.token_bucket import Rate, TokenBuckets
from helpcenter.web.visitor import visitor_of

_ID = re.compile(r"[0-9a-f]{32}\.(jpg|pdf)")
_RATE = "40/minute"
_MOST_AT_ONCE = 20
# Three customers, of whom each page sends two; and two pages of one, from whatever addresses. Whoever sends a
# byte now and then keeps no others out, and not for long.
_MOST_AT_ONCE_OF_AN_ADDRESS = 6
_MOST_AT_ONCE_OF_A_VISITOR = 4
_SECONDS_WITHOUT_A_BYTE = 30
_SECONDS_FOR_A_FILE = 600
_TOO_FAST, _BUSY = "too_fast", "busy"
_STATUS = {
    NotTaken.TOO_LARGE: 413,
    NotTaken.TOO_MANY: 409,
    NotTaken.TOO_MANY_TODAY: 429,
    NotTaken.NOT_ASKED_FOR: 404,
    NotTaken.STORE_AWAY: 503,
    _TOO_FAST: 429,
    _BUSY: 503,
}
_ENDINGS = {"jpg": "image/jpeg", "pdf": "application/pdf"}
_PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": f"{NOTHING}; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def evidence_routes(
    context: Context, trusted_proxy_hops: int, clock: Callable[[], float] = time.monotonic
) -> list[Route]:
    endpoints = _EvidenceEndpoints(context, trusted_proxy_hops, clock)
    return [
        Route("/evidence", endpoints.upload, methods=["POST"]),
        Route("/evidence/{file_id}", endpoints.delete, methods=["DELETE"]),
        Route("/evidence/{file_id}", endpoints.show, methods=["GET"]),
        Route("/evidence/{file_id}/preview", endpoints.show_preview, methods=["GET"]),
    ]


class _Sender(NamedTuple):
    """Of an upload that is under way."""

    address: str
    visitor: str


class _EvidenceEndpoints:
    """Its limits are those of this worker."""

    def __init__(self, context: Context, trusted_proxy_hops: int, clock: Callable[[], float]) -> None:
        self._context = context
        self._hops = trusted_proxy_hops
        self._clock = clock
        self._calls: TokenBuckets[str] = TokenBuckets(Rate.parse(_RATE))
        self._under_way: list[_Sender] = []

    async def upload(self, request: Request) -> Response:
        """`wizard`, `question` and `draft` in the query say what it is for."""
        visitor = visitor_of(request.scope)
        flow = self._context.store.rules.flows.get(request.query_params.get("wizard", ""))
        if visitor is None or flow is None:
            return _refusal(NotTaken.NOT_ASKED_FOR)
        if not self._may_call(request):
            return _refusal(_TOO_FAST)
        sender = _Sender(self._address(request), visitor)
        if self._is_busy(sender):
            return _refusal(_BUSY)
        said = request.query_params
        to = Destination(flow, said.get("question", ""), said.get("draft", ""))
        with self._counted(sender):
            try:
                return await self._upload(request, to, visitor)
            except (ClientDisconnect, TimeoutError):
                return Response(status_code=408)

    async def _upload(self, request: Request, to: Destination, visitor: str) -> Response:
        if _says_it_is_too_long(request):
            return _refusal(NotTaken.TOO_LARGE)
        if refusal := await refuse_early(self._context, to, visitor, this_second()):
            return _refusal(refusal)
        sent = await _read(request)
        if sent is None:
            return _refusal(NotTaken.TOO_LARGE)
        taken = await accept(self._context, to, visitor, this_second(), sent)
        if isinstance(taken, str):
            return _refusal(taken)
        return JSONResponse({"id": taken.id}, 201, _PRIVATE)

    async def delete(self, request: Request) -> Response:
        file_id, visitor = request.path_params["file_id"], visitor_of(request.scope)
        if visitor is None or not _ID.fullmatch(file_id):
            return _missing()
        if not self._may_call(request):
            return _refusal(_TOO_FAST)
        removed = await remove(self._context, file_id, visitor, this_second())
        return Response(status_code=204, headers=_PRIVATE) if removed else _missing()

    async def show(self, request: Request) -> Response:
        """A picture to look at. A PDF is only ever downloaded: what is in it is the sender's."""
        return await self._show(request, preview=False)

    async def show_preview(self, request: Request) -> Response:
        return await self._show(request, preview=True)

    async def _show(self, request: Request, *, preview: bool) -> Response:
        file_id, visitor = request.path_params["file_id"], visitor_of(request.scope)
        if visitor is None or not _ID.fullmatch(file_id):
            return _missing()
        content = await load_file(self._context, file_id, visitor, this_second(), preview=preview)
        if content is None:
            return _missing()
        ending = file_id.rpartition(".")[2]
        how = "inline" if ending == "jpg" else 'attachment; filename="document.pdf"'
        return Response(content, 200, {**_PRIVATE, "Content-Disposition": how}, _ENDINGS[ending])

    def _may_call(self, request: Request) -> bool:
        return self._calls.take(self._address(request), self._clock())

    def _address(self, request: Request) -> str:
        return address_group(client_address(request.scope, self._hops))

    def _is_busy(self, sender: _Sender) -> bool:
        of_address = sum(other.address == sender.address for other in self._under_way)
        of_visitor = sum(other.visitor == sender.visitor for other in self._under_way)
        return (
            len(self._under_way) >= _MOST_AT_ONCE
            or of_address >= _MOST_AT_ONCE_OF_AN_ADDRESS
            or of_visitor >= _MOST_AT_ONCE_OF_A_VISITOR
        )

    @contextmanager
    def _counted(self, sender: _Sender) -> Iterator[None]:
        self._under_way.append(sender)
        try:
            yield
        finally:
            self._under_way.remove(sender)


async def _read(request: Request) -> bytes | None:
    """None for more than may come. Raises TimeoutError where it comes to a stop, or takes too long."""
    sent = bytearray()
    chunks = request.stream()
    async with asyncio.timeout(_SECONDS_FOR_A_FILE):
        while True:
            async with asyncio.timeout(_SECONDS_WITHOUT_A_BYTE):
                chunk = await anext(chunks, None)
            if chunk is None:
                return bytes(sent)
            sent += chunk
            if len(sent) > MOST_BYTES:
                return None


def _says_it_is_too_long(request: Request) -> bool:
    said = request.headers.get("content-length", "")
    return said.isdecimal() and (len(said) > len(str(MOST_BYTES)) or int(said) > MOST_BYTES)


def _refusal(problem: str) -> Response:
    """A file that cannot be used is "unprocessable"."""
    return JSONResponse({"problem": problem}, _STATUS.get(problem, 422), _PRIVATE)


def _missing() -> Response:
    """There is none, or it is somebody else's: the same to whoever asks."""
    return JSONResponse({"problem": "missing"}, 404, _PRIVATE)
