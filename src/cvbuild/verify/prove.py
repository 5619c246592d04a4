"""Proves an output: reads it back and compares it with the tree that it was made of.

What is to be found is said by `expected`, what was found by the readers, how both are compared by the modules beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvbuild.diagnostics import Code, counted
from cvbuild.pictures import Pictures
from cvbuild.theme.model import Theme
from cvbuild.tree.metadata import Metadata
from cvbuild.tree.nodes import Document
from cvbuild.verify.differences import Difference, short
from cvbuild.verify.expected import expected
from cvbuild.verify.facts import Expected
from cvbuild.verify.found import Found, Properties, Unreadable
from cvbuild.verify.page_order import PageOrder
from cvbuild.verify.pdf_file import PdfFile, read_pdf
from cvbuild.verify.signs import Format, Piece, said, shown
from cvbuild.verify.streams import SHAPED
from cvbuild.verify.structure import compare_structure
from cvbuild.verify.word_order import compare_words

_MOST_PAGES = 12
"""Of documents whose text pypdf reads too: with it, proving a longer one would take more than half of its build."""


def prove(name: str, data: bytes, document: Document, theme: Theme, pictures: Pictures) -> list[Difference]:
    """What an output in that format says otherwise than its document does; nothing for a format that none reads.

    `document` has the links of the format, and `pictures` those that the format can show.
    """
    wanted = expected(document, theme, pictures)
    try:
        match name:
            case "pdf":
                return [*_pdf(read_pdf(data, second=_MOST_PAGES), wanted, document, theme)]
            case "docx":
                from cvbuild.verify.word_file import read_docx

                return [*_flowing(read_docx(data), wanted, document, "docx")]
            case "html":
                from cvbuild.verify.html_file import read_html

                return [*_flowing(read_html(data, main_only=True), wanted, document, "html")]
            case "txt":
                difference = compare_words(wanted, data.decode("utf-8", "replace"), "txt")
                return [difference] if difference else []
    except Unreadable as error:
        reason = f"{name}: {error}" + (f" ({error.hint})" if error.hint else "")
        return [Difference(Code.UNREADABLE_OUTPUT, reason, document.span)]
    return []


def _flowing(found: Found, wanted: Expected, document: Document, name: Format) -> Iterator[Difference]:
    """Of a Word file or a web page. Where words differ, the rest would only repeat it."""
    difference = compare_words(wanted, "\n".join(line.text for line in found.lines), name)
    if difference:
        yield difference
    else:
        yield from compare_structure(wanted, found, name)
    yield from _properties(found.properties, document.metadata, name)


def _pdf(file: PdfFile, wanted: Expected, document: Document, theme: Theme) -> Iterator[Difference]:
    difference = _page_words(file, wanted, theme)
    if difference:
        yield difference
    elif file.is_tagged:
        yield from compare_structure(wanted, file.found, "pdf")
    notes = [note.pieces for note in wanted.notes]
    if "\ufffd" in file.text and not any("\ufffd" in said(one, "pdf") for one in (wanted.body, *notes)):
        yield Difference(Code.GLYPH_BOX, "pdf: a replacement character is shown", document.span)
    yield from _properties(file.found.properties, document.metadata, "pdf")
    if not (file.is_tagged and file.is_marked):
        yield Difference(Code.UNTAGGED, "pdf: the pages have no tags", document.span)
    for font in file.fonts:
        if not font.is_embedded:
            yield Difference(Code.NOT_EMBEDDED, f"pdf: the font {font.name} is not embedded", document.span)
        elif not font.has_unicode_map:
            message = f"pdf: the font {font.name} does not say which characters its glyphs are"
            yield Difference(Code.NOT_EMBEDDED, message, document.span)
    limit = document.metadata.pages.most if document.metadata.pages else None
    if limit is not None and len(file.pages) > limit:
        message = f"pdf: {counted(len(file.pages), 'page')} instead of {limit}"
        yield Difference(Code.TOO_LONG, message, document.metadata.span)


def _page_words(file: PdfFile, wanted: Expected, theme: Theme) -> Difference | None:
    """By PDFium, which leaves out emoji, then by pypdf, unless a script is there of which it makes nothing."""
    order = PageOrder(wanted, theme.page, whole=False)
    difference = order.compare([page.text for page in file.pages], "PDFium")
    second = [page.second for page in file.pages if page.second is not None]
    if difference or len(second) < len(file.pages) or any(SHAPED.search(page.text) for page in file.pages):
        return difference
    return PageOrder(wanted, theme.page, whole=True).compare(second, "pypdf")


def _properties(found: Properties, metadata: Metadata, name: Format) -> Iterator[Difference]:
    pairs: Sequence[tuple[str, str, str]] = (
        ("title", metadata.title, found.title),
        ("author", metadata.author.name, found.author),
        ("language", metadata.lang, found.language),
    )
    for label, want, have in pairs:
        if " ".join(shown(Piece(want, None), name).split()) != " ".join(have.split()):
            message = f"{name}: expected the {label} “{short(want)}”, found “{short(have)}”"
            yield Difference(Code.PROPERTIES_DIFFER, message, metadata.span)
