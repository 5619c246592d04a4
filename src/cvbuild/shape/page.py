"""A page is any other document: it is shown as its author wrote it."""

from __future__ import annotations

from cvbuild.diagnostics import Report
from cvbuild.tree.nodes import Document


def shape_page(document: Document, _report: Report) -> Document:
    """The document itself."""
    return document
