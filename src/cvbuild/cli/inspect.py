"""`cvbuild inspect`: what a machine reads from a finished file, and what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import typer

from cvbuild.cli.options import MessageFormat
from cvbuild.cli.session import write_stdout
from cvbuild.code_names import is_code
from cvbuild.console import Console
from cvbuild.diagnostics import Code, Report, Severity, counted
from cvbuild.inspect import inspect, shown, to_record
from cvbuild.inspect.identify import MOST_BYTES
from cvbuild.source import Span


def run_inspect(
    file: str,
    *,
    as_json: bool,
    text: bool,
    strict: bool,
    ignore: list[str] | None,
    messages: MessageFormat,
    quiet: bool,
) -> NoReturn:
    """Print the inspection to standard output and the findings to standard error; exit with 1 if it can't be read."""
    console, report = Console(messages.value, quiet, strict), Report(frozenset(ignore or ()))
    for slug in ignore or ():
        is_code(slug, Span("--ignore", 1), report)
    data = _read(file, report)
    inspection = inspect(data, "stdin" if file == "-" else file, report) if data is not None else None
    if inspection:
        record = json.dumps(to_record(inspection, report), ensure_ascii=False, indent=2) + "\n" if as_json else ""
        write_stdout((record or shown(inspection, with_text=text)).encode("utf-8", "replace"))
    console.show(report)
    console.say(_summary(report))
    console.finish()
    raise typer.Exit(1 if report.fails(strict) else 0)


def _read(file: str, report: Report) -> bytes | None:
    """The bytes, of which no more are read than are taken; None, and an error, where there are none."""
    place = Span(file, 1)
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(file).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        report.add(Code.FILE_NOT_FOUND, "there is no such file", place, "check the path")
    except IsADirectoryError:
        report.add(Code.FILE_UNREADABLE, "it is a folder", place, "name a file in it")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        report.add(Code.FILE_UNREADABLE, f"can't read the file: {reason}", place, "check its permissions")
    return None


def _summary(report: Report) -> str:
    words = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "note"))
    counts = [counted(number, word) for severity, word in words if (number := report.count(severity))]
    return ", ".join(counts) or "nothing to find fault with"
