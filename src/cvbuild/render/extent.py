"""How far a document reaches when it is laid out as PDF: its pages, how full the last is, and what is beyond a limit.

What is done about it is the build's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures
from cvbuild.render.engine import free_layout
from cvbuild.render.engine_log import engine_log
from cvbuild.render.lines import page_lines
from cvbuild.render.pdf import laid_out
from cvbuild.theme.model import Theme
from cvbuild.tree.nodes import Document


@dataclass(frozen=True, slots=True)
class Extent:
    """The number of pages, the share of the last one's height that is used; of lines beyond the limit, and the first
    words there."""

    pages: int
    share: float
    lines: int
    words: str


def extent(document: Document, theme: Theme, pictures: Pictures, limit: int | None) -> Extent:
    """The extent of a document that may have a limit of pages, once the engine is loaded."""
    # What the engine has to say is said when the document is rendered.
    with engine_log(document, Report()):
        layout = laid_out(document, theme, pictures)
    found = _extent(layout, limit)
    del layout
    free_layout(found.pages)
    return found


def _extent(layout: Any, limit: int | None) -> Extent:
    last = layout.pages[-1]._page_box
    over = layout.pages[len(layout.pages) if limit is None else limit :]
    beyond = [text for page in over for text in page_lines(page._page_box)]
    return Extent(len(layout.pages), _share(last), len(beyond), next((text for text in beyond if text.strip()), ""))


def _share(page: Any) -> float:
    """How much of the text area's height is used, its notes included; from 0 to 1."""
    top = page.content_box_y()
    used = 0.0
    for child in page.children:
        match type(child).__name__:
            case "MarginBox":
                pass
            case "FootnoteAreaBox":
                used += child.margin_height()
            case _:
                used += max((low for box in child.descendants() if (low := _bottom(box))), default=top) - top
    return min(1.0, float(used / page.height))


def _bottom(box: Any) -> float:
    """The lower edge of what shows: lines and pictures."""
    kind = type(box).__name__
    shows = kind == "LineBox" or "Replaced" in kind
    return float(box.position_y + box.margin_height()) if shows else 0.0
