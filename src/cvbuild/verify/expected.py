"""What a reader must find in the outputs of a document, derived from its tree alone.

No renderer is asked: what two of them did wrong in the same way would be hidden by a third. How each format shows a
sign (a bullet, a reference to a note) is said by `signs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import assert_never

from cvbuild.pictures import Pictures
from cvbuild.source import Span
from cvbuild.theme.model import Theme
from cvbuild.tree.direction import direction
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    Blocks,
    BulletList,
    Closing,
    Code,
    CodeBlock,
    DateLine,
    DefinitionList,
    Document,
    Emphasis,
    Enclosures,
    Entry,
    Figure,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    Inlines,
    Letterhead,
    LetterPart,
    LineBreak,
    Link,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Salutation,
    Section,
    Signature,
    Strike,
    Strong,
    Subject,
    Subscript,
    Superscript,
    Table,
    Text,
)
from cvbuild.tree.walk import plain_text, walk
from cvbuild.verify.drawn import drawn_words
from cvbuild.verify.facts import Expected, Linked, Listed, Noted, Pictured, Stretch, Tabled, Titled
from cvbuild.verify.signs import MARKERS, RIGHT_TO_LEFT, Piece, Sign, said

_GAP = Piece("\n", None, Sign.GAP)


def expected(document: Document, theme: Theme, pictures: Pictures) -> Expected:
    """What the outputs of a document in a theme must say, with those pictures that could be loaded."""
    return _Reading(document, theme, pictures).result


class _Reading:
    """Walks the tree once, as a reader reads."""

    def __init__(self, document: Document, theme: Theme, pictures: Pictures) -> None:
        self.result = Expected(direction(document.metadata.lang) == "rtl")
        self._theme, self._pictures = theme, pictures
        self._pieces: list[Piece] = self.result.body
        self._note = 0
        self._lists = self._definitions = self._bullets = 0
        self._has_title = any(isinstance(node, Heading) and node.level == 1 for node in walk(document))
        self._in_text = {number for block in document.children for number in _referred(block)}
        in_notes = {number for note in document.footnotes for number in _referred(note)}
        self._blocks(document.children)
        for note in document.footnotes:
            self._note = note.number
            self._pieces = []
            self._blocks(note.children)
            referred = note.number in self._in_text, note.number in in_notes
            has_lines = any(isinstance(node, CodeBlock | Table) for node in walk(note))
            self.result.notes.append(Noted(tuple(self._pieces), note.span, note.number, *referred, has_lines))
        texts = (said(one, "pdf") for one in (self.result.body, *(note.pieces for note in self.result.notes)))
        self.result.is_right_to_left |= any(RIGHT_TO_LEFT.search(text) for text in texts)

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, blocks: Blocks, *, goes_on: bool = False) -> None:
        """Blocks, each on lines of its own; the first of them may go on in a line that began."""
        for block in blocks:
            if not (goes_on and isinstance(block, Paragraph | Heading | PageBreak)):
                self._gap()
            # A break of pages is nothing that a line could end with.
            goes_on = goes_on and isinstance(block, PageBreak)
            self._block(block)
        self._gap()

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(children=children):
                self._inlines(children)
            case Heading(level=level, children=children, anchor=anchor, span=span):
                with self._titled(level, span, anchor):
                    self._inlines(children)
            case BulletList() | OrderedList():
                self._list(block)
            case Quote(children=children):
                self._quote(children)
            case CodeBlock(text=text, span=span):
                self._add(text, span)
            case Rule(span=span):
                self._add("-" * 40, span, Sign.RULE)
            case Table():
                self._table(block)
            case DefinitionList():
                self._definition_list(block)
            case Figure(image=image, caption=caption):
                self._inline(image)
                self._gap()
                self._inlines(caption)
            case PageBreak():
                pass
            case Section(heading=heading, children=children):
                self._blocks((heading, *children))
            case Entry():
                self._entry(block)
            case _:
                self._letter_part(block)

    def _letter_part(self, block: LetterPart) -> None:
        match block:
            case Letterhead():
                self._letterhead(block)
            case DateLine(children=children) | Subject(children=children):
                self._inlines(children)
            case Salutation(children=children) | Closing(children=children):
                self._inlines(children)
            case Addressee(lines=lines):
                self._lines(lines)
            case Signature(name=name, image=image):
                if image:
                    self._image(image, said=image.alt == plain_text(name))
                self._gap()
                self._inlines(name)
            case Enclosures(label=label, items=parts):
                self._lines((label, *parts))
            case _:
                assert_never(block)

    def _lines(self, parts: tuple[Inlines, ...]) -> None:
        for part in parts:
            self._gap()
            self._inlines(part)

    def _list(self, block: BulletList | OrderedList) -> None:
        ordered = isinstance(block, OrderedList)
        bullet = "" if ordered else self._theme.lists.bullet(self._bullets)
        start = block.start if isinstance(block, OrderedList) else 1
        self._lists += 1
        self._bullets += not ordered
        for number, item in enumerate(block.items, start):
            sign = Sign.NUMBER if ordered else Sign.BULLET
            marker = Piece(f"{number}." if ordered else bullet, item.span, sign)
            if item.checked is not None:
                marker = Piece("☑" if item.checked else "☐", item.span, Sign.BOX)
            self._gap()
            begin, place = len(self._pieces), len(self.result.items)
            self._pieces.append(marker)
            self._blocks(item.children, goes_on=True)
            pieces = tuple(self._pieces[begin:])
            depths = self._lists, self._lists + self._definitions
            self.result.items.insert(
                place, Listed(pieces, item.span, self._note, *depths, ordered, item.checked is not None)
            )
        self._lists -= 1
        self._bullets -= not ordered

    def _quote(self, children: Blocks) -> None:
        # The text sets a mark before each line; how many there are is no matter.
        self._pieces.append(Piece(">", None, Sign.QUOTE))
        self._blocks(children)

    def _table(self, table: Table) -> None:
        rows = []
        begin = len(self._pieces)
        before = len(self.result.links), len(self.result.pictures)
        for row in (table.head, *table.rows):
            cells = []
            for cell in row.cells:
                self._gap()
                start = len(self._pieces)
                self._inlines(cell.children)
                cells.append(tuple(self._pieces[start:]))
            rows.append(tuple(cells))
            if row is table.head:
                self.result.in_heads += [*self.result.links[before[0] :], *self.result.pictures[before[1] :]]
        self._gap()
        self.result.tables.append(Tabled(tuple(self._pieces[begin:]), table.span, self._note, tuple(rows)))

    def _definition_list(self, block: DefinitionList) -> None:
        self._definitions += 1
        for item in block.items:
            self._gap()
            self._inlines(item.term)
            for description in item.descriptions:
                self._blocks(description)
        self._definitions -= 1

    def _entry(self, entry: Entry) -> None:
        layout = self._theme.entry
        with self._titled(entry.level, entry.span, entry.anchor):
            self._inlines(entry.title)
            details = [part for part in (entry.organisation, entry.place) if part]
            for number, part in enumerate(details):
                stacked = layout.layout == "stacked" and number == 0
                self._add("\n" if stacked else layout.separator, entry.span)
                self._inlines(part)
            if entry.period:
                self._gap()
                self._inlines(entry.period)
        self._blocks(entry.children)

    def _letterhead(self, block: Letterhead) -> None:
        if block.name:
            with self._titled(0 if self._has_title else 1, block.span, block.anchor, is_name=True):
                self._add(block.name, block.span)
        self._gap()
        self._add(block.headline, block.span)
        self._gap()
        head = self._theme.letterhead
        for number, contact in enumerate(block.contacts):
            if number:
                self._add(head.separator if head.contacts == "line" else "\n", block.span)
            self._inlines(contact)
        self._gap()
        if block.photo:
            self._image(block.photo, said=True)

    @contextmanager
    def _titled(self, level: int, span: Span | None, anchor: str, *, is_name: bool = False) -> Iterator[None]:
        # The marker of an item that begins with a heading stands in that heading, in formats that set it as characters.
        begin = len(self._pieces) - bool(self._pieces and self._pieces[-1].sign in MARKERS)
        place = len(self.result.headings)
        yield
        pieces = tuple(self._pieces[begin:])
        if anchor:
            self.result.anchors.setdefault(anchor, Stretch(pieces, span, self._note))
        if level:
            self.result.headings.insert(place, Titled(pieces, span, self._note, level, is_name))

    # ── Inlines ──────────────────────────────────────────────────────────────────────────────────

    def _inlines(self, inlines: Inlines) -> None:
        for inline in inlines:
            self._inline(inline)

    def _inline(self, inline: Inline) -> None:
        match inline:
            case Text(text=text, span=span) | Code(text=text, span=span):
                self._add(text, span)
            case Emphasis(children=children) | Strong(children=children) | Strike(children=children):
                self._inlines(children)
            case Superscript(children=children) | Subscript(children=children):
                # Where a raised character begins a new word is every extractor's own opinion.
                self._pieces.append(Piece("", None, Sign.SEAM))
                self._inlines(children)
                self._pieces.append(Piece("", None, Sign.SEAM))
            case Link():
                self._link(inline)
            case Image():
                self._image(inline)
            case LineBreak():
                self._gap()
            case FootnoteReference(number=number, span=span):
                crosses = self._note > 0 and number not in self._in_text
                self._add(str(number), span, Sign.CROSS_REFERENCE if crosses else Sign.REFERENCE)
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> None:
        begin, place = len(self._pieces), len(self.result.links)
        self._inlines(link.children)
        pieces = tuple(self._pieces[begin:])
        if link.target:
            self.result.links.insert(place, Linked(pieces, link.span, self._note, link.target))
            if not _says(plain_text(link.children), link.target):
                self._add(link.target, link.span, Sign.TARGET)

    def _image(self, image: Image, *, said: bool = False) -> None:
        """A picture, or its alternative text where there is none; `said` is what the text says already."""
        if image.source not in self._pictures:
            self._add(image.alt, image.span, Sign.SAID if said else Sign.LOST)
            return
        if not said:
            self._add(image.alt, image.span, Sign.ALT)
        self.result.drawn += drawn_words(self._pictures[image.source])
        self.result.pictures.append(Pictured((), image.span, self._note, image.alt, image.source))

    def _add(self, text: str, span: Span | None, sign: Sign = Sign.WORD) -> None:
        if text:
            self._pieces.append(Piece(text, span, sign))

    def _gap(self) -> None:
        if self._pieces and self._pieces[-1] is not _GAP:
            self._pieces.append(_GAP)


def _referred(node: Node) -> Iterator[int]:
    return (one.number for one in walk(node) if isinstance(one, FootnoteReference))


def _says(text: str, target: str) -> bool:
    """Whether a link's text says where it leads, so that plain text need not."""
    for scheme in ("mailto:", "tel:", "https://", "http://"):
        target = target.removeprefix(scheme) if scheme != "tel:" else target
    return target.startswith(("#", "tel:")) or not target or target.rstrip("/") in text
