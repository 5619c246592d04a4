"""The commands that build: `build`, one for each format, and `check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cvbuild.build import Built
from cvbuild.cli.session import Asked, Session, write_stdout
from cvbuild.diagnostics import Code, counted


def run_build(formats: Sequence[str] | None = None, **asked: Any) -> None:
    """Build the documents and write them; with `--out -`, one document in one format to standard output."""
    session = Session(Asked(formats=tuple(formats) if formats else None, **asked))
    if session.asked.out == Path("-"):
        _to_stdout(session)
    built = session.run(write=True)
    written = [path for one in built for path in one.written]
    session.end(built, f"{counted(len(written), 'file')} written to {session.out.as_posix()}/")


def run_check(**asked: Any) -> None:
    """Build the documents in memory and show what was found."""
    session = Session(Asked(**asked))
    built = session.run(write=False)
    session.end(built, f"{counted(len(built), 'document')} checked")


def _to_stdout(session: Session) -> None:
    formats = session.asked.formats or session.config.formats
    if len(session.jobs) != 1 or len(formats) != 1:
        message = f"--out - takes one document in one format, not {len(session.jobs)} in {len(formats)}"
        session.report.add(Code.WRONG_VALUE, message, None, "name one file, and use pdf, docx, html or txt")
        session.wrong_usage()
    built: list[Built] = session.run(write=False)
    for one in built:
        if not one.compiled.failed:
            write_stdout(one.compiled.outputs[formats[0]])
    session.end(built, "written to standard output")
