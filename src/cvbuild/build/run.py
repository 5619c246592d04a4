"""Builds several documents, one after the other or in parallel, and writes each as soon as it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from cvbuild.build.compile import Compiled, Options, compile_document
from cvbuild.build.discover import Job
from cvbuild.build.memo import Memo
from cvbuild.build.write import holds, write_all
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span

T = TypeVar("T")
R = TypeVar("R")
MemoOf = Callable[[Job], Memo | None]
"""What is known of a document; to build in several processes, it must be of the module's level or a method."""


def _no_memo(_: Job) -> Memo | None:
    return None


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a document: its report, the files that were written, and those that were right already."""

    compiled: Compiled
    written: tuple[Path, ...]
    unchanged: tuple[Path, ...] = ()

    @property
    def report(self) -> Report:
        return self.compiled.report


def build(
    jobs: list[Job],
    config: Config,
    options: Options,
    out: Path | None,
    *,
    memo_of: MemoOf = _no_memo,
    workers: int = 1,
    on_done: Callable[[Built], None] = lambda built: None,
) -> list[Built]:
    """Compile the jobs and write their outputs below `out` (None: write nothing), in the jobs' order.

    A document with an error is not written, and does not keep the others from being built. With a memo, what it knows
    is not made again, and files that are right are not touched.
    """
    finished = []
    for compiled in _compiled(jobs, config, options, memo_of, workers):
        built = _write(compiled, out, options) if out is not None else Built(compiled, ())
        on_done(built)
        finished.append(built)
    return finished


def _compiled(jobs: list[Job], config: Config, options: Options, memo_of: MemoOf, workers: int) -> Iterator[Compiled]:
    work = partial(_compile, config=config, options=options, memo_of=memo_of)
    # Standard input is this process's own.
    return in_parallel(work, jobs, 1 if any(job.path is None for job in jobs) else workers)


def _compile(job: Job, config: Config, options: Options, memo_of: MemoOf) -> Compiled:
    return compile_document(job, config, options, memo=memo_of(job))


def in_parallel(work: Callable[[T], R], tasks: Sequence[T], workers: int) -> Iterator[R]:
    """What the work makes of each task, in their order as soon as it is done, by so many processes."""
    if workers < 2 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(workers, len(tasks))) as pool:
        yield from pool.map(work, tasks)


def _write(compiled: Compiled, out: Path, options: Options) -> Built:
    if compiled.failed and not options.keep_going:
        return Built(compiled, ())
    files = {out / f"{compiled.job.output}.{name}": data for name, data in compiled.outputs.items()}
    unchanged = tuple(path for path, data in files.items() if compiled.memo and holds(path, data))
    changed = {path: data for path, data in files.items() if path not in unchanged}
    try:
        write_all(changed)
    except OSError as error:
        place = Path(error.filename2 or error.filename or out)
        message = f"can't write {place.as_posix()}: {error.strerror}"
        compiled.report.add(
            Code.OUTPUT_UNWRITABLE, message, Span(compiled.job.name, 1), "choose another folder with --out"
        )
        compiled.failed = True
        return Built(compiled, ())
    return Built(compiled, tuple(changed), unchanged)
