"""The commands that build: `build`, and one for each format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cvbuild.build import Built
from cvbuild.cli.session import Asked, Session, write_stdout
from cvbuild.diagnostics import Code, counted


def run_build(formats: Sequence[str] | None = None, *, check: bool = False, **asked: Any) -> None:
    """Build the documents and write them; with `--out -`, one document in one format to standard output.

    To `check` is to compare with the files that are there, and to write nothing.
    """
    session = Session(Asked(formats=tuple(formats) if formats else None, **asked))
    if check:
        if session.asked.out == Path("-"):
            session.report.add(Code.WRONG_VALUE, "--check takes no --out -", None, "name the folder of the outputs")
            session.wrong_usage()
        built = session.run(write=False, compare=True)
        session.end(built, f"{counted(len(built), 'document')} compared with {session.out.as_posix()}/")
    if session.asked.out == Path("-"):
        _to_stdout(session)
    built = session.run(write=True)
    site, said = _site(session, built)
    session.end([*built, *site], what_was_written(built, session.out) + said)


def _site(session: Session, built: Sequence[Built]) -> tuple[list[Built], str]:
    """The site, where all formats are built and the settings want one, and what to say of it."""
    if not session.config.site.build or session.asked.formats:
        return [], ""
    from cvbuild.cli.site import add_site

    return add_site(session, built)


def what_was_written(built: Iterable[Built], out: Path) -> str:
    """The files that were written, and those that were left since they are right already."""
    written = unchanged = 0
    for one in built:
        written, unchanged = written + len(one.written), unchanged + len(one.unchanged)
    if unchanged and not written:
        return f"nothing to do: {counted(unchanged, 'file')} in {out.as_posix()}/ up to date"
    rest = f", {unchanged} up to date" if unchanged else ""
    return f"{counted(written, 'file')} written to {out.as_posix()}/{rest}"


def _to_stdout(session: Session) -> None:
    formats = session.asked.formats or session.config.formats
    if len(session.jobs) != 1 or len(formats) != 1:
        message = f"--out - takes one document in one format, not {len(session.jobs)} in {len(formats)}"
        session.report.add(Code.WRONG_VALUE, message, None, "name one file, and use pdf, docx, html or txt")
        session.wrong_usage()
    (built,) = session.run(write=False)
    if built.compiled.failed:
        session.end([built], "nothing written")
    write_stdout(built.compiled.outputs[formats[0]])
    session.end([built], "written to standard output")
