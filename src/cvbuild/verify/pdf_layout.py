"""Where a PDF's letters stand and how they look: boxes, sizes, colours, and what else is drawn on a page, by PDFium.

It gives facts only; what is wrong with a layout is the business of `inspect`.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from cvbuild.verify.pdf_ink import Box, Ink
from cvbuild.verify.pdfium import library, objects, opened

MOST_LETTERS = 400_000
"""Of one file: a hundred pages of small print. What stands behind is not looked at."""
_MOST_PAGES = 200
_INVISIBLE_MODES = {3, 7}
"""Text that is neither filled nor stroked (ISO 32000-1, 9.3.6): OCR lays it upon scans."""
_MOST_DRAWN = 40
"""Pages of which every letter is looked for among what is drawn: 30 ms a page. Behind them, only pale letters are."""
_LEAST_DRAWN = 4.0
"""Points: smaller letters are thinner than the dots in which a page is looked at."""
_PALE = 200
"""The least part of a colour, 0 to 255, from which on it is pale."""
_LONGEST_NAME = 512
_FIRST_HALF, _SECOND_HALF = re.compile("[\ud800-\udbff]"), re.compile("[\udc00-\udfff]")
_TALL = 2.0
"""In units of its size: the height of a box that may be no letter's own."""
_FAINT = 32
"""Opacity, 0 to 255."""
_SAME = 0.01
_PERMISSIONS = {3: "printing", 4: "changing", 5: "copying", 10: "reading aloud"}
"""The bits of a file's permissions (ISO 32000-1, table 22), counted from 1."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as it is drawn: its box in points from the lower left corner of the page as it is displayed, turned
    and cropped, and its size in points.

    `start` and `end` are where its font begins and ends it on the line, 0 where the line is turned. `is_mapped` is
    False where its font does not say which character it is.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    is_hidden: bool = False
    is_mapped: bool = True
    start: float = 0.0
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's letters in the order in which they are read; `pictured` is the part of the page, 0 to 1, that its
    largest picture covers, `shapes` the number of lines and areas, `fonts` the names of those that text is set in."""

    letters: tuple[Letter, ...]
    width: float
    height: float
    pictured: float
    shapes: int
    fonts: frozenset[str] = frozenset()


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
    reader = _Letters(pdfium.raw, page, textpage, is_drawn=number < _MOST_DRAWN)
    letters = tuple(_placed(_whole(reader.read(most))))
    return PageLayout(letters, width, height, *_drawn(pdfium.raw, page, width * height))


def _drawn(raw: Any, page: Any, area: float) -> tuple[float, int, frozenset[str]]:
    largest, shapes, fonts = 0.0, 0, set()
    for thing in objects(raw, page):
        kind = raw.FPDFPageObj_GetType(thing)
        shapes += kind == raw.FPDF_PAGEOBJ_PATH
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            fonts.add(_font_name(raw, raw.FPDFTextObj_GetFont(thing)))
        sides = [ctypes.c_float() for _ in range(4)]
        if kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(thing, *sides):
            left, bottom, right, top = (side.value for side in sides)
            largest = max(largest, abs(right - left) * abs(top - bottom))
    return (min(largest / area, 1.0) if area > 0 else 0.0), shapes, frozenset(fonts)


def _font_name(raw: Any, font: Any) -> str:
    """A font's name without the prefix of a subset."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    return re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace"))


def _whole(letters: Iterable[Letter]) -> Iterator[Letter]:
    """The letters, with the halves of those beyond the Basic Multilingual Plane put together."""
    first: Letter | None = None
    for letter in letters:
        if first is not None and _SECOND_HALF.match(letter.text):
            pair = (first.text + letter.text).encode("utf-16-le", "surrogatepass")
            yield replace(first, text=pair.decode("utf-16-le"))
            first = None
            continue
        if first is not None:
            yield replace(first, text="\ufffd")
        first = letter if _FIRST_HALF.match(letter.text) else None
        if first is None:
            yield replace(letter, text="\ufffd") if _SECOND_HALF.match(letter.text) else letter
    if first is not None:
        yield replace(first, text="\ufffd")


def _placed(letters: Iterable[Letter]) -> Iterator[Letter]:
    """The letters, with those of no known place in the room between their neighbours on the line."""
    last: Letter | None = None
    waiting: list[Letter] = []
    for letter in letters:
        if letter.size > 0 and letter.top == letter.bottom == 0:
            waiting.append(letter)
            continue
        yield from _between(last, waiting, letter if letter.size > 0 else None)
        waiting = []
        yield letter
        if letter.text in "\r\n":
            last = None
        elif letter.size > 0:
            last = letter
    yield from _between(last, waiting, None)


def _between(last: Letter | None, waiting: list[Letter], letter: Letter | None) -> Iterator[Letter]:
    """What waits for its place; beyond the last letter of a line, it has no width."""
    beside = last or letter
    if beside is None:
        yield from waiting
        return
    left = last.right if last else beside.left
    right = max(letter.left, left) if letter else left
    width = (right - left) / max(len(waiting), 1)
    for number, one in enumerate(waiting):
        start = left + number * width
        yield replace(one, left=start, right=start + width, bottom=beside.bottom, top=beside.top)


class _Letters:
    """The letters of one page."""

    def __init__(self, raw: Any, page: Any, textpage: Any, *, is_drawn: bool) -> None:
        self._raw, self._textpage, self._is_drawn = raw, textpage, is_drawn
        self._width, self._height = page.get_size()
        self._corners: Box = page.get_bbox()
        self._turns = page.get_rotation() // 90
        self._ink = Ink(page, self._width, self._height)

    def read(self, most: int) -> Iterator[Letter]:
        count = min(self._raw.FPDFText_CountChars(self._textpage), most)
        for index in range(max(count, 0)):
            letter = self._letter(index)
            if letter:
                yield letter

    def _letter(self, index: int) -> Letter | None:
        raw, page = self._raw, self._textpage
        code = raw.FPDFText_GetUnicode(page, index)
        text = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if raw.FPDFText_IsGenerated(page, index) == 1 or text.isspace():
            return Letter(text, 0.0, 0.0, 0.0, 0.0, 0.0)
        sides = [ctypes.c_double() for _ in range(4)]
        if not raw.FPDFText_GetCharBox(page, index, *sides):
            return None
        left, right, bottom, top = (side.value for side in sides)
        box = self._displayed((left, bottom, right, top))
        loose = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(page, index, loose)
        given, is_turned, base = self._given(index)
        # A line's height tells of fonts that make their glyphs smaller; where it knows none, PDFium gives the glyph's.
        line = abs(loose.top - loose.bottom)
        known = not is_turned and abs(line - abs(top - bottom)) > _SAME
        size = min((size for size in (line if known else 0.0, given) if size > 0), default=abs(top - bottom))
        if top - bottom > _TALL * size and not (is_turned or bottom - size < base < top + size):
            # PDFium misplaces letters that an `ActualText` gives, as Chromium writes it for ligatures.
            return Letter(text, 0.0, 0.0, 0.0, 0.0, size)
        start, _, end, _ = (0.0,) * 4 if is_turned else self._displayed((loose.left, bottom, loose.right, top))
        mapped = raw.FPDFText_HasUnicodeMapError(page, index) != 1
        return Letter(text, *box, size, size < 1 or self._is_hidden(index, box, size), mapped, start, end)

    def _displayed(self, box: Box) -> Box:
        """The box on the page as it is displayed: its corner need not be at 0, and it may be turned clockwise."""
        left, bottom, right, top = self._corners
        match self._turns % 4:
            case 1:
                return box[1] - bottom, right - box[2], box[3] - bottom, right - box[0]
            case 2:
                return right - box[2], top - box[3], right - box[0], top - box[1]
            case 3:
                return top - box[3], box[0] - left, top - box[1], box[2] - left
            case _:
                return box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom

    def _given(self, index: int) -> tuple[float, bool, float]:
        """The size that the font was set in, with what the letter's matrix makes of it, 0 where nobody knows; whether
        the line does not run from the left to the right of the page as it is in the file; and where it stands."""
        matrix = self._raw.FS_MATRIX()
        size = float(self._raw.FPDFText_GetFontSize(self._textpage, index))
        if not self._raw.FPDFText_GetMatrix(self._textpage, index, matrix):
            return 0.0, True, 0.0
        is_turned = abs(matrix.b) > _SAME * abs(matrix.a) or matrix.a < 0
        return size * float((matrix.c**2 + matrix.d**2) ** 0.5), is_turned, float(matrix.f)

    def _is_hidden(self, index: int, box: Box, size: float) -> bool:
        raw = self._raw
        left, bottom, right, top = box
        if right < 0 or top < 0 or left > self._width or bottom > self._height:
            return True
        thing = raw.FPDFText_GetTextObject(self._textpage, index)
        if thing and raw.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE_MODES:
            return True
        is_asked = (self._is_drawn and size >= _LEAST_DRAWN) or self._is_pale(index)
        return is_asked and right > left and top > bottom and not self._ink.is_seen(box)

    def _is_pale(self, index: int) -> bool:
        parts = [ctypes.c_uint() for _ in range(4)]
        if not self._raw.FPDFText_GetFillColor(self._textpage, index, *parts):
            return False
        *colours, alpha = (part.value for part in parts)
        return min(colours) >= _PALE or alpha < _FAINT
