"""cvbuild: one Markdown source becomes a PDF, a Word document, a web page and plain text."""

from __future__ import annotations

__version__ = "0.1.0"
