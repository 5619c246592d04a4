"""`cvbuild export` and `cvbuild import`: résumés for and from other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

from cvbuild.build import Built, Compiled, Job, parse_document, read_job, write_all
from cvbuild.cli.session import Asked, Session, write_stdout
from cvbuild.diagnostics import Code, Report
from cvbuild.exchange import export_resume, import_resume
from cvbuild.source import Span


def run_export(file: str, to: str, out: Path, **asked: Any) -> None:
    """Write the résumé in the file in another format, to standard output or a file."""
    session = Session(Asked(paths=[file], **asked))
    if len(session.jobs) > 1:
        session.report.add(Code.WRONG_VALUE, "export takes one document", Span(file, 1), "name a file, not a folder")
        session.wrong_usage()
    result: Compiled | None = None
    text = None
    for job in session.jobs:
        result = Compiled(job, Report(session.options.ignore | frozenset(session.config.ignore)))
        document = parse_document(result, session.config, session.options)
        text = export_resume(document, to, result.report) if document else None
    _finish(session, result, text, out)


def run_import(file: str, form: str | None, out: Path, *, force: bool, **asked: Any) -> None:
    """Write a Markdown source of the résumé in the file, to standard output or a file that is not there yet."""
    # `-` stands for the file, since the session looks for Markdown sources.
    session = Session(Asked(paths=["-"], **asked))
    job = Job(None if file == "-" else Path(file), Path())
    result = Compiled(job, Report(session.options.ignore | frozenset(session.config.ignore)))
    if job.path and not job.path.exists():
        message = "there is no such file"
        result.report.add(Code.FILE_NOT_FOUND, message, Span(job.name, 1), "check the path")
    elif job.path and job.path.is_dir():
        result.report.add(Code.FILE_UNREADABLE, "it is a folder", Span(job.name, 1), "name a file in it")
    else:
        result.source = read_job(job, result.report, sys.stdin.buffer)
    if out != Path("-") and out.exists() and not force:
        message = "the file exists, and was not overwritten"
        result.report.add(Code.FILE_EXISTS, message, Span(out.as_posix(), 1), "name another file, or use --force")
    failed = result.source is None or result.report.has_errors
    text = None if failed or result.source is None else import_resume(result.source, result.report, form)
    _finish(session, result, text, out)


def _finish(session: Session, result: Compiled | None, text: str | None, out: Path) -> NoReturn:
    """Write the text unless there was an error, show what was found, and exit."""
    if result is None:
        session.end([], "nothing written")
    result.failed = text is None or result.report.fails(session.asked.strict)
    where = "nothing written"
    if text is not None and not result.failed:
        where = _write(text, out, result.report)
        result.failed = result.report.has_errors
    session.show(Built(result, ()))
    session.end([Built(result, ())], where)


def _write(text: str, out: Path, report: Report) -> str:
    """Where the text was written."""
    data = text.encode()
    if out == Path("-"):
        write_stdout(data)
        return "written to standard output"
    try:
        write_all({out: data})
    except OSError as error:
        message = f"can't write the file: {error.strerror or error}"
        report.add(Code.OUTPUT_UNWRITABLE, message, Span(out.as_posix(), 1), "choose another place with --out")
        return "nothing written"
    return f"written to {out.as_posix()}"
