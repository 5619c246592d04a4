"""What `check --fix` and `check --diff` do before they check: repair the sources, show how, write them."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from difflib import unified_diff

from cvbuild.build import Fixed, Job, fix, read_job, write_all
from cvbuild.cli.session import Session, write_stdout
from cvbuild.diagnostics import Code, Report, counted
from cvbuild.source import Source, Span, encoding


def fix_sources(session: Session, *, writes: bool, shows: bool) -> None:
    """Repair every document of the session, and let it check what results.

    With `shows`, a unified diff goes to standard output; with `writes`, the text goes to its file, or to standard
    output where it came from standard input.
    """
    repaired = files = 0
    for number, job in enumerate(session.jobs):
        source = read_job(job, Report(), sys.stdin.buffer)
        if source is None:
            continue
        fixed = fix(source, job, session.config, session.options)
        if job.path is None:
            session.jobs[number] = replace(job, data=(fixed.after if writes else fixed.before).data)
        if shows and fixed.is_changed:
            write_stdout(_diff(fixed, job.name).encode())
        if writes and _write(fixed, job, session, shows=shows) and fixed.is_changed:
            repaired, files = repaired + len(fixed.found), files + 1
    if writes and files:
        session.console.say(f"fixed {counted(repaired, 'finding')} in {counted(files, 'file')}")


def _write(fixed: Fixed, job: Job, session: Session, *, shows: bool) -> bool:
    """Whether the repaired source is where it belongs."""
    if job.path is None:
        if not shows:
            write_stdout(fixed.after.data)
        return True
    try:
        if fixed.is_changed:
            # A link to a file stays one.
            write_all({job.path.resolve(): fixed.after.data})
    except OSError as error:
        message = f"can't write the repaired source: {error.strerror}"
        session.report.add(Code.OUTPUT_UNWRITABLE, message, Span(job.name, 1), "check its permissions")
        session.console.show([session.report.diagnostics[-1]])
        return False
    return True


def _diff(fixed: Fixed, name: str) -> str:
    """A unified diff of the two texts; line ends are those of the file."""
    lines = unified_diff(_lines(fixed.before), _lines(fixed.after), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(source: Source) -> list[str]:
    bom, codec = encoding(source.data)
    return re.findall(r"[^\n]*\n|[^\n]+", source.data[len(bom) :].decode(codec))
