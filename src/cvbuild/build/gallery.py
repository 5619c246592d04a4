"""Documents in several themes, as pictures of their first pages, drawn in parallel.

How the pages are put together, and where they are written, is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from cvbuild.build.compile import Options, compile_document
from cvbuild.build.discover import Job
from cvbuild.build.run import in_parallel
from cvbuild.config import Config
from cvbuild.diagnostics import Report
from cvbuild.render.pages import PagePicture, page_pictures

_WIDTH = 760
"""Pixels that a page is wide: sharp in a column of half that width on a fine screen."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document in a theme: its first pages, none where it has an error, and what was found."""

    theme: str
    job: Job
    pages: tuple[PagePicture, ...]
    report: Report


def draw(
    jobs: Sequence[Job], themes: Sequence[str], config: Config, options: Options, pages: int, workers: int
) -> Iterator[Drawn]:
    """Each theme with each document, in that order, as soon as it is done; `pages` of a document at most."""
    work = partial(_drawn, config=config, options=options, pages=pages)
    return in_parallel(work, list(product(themes, jobs)), workers)


def _drawn(task: tuple[str, Job], config: Config, options: Options, pages: int) -> Drawn:
    theme, job = task
    compiled = compile_document(job, config, replace(options, theme=theme, formats=("pdf",)))
    pdf = compiled.outputs.get("pdf", b"")
    return Drawn(theme, job, tuple(page_pictures(pdf, pages, _WIDTH)) if pdf else (), compiled.report)
