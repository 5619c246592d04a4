"""Headers and footers: the theme's texts with Word's page numbers in them, the first page's apart.

Where they stand on the sheet is the section's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cvbuild.render.docx.boxes import fold_marks
from cvbuild.render.docx.styles import Styles
from cvbuild.render.docx.xml import Element, root, text_content, w
from cvbuild.theme.model import Page

_FIELDS = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}


@dataclass(frozen=True, slots=True)
class Edge:
    """A header or footer, on which pages, and the root of its part."""

    kind: Literal["header", "footer"]
    pages: Literal["default", "first"]
    root: Element


def edges(page: Page, styles: Styles) -> Iterator[Edge]:
    """The headers and footers of a document; none where the theme has no text for them."""
    if page.header:
        yield Edge("header", "default", _part("hdr", _paragraph(page.header, styles.paragraph("header"))))
    if page.first_header or page.folds:
        paragraph = _paragraph(page.first_header, styles.paragraph("header"))
        yield Edge("header", "first", _part("hdr", *fold_marks(page, styles), paragraph))
    if page.footer:
        yield Edge("footer", "default", _part("ftr", _paragraph(page.footer, styles.paragraph("footer"))))
    if page.first_footer:
        yield Edge("footer", "first", _part("ftr", _paragraph(page.first_footer, styles.paragraph("footer"))))


def _part(name: str, *paragraphs: Element) -> Element:
    made = root(f"w:{name}", "w", "r")
    made.extend(paragraphs)
    return made


def _paragraph(template: str, style: str) -> Element:
    paragraph = w("p", w("pPr", w("pStyle", val=style)))
    for piece in re.split(r"(\{pages?\})", template):
        if piece in _FIELDS:
            paragraph.append(w("fldSimple", w("r", *text_content("2")), instr=_FIELDS[piece]))
        elif piece:
            paragraph.append(w("r", *text_content(piece)))
    return paragraph
