"""PDF through WeasyPrint: tagged, by the standard that is asked for, with embedded fonts, the same bytes at each run.

What stands on the page is decided in `elements` and `css`; this module feeds the engine and reads its log.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markupsafe import escape

from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import Pictures
from cvbuild.render.archive import engine_variant, finish, is_possible, pdf_version
from cvbuild.render.archive_pictures import suited
from cvbuild.render.attachments import Attachment, attach
from cvbuild.render.css import stylesheet
from cvbuild.render.elements import Elements
from cvbuild.render.engine import free_layout, load_engine
from cvbuild.render.engine_log import engine_log
from cvbuild.render.families import report_missing
from cvbuild.render.hyphens import report_no_hyphens
from cvbuild.render.marks import printable
from cvbuild.render.print_marks import set_boxes, sheet_rules
from cvbuild.render.resolution import report_low_resolution, sampled
from cvbuild.render.signals import report_signals
from cvbuild.render.tags import Tags, number_pages
from cvbuild.render.text_operators import font_before_place
from cvbuild.render.xmp import describe
from cvbuild.theme.model import Page, Theme
from cvbuild.tree.direction import direction
from cvbuild.tree.metadata import Metadata
from cvbuild.tree.nodes import Addressee, Document

_of_thread = threading.local()
_POINTS_A_PIXEL, _MM_A_POINT = 0.75, 25.4 / 72
_TOLERANCE = 0.5
"""Millimetres that an address may stand lower than its layout has it."""


def render(
    document: Document, theme: Theme, pictures: Pictures, report: Report, attachment: Attachment | None = None
) -> bytes:
    """The document as PDF bytes; empty, with an error reported, where the engine's libraries are missing.

    So where its variant (`metadata.pdf`) forbids the attachment.
    """
    if not is_possible(document.metadata.pdf, attachment, report) or load_engine(report) is None:
        return b""
    with engine_log(document, report, _sources(pictures)), _fixed_time():
        written, pages = _written(document, theme, pictures, report, attachment)
    free_layout(pages)
    return written


def _written(
    document: Document, theme: Theme, pictures: Pictures, report: Report, attachment: Attachment | None
) -> tuple[bytes, int]:
    """The PDF, and the number of its pages; what they show to be wrong is reported."""
    settings, lang = document.metadata.pdf, document.metadata.lang
    layout = laid_out(document, theme, sampled(pictures, document, theme))
    for page in layout.pages:
        # The engine links what stands inside a link once more, which PDF/UA forbids (7.18.5).
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]
    report_missing(theme, lang, report)
    _check_address(layout, document, theme.page, report)
    report_no_hyphens(theme, document, report)
    report_signals(layout, document, _sources(pictures), report)
    report_low_resolution(layout, document, pictures, _sources(pictures), report)
    describe(layout.metadata, lang, settings.standard)
    tags = Tags(layout)

    def finisher(_: object, pdf: Any) -> None:
        tags.correct(pdf, lang, pdf_version(settings.standard))
        number_pages(pdf)
        set_boxes(pdf, settings)
        font_before_place(pdf)
        if attachment:
            attach(pdf, attachment)
        finish(pdf, settings, theme, report)

    pdf = layout.write_pdf(pdf_variant=engine_variant(settings.standard), pdf_tags=True, finisher=finisher)
    return pdf, len(layout.pages)


def laid_out(document: Document, theme: Theme, pictures: Pictures) -> Any:
    """The engine's pages with their boxes, once it is loaded."""
    from weasyprint import CSS

    pictures = suited(pictures, document.metadata.pdf.standard)
    addresses = {source: address for address, source in _sources(pictures).items()}
    content = Elements(theme, pictures, "print", lambda source, _: addresses[source]).document(document)
    files = {addresses[source]: (picture.data, picture.media_type) for source, picture in pictures.items()}
    files |= {f"font:{number}": (face.data, "font/sfnt") for number, face in enumerate(theme.faces)}
    fetcher = _fetcher(files)
    fonts = _fonts(theme)
    rules = sheet_rules(document.metadata.pdf, theme.colors.background)
    css = stylesheet(theme, document.metadata.lang, "print") + rules
    style = CSS(string=css, url_fetcher=fetcher, font_config=fonts)
    html = _html(printable(_page(document.metadata, content)), fetcher)
    variant = engine_variant(document.metadata.pdf.standard)
    return html.render(stylesheets=[style], pdf_variant=variant, font_config=fonts)


def _fonts(theme: Theme) -> Any:
    """Where the engine looks for fonts: of its own for a theme that brings some, else one for each thread.

    The engine would make one for each document, and the libraries below it keep a quarter of a megabyte of each.
    """
    from weasyprint.text.fonts import FontConfiguration

    if theme.faces:
        return FontConfiguration()
    if not hasattr(_of_thread, "fonts"):
        _of_thread.fonts = FontConfiguration()
    return _of_thread.fonts


def _sources(pictures: Pictures) -> dict[str, str]:
    """The pictures' sources by the addresses that the engine knows."""
    return {f"picture:{number}": source for number, source in enumerate(sorted(pictures))}


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

    class Page(HTML):  # type: ignore[misc]
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [_elements_sheet()]

    html = Page(string="<html>", base_url="picture:", url_fetcher=fetcher)
    html.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(xhtml), content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


@cache
def _elements_sheet() -> Any:
    """The style sheet of what elements are by nature, instead of the engine's (CSS Cascade, 6.2: user-agent origin)."""
    from weasyprint import CSS

    return CSS(string=(Path(__file__).parent / "templates" / "engine.css").read_text("utf-8"))


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
