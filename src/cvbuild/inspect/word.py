"""A Word file as it is inspected: its contents, text boxes, tables that arrange it, headers, and hidden or tiny text.

The files are read by `verify`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.inspect.inspection import Contents, Font
from cvbuild.inspect.margins import contacts_in, report_margin
from cvbuild.inspect.text_findings import examples
from cvbuild.source import Span
from cvbuild.verify.differences import short
from cvbuild.verify.found import Found, one_line
from cvbuild.verify.word_archive import Archive, child, children, local, number, switched, value
from cvbuild.verify.word_file import read_docx

_WHITE = {"FFFFFF", "FEFEFE"}
_TINY = 10
"""Half points: 5 points."""
_SOME_LETTERS = 20
_FEWEST_LINES = 3
_DEEPEST_STYLE = 12
_MOST_OF_THE_TEXT = 0.5


def read(data: bytes, name: str, report: Report) -> Contents:
    """All that is read, with findings in the report. Raises Unreadable."""
    found = read_docx(data)
    file = _WordParts(Archive(data))
    place = Span(name, 1)
    _check_boxes(file.body, place, report)
    _check_tables(file.body, place, report)
    _check_columns(file.body, place, report)
    _check_looks(file, place, report)
    _check_header(file, found, place, report)
    if file.is_form:
        hint = "write what is filled in as text"
        report.add(Code.FORM_FIELDS, "the file is a form to be filled in", place, hint)
    if file.is_protected:
        report.add(Code.RESTRICTED_FILE, "the file refuses changes", place, "take its protection off")
    properties = replace(found.properties, language=found.properties.language or file.language)
    headings = tuple((one.level, one.text) for one in found.headings)
    return Contents(
        "docx",
        found.lines,
        found.links,
        found.pictures,
        headings,
        properties,
        fonts=tuple(sorted(set(file.fonts()), key=_of)),
    )


def _of(font: Font) -> str:
    return font.name


class _WordParts:
    """The parts of a Word file that tell more than its text."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = (target for _, kind, target, _ in archive.related("") if kind == "officeDocument")
        self._name = next(main, "word/document.xml")
        self._others = [(kind, target) for _, kind, target, out in archive.related(self._name) if not out]
        root = archive.part(self._name)
        assert root is not None  # `read_docx` found it
        self.body: Element = root
        self._styles = {value(one, "styleId"): one for one in children(self._first("styles"), "style")}
        self._paragraph: Element | None = None
        self._of_paragraph = ""
        self._styled: dict[tuple[tuple[str, str], str], Element | None] = {}

    def _first(self, kind: str) -> Element | None:
        target = next((target for one, target in self._others if one == kind), None)
        return self._archive.part(target) if target else None

    def margins(self) -> Iterator[Element]:
        """The headers and footers."""
        for kind, target in self._others:
            part = self._archive.part(target) if kind in {"header", "footer"} else None
            if part is not None:
                yield part

    def fonts(self) -> Iterator[Font]:
        """The fonts of its table, with whether they are inside."""
        for one in children(self._first("fontTable"), "font"):
            embedded = any(local(inner).startswith("embed") for inner in children(one))
            yield Font(value(one, "name"), is_embedded=embedded)

    @property
    def language(self) -> str:
        """That of its default style."""
        return value(child(self._first("styles"), "docDefaults", "rPrDefault", "rPr", "lang"))

    @property
    def is_form(self) -> bool:
        return any(local(one) == "ffData" for one in self.body.iter())

    @property
    def is_protected(self) -> bool:
        return switched(child(self._first("settings"), "documentProtection")) is not None and bool(
            value(child(self._first("settings"), "documentProtection"), "edit")
        )

    def property(self, run: Element, name: str) -> Element | None:
        """A run's property: its own, else that of its style, its paragraph's style or those that they build on."""
        properties = child(run, "rPr")
        own = child(properties, name)
        if own is not None:
            return own
        styles = value(child(properties, "rStyle")), self._paragraph_style(run)
        if (styles, name) not in self._styled:
            chain = (style for identifier in styles for style in self._chain(identifier))
            found = (one for style in chain if (one := child(style, "rPr", name)) is not None)
            self._styled[styles, name] = next(found, None)
        return self._styled[styles, name]

    def _paragraph_style(self, run: Element) -> str:
        """That of the run's paragraph; it is remembered, since one may have very many runs."""
        paragraph = next((one for one in run.iterancestors() if local(one) == "p"), None)
        if paragraph is not self._paragraph:
            self._paragraph, self._of_paragraph = paragraph, value(child(paragraph, "pPr", "pStyle"))
        return self._of_paragraph

    def _chain(self, name: str) -> Iterator[Element]:
        """A style and those that it builds on; damaged files may have circles."""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn"))


def _check_boxes(body: Element, place: Span, report: Report) -> None:
    boxes = [one for one in body.iter() if local(one) == "txbxContent" and not _is_fallback(one)]
    texts = [text for one in boxes if (text := _text(one))]
    if texts:
        message = f"{counted(len(texts), 'text box')}".replace("boxs", "boxes") + f": {examples(texts)}"
        report.add(Code.TEXT_BOX, message, place, "move the words into the text")


def _is_fallback(element: Element) -> bool:
    """Whether it repeats a text box for old programs."""
    return any(local(one) == "Fallback" for one in element.iterancestors())


def _check_tables(body: Element, place: Span, report: Report) -> None:
    whole = max(len(_text(body)), 1)
    for table in body.iter():
        if local(table) != "tbl" or any(local(one) == "tbl" for one in table.iterancestors()):
            continue
        cells = [one for one in table.iter() if local(one) == "tc"]
        is_wide = any(len([*children(row, "tc")]) > 1 for row in children(table, "tr"))
        has_head = child(next(children(table, "tr"), None), "trPr", "tblHeader") is not None
        takes_all = not has_head and len(_text(table)) > _MOST_OF_THE_TEXT * whole
        if is_wide and (takes_all or any(_arranges(cell) for cell in cells)):
            message = f"a table arranges the page: it begins with “{short(_text(table))}”"
            report.add(Code.LAYOUT_TABLE, message, place, "write the text without it, with tab stops for dates")


def _check_columns(body: Element, place: Span, report: Report) -> None:
    """Report sections of the file that are set in columns; Word reads them one after the other."""
    most = max((number(one, "num") or 1 for one in body.iter() if local(one) == "cols"), default=1)
    if most > 1:
        message = f"text stands in {most} columns, read one after the other"
        report.add(Code.SIDE_BY_SIDE, message, place, "one column is read alike by all programs")


def _arranges(cell: Element) -> bool:
    filled = [one for one in children(cell, "p") if _text(one)]
    breaks = sum(local(one) in {"br", "cr"} for paragraph in filled for one in paragraph.iter())
    return child(cell, "tbl") is not None or len(filled) + breaks >= _FEWEST_LINES


def _check_looks(file: _WordParts, place: Span, report: Report) -> None:
    hidden, tiny = [], []
    for run in file.body.iter():
        text = "".join(one.text or "" for one in children(run, "t")) if local(run) == "r" else ""
        if not text.strip():
            continue
        size = number(file.property(run, "sz"))
        if switched(file.property(run, "vanish")) or _is_white(file, run) or (size is not None and size < 2):
            hidden.append(text)
        elif size is not None and size < _TINY:
            tiny.append(text)
    if hidden:
        report.add(Code.HIDDEN_TEXT, f"there is text that nobody sees: {examples(hidden)}", place, "take it out")
    if sum(map(len, tiny)) >= _SOME_LETTERS:
        hint = "enlarge it or take it out"
        report.add(Code.TINY_TEXT, f"there is text below 5 points: {examples(tiny)}", place, hint)


def _is_white(file: _WordParts, run: Element) -> bool:
    """Whether it is white, and nothing says that what is behind it is not."""
    if value(file.property(run, "color")).upper() not in _WHITE:
        return False
    if any(file.property(run, name) is not None for name in ("shd", "highlight")):
        return False
    holders = [one for one in run.iterancestors() if local(one) in {"p", "tc", "tbl", "txbxContent"}]
    return not any(_is_shaded(one) for one in holders)


def _is_shaded(holder: Element) -> bool:
    """A text box may be filled; the shape around it is not looked at."""
    names = {"p": "pPr", "tc": "tcPr", "tbl": "tblPr"}
    return local(holder) == "txbxContent" or child(holder, names[local(holder)], "shd") is not None


def _check_header(file: _WordParts, found: Found, place: Span, report: Report) -> None:
    outside = [one for part in file.margins() for one in contacts_in(_text(part))]
    alone = [one for one in dict.fromkeys(outside) if one not in contacts_in(found.text)]
    report_margin(alone, "the header or footer", place, report)


def _text(element: Element) -> str:
    """Its words, once only where a text box is repeated for old programs."""
    pieces = []
    for one in element.iter():
        if local(one) == "t" and not _is_fallback(one):
            pieces.append(one.text or "")
        elif local(one) in {"p", "br", "tab"}:
            pieces.append(" ")
    return one_line("".join(pieces))
