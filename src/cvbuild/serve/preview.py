"""What the preview shows: documents as they are now, built when somebody looks, and else their last good form.

Nothing here knows HTTP, and nothing is written. All building is done by one thread, since the engine has one set of
global settings; so whoever waits for it may go on with other work.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from cvbuild.build import THEMES, Compiled, Job, Memory, Plan, Wish, compile_document, make_plan, veiled
from cvbuild.diagnostics import Diagnostic, Severity
from cvbuild.serve.folders import folders_to_watch
from cvbuild.source import Source
from cvbuild.theme import theme_names
from cvbuild.tree.metadata import Paper

T = TypeVar("T")

_MOST_SHOWN = 48
_MOST_WAITING = 24
_STACK = 64 * 1024 * 1024
"""Bytes for the thread's stack: deeply nested documents need more than some systems give to a thread."""


class Busy(Exception):
    """More is asked for than can be built soon."""


class Unknown(LookupError):
    """No such document, format or theme."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document by the name of its output, in formats, in a theme and on paper that somebody chose, or None."""

    document: str
    formats: tuple[str, ...]
    theme: str | None = None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as it is at that `generation` of the files.

    `outputs` are those of the last time that it had no error, empty if there was none; `failed` says that this was
    earlier. `digests` tell by format whether something changed.
    """

    generation: int
    outputs: dict[str, bytes]
    digests: dict[str, str]
    failed: bool
    findings: tuple[Diagnostic, ...]
    source: Source | None


@dataclass(frozen=True, slots=True)
class Project:
    """What there is to choose from, at a `generation` of the files."""

    generation: int
    plan: Plan
    jobs: dict[str, Job]
    themes: tuple[str, ...]


class Preview:
    """The documents of a wish. Its methods are called in one event loop, except `changed`, for any thread."""

    def __init__(self, wish: Wish) -> None:
        self._wish, self._memory = wish, Memory()
        self.shown: OrderedDict[Wanted, Shown] = OrderedDict()
        self._waiting: dict[Wanted, asyncio.Future[Shown]] = {}
        self._good: dict[str, Source] = {}
        self._themes: dict[Path, None] = {}
        self._lock = threading.Lock()
        self.generation = 0
        previous = threading.stack_size(_STACK)
        self._worker = ThreadPoolExecutor(1, "cvbuild-preview")
        self._worker.submit(lambda: None).result()
        threading.stack_size(previous)
        self._project = self._read_project()

    def changed(self) -> None:
        """Files may have changed: what is shown from now on is built of them."""
        with self._lock:
            self.generation += 1

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def folders(self) -> list[Path]:
        """The folders in which a change may change a document."""
        return folders_to_watch(make_plan(self._wish), self._wish, list(self._themes))

    async def project(self) -> Project:
        """The documents and themes that there are now."""
        if self._project.generation != self.generation:
            self._project = await self.work(self._read_project)
        return self._project

    async def show(self, wanted: Wanted) -> Shown:
        """The document as it is now. Raises Unknown and Busy.

        Who asks for the same at the same time gets the same; what waits to be built is built of the newest files.
        """
        shown = self.shown.get(wanted)
        if shown and shown.generation == self.generation:
            return shown
        job = (await self.project()).jobs.get(wanted.document)
        if job is None:
            raise Unknown(wanted.document)
        waiting = self._waiting.get(wanted)
        if waiting is None:
            if len(self._waiting) >= _MOST_WAITING:
                raise Busy
            waiting = asyncio.ensure_future(self.work(lambda: self._build(wanted)))
            self._waiting[wanted] = waiting
            waiting.add_done_callback(lambda _: self._forget(wanted, waiting))
        return await asyncio.shield(waiting)

    def last(self, wanted: Wanted) -> Shown | None:
        """What was shown of it last; nothing is built."""
        return self.shown.get(wanted)

    async def work(self, task: Callable[[], T]) -> T:
        """Have something done by the thread that builds, which is the only one to use the engines."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, task)

    # ── In the worker's thread ───────────────────────────────────────────────────────────────────

    def _read_project(self) -> Project:
        generation = self.generation
        plan = make_plan(self._wish)
        jobs = {job.output.as_posix(): job for job in plan.jobs}
        return Project(generation, plan, jobs, tuple(theme_names((plan.project.folder / THEMES,))))

    def _build(self, wanted: Wanted) -> Shown:
        with self._lock:
            generation = self.generation
            # From here on, whoever asks after another change must not get this.
            self._waiting.pop(wanted, None)
        project = self._project if self._project.generation == generation else self._read_project()
        job, options = project.jobs.get(wanted.document), project.plan.options
        if job is None:
            raise Unknown(wanted.document)
        options = replace(
            options,
            formats=wanted.formats,
            theme=wanted.theme or options.theme,
            paper=wanted.paper or options.paper,
            keep_going=True,
            # A second reading takes longer than many a rendering; who looks for findings waits for it.
            verify=len(wanted.formats) > 1 and options.verify,
        )
        made = partial(compile_document, job, project.plan.config, options, memo=self._memory)
        compiled = made()
        self._themes.update(dict.fromkeys(compiled.folders))
        return self._keep(wanted, self._merged(wanted, compiled, generation, made))

    def _merged(self, wanted: Wanted, compiled: Compiled, generation: int, made: Callable[..., Compiled]) -> Shown:
        """What is good now, and of other formats what was good last, or is `made` of the source that was good last."""
        last = self.shown.get(wanted)
        failed = any(found.severity is Severity.ERROR for found in compiled.report) or compiled.failed
        if not failed and compiled.source:
            self._good[wanted.document] = compiled.source
        outputs = {**(last.outputs if last else {}), **compiled.outputs}
        if not outputs and wanted.document in self._good:
            outputs = made(source=self._good[wanted.document]).outputs
        digests = {name: blake2b(data, digest_size=12).hexdigest() for name, data in outputs.items()}
        source, private = compiled.source, compiled.private
        source = veiled(source, private) if source and private else source
        return Shown(generation, outputs, digests, failed, tuple(compiled.report), source)

    def _keep(self, wanted: Wanted, shown: Shown) -> Shown:
        self.shown[wanted] = shown
        self.shown.move_to_end(wanted)
        while len(self.shown) > _MOST_SHOWN:
            self.shown.popitem(last=False)
        return shown

    def _forget(self, wanted: Wanted, done: asyncio.Future[Shown]) -> None:
        if self._waiting.get(wanted) is done:
            del self._waiting[wanted]
        if not done.cancelled():
            done.exception()
