"""`cvbuild diff`: what somebody changed in a Word file, against its source, and with `--apply` into it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import typer

from cvbuild.build import write_all
from cvbuild.cli.session import Asked, Session
from cvbuild.console import takes_color
from cvbuild.diagnostics import Code, Report, Severity, counted
from cvbuild.revise import Project, Revision, Shown, read_revision
from cvbuild.source import Span

_MOST_BYTES = 256 << 20
_TROUBLE = 2


def run_diff(edited: str, source: str, form: str, *, apply: bool, **asked: Any) -> None:
    """Print the differences; exit with 0 where there are none, 1 where there are or are left, 2 for trouble."""
    session = Session(Asked(paths=[source], **asked))
    report = Report(session.options.ignore | frozenset(session.config.ignore))
    if len(session.jobs) != 1:
        if session.jobs:
            report.add(Code.WRONG_VALUE, "diff takes one source", Span(source, 1), "name a file, not a folder")
        _end(session, report, _TROUBLE)
    job = session.jobs[0]
    if apply and job.path is None:
        report.add(Code.WRONG_VALUE, "--apply needs a file to write to", None, "name the source")
    word, data = _read(edited, report), sys.stdin.buffer.read() if job.path is None else _read(source, report)
    revision = None
    if word is not None and data is not None and not report.has_errors:
        revision = read_revision(word, edited, data, Project(job, session.config, session.options), report)
    if revision is None or report.has_errors:
        _end(session, report, _TROUBLE)
    session.console.sources[job.name] = revision.original.source
    _print(revision, edited, form)
    if apply and job.path:
        _end(session, report, _apply(session, revision, job.path, report))
    _end(session, report, int(revision.differs))


def _read(name: str, report: Report) -> bytes | None:
    path = Path(name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            report.add(
                Code.FILE_UNREADABLE, "the file is too large", Span(name, 1), "check that it is the one you mean"
            )
            return None
        return path.read_bytes()
    except FileNotFoundError:
        report.add(Code.FILE_NOT_FOUND, "there is no such file", Span(name, 1), "check the path")
    except OSError as error:
        report.add(
            Code.FILE_UNREADABLE, f"can't read the file: {error.strerror}", Span(name, 1), "check its permissions"
        )
    return None


def _print(revision: Revision, edited: str, form: str) -> None:
    color = takes_color(sys.stdout) and form != "json"
    shown = Shown(edited, revision.original.name, color=color)
    for line in getattr(shown, form)(revision.changes):
        typer.echo(line, color=color)


def _apply(session: Session, revision: Revision, path: Path, report: Report) -> int:
    """The exit code after writing what can be applied."""
    if not revision.is_related:
        session.console.say("nothing was applied")
        return 1
    before, warnings = revision.original.data, report.count(Severity.WARNING)
    applied = revision.applied(report)
    left = report.count(Severity.WARNING) - warnings
    if applied.data != before and not _write(path, before, applied.data, report):
        return _TROUBLE
    count = len({(one.fate, one.index, one.new_index) for part in applied.done for one in part.changes})
    session.console.say(
        f"{counted(count, 'paragraph')} changed in {path.as_posix()}, {counted(left, 'change')} left alone"
    )
    return int(bool(left))


def _write(path: Path, before: bytes, data: bytes, report: Report) -> bool:
    """Write the source, if it still is what was compared; else, or where it can't be written, report that."""
    try:
        # Behind a symbolic link, the file itself is written.
        real = path.resolve()
        if real.read_bytes() != before:
            message = "the source was changed while it was compared; it was left as it is"
            report.add(Code.SOURCE_CHANGED, message, Span(path.as_posix(), 1), "run the command again")
            return False
        write_all({real: data})
    except OSError as error:
        message = f"can't write the source: {error.strerror or error}"
        report.add(Code.OUTPUT_UNWRITABLE, message, Span(path.as_posix(), 1), "check its permissions")
        return False
    return True


def _end(session: Session, report: Report, code: int) -> NoReturn:
    session.console.show(report)
    session.console.finish()
    raise typer.Exit(code)
