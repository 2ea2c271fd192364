"""The web application: /TOKEN/ is the index page, /TOKEN/FEED.ics a feed, everything else 404; GET and HEAD only.

Conditional requests are answered by RFC 9110, 13: If-None-Match counts before If-Modified-Since.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from planner.export.files import feed_name
from planner.language import Language
from planner.serve import tokens
from planner.serve.feeds import Served, Shelf, Source
from planner.serve.page import STYLE_SOURCE, index_page
from planner.serve.refresh import keep_fresh

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("planner.serve")

_METHODS = ("GET", "HEAD")
_ADDRESS_OCTETS, _HEADER_OCTETS, _MOST_HEADERS = 2_048, 16_384, 100

# A token stands in the address: no page may hand it on by its Referer, and no cache between may keep the answer.
_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": f"default-src 'none'; style-src {STYLE_SOURCE}; frame-ancestors 'none'; base-uri 'none';"
    " form-action 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


def application(
    source: Source, grants: Path, *, language: Language, base: str | None = None, every: float = 2.0
) -> ASGIApp:
    """Make the application.

    `grants` is the file of the addresses' hashes, `base` the address under which the server is seen from outside (else
    that of each request), `every` how many seconds lie between two looks at the documents. The feeds are built first:
    raises PlannerError where they cannot be.
    """
    shelf, state = Shelf(), source.state()
    shelf.put(source.build())

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with keep_fresh(source, shelf, every, state, language):
            yield

    async def index(request: Request) -> Response:
        token = request.path_params["token"]
        kept = tokens.load(grants)
        if not kept.opens_index(token):
            return _missing()
        issued = kept.with_feeds(token, shelf.feeds)
        if issued != kept:
            await run_in_threadpool(tokens.save, grants, issued)
        root = base or f"{request.url.scheme}://{request.url.netloc}"

        def address(feed: Served) -> str:
            return f"{root.rstrip('/')}/{issued.token(token, feed.id)}/{feed.id}.ics"

        page = await run_in_threadpool(index_page, shelf.feeds.values(), address, language)
        return Response(page, headers=_HEADERS, media_type="text/html")

    async def calendar(request: Request) -> Response:
        name = request.path_params["name"]
        opened = tokens.load(grants).feed_of(request.path_params["token"])
        feed = shelf.feeds.get(name)
        return _missing() if feed is None or opened != name else _answer(request, feed)

    async def other(_: Request) -> Response:
        return _missing()

    routes = [
        Route("/{token}/", index),
        Route("/{token}/{name}.ics", calendar),
        Route("/{path:path}", other),
    ]
    app = Starlette(routes=routes, lifespan=life)
    app.router.redirect_slashes = False  # a redirection would repeat the token
    return _logged(app)


def _answer(request: Request, feed: Served) -> Response:
    """Send a feed, or 304 where the client has it already."""
    is_packed = _takes_gzip(request.headers.get("accept-encoding", ""))
    etag = f'"{feed.etag}-gzip"' if is_packed else f'"{feed.etag}"'
    headers = {**_HEADERS, "ETag": etag, "Last-Modified": feed.last_modified, "Vary": "Accept-Encoding"}
    if _has(request, feed):
        return Response(status_code=304, headers=headers)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(feed_name(feed.name, set()))}"
    return Response(feed.packed if is_packed else feed.data, headers=headers, media_type="text/calendar")


def _has(request: Request, feed: Served) -> bool:
    """Whether the client's copy is this version."""
    if (tags := request.headers.get("if-none-match")) is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(known & {"*", f'"{feed.etag}"', f'"{feed.etag}-gzip"'})
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    if since == feed.last_modified:
        return True
    try:
        return parsedate_to_datetime(since).timestamp() >= feed.modified
    except (ValueError, TypeError, OverflowError):
        return False


def _takes_gzip(accepted: str) -> bool:
    """Read Accept-Encoding (RFC 9110, 12.5.3) as far as gzip goes."""
    for one in accepted.split(","):
        name, _, weight = one.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _missing() -> Response:
    """The one answer to every address that opens nothing, be it wrong, revoked or never there."""
    return Response("not found\n", status_code=404, headers=_HEADERS, media_type="text/plain")


def _logged(app: ASGIApp) -> ASGIApp:
    """Write a line for each request, without the token."""

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        status = 0

        async def watched(sent: Message) -> None:
            nonlocal status
            if sent["type"] == "http.response.start":
                status = sent["status"]
            await send(sent)

        refusal = _excess(scope)
        try:
            await (refusal or app)(scope, receive, watched)
        finally:
            client = scope.get("client") or ("-",)
            what = _public_path(scope["path"]) if status < 400 else "-"
            LOG.info("%s %s %s %s", client[0], scope["method"], what, status)

    return logged


def _excess(scope: Scope) -> Response | None:
    """Refuse what no calendar app sends, and hang up: nothing that may still come is waited for.

    Other methods, an address or headers beyond all measure, a body (RFC 9110, 15.5; RFC 6585, 5).
    """
    headers = scope["headers"]
    if len(scope["raw_path"]) + len(scope["query_string"]) > _ADDRESS_OCTETS:
        status = 414
    elif len(headers) > _MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > _HEADER_OCTETS:
        status = 431
    elif scope["method"] not in _METHODS:
        status = 405
    elif any(name == b"transfer-encoding" or (name == b"content-length" and value != b"0") for name, value in headers):
        status = 413
    else:
        return None
    return Response(status_code=status, headers={**_HEADERS, "Allow": ", ".join(_METHODS), "Connection": "close"})


def _public_path(path: str) -> str:
    """What of a path that opened something may be written down: all but the token."""
    return f"/…/{path.rpartition('/')[2]}"
