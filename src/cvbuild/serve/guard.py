"""Who may ask the preview, and what a browser may do with its answers: nobody but a browser that has the address.

Other pages in the same browser could send requests to this machine, also by a host name of theirs that leads here (DNS
rebinding); what the documents are is said elsewhere.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_HOST = re.compile(rb"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
_SITES = (b"same-origin", b"none")
"""What `Sec-Fetch-Site` says of our own page, and of an address that somebody opened."""
_METHODS = ("GET", "HEAD")
_MOST_BYTES = 16 * 1024
"""What the address and the headers of a request may take together."""

HEADERS = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


def guarded(app: App, token: str) -> App:
    """The app for those who know the token, which is the first part of each path and taken off it."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        status = _refused(scope, token)
        if status:
            await _refuse(status, send_guarded)
            return
        path = scope["path"].removeprefix(f"/{token}")
        await app({**scope, "path": path, "raw_path": path.encode()}, receive, send_guarded)

    return answer


def _refused(scope: Message, token: str) -> int:
    """The HTTP status by which the request is refused; 0 if it is not."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    texts = [scope["raw_path"], scope["query_string"], *(text for header in headers for text in header)]
    if sum(map(len, texts)) > _MOST_BYTES:
        return 431
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]):
        return 403
    if any(name == b"origin" and value.lower() != b"http://" + hosts[0].lower() for name, value in headers):
        return 403
    if any(name == b"sec-fetch-site" and value not in _SITES for name, value in headers):
        return 403
    first = scope["path"].removeprefix("/").partition("/")[0]
    # In constant time, so that the token can't be guessed letter by letter.
    if not hmac.compare_digest(first.encode(), token.encode()) or not scope["path"].startswith(f"/{token}/"):
        return 404
    return 0 if scope["method"] in _METHODS else 405


async def _refuse(status: int, send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"allow", b"GET, HEAD")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"refused\n"})
