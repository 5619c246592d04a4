"""Signs and measures that every format sets the same way: boxes of tasks, the gap above rules, fold marks.

They are no words of the author's, and what reads an output back takes them away again.
"""

from __future__ import annotations

import re

from cvbuild.pictures import Picture
from cvbuild.tree.nodes import Image

TASK = {True: "☑", False: "☐"}

RULE_GAP = 2.0
"""Points between a paragraph and the line under it."""

QUOTE_BAR, QUOTE_GAP = 2.0, 8.0
"""Points of the line before a quote, and between it and the text; a quote's indent is that of its text."""

FILL_PADDING = 0.6
"""How far the fill of code reaches beyond it, in em."""

FOLD_LEFT, FOLD_WIDTH = 14.17, 11.34
"""Where a fold mark begins, and how long it is, in points: 5 and 4 mm, within what printers reach."""
FOLD_COLOR = "#808080"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that XML 1.0 (section 2.2) forbids; they show nothing anywhere."""
    return _FORBIDDEN.sub("", text)


def fill_padding(size: float) -> float:
    """How far a fill reaches beyond text of that size: whole points, and half a one that Word draws as a line."""
    return round(size * FILL_PADDING) + 0.5


_DIGIT, _FULL_STOP = 0.58, 0.5
"""Widths in em that no text font exceeds, the stop with the space behind it."""


def number_room(last: int, size: float) -> float:
    """The width in points that a list's numbers need, of which that is the last, in text of that size."""
    return (len(str(last)) * _DIGIT + _FULL_STOP) * size


def paper_size(image: Image, picture: Picture, most_width: float) -> tuple[float, float]:
    """Width and height in points of a picture, as its author wants it, made to fit a width in points.

    One given side brings the other along; both given may change the proportions, as in HTML.
    """
    wide, high = max(picture.width, 1), max(picture.height, 1)
    width = image.width or (image.height * wide / high if image.height else wide)
    height = image.height or (image.width * high / wide if image.width else high)
    scale = min(0.75, most_width / max(width, 1))
    return width * scale, height * scale
