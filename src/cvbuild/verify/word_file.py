"""A Word file to all that it says: its paragraphs, and what is beside them, tables, pictures and properties.

How paragraphs are read is the business of `word`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from cvbuild.verify.found import (
    Found,
    Heading,
    ItemFound,
    Line,
    Link,
    ListFound,
    PictureFound,
    Properties,
    TableFound,
    one_line,
)
from cvbuild.verify.word import read_word
from cvbuild.verify.word_archive import Archive, child, children, local, value
from cvbuild.verify.word_styles import Styles
from cvbuild.verify.word_text import WordParagraph

_PROPERTIES = ("title", "creator", "language", "subject", "keywords")


def read_docx(data: bytes) -> Found:
    """All that the file says, tracked changes taken as accepted. Raises NoWordFile."""
    paragraphs = read_word(data)
    archive = Archive(data)
    parts, styles = [*_parts(archive)], _styles(archive)
    # Those in cells and notes too, which `read_word` tells by their place.
    every = [one for _, root in parts for one in root.iter() if local(one) == "p"]
    return Found(
        tuple(_line(one) for one in paragraphs),
        tuple(_headings(every, styles)),
        tuple(_links(archive, parts, paragraphs)),
        tuple(_lists(paragraphs)),
        tuple(_items(every, styles)),
        tuple(_table(one) for _, root in parts for one in root.iter() if local(one) == "tbl"),
        tuple(picture for _, root in parts for picture in _pictures(root)),
        tuple(_notes(paragraphs)),
        tuple(place for _, root in parts for place in _places(root)),
        _properties(archive),
    )


def _parts(archive: Archive) -> Iterator[tuple[str, Element]]:
    """The parts that hold text, with their names: the document, footnotes and endnotes."""
    name = next((target for _, kind, target, _ in archive.related("") if kind == "officeDocument"), "word/document.xml")
    others = {kind: target for _, kind, target, outside in archive.related(name) if not outside}
    for part in (name, others.get("footnotes"), others.get("endnotes")):
        root = archive.part(part) if part else None
        if part and root is not None:
            yield part, root


def _styles(archive: Archive) -> Styles:
    name = next((target for _, kind, target, _ in archive.related("") if kind == "officeDocument"), "word/document.xml")
    parts = {kind: target for _, kind, target, outside in archive.related(name) if not outside}
    styles, numbering = (archive.part(parts[kind]) if kind in parts else None for kind in ("styles", "numbering"))
    return Styles.read(styles, numbering)


def _headings(paragraphs: Sequence[Element], styles: Styles) -> Iterator[Heading]:
    for one in paragraphs:
        level = styles.heading(child(one, "pPr"))
        if level:
            yield Heading(level, _text(one))


def _items(paragraphs: Sequence[Element], styles: Styles) -> Iterator[ItemFound]:
    for one in paragraphs:
        item = styles.item(child(one, "pPr"))
        if item:
            yield ItemFound(item[0] + 1, item[1], _text(one))


def _line(paragraph: WordParagraph) -> Line:
    kind = "note" if paragraph.kind == "footnote" else paragraph.kind
    return Line(paragraph.text, kind, paragraph.level, paragraph.numbered)


def _links(
    archive: Archive, parts: Sequence[tuple[str, Element]], paragraphs: Sequence[WordParagraph]
) -> Iterator[Link]:
    """The hyperlinks of each part, then those that are made of fields."""
    known = set()
    for name, root in parts:
        targets = {id_: target for id_, kind, target, _ in archive.related(name) if kind == "hyperlink"}
        for one in root.iter():
            if local(one) != "hyperlink":
                continue
            anchor, target = value(one, "anchor"), targets.get(value(one, "id"), "")
            target = f"{target}#{anchor}" if anchor else target
            known.add(target)
            yield Link(target, _text(one))
    for paragraph in paragraphs:
        yield from (Link(run.marks.link, run.text) for run in paragraph.runs if run.marks.link not in {"", *known})


def _text(element: Element) -> str:
    """The words below an element, a space where a line or a paragraph ends; without references to notes."""
    pieces: list[str] = []
    field = ""
    for one in element.iter():
        name = local(one)
        if name == "fldChar" and value(one, "fldCharType") in {"begin", "end"}:
            field = ""
        elif name == "instrText":
            field += one.text or ""
        elif name == "t" and field.split()[:1] != ["NOTEREF"] and child(one.getparent(), "footnoteReference") is None:
            pieces.append(one.text or "")
        elif name in {"br", "tab", "p", "cr"}:
            pieces.append(" ")
    return one_line("".join(pieces))


def _lists(paragraphs: Sequence[WordParagraph]) -> Iterator[ListFound]:
    """The items that follow each other, as lists: Word knows items only."""
    open_: list[list[int]] = []

    def closed(depth: int) -> Iterator[ListFound]:
        while len(open_) > depth:
            ordered, items = open_.pop()
            yield ListFound(len(open_) + 1, bool(ordered), items)

    for one in paragraphs:
        if one.kind != "item":
            yield from closed(0)
            continue
        yield from closed(one.level + 1)
        if len(open_) == one.level + 1 and open_[-1][0] != one.numbered:
            yield from closed(one.level)
        while len(open_) < one.level + 1:
            open_.append([one.numbered, 0])
        open_[-1][1] += 1
    yield from closed(0)


def _table(table: Element) -> TableFound:
    rows = [one for one in children(table, "tr") if child(one, "trPr", "del") is None]
    cells = tuple(tuple(_text(cell) for cell in children(row, "tc")) for row in rows)
    return TableFound(cells, bool(rows) and child(rows[0], "trPr", "tblHeader") is not None)


def _pictures(root: Element) -> Iterator[PictureFound]:
    """DrawingML's pictures, and VML's of older files."""
    for one in root.iter():
        if local(one) == "docPr" and local(one.getparent()) in {"inline", "anchor"}:  # type: ignore[arg-type]
            described = "descr" in one.attrib
            yield PictureFound(value(one, "descr") if described else None)
        elif local(one) == "imagedata":
            yield PictureFound(value(one.getparent(), "alt") or None)


def _notes(paragraphs: Sequence[WordParagraph]) -> Iterator[str]:
    texts: dict[str, list[str]] = {}
    for one in paragraphs:
        if one.note:
            texts.setdefault(one.note, []).append(one.text)
    yield from (one_line(" ".join(parts)) for parts in texts.values())


def _places(root: Element) -> Iterator[tuple[str, str]]:
    """The bookmarks with the words of their paragraphs."""
    for one in root.iter():
        if local(one) == "bookmarkStart":
            holder = one.getparent()
            while holder is not None and local(holder) != "p":
                holder = holder.getparent()
            yield value(one, "name"), "" if holder is None else _text(holder)


def _properties(archive: Archive) -> Properties:
    target = next((target for _, kind, target, _ in archive.related("") if kind.endswith("core-properties")), "")
    part = archive.part(target) if target else None
    values = {name: (one.text or "") for name in _PROPERTIES if (one := child(part, name)) is not None}
    title, author, language, subject, keywords = (values.get(name, "") for name in _PROPERTIES)
    return Properties(title, author, language, subject, keywords)
