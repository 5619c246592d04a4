"""Word documents as LibreOffice shows them, where it is installed: by a process of its own, which may take seconds.

What becomes of the pages is said by who asks.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from cvbuild.render.engine import use_packaged_fonts

PATIENCE = 60.0
"""Seconds that a conversion may take; the first one makes a profile."""
REMEDY = (
    "apt install libreoffice-writer (Debian, Ubuntu), dnf install libreoffice-writer (Fedora), brew install libreoffice"
)
_MOST_KEPT = 8


class Superseded(Exception):
    """A newer state of the document is wanted meanwhile."""


class Office:
    """LibreOffice with a profile of its own, so that it disturbs nobody's; one conversion at a time."""

    def __init__(self) -> None:
        self.program = shutil.which("soffice") or shutil.which("libreoffice")
        self._folder = Path(tempfile.mkdtemp(prefix="cvbuild-office-"))
        self._lock = asyncio.Lock()
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._newest: dict[object, str] = {}
        self._process: asyncio.subprocess.Process | None = None

    async def pdf(self, whose: object, docx: bytes, digest: str) -> bytes:
        """The pages of a document; empty where LibreOffice fails or takes too long.

        Raises Superseded where another `digest` of the same document came to be wanted before this one's turn.
        """
        self._newest[whose] = digest
        async with self._lock:
            if digest not in self._made:
                if self._newest.get(whose) != digest:
                    raise Superseded
                self._keep(digest, await self._convert(docx))
        return self._made.get(digest, b"")

    def last(self, digest: str) -> bytes:
        """The pages of a document that was converted before; empty if it was not."""
        return self._made.get(digest, b"")

    async def close(self) -> None:
        """End what runs, and remove the profile."""
        await self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _keep(self, digest: str, pdf: bytes) -> None:
        if pdf:
            self._made[digest] = pdf
        while len(self._made) > _MOST_KEPT:
            self._made.popitem(last=False)

    async def _convert(self, docx: bytes) -> bytes:
        assert self.program
        use_packaged_fonts()
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            source, target = Path(folder, "document.docx"), Path(folder, "document.pdf")
            source.write_bytes(docx)
            profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
            self._process = await asyncio.create_subprocess_exec(
                self.program,
                *(profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, str(source)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                await asyncio.wait_for(self._process.wait(), PATIENCE)
            except TimeoutError:
                return b""
            finally:
                await self._end()
            return target.read_bytes() if target.is_file() else b""

    async def _end(self) -> None:
        """The program starts others, so its whole group ends."""
        process, self._process = self._process, None
        if process and process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
