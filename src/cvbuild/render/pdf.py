"""PDF through WeasyPrint: tagged (PDF/UA-1), with embedded fonts, the same bytes at each run.

What stands on the page is decided in `elements` and `css`; this module feeds the engine and reads its log.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

from markupsafe import escape

from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import Pictures
from cvbuild.render.css import stylesheet
from cvbuild.render.elements import Elements
from cvbuild.render.engine import load_engine
from cvbuild.render.families import report_missing
from cvbuild.render.marks import printable
from cvbuild.render.xmp import add_language
from cvbuild.source import Span, part
from cvbuild.theme.model import Page, Theme
from cvbuild.tree.direction import direction
from cvbuild.tree.metadata import Metadata
from cvbuild.tree.nodes import Addressee, CodeBlock, Document, Text
from cvbuild.tree.nodes import Code as CodeSpan
from cvbuild.tree.walk import walk

VARIANT = "pdf/ua-1"

_POINTS_A_PIXEL, _MM_A_POINT = 0.75, 25.4 / 72
_TOLERANCE = 0.5
"""Millimetres that an address may stand lower than its layout has it."""

_SAID_ELSEWHERE = ("Using fontTools instead of HarfBuzz", "No anchor #", "Image ")
"""Engine messages that the doctor or the build gives in better words, with a place."""


def render(document: Document, theme: Theme, pictures: Pictures, report: Report) -> bytes:
    """The document as PDF bytes; empty, with an error reported, where the engine's libraries are missing."""
    if load_engine(report) is None:
        return b""
    with engine_log(document, report), _fixed_time():
        layout = laid_out(document, theme, pictures)
        for page in layout.pages:
            # The engine links what stands inside a link once more, which PDF/UA forbids (7.18.5).
            page.links[:] = [link for link in page.links if link[3].element_tag == "a"]
        report_missing(theme, document.metadata.lang, report)
        _check_address(layout, document, theme.page, report)
        add_language(layout.metadata, document.metadata.lang)
        pdf: bytes = layout.write_pdf(pdf_variant=VARIANT)
    return pdf


def laid_out(document: Document, theme: Theme, pictures: Pictures) -> Any:
    """The engine's pages with their boxes, once it is loaded."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    addresses = {source: f"picture:{number}" for number, source in enumerate(sorted(pictures))}
    content = Elements(theme, pictures, "print", lambda source, _: addresses[source]).document(document)
    files = {addresses[source]: (picture.data, picture.media_type) for source, picture in pictures.items()}
    files |= {f"font:{number}": (face.data, "font/sfnt") for number, face in enumerate(theme.faces)}
    fetcher = _fetcher(files)
    fonts = FontConfiguration() if theme.faces else None
    css = stylesheet(theme, document.metadata.lang, "print")
    style = CSS(string=css, url_fetcher=fetcher, font_config=fonts)
    html = _html(printable(_page(document.metadata, content)), fetcher)
    return html.render(stylesheets=[style], pdf_variant=VARIANT, font_config=fonts)


def _fetcher(files: Mapping[str, tuple[bytes, str]]) -> Any:
    """Serves the document's own pictures and the theme's fonts, and nothing else: no file, no network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> object:
            data, media_type = files[url]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return Fetcher()


def _html(xhtml: str, fetcher: Any) -> Any:
    """The engine's document, from XML: that parses much faster, and lets a note with blocks stand in a paragraph."""
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    html = HTML(string="<html>", base_url="picture:", url_fetcher=fetcher)
    html.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(xhtml), content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


def _page(metadata: Metadata, content: str) -> str:
    """The whole page as XHTML."""
    described = (
        ("author", metadata.author.name),
        ("description", metadata.subject or metadata.description),
        ("keywords", ", ".join(metadata.keywords)),
        ("generator", "cvbuild"),
    )
    metas = "".join(f'<meta name="{name}" content="{escape(text)}"/>' for name, text in described if text)
    return (
        f'<html lang="{escape(metadata.lang)}" dir="{direction(metadata.lang)}">'
        f"<head><title>{escape(metadata.title)}</title>{metas}</head>"
        f"<body><main>{content}</main></body></html>"
    )


def _check_address(layout: Any, document: Document, page: Page, report: Report) -> None:
    """Say so where the text above an address is too high, and so has pushed it out of the envelope's window."""
    found = next((block for block in document.children if isinstance(block, Addressee)), None)
    if page.address is None or found is None:
        return
    boxes = (box for sheet in layout.pages for box in sheet._page_box.descendants() if box.element is not None)
    top = next((box.border_box_y() * _POINTS_A_PIXEL for box in boxes if box.element.get("class") == "addressee"), 0.0)
    lower = (top - page.address.top) * _MM_A_POINT
    if lower > _TOLERANCE:
        message = f"what stands above the address is too high: it moved {lower:.0f} mm down, out of the window"
        report.add(Code.ADDRESS_MOVED, message, found.span, "shorten the letterhead, or choose another `layout`")


@contextmanager
def _fixed_time() -> Iterator[None]:
    """Keep fontTools from writing the present into emoji fonts: the same source gives the same bytes."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def engine_log(document: Document, report: Report) -> Iterator[None]:
    """Turn what the engine logs meanwhile into diagnostics; nothing reaches the terminal raw."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    handlers, propagates = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagates
    for record in collector.records:
        if str(record.msg).startswith(".notdef glyph"):
            _report_glyph(str(record.args[0]), document, report)  # type: ignore[index]
        elif not str(record.msg).startswith(_SAID_ELSEWHERE):
            report.add(Code.ENGINE_WARNING, f"PDF: {record.getMessage()}", document.span)


def _report_glyph(character: str, document: Document, report: Report) -> None:
    """Say it where the character first stands."""
    message = f"no font has the character “{character}” (U+{ord(character):04X})"
    hint = "install a font that has it, or write it another way; `cvbuild doctor` tells what is missing"
    for node in walk(document):
        if isinstance(node, Text | CodeSpan | CodeBlock) and character in node.text:
            report.add(Code.MISSING_GLYPH, message, _place(node, node.text.index(character)), hint)
            return
    report.add(Code.MISSING_GLYPH, message, document.span, hint)


def _place(node: Text | CodeSpan | CodeBlock, offset: int) -> Span | None:
    return node.span if isinstance(node, CodeBlock) else part(node.span, offset, offset + 1)
