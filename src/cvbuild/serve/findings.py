"""Findings for a page that shows them: with their place, the line of the file, and a link into an editor.

What was found, and how a terminal shows it, is said elsewhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from cvbuild.diagnostics import Diagnostic, Severity
from cvbuild.source import DecodeError, Source, Span, read_source

EDITOR = "vscode://file{path}:{line}:{column}"
"""The address by which VS Code opens a file at a place."""

_SCHEME = re.compile(r"(?!(?:javascript|data|vbscript|blob|about):)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LONGEST_LINE = 400
_ORDER = [Severity.ERROR, Severity.WARNING, Severity.NOTE]

Shown = dict[str, object]


def is_editor(address: str) -> bool:
    """Whether this can lead to a place: an address with `{path}`, or nothing, for no link."""
    return not address or ("{path}" in address and bool(_SCHEME.match(address)))


def as_shown(findings: Iterable[Diagnostic], source: Source | None, editor: str) -> list[Shown]:
    """The findings as JSON values, errors first, then in the order of their places; `source` need not be read again."""
    sources: dict[str, Source | None] = {source.path: source} if source else {}
    return [_shown(one, sources, editor) for one in sorted(findings, key=_order)]


def _order(found: Diagnostic) -> tuple[int, str, int, int]:
    span = found.span
    place = (span.path, span.line, span.column or 0) if span else ("", 0, 0)
    return _ORDER.index(found.severity), *place


def _shown(found: Diagnostic, sources: dict[str, Source | None], editor: str) -> Shown:
    severity, code = found.severity.value, found.code.slug
    said = {"severity": severity, "code": code, "message": found.message, "hint": found.hint}
    if found.span is None:
        return {**said, "place": "", "link": "", "line": "", "number": 0, "mark": [0, 0]}
    span = found.span
    column = f":{span.column}" if span.column else ""
    line, mark = _excerpt(span, sources)
    return {
        **said,
        "place": f"{span.path}:{span.line}{column}",
        "link": _link(span, editor),
        "line": line,
        "number": span.line,
        "mark": mark,
    }


def _link(span: Span, editor: str) -> str:
    if not os.path.isfile(span.path):
        return ""
    # Windows' drive letters have no slash before them.
    path = quote(f"/{Path(span.path).absolute().as_posix().lstrip('/')}")
    places = {"{path}": path, "{line}": str(span.line), "{column}": str(span.column or 1)}
    for name, value in places.items():
        editor = editor.replace(name, value)
    return editor


def _excerpt(span: Span, sources: dict[str, Source | None]) -> tuple[str, list[int]]:
    """The line and the stretch of it that is meant; settings and themes are read for it."""
    if span.path not in sources:
        sources[span.path] = _read(span.path)
    source = sources[span.path]
    line = source.line_text(span.line)[:_LONGEST_LINE] if source else ""
    if not span.column:
        return line, [0, 0]
    same_line = span.end_line in (None, span.line)
    end = span.end_column - 1 if span.end_column and same_line else len(line) if span.end_line else span.column
    return line, [span.column - 1, max(end, span.column)]


def _read(path: str) -> Source | None:
    try:
        return read_source(Path(path))
    except (OSError, DecodeError):
        return None
