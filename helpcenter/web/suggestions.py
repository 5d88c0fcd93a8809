"""What assets/search-suggestions.js asks for while somebody types: a few titles, as JSON.

A request of its own, beside the socket: it answers before the page is live, needs no state, and a newer one
can take its place. What was typed comes in the body of a POST, since addresses end up in logs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpcenter.services.context import Context
from helpcenter.services.searching import LONGEST_QUERY, suggest
from helpcenter.web.client_address import address_group, client_address
from helpcenter.web.token_bucket import Rate, TokenBuckets

SUGGESTIONS_PATH = "/suggestions"
# For each address: ten people behind one, each with a word typed at full speed. Whoever is faster gets no
# suggestions for a moment, and Enter searches all the same.
_RATE = "100/5 seconds"
# In UTF-8.
_MOST_BYTES_OF_A_CHARACTER = 4
_MOST_BYTES = _MOST_BYTES_OF_A_CHARACTER * LONGEST_QUERY


def suggestions_route(
    context: Context, trusted_proxy_hops: int, clock: Callable[[], float] = time.monotonic
) -> Route:
    calls: TokenBuckets[str] = TokenBuckets(Rate.parse(_RATE))

    async def suggestions(request: Request) -> Response:
        if not calls.take(address_group(client_address(request.scope, trusted_proxy_hops)), clock()):
            return Response(status_code=429)
        typed = bytearray()
        try:
            async for chunk in request.stream():
                typed += chunk
                if len(typed) > _MOST_BYTES:
                    return Response(status_code=413)
        except ClientDisconnect:  # the next key was pressed meanwhile
            return Response(status_code=400)
        return JSONResponse(asdict(suggest(context.store, typed.decode("utf-8", "replace"))))

    return Route(SUGGESTIONS_PATH, suggestions, methods=["POST"])
