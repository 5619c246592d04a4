"""Edits of a Word file as a person or a program would make them, for the tests of the way back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def q(name: str) -> str:
    """A name of WordprocessingML with its namespace."""
    return f"{{{W}}}{name}"


def w(name: str, *children: Element, text: str = "", **attributes: str) -> Element:
    """An element of WordprocessingML."""
    made = etree.Element(q(name), {q(key): value for key, value in attributes.items()})
    made.extend(children)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def run(text: str, *marks: str) -> Element:
    """A run with marks such as `b`."""
    return w("r", *([w("rPr", *(w(mark) for mark in marks))] if marks else []), w("t", text=text))


def tracked(kind: str, *runs: Element, author: str = "Clara Berg", date: str = "2026-03-06T09:00:00Z") -> Element:
    """Runs inside `ins`, `del`, `moveFrom` or `moveTo`."""
    if kind in {"del", "moveFrom"}:
        for one in runs:
            for text in one.iter(q("t")):
                text.tag = q("delText") if kind == "del" else text.tag
    return w(kind, *runs, id="901", author=author, date=date)


class WordFile:
    """The parts of a Word file, to be changed."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.notes = (
            etree.fromstring(self.parts["word/footnotes.xml"]) if "word/footnotes.xml" in self.parts else w("footnotes")
        )

    def paragraphs(self) -> Iterator[Element]:
        yield from self.document.iter(q("p"))
        yield from self.notes.iter(q("p"))

    def paragraph(self, words: str) -> Element:
        """The first paragraph with these words."""
        return next(one for one in self.paragraphs() if words in said(one))

    def replace(self, old: str, new: str) -> None:
        """Replace words, inside one run, where they first stand."""
        for text in (text for one in self.paragraphs() for text in one.iter(q("t"))):
            if old in (text.text or ""):
                text.text = (text.text or "").replace(old, new, 1)
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                return
        raise AssertionError(old)

    def delete(self, words: str) -> None:
        paragraph = self.paragraph(words)
        _parent(paragraph).remove(paragraph)

    def insert_behind(self, words: str, *runs: Element, like: str = "") -> Element:
        """A new paragraph behind that with the words, with the properties of another or of the same one."""
        before = self.paragraph(words)
        properties = self.paragraph(like or words).find(q("pPr"))
        made = w("p", *([deepcopy(properties)] if properties is not None else []), *runs)
        before.addnext(made)
        return made

    def split_run(self, words: str) -> Element:
        """The run of these words alone, parted from what stands around it in its run."""
        for one in self.document.iter(q("r")):
            before, found, after = said(one).partition(words)
            if not found:
                continue
            for text in (before, after):
                part = deepcopy(one)
                _say(part, text)
                if text:
                    (one.addprevious if text is before else one.addnext)(part)
            _say(one, words)
            return one
        raise AssertionError(words)

    def comment(self, words: str, text: str, author: str = "Clara Berg") -> None:
        """A comment on words."""
        one = self.split_run(words)
        one.addprevious(w("commentRangeStart", id="7"))
        one.addnext(w("r", w("commentReference", id="7")))
        one.addnext(w("commentRangeEnd", id="7"))
        made = w("comments", w("comment", w("p", run(text)), id="7", author=author, date="2026-03-06T10:00:00Z"))
        self.parts["word/comments.xml"] = etree.tostring(made)
        self._add("word/_rels/document.xml.rels", etree.Element(
            f"{{{_REL}}}Relationship", Id="rIdC", Type=_COMMENTS, Target="comments.xml"))  # fmt: skip
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        self._add("[Content_Types].xml", etree.Element(
            f"{{{_TYPES}}}Override", PartName="/word/comments.xml", ContentType=kind))  # fmt: skip

    def _add(self, part: str, child: Element) -> None:
        root = etree.fromstring(self.parts[part])
        root.append(child)
        self.parts[part] = etree.tostring(root)

    def data(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.document, xml_declaration=True, encoding="UTF-8")
        if "word/footnotes.xml" in self.parts:
            self.parts["word/footnotes.xml"] = etree.tostring(self.notes)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return made.getvalue()


def edited(data: bytes, change: Callable[[WordFile], object]) -> bytes:
    """The file after a change."""
    file = WordFile(data)
    change(file)
    return file.data()


def said(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(q("t")))


def _say(run: Element, text: str) -> None:
    for one in [*run.iter(q("t"))][1:]:
        _parent(one).remove(one)
    first = next(run.iter(q("t")))
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent
