"""The formats: one table of renderers, each a pure function from tree and theme to bytes.

A renderer is imported when it is used, because its engine takes longer to import than a page to make.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from cvbuild.render.attachments import Attachment
from cvbuild.render.publication import Publication

if TYPE_CHECKING:
    from cvbuild.diagnostics import Report
    from cvbuild.pictures import Pictures
    from cvbuild.theme.model import Theme
    from cvbuild.tree.nodes import Document

Renderer: TypeAlias = "Callable[[Document, Theme, Pictures, Report], bytes]"

FORMATS = {
    "pdf": "cvbuild.render.pdf",
    "docx": "cvbuild.render.docx",
    "html": "cvbuild.render.html",
    "txt": "cvbuild.render.text",
}
"""The module of each format, by the ending of its files."""


def renderer(name: str, beside: Attachment | Publication | None = None) -> Renderer:
    """The renderer of a format: for PDF with a file to embed, for HTML with what surrounds the page.

    Raises KeyError for an unknown format.
    """
    found = import_module(FORMATS[name]).render
    match name, beside:
        case "pdf", Attachment():
            return partial(found, attachment=beside)
        case "html", Publication():
            return partial(found, publication=beside)
    plain: Renderer = found
    return plain
