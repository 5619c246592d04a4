"""The formats: one table of renderers, each a pure function from tree and theme to bytes.

A renderer is imported when it is used, because its engine takes longer to import than a page to make.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document

Renderer = Callable[[Document, Theme, Pictures, Report], bytes]

FORMATS = {
    "pdf": "cvbuild.render.pdf",
    "docx": "cvbuild.render.docx",
    "html": "cvbuild.render.html",
    "txt": "cvbuild.render.text",
}
"""The module of each format, by the ending of its files."""


def renderer(name: str) -> Renderer:
    """The renderer of a format. Raises KeyError for an unknown one."""
    found: Renderer = import_module(FORMATS[name]).render
    return found
