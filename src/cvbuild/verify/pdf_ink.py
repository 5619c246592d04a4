"""A PDF's page as PDFium draws it, asked whether anything can be seen within a box.

Which boxes are asked for is the business of `pdf_layout`.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's lower left corner, as it is displayed."""

_SCALE = 2.0
"""Dots a point."""
_LEAST_SCALE = 0.5
_MOST_DOTS = 20_000_000
"""Of one page: ten times those of a letter."""
_SEEN_CONTRAST = 30
"""Difference of a colour's parts, 0 to 255, below which nobody sees a letter."""
_COLOURS = 3


class _Bitmap(NamedTuple):
    dots: bytes
    stride: int
    channels: int
    width: int
    height: int


class Ink:
    """What is drawn on a page. It is drawn when it is first asked for; a page too large for that hides nothing."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self._page, self._height = page, height
        self._scale = min(_SCALE, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)

    @cached_property
    def _bitmap(self) -> _Bitmap | None:
        if self._scale < _LEAST_SCALE:
            return None
        drawn = self._page.render(scale=self._scale, may_draw_forms=False)
        return _Bitmap(bytes(drawn.buffer), drawn.stride, drawn.n_channels, drawn.width, drawn.height)

    def is_seen(self, box: Box) -> bool:
        """Whether the dots within the box differ."""
        bitmap = self._bitmap
        if bitmap is None:
            return True
        left, right = (_within(side * self._scale, bitmap.width) for side in (box[0], box[2]))
        first, last = (_within((self._height - side) * self._scale, bitmap.height) for side in (box[3], box[1]))
        low, high = [255] * _COLOURS, [0] * _COLOURS
        for row in range(first, last + 1):
            start = row * bitmap.stride
            dots = bitmap.dots[start + left * bitmap.channels : start + (right + 1) * bitmap.channels]
            for colour in range(min(_COLOURS, bitmap.channels)):
                parts = dots[colour :: bitmap.channels]
                low[colour], high[colour] = min(low[colour], *parts), max(high[colour], *parts)
                if high[colour] - low[colour] >= _SEEN_CONTRAST:
                    return True
        return False


def _within(dot: float, most: int) -> int:
    return min(max(int(dot), 0), most - 1)
