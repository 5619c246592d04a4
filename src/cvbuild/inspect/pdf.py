"""A PDF as it is inspected: its contents, and what its objects and its layout tell.

The files are read by `verify`.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.inspect.columns import find_columns, late_top, stray_period
from cvbuild.inspect.inspection import Contents, Font, Page
from cvbuild.inspect.margins import check_margins
from cvbuild.inspect.second_reader import check_readers
from cvbuild.inspect.spacing import spaced_lines
from cvbuild.inspect.stretches import lines_of, stretches
from cvbuild.inspect.text_findings import examples
from cvbuild.source import Span
from cvbuild.verify.differences import short
from cvbuild.verify.found import Heading, Line, one_line
from cvbuild.verify.pdf_file import PdfFile, PdfFont, read_pdf
from cvbuild.verify.pdf_layout import PageLayout, PdfLayout, read_layout

_HYPHENS = re.compile("[\x02\ufffe]")
"""What PDFium makes of a hyphen at a line's end."""
_HEADING_LINES = 3
_FEWEST_LETTERS = 20
"""On a page that shows something; page numbers alone are no text."""
_PICTURED, _MANY_SHAPES = 0.3, 200
_FEWEST_HIDDEN = 3
"""A letter alone may be too thin for the dots in which a page is looked at."""
_TINY = 5.0
_SOME_LETTERS = 20


def read(data: bytes, name: str, report: Report) -> Contents:
    """All that is read, with findings in the report. Raises Unreadable."""
    file = read_pdf(data)
    layout = read_layout(data)
    _check_file(file, layout, Span(name, 1), report)
    cells = {one_line(cell) for table in file.found.tables for row in table.rows for cell in row}
    for number, page in enumerate(layout.pages, 1):
        _check_page(page, Span(name, number), cells, report)
    check_margins(file.pages, name, report)
    check_readers(file.pages, name, report)
    return _contents(file, layout)


def _contents(file: PdfFile, layout: PdfLayout) -> Contents:
    texts = [line for page in layout.pages for line in lines_of(page.letters)]
    beyond = file.pages[len(layout.pages) :]
    texts += [line.strip() for page in beyond for line in page.text.split("\n") if line.strip()]
    return Contents(
        "pdf",
        tuple(_lines([_HYPHENS.sub("-", text) for text in texts], file.found.headings)),
        file.found.links,
        file.found.pictures,
        tuple((one.level, one.text) for one in file.found.headings),
        file.found.properties,
        tuple(Page(_HYPHENS.sub("-", page.text), page.second, page.width, page.height) for page in file.pages),
        tuple(_font(font) for font in file.fonts),
        file.version,
        file.is_tagged,
        file.is_encrypted,
    )


def _lines(texts: list[str], headings: tuple[Heading, ...]) -> Iterator[Line]:
    """The lines, those that tags call headings as such; other lines may have the same words, so their order counts."""
    letters = ["".join(text.split()) for text in texts]
    known = {"".join(letters[n : n + count]) for n in range(len(letters)) for count in range(1, _HEADING_LINES + 1)}
    coming = deque((text, one.level) for one in headings if (text := "".join(one.text.split())) in known)
    number = 0
    while number < len(texts):
        counts = range(1, _HEADING_LINES + 1) if coming else ()
        count = next((n for n in counts if "".join(letters[number : number + n]) == coming[0][0]), 0)
        if count:
            yield Line("\n".join(texts[number : number + count]), "heading", coming.popleft()[1])
        else:
            yield Line(texts[number])
        number += count or 1


def _font(font: PdfFont) -> Font:
    return Font(font.name, font.kind, font.is_embedded, font.is_subset, font.has_unicode_map)


def _check_file(file: PdfFile, layout: PdfLayout, place: Span, report: Report) -> None:
    if layout.refused:
        message = f"the file refuses {', '.join(layout.refused)}"
        report.add(Code.RESTRICTED_FILE, message, place, "save it without restrictions")
    if layout.form:
        hint = "print it into a new PDF, so that what is filled in becomes text"
        report.add(Code.FORM_FIELDS, "the file is a form to be filled in", place, hint)
    if not file.is_tagged:
        report.add(Code.NO_TAGS, "the file has no tags", place, "export it as an accessible (tagged) PDF")
    is_whole = len(layout.pages) == len(file.pages)
    used = {name for page in layout.pages for name in page.fonts}
    for font in file.fonts:
        if is_whole and used and font.name not in used:
            continue  # Some programs name fonts in which nothing is set.
        if not font.is_embedded:
            report.add(Code.LOOSE_FONT, f"the font {font.name} is not in the file", place, "embed fonts on export")
        elif not font.has_unicode_map:
            message = f"the font {font.name} ({font.kind}) does not say which characters its glyphs are"
            report.add(Code.LOOSE_FONT, message, place, "use another font, or another program to export")


def _check_page(page: PageLayout, place: Span, cells: set[str], report: Report) -> None:
    seen = [one for one in page.letters if one.size > 0 and not one.text.isspace()]
    where = f"page {place.line}"
    shown = [one for one in seen if not one.is_hidden]
    is_scan = len(shown) < _FEWEST_LETTERS and (page.pictured >= _PICTURED or page.shapes >= _MANY_SHAPES)
    if is_scan:
        layer = ", but a layer of hidden text, as scanners add it" if len(seen) > _FEWEST_LETTERS else ""
        what = "a picture" if page.pictured >= _PICTURED else "drawn shapes"
        hint = "export the document from the program that it was written with"
        report.add(Code.NO_TEXT, f"{where} is {what} with hardly any text{layer}", place, hint)
    _check_looks(page, place, report, is_scan=is_scan)
    lines = stretches(page.letters)
    columns = find_columns(lines, lambda text: one_line(text) in cells)
    if columns and columns.is_mixed:
        message = f"{where}: two columns are read across, as in “{short(columns.example)}”"
        report.add(Code.MIXED_COLUMNS, message, place, "use one column, or columns by the means of your program")
    elif columns:
        message = f"{where}: two columns, read one after the other, “{short(columns.left[0].text)}” beside"
        message += f" “{short(columns.right[0].text)}”"
        report.add(Code.SIDE_BY_SIDE, message, place, "one column is read alike by all programs")
    stray = None if columns else stray_period(lines)
    if stray:
        message = f"{where}: “{short(stray[0].text)}” stands beside “{short(stray[1].text)}”, but is read elsewhere"
        report.add(Code.READING_ORDER, message, place, "let dates stand in the line that they belong to, behind a tab")
    late = late_top(lines) if place.line == 1 else None
    if late:
        message = f"“{short(late[0].text)}” stands at the top, but “{short(late[1].text)}” is read first"
        report.add(Code.READING_ORDER, message, place, "put it first in the document, not where it floats or is placed")


def _check_looks(page: PageLayout, place: Span, report: Report, *, is_scan: bool) -> None:
    where = f"page {place.line}"
    letters = [one for one in page.letters if one.size > 0]
    # Of what no font explains, blanks can't be told from letters that are not seen.
    hidden = "".join(one.text if (one.is_hidden and one.is_mapped) or one.size <= 0 else "\n" for one in page.letters)
    words = [part for part in hidden.split("\n") if part.strip()]
    unseen = sum(one.is_hidden and one.is_mapped for one in letters)
    if unseen >= _FEWEST_HIDDEN and not is_scan:
        message = f"{where} has {counted(unseen, 'letter')} that nobody sees: {examples(words)}"
        report.add(Code.HIDDEN_TEXT, message, place, "take it out")
    tiny = [one for one in letters if one.size < _TINY and not one.is_hidden]
    if len(tiny) >= _SOME_LETTERS:
        size, most = Counter(round(one.size, 1) for one in tiny).most_common(1)[0]
        message = f"{where} has {counted(len(tiny), 'letter')} below {_TINY:g} points, {most} of {size:g}"
        report.add(Code.TINY_TEXT, message, place, "enlarge it or take it out")
    spaced = [*spaced_lines(page.letters)]
    if spaced:
        message = f"{where} has letters so far apart that some programs read them as words: {examples(spaced)}"
        hint = "set the letter-spacing at 0.08 em at the most"
        report.add(Code.SPACED_LETTERS, message, place, hint)
    unmapped = sum(not one.is_mapped for one in letters)
    if unmapped:
        message = f"{where} has {counted(unmapped, 'letter')} of which the font does not say what they are"
        report.add(Code.UNKNOWN_CHARACTERS, message, place, "use another font, or another program to export")
