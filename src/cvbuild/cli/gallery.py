"""`cvbuild themes gallery`: the user's own documents in every theme, on one web page."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import typer

from cvbuild.build import write_all
from cvbuild.build.gallery import Drawn, draw
from cvbuild.cli.session import Asked, Session
from cvbuild.diagnostics import Code, Report
from cvbuild.render.gallery import Look, Shown, gallery_page
from cvbuild.render.pages import can_draw_pages
from cvbuild.source import Span
from cvbuild.theme import load_theme, theme_names

PAGE = "theme-gallery.html"


def run_gallery(out: Path | None, pages: int, jobs: int | None, **asked: Any) -> None:
    """Draw the documents in every theme and write the page; exit 1 if a document or a theme has an error."""
    session = Session(Asked(out=out, **asked))
    report = Report()
    if any(job.path is None for job in session.jobs):
        message = "the gallery can't read standard input"
        session.report.add(Code.WRONG_VALUE, message, None, "name files or folders")
        session.wrong_usage()
    if not session.jobs or not can_draw_pages(report):
        session.close(report)
    descriptions = _themes(session, report)
    drawn = _draw(session, list(descriptions), pages, jobs or _cores())
    looks = [
        Look(theme, descriptions[theme], tuple(Shown(one.job.name, one.pages) for one in ones))
        for theme, ones in groupby(drawn, lambda one: one.theme)
    ]
    for one in drawn:
        report.extend(one.report)
    target = session.out / PAGE
    if _write(target, gallery_page(looks), report):
        session.console.say(f"{len(looks)} themes in {target.as_posix()}")
    session.close(report)


def _themes(session: Session, report: Report) -> dict[str, str]:
    """The description of each theme that can be read; of the others, why not is reported."""
    loaded = {name: load_theme(name, report, None, session.themes) for name in theme_names(session.themes)}
    return {name: theme.description for name, theme in loaded.items() if theme}


def _draw(session: Session, themes: list[str], pages: int, workers: int) -> list[Drawn]:
    """Everything that is drawn; a bar shows on a terminal how far it is."""
    drawn = []
    count = len(themes) * len(session.jobs)
    with typer.progressbar(
        length=count, label="drawing", file=sys.stderr, show_pos=True, hidden=not sys.stderr.isatty()
    ) as bar:
        for one in draw(session.jobs, themes, session.config, session.options, pages, workers):
            drawn.append(one)
            bar.update(1)
    return drawn


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _write(target: Path, page: bytes, report: Report) -> bool:
    try:
        write_all({target: page})
    except OSError as error:
        place = Path(error.filename2 or error.filename or target).as_posix()
        message = f"can't write {place}: {error.strerror}"
        report.add(Code.OUTPUT_UNWRITABLE, message, Span(place, 1), "choose another folder with --out")
        return False
    return True
