"""The server of the preview: on this machine's own address only, with bounds to what may be open at a time.

What it answers is said in `app`.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from asyncio import Transport
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from cvbuild.build import Wish
from cvbuild.serve.app import News, preview_app
from cvbuild.serve.changes import changes
from cvbuild.serve.office import Office
from cvbuild.serve.preview import Preview
from cvbuild.serve.state import Desk

HOST = "127.0.0.1"
_MOST_CONNECTIONS = 200
_MOST_HEADER_BYTES = 16 * 1024
_PATIENCE = 10.0
"""Seconds that a client may take until its first request is complete."""


class _Bounded(H11Protocol):
    """HTTP/1.1 for so many connections; who is beyond, or opens one and asks nothing, is hung up on."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(_PATIENCE, self._hang_up)
        if len(self.connections) > _MOST_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        super().connection_lost(exc)

    def _hang_up(self) -> None:
        if self.cycle is None:
            self.transport.abort()


class _Server(uvicorn.Server):
    """Ends the streams that would else stay open, before it waits for connections to close."""

    def __init__(self, config: uvicorn.Config, at_start: Callable[[], None], news: News) -> None:
        super().__init__(config)
        self._at_start, self._news = at_start, news

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._at_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._news.end()
        await super().shutdown(sockets)


def bound_socket(port: int) -> socket.socket:
    """A socket on that port of this machine, 0 for a free one. Raises OSError."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
    except OSError:
        found.close()
        raise
    return found


def serve(wish: Wish, bound: socket.socket, editor: str, at_start: Callable[[str], None]) -> None:
    """Serve until an interrupt, which is raised as KeyboardInterrupt; `at_start` gets the page's address."""
    asyncio.run(Serving(wish, bound, editor).run(at_start))


class Serving:
    """A preview with its server and its watcher of files."""

    def __init__(self, wish: Wish, bound: socket.socket, editor: str) -> None:
        self.token = secrets.token_urlsafe(24)
        self.address = f"http://{HOST}:{bound.getsockname()[1]}/{self.token}/"
        self._bound, self._editor = bound, editor
        self.preview = Preview(wish)
        self._stop = Event()
        self.server: _Server | None = None

    async def run(self, at_start: Callable[[str], None]) -> None:
        """Serve until the server is told to exit."""
        office, news = Office(), News()
        self.desk = Desk(self.preview, office, self._editor)
        app: Any = preview_app(self.desk, news, self.token)
        config = uvicorn.Config(
            app,
            http=_Bounded,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            backlog=128,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
        )
        self.server = _Server(config, lambda: at_start(self.address), news)
        watcher = Thread(target=self._watch, args=(asyncio.get_running_loop(), news), daemon=True)
        watcher.start()
        try:
            await self.server.serve([self._bound])
        finally:
            self._stop.set()
            self.preview.close()
            await office.close()
            self._bound.close()

    def _watch(self, loop: asyncio.AbstractEventLoop, news: News) -> None:
        for _ in changes(self.preview.folders, self._stop):
            self.preview.changed()
            # The loop may have been closed meanwhile.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(news.tell)
