"""Where a PDF's letters stand and how they look: boxes, sizes, colours, and what else is drawn on a page, by PDFium.

It gives facts only; what is wrong with a layout is the business of `inspect`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from cvbuild.verify.pdfium import library, objects, opened

MOST_LETTERS = 400_000
"""Of one file: a hundred pages of small print. What stands behind is not looked at."""
_MOST_PAGES = 200
_INVISIBLE_MODES = {3, 7}
"""Text that is neither filled nor stroked (ISO 32000-1, 9.3.6): OCR lays it upon scans."""
_PALE = 0.8
"""Luminance from which on letters are compared with what is behind them."""
_SEEN_CONTRAST = 0.12
"""Difference of luminance below which nobody sees a letter."""
_SCALE = 2.0
_PERMISSIONS = {3: "printing", 4: "changing", 5: "copying", 10: "reading aloud"}
"""The bits of a file's permissions (ISO 32000-1, table 22), counted from 1."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as it is drawn: its box in points from the page's lower left corner, and its size in points.

    `is_mapped` is False where its font does not say which character it is.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    is_hidden: bool = False
    is_mapped: bool = True


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's letters in the order in which they are read; `pictured` is the part of the page, 0 to 1, that its
    largest picture covers, `shapes` the number of lines and areas."""

    letters: tuple[Letter, ...]
    width: float
    height: float
    pictured: float
    shapes: int


@dataclass(frozen=True, slots=True)
class PdfLayout:
    """A file's pages, the first 200 at most; `refused` is what its permissions refuse, `form` whether it asks for
    input, `attachments` the number of files within."""

    pages: tuple[PageLayout, ...]
    refused: tuple[str, ...]
    form: bool
    attachments: int


def read_layout(data: bytes) -> PdfLayout:
    """Where everything stands. Raises Unreadable for what is no PDF, is locked or too damaged."""
    raw = library().raw
    with closing(opened(data)) as document:
        pages, left = [], MOST_LETTERS
        for number in range(min(len(document), _MOST_PAGES)):
            page = _page(document, number, left)
            left -= len(page.letters)
            pages.append(page)
        permissions = int(raw.FPDF_GetDocPermissions(document))
        is_locked = raw.FPDF_GetSecurityHandlerRevision(document) >= 0
        refused = [what for bit, what in _PERMISSIONS.items() if is_locked and not permissions >> (bit - 1) & 1]
        form = raw.FPDF_GetFormType(document) != raw.FORMTYPE_NONE
        return PdfLayout(tuple(pages), tuple(refused), form, int(raw.FPDFDoc_GetAttachmentCount(document)))


def _page(document: Any, number: int, most: int) -> PageLayout:
    pdfium = library()
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return PageLayout((), 0.0, 0.0, 0.0, 0)
    width, height = page.get_size()
    reader = _Letters(pdfium.raw, page, textpage)
    letters = tuple(reader.read(most))
    pictured, shapes = _drawn(pdfium.raw, page, width * height)
    return PageLayout(letters, width, height, pictured, shapes)


def _drawn(raw: Any, page: Any, area: float) -> tuple[float, int]:
    largest, shapes = 0.0, 0
    for thing in objects(raw, page):
        kind = raw.FPDFPageObj_GetType(thing)
        shapes += kind == raw.FPDF_PAGEOBJ_PATH
        sides = [ctypes.c_float() for _ in range(4)]
        if kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(thing, *sides):
            left, bottom, right, top = (side.value for side in sides)
            largest = max(largest, abs(right - left) * abs(top - bottom))
    return (min(largest / area, 1.0) if area > 0 else 0.0), shapes


class _Letters:
    """The letters of one page; the page is drawn once, if any letter is so pale that it may not be seen."""

    def __init__(self, raw: Any, page: Any, textpage: Any) -> None:
        self._raw, self._page, self._textpage = raw, page, textpage
        self._width, self._height = page.get_size()
        self._bitmap: tuple[memoryview, int, int, int] | None = None

    def read(self, most: int) -> Iterator[Letter]:
        count = min(self._raw.FPDFText_CountChars(self._textpage), most)
        for index in range(max(count, 0)):
            letter = self._letter(index)
            if letter:
                yield letter

    def _letter(self, index: int) -> Letter | None:
        raw, page = self._raw, self._textpage
        code = raw.FPDFText_GetUnicode(page, index)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if raw.FPDFText_IsGenerated(page, index) == 1 or text.isspace():
            return Letter(text, 0.0, 0.0, 0.0, 0.0, 0.0)
        box = [ctypes.c_double() for _ in range(4)]
        if not raw.FPDFText_GetCharBox(page, index, *box):
            return None
        left, right, bottom, top = (side.value for side in box)
        loose = raw.FS_RECTF()
        height = loose.top - loose.bottom if raw.FPDFText_GetLooseCharBox(page, index, loose) else top - bottom
        size = min(abs(height), self._given_size(index) or abs(height))
        mapped = raw.FPDFText_HasUnicodeMapError(page, index) != 1
        hidden = size < 1 or self._is_hidden(index, (left, bottom, right, top))
        return Letter(text, left, bottom, right, top, size, hidden, mapped)

    def _given_size(self, index: int) -> float:
        """The size that the font was set in, with what the letter's matrix makes of it; 0 where nobody knows."""
        matrix = self._raw.FS_MATRIX()
        size = float(self._raw.FPDFText_GetFontSize(self._textpage, index))
        if not self._raw.FPDFText_GetMatrix(self._textpage, index, matrix):
            return 0.0
        return size * float((matrix.c**2 + matrix.d**2) ** 0.5)

    def _is_hidden(self, index: int, box: tuple[float, float, float, float]) -> bool:
        raw = self._raw
        left, bottom, right, top = box
        if right < 0 or top < 0 or left > self._width or bottom > self._height:
            return True
        thing = raw.FPDFText_GetTextObject(self._textpage, index)
        if thing and raw.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE_MODES:
            return True
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self._textpage, index, red, green, blue, alpha):
            return False
        pale = _luminance(red.value, green.value, blue.value) >= _PALE or alpha.value < 32
        return pale and right > left and top > bottom and self._contrast(box) < _SEEN_CONTRAST

    def _contrast(self, box: tuple[float, float, float, float]) -> float:
        """How much the drawn page differs within a box, 0 to 1."""
        if self._bitmap is None:
            drawn = self._page.render(scale=_SCALE, may_draw_forms=False)
            self._bitmap = memoryview(bytes(drawn.buffer)), drawn.stride, drawn.width, drawn.height
            self._channels = drawn.n_channels
        buffer, stride, width, height = self._bitmap
        left, right = (min(max(int(side * _SCALE), 0), width - 1) for side in (box[0], box[2] + 0.5))
        low, high = (min(max(int((self._height - side) * _SCALE), 0), height - 1) for side in (box[3], box[1] - 0.5))
        lights = []
        for row in range(low, high + 1):
            start = row * stride
            for column in range(left, right + 1):
                pixel = buffer[start + column * self._channels : start + column * self._channels + 3]
                lights.append(_luminance(pixel[2], pixel[1], pixel[0]) if len(pixel) == 3 else pixel[0] / 255)
        return max(lights) - min(lights) if lights else 1.0


def _luminance(red: int, green: int, blue: int) -> float:
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
