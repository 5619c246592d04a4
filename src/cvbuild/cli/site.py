"""`cvbuild site`: a folder to be published as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cvbuild.build import Built, Record, build
from cvbuild.build.site import site_files
from cvbuild.build.site_folder import write_site
from cvbuild.cli.session import Asked, Session
from cvbuild.config import WebAddress
from cvbuild.diagnostics import Code, Report, counted

FOLDER = "site"
"""In the output folder, where no other is named."""


def run_site(out: Path | None, *, redact: bool | None, url: str | None, index: bool | None, **asked: Any) -> None:
    """Build all documents, and write the site if none has an error."""
    # Until the settings are read, nobody allowed to publish what is private.
    session = Session(Asked(redact=redact is not False, **asked))
    if out == Path("-") or any(job.path is None for job in session.jobs):
        message = "a site is made of files, and is a folder"
        session.report.add(Code.WRONG_VALUE, message, None, "name files or folders, and a folder with --out")
        session.wrong_usage()
    site = session.config.site
    try:
        site = replace(site, url=site.url if url is None else WebAddress.parse(url))
    except ValueError as error:
        session.report.add(Code.WRONG_VALUE, f"--url takes {error}, not “{url}”", None, "or leave it out")
        session.wrong_usage()
    site = replace(site, index=site.index if index is None else index)
    site = replace(site, redact=site.redact if redact is None else redact)
    session.config = replace(session.config, site=site)
    session.end(*_made(session, out or session.out / FOLDER, session.show))


def add_site(session: Session, known: Sequence[Built]) -> tuple[list[Built], str]:
    """The site beside the outputs that are built already: its documents, and what to say.

    What was found in those outputs is not said again.
    """
    if session.config.site.redact and not session.may_redact:
        report = Report()
        message = "the site must leave out what is private, and the settings that say what that is have mistakes"
        report.add(Code.SITE_UNSAFE, message, None, "correct them first")
        session.console.show(report)
        session.report.extend(report)
        return [], "; no site was written"
    said = {(found.code, found.message, found.span) for one in known for found in one.report}

    def show(built: Built) -> None:
        fresh = Report(built.report.ignored)
        fresh.extend(one for one in built.report if (one.code, one.message, one.span) not in said)
        built.compiled.report = fresh
        session.show(built)

    built, summary = _made(session, session.out / FOLDER, show)
    return built, f"; {summary}"


def _made(session: Session, folder: Path, show: Callable[[Built], None]) -> tuple[list[Built], str]:
    """The documents as the site has them, after the site was written, and what to say of it."""
    formats = tuple(dict.fromkeys((*session.config.formats, "html")))
    redact = session.config.site.redact
    # The source holds what is left out elsewhere.
    pdf = replace(session.options.pdf, attach_source=False) if redact else session.options.pdf
    options = replace(session.options, formats=formats, redact=redact, on_site=True, pdf=pdf)
    record = Record(folder, forget=session.asked.force)
    workers = session.asked.jobs
    built = build(session.jobs, session.config, options, None, memo_of=record.shelf, workers=workers, on_done=show)
    summary = _write(session, built, folder)
    record.save(one.compiled for one in built)
    return built, summary


def _write(session: Session, built: Sequence[Built], folder: Path) -> str:
    """Write the site, and say what became of it and what it leaves out."""
    compiled = [one.compiled for one in built]
    if not compiled or session.report.has_errors or any(one.failed for one in compiled):
        return "no site was written"
    report = Report(session.report.ignored)
    files = site_files(compiled, session.project, session.config, session.options, report)
    failed = report.fails(session.asked.strict)
    written = [] if failed else write_site(folder, files, report)
    session.console.show(report)
    session.report.extend(report)
    if failed or report.has_errors:
        return "no site was written"
    if session.asked.verbose:
        for path in written:
            session.console.say(f"wrote {path}")
    private = ", ".join(session.config.private)
    kept = f"without {private}" if session.config.site.redact and private else "not redacted"
    changed = counted(len(written), "file") if written else "nothing"
    return f"site of {counted(len(compiled), 'document')} in {folder.as_posix()}/ ({kept}), {changed} written"
