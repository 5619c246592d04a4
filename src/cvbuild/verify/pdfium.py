"""The text of a PDF's pages and of their marked contents by PDFium, Chromium's reader; only this module knows it here.

PDFium leaves out what is beyond the Basic Multilingual Plane (emoji, for the most part), because it hands out UTF-16
units one by one and drops those that are none by themselves. What the tags mean is the business of `pdf_tags`.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from cvbuild.verify.found import Unreadable

_DEEPEST_FORM = 15


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's text as it is drawn, that of each marked content by its number, and its size in points."""

    text: str
    contents: dict[int, str] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def drawn_pages(data: bytes, most: int | None = None) -> list[DrawnPage]:
    """The pages, the first `most` of them. Raises Unreadable for what is no PDF, or is locked with a password."""
    with closing(opened(data)) as document:
        count = len(document)
        return [_page(document, number) for number in range(count if most is None else min(count, most))]


def text_within(data: bytes, places: list[tuple[int, tuple[float, float, float, float]]]) -> list[str]:
    """The text in each of these rectangles (left, bottom, right, top in points) on their pages, counted from 0."""
    pdfium = library()
    texts = []
    with closing(opened(data)) as document:
        for number, (left, bottom, right, top) in places:
            try:
                text = document[number].get_textpage().get_text_bounded(left, bottom, right, top)
            except pdfium.PdfiumError:
                text = ""
            texts.append(" ".join(text.split()))
    return texts


def unlocked(data: bytes) -> bytes:
    """The file as PDFium writes it again: without restrictions and with a sound table of objects.

    Raises Unreadable as `drawn_pages` does.
    """
    pdfium = library()
    target = io.BytesIO()
    with closing(opened(data)) as document:
        try:
            document.save(target, flags=pdfium.raw.FPDF_REMOVE_SECURITY)
        except pdfium.PdfiumError as error:
            raise Unreadable("the file is damaged", "get it again") from error
    return target.getvalue()


def library() -> Any:
    """The library, loaded when it is used. Raises Unreadable where it is missing."""
    try:
        import pypdfium2
    except (ImportError, OSError) as error:
        reason = "PDFs are read by pypdfium2, which is not installed or does not run on this machine"
        raise Unreadable(reason, "pip install pypdfium2") from error
    return pypdfium2


def opened(data: bytes) -> Any:
    """The document, to be closed by who asks. Raises Unreadable."""
    pdfium = library()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # PDFium tells its reason in words only: "Failed to load document (PDFium: Incorrect password error)."
        if "password" in str(error).lower():
            raise Unreadable("the file is locked with a password", "save it without one") from error
        if b"%PDF-" not in data[:1024]:
            raise Unreadable("the file is no PDF") from error
        raise Unreadable("the file is damaged: no page can be found in it", "get it again") from error


def _page(document: Any, number: int) -> DrawnPage:
    pdfium = library()
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return DrawnPage("")
    contents: dict[int, str] = {}
    for thing in objects(pdfium.raw, page):
        if pdfium.raw.FPDFPageObj_GetType(thing) == pdfium.raw.FPDF_PAGEOBJ_TEXT:
            mark = pdfium.raw.FPDFPageObj_GetMarkedContentID(thing)
            contents[mark] = contents.get(mark, "") + _text(pdfium.raw, thing, textpage)
    text = str(textpage.get_text_range()) if textpage.count_chars() > 0 else ""
    return DrawnPage(text.replace("\r\n", "\n"), contents, *page.get_size())


def objects(raw: Any, page: Any) -> Iterator[Any]:
    """What is drawn on a page, in its order, that inside of forms included; `raw` is PDFium's own interface."""
    stack = [(raw.FPDFPage_GetObject(page, i), 0) for i in reversed(range(raw.FPDFPage_CountObjects(page)))]
    while stack:
        thing, depth = stack.pop()
        yield thing
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = range(raw.FPDFFormObj_CountObjects(thing))
            stack += [(raw.FPDFFormObj_GetObject(thing, i), depth + 1) for i in reversed(inner)]


def _text(raw: Any, thing: Any, textpage: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, textpage, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")
