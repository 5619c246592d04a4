"""A PDF to what it says: ours or anybody's, by two readers that know nothing of each other.

PDFium draws the text, pypdf reads the objects and, of shorter files, the text once more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cvbuild.verify.found import Found, Link
from cvbuild.verify.pdf_objects import Annotation, PdfFont, PdfObjects, read_objects
from cvbuild.verify.pdf_tags import TagReader
from cvbuild.verify.pdfium import DrawnPage, drawn_pages, text_within

__all__ = ["PdfFile", "PdfFont", "PdfPage", "read_pdf"]

MOST_PAGES = 40
"""Of files that pypdf reads the text of: it takes about 30 ms a page, PDFium 1."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's text as PDFium reads it, and as pypdf does (None: it did not); width and height are points.

    `unmarked` is what no tag can refer to.
    """

    text: str
    second: str | None
    width: float
    height: float
    unmarked: str = ""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """`found` is what the tags say, and of a file without tags only its links; the text is in the pages.

    `outline` are the bookmarks: depth from 1 and title.
    """

    found: Found
    pages: tuple[PdfPage, ...]
    fonts: tuple[PdfFont, ...]
    outline: tuple[tuple[int, str], ...]
    is_tagged: bool
    is_marked: bool
    is_encrypted: bool
    version: str

    @property
    def text(self) -> str:
        """The pages' text, an empty line between them."""
        return "\n\n".join(page.text for page in self.pages)


def read_pdf(data: bytes, *, second: int = MOST_PAGES) -> PdfFile:
    """All that the file says; `second` is the most pages that pypdf reads the text of, too.

    Raises Unreadable for what is no PDF, is locked or too damaged.
    """
    drawn = drawn_pages(data)
    objects = read_objects(data, second=second)
    tags = TagReader(drawn)
    if objects.tags:
        tags.read(objects.tags)
    found = replace(tags.found(), properties=objects.properties, links=_links(data, tags, objects))
    return PdfFile(
        found,
        tuple(_page(page, number, objects) for number, page in enumerate(drawn)),
        objects.fonts,
        objects.outline,
        objects.tags is not None,
        objects.is_marked,
        objects.is_encrypted,
        objects.version,
    )


def _page(page: DrawnPage, number: int, objects: PdfObjects) -> PdfPage:
    second = objects.second[number] if objects.second and number < len(objects.second) else None
    return PdfPage(page.text, second, page.width, page.height, page.contents.get(-1, ""))


def _links(data: bytes, tags: TagReader, objects: PdfObjects) -> tuple[Link, ...]:
    """The links of the tags, then those that no tag knows, with the words below them."""
    known = {_place(annotation) for _, annotation in tags.links}
    loose = [one for one in objects.annotations if _place(one) not in known]
    texts = text_within(data, [(one.page, one.rectangle) for one in loose]) if loose else []
    untagged = [Link(one.target, text) for one, text in zip(loose, texts, strict=True)]
    return (*(link for link, _ in tags.links), *untagged)


def _place(annotation: Annotation) -> tuple[str, int, tuple[float, ...]]:
    return annotation.target, annotation.page, annotation.rectangle
