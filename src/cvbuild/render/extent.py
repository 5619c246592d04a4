"""How far a document reaches when it is laid out as PDF: its pages, and what stands beyond the last one allowed.

What is done about it is the build's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures
from cvbuild.render.pdf import engine_log, laid_out
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document


@dataclass(frozen=True, slots=True)
class Extent:
    """The number of pages; of lines beyond the limit; and the first words there."""

    pages: int
    lines: int
    words: str


def extent(document: Document, theme: Theme, pictures: Pictures, limit: int) -> Extent:
    """The extent of a document with a limit of pages, once the engine is loaded."""
    # What the engine has to say is said when the document is rendered.
    with engine_log(document, Report()):
        layout = laid_out(document, theme, pictures)
    beyond = [text for page in layout.pages[limit:] for text in _lines(page._page_box)]
    return Extent(len(layout.pages), len(beyond), next((text for text in beyond if text.strip()), ""))


def _lines(page: Any) -> list[str]:
    """The text of each line of the page; lines of its margins do not count."""
    content = [child for child in page.children if type(child).__name__ != "MarginBox"]
    found = [box for child in content for box in child.descendants()]
    return [_text(box) for box in found if type(box).__name__ == "LineBox"]


def _text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if type(box).__name__ == "TextBox")
