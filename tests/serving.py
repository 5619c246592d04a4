"""A preview that is served to tests: a project of its own, a server in a thread, and requests to it.

What it should answer is said by the tests.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from cvbuild.build import Options, Wish
from cvbuild.serve.findings import EDITOR
from cvbuild.serve.server import Serving, bound_socket

LETTER = """---
kind: letter
author: {name: Ada Example, email: ada@example.com}
recipient: {name: Ms. Berg}
date: 2026-03-05
subject: Your posting
---

Dear Ms. Berg,

your posting asks for somebody patient; see my [résumé](./resume.md).

""" + "\n\n".join(
    f"Paragraph {number} tells more of what I did, and of what came of it in the end." for number in range(24)
)
RESUME = """# Ada Example

My [letter](./letter.md) says why.

## Work

### Engineer | Acme | Berlin | 2019 – 2023

- Pumps
"""


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def write_project(folder: Path) -> None:
    """A letter and a résumé that link to each other, with settings."""
    (folder / "sources").mkdir()
    (folder / "sources" / "letter.md").write_text(LETTER, "utf-8")
    (folder / "sources" / "resume.md").write_text(RESUME, "utf-8")
    (folder / "cvbuild.yaml").write_text("lang: en\n", "utf-8")


class Served:
    """The address of a preview, and what it answers to requests."""

    def __init__(self, serving: Serving) -> None:
        self.serving, self.address = serving, serving.address
        parts = urlsplit(self.address)
        self.port = parts.port or 0
        self.path = parts.path

    def get(self, path: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in lower case, and body of a path below the token."""
        return self.request(self.path + path, **headers)

    def request(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """As `get`, for a whole path."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Connection": "close", **named})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def state(self, **query: str) -> Any:
        """What the page is told."""
        status, _, body = self.get(f"state?{urlencode(query)}")
        assert status == 200, body
        return json.loads(body)


@contextmanager
def served(folder: Path, options: Options | None = None) -> Iterator[Served]:
    """A preview of the folder's project, which is the working folder meanwhile."""
    with working_in(folder):
        serving = Serving(Wish((), options or Options()), bound_socket(0), EDITOR)
        ready = threading.Event()
        thread = threading.Thread(target=lambda: asyncio.run(serving.run(lambda _: ready.set())))
        thread.start()
        try:
            assert ready.wait(20), "the server did not start"
            yield Served(serving)
        finally:
            assert serving.server
            serving.server.should_exit = True
            thread.join(20)
            assert not thread.is_alive(), "the server did not stop"
