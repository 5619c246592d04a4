"""Résumés from and for other programs: JSON Resume in both directions, RenderCV in one.

What goes where stands in `fields`, and for users in `docs/exchange.md`. Files are read and written elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cvbuild.decode import Value, read_yaml
from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.fields import ORDER
from cvbuild.exchange.from_jsonresume import import_jsonresume
from cvbuild.exchange.from_rendercv import import_rendercv
from cvbuild.exchange.front import write_document
from cvbuild.exchange.json_values import read_json
from cvbuild.exchange.records import Record
from cvbuild.exchange.to_jsonresume import export_jsonresume
from cvbuild.source import Source, Span
from cvbuild.tree.nodes import Document

__all__ = ["EXPORTS", "IMPORTS", "export_resume", "import_resume"]

EXPORTS: Mapping[str, Callable[[Document, Report], str | None]] = {"jsonresume": export_jsonresume}
"""Formats that a shaped résumé can be written in."""
IMPORTS: Mapping[str, tuple[str, Callable[[Record, Report], Document]]] = {
    "rendercv": ("cv", import_rendercv),
    "jsonresume": ("basics", import_jsonresume),
}
"""Formats that can be read, each with the key that tells it from the others."""


def export_resume(document: Document, to: str, report: Report) -> str | None:
    """The shaped résumé in another format; None after reporting why that can't be."""
    return EXPORTS[to](document, report)


def import_resume(source: Source, report: Report, form: str | None = None) -> str | None:
    """A Markdown source of the résumé in the file, or None after reporting why there is none.

    The format is told by the file's content unless it is named.
    """
    is_json = source.text.lstrip().startswith("{") and not source.path.endswith((".yaml", ".yml"))
    value = read_json(source, report) if is_json else read_yaml(source, report)
    if value is None:
        if not report.has_errors:
            report.add(Code.UNKNOWN_EXCHANGE, "the file is empty", Span(source.path, 1), "name another file")
        return None
    name = form or _told(value)
    if name is None:
        hint = "say which it is with --from, or begin with `basics` or `cv`"
        report.add(Code.UNKNOWN_EXCHANGE, "this is neither JSON Resume nor RenderCV", value.span, hint)
        return None
    document = IMPORTS[name][1](Record(value, report), report)
    return write_document(document, report)


def _told(value: Value) -> str | None:
    """The format whose key the file has, or one of whose sections."""
    assert isinstance(value.data, Mapping)
    for name, (key, _) in IMPORTS.items():
        if key in value.data:
            return name
    return "jsonresume" if any(kind in value.data for kind in ORDER) else None
