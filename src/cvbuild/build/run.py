"""Builds several documents, one after the other or in parallel, and writes each as soon as it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from cvbuild.build.compile import Compiled, Options, compile_document
from cvbuild.build.discover import Job
from cvbuild.build.write import write_all
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a document: its report and the files that were written."""

    compiled: Compiled
    written: tuple[Path, ...]

    @property
    def report(self) -> Report:
        return self.compiled.report


def build(
    jobs: list[Job],
    config: Config,
    options: Options,
    out: Path | None,
    *,
    workers: int = 1,
    on_done: Callable[[Built], None] = lambda built: None,
) -> list[Built]:
    """Compile the jobs and write their outputs below `out` (None: write nothing), in the jobs' order.

    A document with an error is not written, and does not keep the others from being built.
    """
    finished = []
    for compiled in _compiled(jobs, config, options, workers):
        built = Built(compiled, _write(compiled, out, options) if out is not None else ())
        on_done(built)
        finished.append(built)
    return finished


def _compiled(jobs: list[Job], config: Config, options: Options, workers: int) -> Iterator[Compiled]:
    work = partial(compile_document, config=config, options=options)
    # Standard input is this process's own.
    return in_parallel(work, jobs, 1 if any(job.path is None for job in jobs) else workers)


def in_parallel(work: Callable[[T], R], tasks: Sequence[T], workers: int) -> Iterator[R]:
    """What the work makes of each task, in their order as soon as it is done, by so many processes."""
    if workers < 2 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(workers, len(tasks))) as pool:
        yield from pool.map(work, tasks)


def _write(compiled: Compiled, out: Path, options: Options) -> tuple[Path, ...]:
    if compiled.failed and not options.keep_going:
        return ()
    files = {out / f"{compiled.job.output}.{name}": data for name, data in compiled.outputs.items()}
    try:
        write_all(files)
    except OSError as error:
        place = Path(error.filename2 or error.filename or out)
        message = f"can't write {place.as_posix()}: {error.strerror}"
        compiled.report.add(
            Code.OUTPUT_UNWRITABLE, message, Span(compiled.job.name, 1), "choose another folder with --out"
        )
        compiled.failed = True
        return ()
    return tuple(files)
