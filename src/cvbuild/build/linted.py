"""Runs the rules over a document, with what goes with it, and keeps what is private out of what they say.

What the rules are is known in `lint`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

from cvbuild.diagnostics import Code, Report
from cvbuild.lint import Checked, lint, read_ignores, report_unused
from cvbuild.shape import Finder
from cvbuild.source import DecodeError, Source, Span, read_source, reason

DICTIONARY = "dictionary.txt"
"""A project's own words are in a file of that name beside its settings, one a line; `#` begins a remark."""

_SOMETIMES = {Code.REDACTED, Code.EXPOSED_PRIVATE}
"""What is found under an option only, or elsewhere."""


def lint_document(
    checked: Checked, report: Report, wanted: frozenset[str], private: Finder | None, project: Path
) -> None:
    """Report what the rules find; those that are opt-in run where command line, front matter or settings name them."""
    read_ignores(checked, report)
    named, found = _wanted(checked, wanted), Report()
    if Code.SPELLING.slug in named:
        checked = replace(checked, dictionary=_dictionary(project / DICTIONARY, found))
    lint(checked, found, named)
    for one in found:
        message, hint = (_discreet(text, private) for text in (one.message, one.hint))
        report.add(one.code, message, one.span, hint, one.fix)


def _dictionary(path: Path, report: Report) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    try:
        lines = read_source(path).text.split("\n")
    except (OSError, DecodeError) as error:
        report.add(Code.FILE_UNREADABLE, f"can't read the words: {reason(error)}", Span(path.as_posix(), 1))
        return frozenset()
    return frozenset(line.partition("#")[0].strip().lower() for line in lines)


def report_idle_ignores(checked: Checked, report: Report, wanted: frozenset[str]) -> None:
    """Report what is ignored for nothing, once all that can be said of the source was found."""
    report_unused(checked, report, partial(_was_sought, wanted=_wanted(checked, wanted)))


def _wanted(checked: Checked, wanted: frozenset[str]) -> frozenset[str]:
    return wanted | {*checked.config.checks, *checked.document.metadata.checks}


def _was_sought(code: Code, *, wanted: frozenset[str]) -> bool:
    """Whether each check looks for it. What pages show depends on format and machine, so nobody can tell."""
    if code.topic not in {"reading", "writing", "lint_text", "lint_document"} or code in _SOMETIMES:
        return False
    return not code.value.opt_in or code.slug in wanted


def veiled(source: Source, private: Finder) -> Source:
    """The text as it stands in the file, with dots for what is private: excerpts of it go into logs."""
    text = source.original
    for found in private.find(text):
        dots = re.sub(r"[^\n]", "•", text[found.start : found.end])
        text = text[: found.start] + dots + text[found.end :]
    return Source(source.path, text)


def _discreet(text: str, private: Finder | None) -> str:
    """The text without private values: with `--redact`, what is said goes into logs that others read."""
    for found in reversed(private.find(text) if private else []):
        text = f"{text[: found.start]}…{text[found.end :]}"
    return text
