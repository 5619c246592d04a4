"""A paragraph of a Word file to its runs, with tracked changes, comments, links and references to notes.

Which paragraphs a file has, and in which order, is the business of `word`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from lxml.etree import _Element as Element

from cvbuild.verify.word_archive import child, children, local, switched, value
from cvbuild.verify.word_styles import Marks, Styles

Kind = Literal["paragraph", "heading", "item", "cell", "footnote"]
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_HOLDING_BOXES = {"drawing", "pict", "object", "AlternateContent"}
_INSERTING, _DELETING = {"ins", "moveTo"}, {"del", "moveFrom"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike; `author` and `date` say who inserted them, empty where changes were not tracked."""

    text: str
    marks: Marks = Marks()
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Deletion:
    """What somebody took out or `moved` away while changes were tracked, and where it stood in the text."""

    offset: int
    text: str
    author: str
    date: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark and the words that it is about."""

    author: str
    date: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What a paragraph is in: a `kind` that outweighs its style, and the label of a footnote."""

    kind: Literal["", "cell", "footnote"] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph; `level` is a heading's from 1 or an item's from 0, `note` the label of its footnote, and `look` what
    its style makes of plain words.

    References to footnotes stand in the text as `[^1]`; a line break is a line end.
    """

    runs: tuple[Run, ...]
    kind: Kind = "paragraph"
    level: int = 0
    numbered: bool = False
    style: str = ""
    look: Marks = Marks()
    note: str = ""
    deletions: tuple[Deletion, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Change:
    """The tracked change that something stands in."""

    kind: str = ""
    author: str = ""
    date: str = ""


@dataclass
class _Field:
    """A field: its instruction, then its result, which is what readers see."""

    instruction: str = ""
    in_result: bool = False

    @property
    def link(self) -> str:
        """Where a field of the HYPERLINK kind leads."""
        words = self.instruction.split()
        if not words or words[0].upper() != "HYPERLINK":
            return ""
        quoted = self.instruction.split('"')
        target = quoted[1] if len(quoted) > 2 else words[-1]
        return f"#{target}" if "\\l" in words else target


@dataclass
class Reader:
    """Gathers paragraphs. `links` are the targets of the part that is read, `comments` the file's by their ids."""

    styles: Styles
    links: dict[str, str]
    comments: dict[str, Comment]
    paragraphs: list[WordParagraph] = field(default_factory=list)
    notes: dict[str, dict[str, int]] = field(default_factory=lambda: {"footnote": {}, "endnote": {}})
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    open_comments: dict[str, list[str]] = field(default_factory=dict)
    _carried: _Draft | None = None

    def paragraph(self, element: Element, place: Place) -> None:
        """Add a paragraph; one whose mark was deleted goes on in the next."""
        properties = child(element, "pPr")
        draft = self._carried or _Draft(self)
        draft.properties = properties
        self._carried = None
        draft.read(element, _Change())
        mark = child(properties, "rPr")
        gone = next((one for one in children(mark, *_DELETING)), None)
        if gone is not None:
            draft.delete("\n", _Change(local(gone), value(gone, "author"), value(gone, "date")))
            self._carried = draft
            return
        self.paragraphs.append(draft.finished(place))

    def boxed(self, element: Element) -> None:
        """Add the paragraphs of a text box that a run holds; its older form for old Words is left out."""
        content = next((one for one in element.iter() if local(one) == "txbxContent"), None)
        outside, self.fields = self.fields, []
        for one in children(content, "p"):
            self.paragraph(one, Place())
        self.finish(Place())
        self.fields = outside

    def finish(self, place: Place) -> None:
        """Add what goes on in a next paragraph that there is none of."""
        if self._carried:
            self.paragraphs.append(self._carried.finished(place))
            self._carried = None

    def has_begun(self, note: str) -> bool:
        """Whether the last paragraph is of the same note."""
        return bool(self.paragraphs) and self.paragraphs[-1].note == note

    def note_label(self, kind: str, identifier: str, mark: str) -> str:
        """The label of a note: the mark that its author gave it, or its number by the order of first references."""
        numbers = self.notes[kind]
        known = numbers.setdefault(identifier, len(numbers) + 1)
        label = mark or (str(known) if kind == "footnote" else f"e{known}")
        return self.labels.setdefault((kind, identifier), label)


@dataclass
class _Draft:
    """A paragraph in the making."""

    reader: Reader
    properties: Element | None = None
    runs: list[Run] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    comments: dict[str, Comment] = field(default_factory=dict)
    length: int = 0

    def read(self, parent: Element, change: _Change, link: str = "") -> None:
        """Take up what stands in an element of a paragraph."""
        for element in children(parent):
            match local(element):
                case "r":
                    self._run(element, change, link)
                case "hyperlink":
                    self.read(element, change, self._target(element) or link)
                case name if name in _INSERTING | _DELETING:
                    inner = _Change(name, value(element, "author"), value(element, "date"))
                    self.read(element, change if change.kind in _DELETING else inner, link)
                case "fldSimple":
                    self.read(element, change, _Field(value(element, "instr")).link or link)
                case "commentRangeStart":
                    self.reader.open_comments.setdefault(value(element, "id"), [])
                    self._comment(value(element, "id"))
                case "commentRangeEnd":
                    self._end_comment(value(element, "id"))
                case "sdt" | "sdtContent" | "smartTag" | "customXml" | "dir" | "bdo" | "oMath" | "oMathPara":
                    self.read(element, change, link)

    def delete(self, text: str, change: _Change) -> None:
        """Note that this was taken out here."""
        last = self.deletions[-1] if self.deletions else None
        moved = change.kind == "moveFrom"
        if last and (last.offset, last.author, last.moved) == (self.length, change.author, moved):
            self.deletions[-1] = replace(last, text=last.text + text)
        elif text:
            self.deletions.append(Deletion(self.length, text, change.author, change.date, moved))

    def finished(self, place: Place) -> WordParagraph:
        styles, properties = self.reader.styles, self.properties
        level, item = styles.heading(properties), styles.item(properties)
        if place.note and self.runs and not self.reader.has_begun(place.note):
            # The gap behind the note's own number.
            self.runs[0] = replace(self.runs[0], text=self.runs[0].text.lstrip(" \t"))
        kind: Kind = place.kind or ("heading" if level else "item" if item else "paragraph")
        return WordParagraph(
            tuple(self.runs),
            kind,
            level if kind == "heading" else item[0] if kind == "item" and item else 0,
            numbered=bool(item and item[1]),
            style=styles.name(value(child(properties, "pStyle"))),
            look=styles.marks(properties, None),
            note=place.note,
            deletions=tuple(self.deletions),
            comments=tuple(self.comments.values()),
        )

    def _run(self, element: Element, change: _Change, link: str) -> None:
        properties = child(element, "rPr")
        if switched(child(properties, "vanish")):
            return
        fields = self.reader.fields
        pieces = []
        for one in children(element):
            name = local(one)
            if name == "fldChar":
                self._field(value(one, "fldCharType"))
            elif name == "instrText" and fields:
                fields[-1].instruction += one.text or ""
            elif not fields or all(open_.in_result for open_ in fields):
                pieces.append(self._piece(one, name, element))
        link = next((one.link for one in reversed(fields) if one.link), link)
        marks = replace(self.reader.styles.marks(self.properties, properties), link=link)
        text = "".join(pieces)
        if fields and fields[-1].instruction.split()[:1] == ["NOTEREF"] and text.strip().isdigit():
            text = f"[^{text.strip()}]"
        if text.startswith("[^"):
            marks = Marks()
        self._add(text, marks, change)

    def _piece(self, one: Element, name: str, run: Element) -> str:
        """The characters that an element of a run shows."""
        if name in {"t", "delText"}:
            return "" if child(run, "footnoteReference") is not None else one.text or ""
        if name in {"footnoteReference", "endnoteReference"}:
            custom = value(one, "customMarkFollows") in {"1", "true", "on"}
            mark = "".join(t.text or "" for t in children(run, "t")) if custom else ""
            return f"[^{self.reader.note_label(name.removesuffix('Reference'), value(one, 'id'), mark)}]"
        if name == "sym":
            code = value(one, "char")
            return chr(int(code, 16)) if len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code) else ""
        if name == "br" and value(one, "type") in {"page", "column"}:
            return ""
        if name in _HOLDING_BOXES:
            self.reader.boxed(one)
        if name == "commentReference":
            self._comment(value(one, "id"))
        return _CHARACTERS.get(name, "")

    def _add(self, text: str, marks: Marks, change: _Change) -> None:
        if not text:
            return
        if change.kind in _DELETING:
            self.delete(text, change)
            return
        for words in self.reader.open_comments.values():
            words.append(text)
        run = Run(text, marks, change.author, change.date)
        last = self.runs[-1] if self.runs else None
        if last and replace(last, text="") == replace(run, text=""):
            self.runs[-1] = replace(last, text=last.text + text)
        else:
            self.runs.append(run)
        self.length += len(text)

    def _field(self, kind: str) -> None:
        fields = self.reader.fields
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].in_result = True
        elif kind == "end" and fields:
            fields.pop()

    def _target(self, element: Element) -> str:
        anchor, target = value(element, "anchor"), self.reader.links.get(value(element, "id"), "")
        return f"{target}#{anchor}" if anchor else target

    def _comment(self, identifier: str) -> None:
        comment = self.reader.comments.pop(identifier, None)
        if comment:
            self.comments[identifier] = comment

    def _end_comment(self, identifier: str) -> None:
        """Now that all its words are known, tell the comment; the paragraph in which it began may be done already."""
        words = "".join(self.reader.open_comments.pop(identifier, []))
        if identifier in self.comments:
            self.comments[identifier] = replace(self.comments[identifier], words=words)
