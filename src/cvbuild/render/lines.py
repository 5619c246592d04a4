"""The lines of a laid-out page, as the engine's boxes have them.

What is done about their number or their width is said by those who ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

POINTS_A_PIXEL, MM_A_PIXEL = 0.75, 25.4 / 96
"""The engine's boxes are measured in CSS pixels."""


def page_lines(page: Any) -> list[str]:
    """The text of each line of the page; lines of its margins do not count."""
    return [line_text(box) for box in content_boxes(page) if type(box).__name__ == "LineBox"]


def content_boxes(page: Any) -> Iterator[Any]:
    """All boxes of the page but those of its margins, in order."""
    for child in page.children:
        if type(child).__name__ != "MarginBox":
            yield from child.descendants()


def line_text(line: Any) -> str:
    """The characters of a line."""
    return "".join(box.text for box in line.descendants() if type(box).__name__ == "TextBox")
