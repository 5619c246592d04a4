"""Whether the files that are there are what the sources make; nothing is written.

What is there and belongs to no document is not looked at: the folder may hold more.
"""

from __future__ import annotations

from pathlib import Path

from cvbuild.build.run import Built
from cvbuild.diagnostics import Code
from cvbuild.source import Span


def report_outdated(built: Built, out: Path) -> None:
    """Report each output of the document that is missing below the folder or has other bytes."""
    compiled = built.compiled
    for name, data in compiled.outputs.items():
        path = out / f"{compiled.job.output}.{name}"
        if state := _state(path, data):
            message = f"{path.as_posix()} {state}"
            hint = "run `cvbuild build` with the same options, and commit what it writes"
            compiled.report.add(Code.OUT_OF_DATE, message, Span(compiled.job.name, 1), hint)
            compiled.failed = True


def _state(path: Path, data: bytes) -> str:
    """What is wrong with the file; empty where nothing is."""
    try:
        return "" if path.read_bytes() == data else "is not what the source makes"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"can't be read: {error.strerror}"
