"""The addresses of the preview, as an ASGI app. Only names that the project has lead to anything, never paths.

What is answered is decided in `state`; who gets an answer, in `guard`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from cvbuild.serve.guard import App, guarded
from cvbuild.serve.office import Superseded
from cvbuild.serve.preview import Busy, Unknown
from cvbuild.serve.state import Desk

PAGE = Path(__file__).parent / "page"
_PAGE_FILES = {"": "text/html", "app.js": "text/javascript", "app.css": "text/css", "icon.svg": "image/svg+xml"}
_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}
_OWN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""For our page: scripts and styles only from where it comes from, which is behind the token."""
_DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups"
)
"""For a document, which has its style and its pictures in itself: no script at all."""
_MOST_LISTENERS = 32
_HEARTBEAT = 15.0
"""Seconds after which a silent stream says something, so that a browser that went away is noticed."""

Endpoint = Callable[[Request], Awaitable[Response]]


class News:
    """Tells those who listen that files changed; a listener that is slow misses nothing but repetitions."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.listeners = 0
        self.is_over = False

    def tell(self) -> None:
        """Wake all listeners; in the event loop only."""
        self._event.set()
        self._event = asyncio.Event()

    def end(self) -> None:
        self.is_over = True
        self.tell()

    async def wait(self) -> None:
        """Until there is news, or a heartbeat is due."""
        event = self._event
        try:
            await asyncio.wait_for(event.wait(), _HEARTBEAT)
        except TimeoutError:
            return


def preview_app(desk: Desk, news: News, token: str) -> App:
    """The app; its paths begin with the token."""
    routes = _Routes(desk, news)
    pages = [Route(f"/{name}", _page_file(name or "index.html", kind)) for name, kind in _PAGE_FILES.items()]
    app = Starlette(
        routes=[
            *pages,
            Route("/events", routes.events),
            Route("/state", _answering(routes.state)),
            Route("/page.png", _answering(routes.picture)),
            Route("/file/{name:path}", _answering(routes.file)),
        ]
    )
    return guarded(app, token)


def _page_file(name: str, kind: str) -> Endpoint:
    async def answer(_: Request) -> Response:
        content = (PAGE / name).read_bytes()
        return Response(content, media_type=kind, headers={"content-security-policy": _OWN_POLICY})

    return answer


def _answering(endpoint: Endpoint) -> Endpoint:
    """The endpoint with what it raises as HTTP statuses."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except (Unknown, ValueError):
            return PlainTextResponse("there is no such thing\n", 404)
        except Superseded:
            return PlainTextResponse("a newer one is wanted\n", 409)
        except Busy:
            return PlainTextResponse("too much is asked for at a time\n", 503, {"retry-after": "1"})

    return answer


class _Routes:
    def __init__(self, desk: Desk, news: News) -> None:
        self._desk, self._news = desk, news

    async def state(self, request: Request) -> Response:
        choice = await self._desk.choice(request.query_params)
        return JSONResponse(await self._desk.state(choice))

    async def picture(self, request: Request) -> Response:
        query = request.query_params
        choice = await self._desk.choice(query)
        number, width = int(query.get("number", "")), int(query.get("width", ""))
        png = await self._desk.picture(choice, query.get("digest", ""), number, width)
        return Response(png, media_type="image/png")

    async def file(self, request: Request) -> Response:
        """A document by its output's name; with `download`, to be saved."""
        document, _, ending = request.path_params["name"].rpartition(".")
        query = {**request.query_params, "document": document, "view": ending}
        if not document:
            raise Unknown
        choice = await self._desk.choice(query)
        data = await self._desk.output(choice)
        headers = {"content-security-policy": _DOCUMENT_POLICY}
        if "download" in query:
            # The browser takes the name from the address.
            headers["content-disposition"] = "attachment"
        return Response(data, media_type=_TYPES[choice.view], headers=headers)

    async def events(self, _: Request) -> Response:
        if self._news.listeners >= _MOST_LISTENERS:
            return PlainTextResponse("too many listen already\n", 503, {"retry-after": "5"})
        return _Stream(self._news, self._stream())

    async def _stream(self) -> AsyncIterator[bytes]:
        """Server-sent events (HTML, 9.2): the generation of the files, at once and whenever there is another."""
        told = -1
        while not self._news.is_over:
            generation = self._desk.preview.generation
            yield f"data: {generation}\n\n".encode() if generation != told else b":\n\n"
            told = generation
            if self._desk.preview.generation == told:
                await self._news.wait()


class _Stream(StreamingResponse):
    """A stream to a listener, who is counted as long as it lasts."""

    def __init__(self, news: News, content: AsyncIterator[bytes]) -> None:
        super().__init__(content, media_type="text/event-stream")
        self._news = news

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._news.listeners += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._news.listeners -= 1
