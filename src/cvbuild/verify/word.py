"""A Word file to its paragraphs, in the order in which they are read: ours or anybody's.

How a paragraph is read is the business of `word_text`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from cvbuild.verify.word_archive import Archive, NoWordFile, child, children, local, value
from cvbuild.verify.word_styles import Styles
from cvbuild.verify.word_text import Comment, Place, Reader, WordParagraph

__all__ = ["NoWordFile", "read_word"]

_FLOWING = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"}
"""What holds paragraphs without being anything to a reader; what was deleted or moved away is not among them."""


def read_word(data: bytes) -> tuple[WordParagraph, ...]:
    """The paragraphs that say something: the text's, then those of footnotes and endnotes.

    Tracked changes count as accepted, and are told with their authors. Raises NoWordFile.
    """
    archive = Archive(data)
    name = next((target for _, kind, target, _ in archive.related("") if kind == "officeDocument"), "word/document.xml")
    body = child(archive.part(name), "body")
    if body is None:
        raise NoWordFile("it is a ZIP archive, but holds no Word document")
    parts = {kind: target for _, kind, target, outside in archive.related(name) if not outside}

    def part(kind: str) -> Element | None:
        return archive.part(parts[kind]) if kind in parts else None

    styles = Styles.read(part("styles"), part("numbering"))
    reader = Reader(styles, _links(archive, name), dict(_comments(part("comments"))))
    _read_blocks(body, reader, Place())
    for kind in ("footnotes", "endnotes"):
        reader.links = _links(archive, parts.get(kind, ""))
        _read_notes(part(kind), kind.removesuffix("s"), reader)
    return tuple(one for one in reader.paragraphs if one.text.strip() or one.deletions or one.comments)


def _links(archive: Archive, name: str) -> dict[str, str]:
    """The targets outside that a part links to, by the ids of the relationships."""
    return {id_: target for id_, kind, target, _ in archive.related(name) if kind == "hyperlink"} if name else {}


def _comments(part: Element | None) -> Iterator[tuple[str, Comment]]:
    for one in children(part, "comment"):
        lines = ("".join(t.text or "" for t in paragraph.iter() if local(t) == "t") for paragraph in children(one, "p"))
        text = "\n".join(line for line in lines if line.strip())
        yield value(one, "id"), Comment(value(one, "author"), value(one, "date"), text)


def _read_blocks(parent: Element, reader: Reader, place: Place) -> None:
    """Paragraphs and tables inside an element, with a stack: tables may be nested."""
    stack = [(one, place) for one in reversed(parent)]
    while stack:
        element, place = stack.pop()
        match local(element):
            case "p":
                reader.paragraph(element, place)
            case "tbl":
                rows = [row for row in children(element, "tr") if child(row, "trPr", "del") is None]
                cells = [cell for row in rows for cell in _cells(row) if child(cell, "tcPr", "cellDel") is None]
                stack += [(one, Place("cell", place.note)) for cell in reversed(cells) for one in reversed(cell)]
            case name if name in _FLOWING:
                stack += [(one, place) for one in reversed(element)]
    reader.finish(place)


def _cells(row: Element) -> Iterator[Element]:
    for one in children(row):
        if local(one) == "tc":
            yield one
        elif local(one) in _FLOWING:
            yield from (inner for inner in one.iter() if local(inner) == "tc")


def _read_notes(part: Element | None, kind: str, reader: Reader) -> None:
    """The notes of a part, in the order of their numbers; Word's separators, which have a type, left out."""
    numbers = reader.notes[kind]
    notes = [note for note in children(part, kind) if value(note, "type") in {"", "normal"}]
    for note in sorted(notes, key=lambda note: numbers.get(value(note, "id"), len(numbers) + 1)):
        label = reader.labels.get((kind, value(note, "id")))
        if label:
            _read_blocks(note, reader, Place("footnote", label))
