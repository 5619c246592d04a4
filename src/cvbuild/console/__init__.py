"""Prints diagnostics and progress to standard error, in the format that the reader wants.

What is wrong is decided elsewhere; this room only shows it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from cvbuild.console.repository import path_in_repository
from cvbuild.diagnostics import Diagnostic, Severity
from cvbuild.source import DecodeError, Source, Span, read_source

_WIDEST_EXCERPT = 96
_COLORS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_FAILING = {False: (Severity.ERROR,), True: (Severity.ERROR, Severity.WARNING)}
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What terminals would obey: control characters, and those that turn the direction of what follows."""
_UNSEEN = ("Mn", "Me", "Cf")
_BAR = 20
_TAKE_BACK = "\r\x1b[K"
_BOLD, _FAINT, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass
class Console:
    """Where diagnostics go. `style` is a name in FORMATS; `quiet` leaves out all but errors, which `strict` widens."""

    style: str = "full"
    quiet: bool = False
    strict: bool = False
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    sources: dict[str, Source] = field(default_factory=dict)
    _gathered: list[Diagnostic] = field(default_factory=list)
    _has_bar: bool = False

    def show(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print these findings, in the order of their places."""
        for diagnostic in sorted(diagnostics, key=_order):
            if self.quiet and diagnostic.severity not in _FAILING[self.strict]:
                continue
            self._gathered.append(diagnostic)
            if self.style != "sarif":
                self._print(FORMATS[self.style](self, diagnostic))

    def finish(self) -> None:
        """Print what a format holds back until everything is known."""
        if self.style == "sarif":
            import json

            from cvbuild.console.sarif import sarif

            self._print(json.dumps(sarif(self._gathered), ensure_ascii=False, indent=2))

    def say(self, text: str) -> None:
        """A line for people; left out where a machine reads, or when quiet."""
        if not self.quiet and self.style in ("full", "short"):
            self._print(text)

    def progress(self, done: int, total: int, name: str) -> None:
        """One line that renews itself, on a terminal only and only when there is more than one document."""
        if total > 1 and not self.quiet and self.stream.isatty() and os.environ.get("TERM") != "dumb":
            filled = _BAR * done // total
            line = f"{'━' * filled}{'╌' * (_BAR - filled)} {done}/{total} {name}"
            # What is wider than the terminal could not be taken back.
            line = line[: shutil.get_terminal_size().columns - 1] if done < total else ""
            self.stream.write(f"{_TAKE_BACK}{line}")
            self.stream.flush()
            self._has_bar = bool(line)

    def _print(self, text: str) -> None:
        start = _TAKE_BACK if self._has_bar else ""
        self._has_bar = False
        self.stream.write(f"{start}{text}\n")

    def _paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_RESET}" if takes_color(self.stream) else text

    # ── Formats ──────────────────────────────────────────────────────────────────────────────────

    def _short(self, diagnostic: Diagnostic) -> str:
        severity = self._paint(diagnostic.severity, _COLORS[diagnostic.severity])
        return f"{_place(diagnostic.span)}{severity}: {diagnostic.message} [{diagnostic.code.slug}]"

    def _full(self, diagnostic: Diagnostic) -> str:
        lines = [self._short(diagnostic), *self._excerpt(diagnostic.span)]
        if diagnostic.hint:
            lines.append(f"      {self._paint('hint:', _BOLD)} {diagnostic.hint}")
        return "\n".join(lines)

    def _excerpt(self, span: Span | None) -> list[str]:
        """The source line with the place underlined, cut to a readable width around it."""
        source = self._source(span.path) if span else None
        text = source.line_text(span.line) if source and span else ""
        if not span or not span.column or not text or text.isspace():
            return []
        start = span.column - 1
        same_line = span.end_line in (None, span.line)
        end = (
            span.end_column - 1
            if span.end_column and same_line
            else (start + 1 if span.end_column is None else len(text))
        )
        shown, start, end = _cut(text, start, max(end, start + 1))
        gutter = self._paint(f"{span.line:>5} | ", _FAINT)
        marks = " " * _width(shown[:start]) + "^" * max(1, _width(shown[start:end]))
        return [f"{gutter}{shown}", f"{self._paint('      | ', _FAINT)}{marks}"]

    def _source(self, path: str) -> Source | None:
        """The text that a finding is about; settings and themes are read again, as nobody kept them."""
        if path not in self.sources:
            try:
                self.sources[path] = read_source(Path(path))
            except (OSError, DecodeError):
                return None
        return self.sources[path]

    def _json(self, diagnostic: Diagnostic) -> str:
        import json

        span = diagnostic.span
        return json.dumps(
            {
                "code": diagnostic.code.slug,
                "severity": diagnostic.severity,
                "message": diagnostic.message,
                "path": span.path if span else None,
                "line": span.line if span else None,
                "column": span.column if span else None,
                "end_line": span.end_line if span else None,
                "end_column": span.end_column if span else None,
                "hint": diagnostic.hint or None,
                "fix": [
                    {
                        "line": part.span.line,
                        "column": part.span.column,
                        "end_line": part.span.end_line,
                        "end_column": part.span.end_column,
                        "text": part.text,
                    }
                    for part in diagnostic.fix
                ],
            },
            ensure_ascii=False,
        )

    def _github(self, diagnostic: Diagnostic) -> str:
        """A workflow command of GitHub Actions; its notes are called notices."""
        command = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
        span = diagnostic.span
        places: dict[str, object] = {}
        if span:
            places = {"file": path_in_repository(span.path), "line": span.line, "endLine": span.end_line}
            # Columns are taken within one line only.
            if span.end_line in (None, span.line):
                places |= {"col": span.column, "endColumn": span.end_column}
        properties = [f"{key}={_escaped(str(value), property_=True)}" for key, value in places.items() if value]
        properties.append(f"title={diagnostic.code.slug}")
        hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
        return f"::{command} {','.join(properties)}::{_escaped(diagnostic.message + hint)}"


FORMATS: dict[str, Callable[[Console, Diagnostic], str]] = {
    "full": Console._full,
    "short": Console._short,
    "json": Console._json,
    "github": Console._github,
    "sarif": Console._json,
}
"""How one finding is printed; SARIF is one object, printed when all is known."""


def takes_color(stream: TextIO) -> bool:
    """Whether it is a terminal that shows colours, and its user wants them (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _order(diagnostic: Diagnostic) -> tuple[str, int, int]:
    span = diagnostic.span
    return (span.path, span.line, span.column or 0) if span else ("", 0, 0)


def _place(span: Span | None) -> str:
    if span is None:
        return ""
    column = f":{span.column}" if span.column else ""
    return f"{span.path}:{span.line}{column}: "


def _cut(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The text around `text[start:end]`, at most as wide as an excerpt may be, with where the place now lies."""
    end = min(end, start + _WIDEST_EXCERPT // 2)
    left = max(0, min(start - _WIDEST_EXCERPT // 3, len(text) - _WIDEST_EXCERPT))
    right = min(len(text), left + _WIDEST_EXCERPT)
    before, after = "…" if left else "", "…" if right < len(text) else ""
    shown = _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text[left:right].replace("\t", " "))
    shift = len(before) - left
    return f"{before}{shown}{after}", start + shift, min(end, right) + shift


def _width(text: str) -> int:
    """Columns that the text takes on a terminal: two for wide characters, none for combining and invisible ones."""
    return sum(
        0 if unicodedata.category(character) in _UNSEEN else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _escaped(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
