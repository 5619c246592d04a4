"""Plain text: what people paste into web forms, one line a paragraph, never wrapped.

Words are the author's; marks (bullets, numbers, boxes, rules, `<targets>`) are set here and can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from cvbuild.diagnostics import Report
from cvbuild.pictures import Pictures
from cvbuild.render.marks import TASK, printable
from cvbuild.theme.model import Theme
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
    Item,
    Letterhead,
    LetterPart,
    LineBreak,
    Link,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
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
from cvbuild.tree.walk import plain_text

_RULE = "-" * 40


def render(document: Document, theme: Theme, pictures: Pictures, report: Report) -> bytes:
    """The document as UTF-8 text with LF line ends."""
    return to_text(document, theme, marks=True).encode()


def to_text(document: Document, theme: Theme, *, marks: bool) -> str:
    """The document as text, with or without the signs that are no words of the author's."""
    writer = _Writer(theme, marks)
    return printable("".join(f"{line}\n" for line in writer.document(document)))


class _Writer:
    """Makes lines; a block is a run of lines, and empty lines separate blocks."""

    def __init__(self, theme: Theme, marks: bool) -> None:
        self._theme, self._marks = theme, marks
        self._bullets = 0
        """Bullet lists around what is written."""

    def document(self, document: Document) -> Iterator[str]:
        yield from self._blocks(document.children)
        for note in document.footnotes:
            yield ""
            yield from self._marked(f"[{note.number}] ", self._blocks(note.children))

    def _blocks(self, blocks: Blocks, tight: bool = False) -> Iterator[str]:
        first = True
        for block in blocks:
            lines = list(self._block(block))
            if lines and not first and not tight:
                yield ""
            yield from lines
            first = first and not lines

    def _block(self, block: Block) -> Iterable[str]:
        match block:
            case Paragraph(children=children) | Heading(children=children):
                return self._lines(children)
            case BulletList():
                return self._bullet_list(block)
            case OrderedList(items=items, tight=tight, start=start):
                return self._items([(f"{number}. ", item) for number, item in enumerate(items, start)], tight)
            case Quote(children=children):
                return self._marked("> ", self._blocks(children), "> ")
            case CodeBlock(text=text):
                return text.split("\n")
            case Rule():
                return (_RULE,) if self._marks else ()
            case Table(head=head, rows=rows):
                return [self._row(row) for row in (head, *rows)]
            case DefinitionList():
                return self._definitions(block)
            case Figure():
                return [*self._lines((block.image,)), *self._lines(block.caption)]
            case PageBreak():
                return ()
            case Section(heading=heading, children=children):
                return self._blocks((heading, *children))
            case Entry():
                return self._entry(block)
            case _:
                return self._letter_part(block)

    def _letter_part(self, block: LetterPart) -> Iterable[str]:
        match block:
            case Letterhead():
                return self._letterhead(block)
            case DateLine(children=children) | Subject(children=children):
                return self._lines(children)
            case Salutation(children=children) | Closing(children=children):
                return self._lines(children)
            case Addressee(lines=lines):
                return [line for part in lines for line in self._lines(part)]
            case Signature(name=name, image=image):
                # The picture of a name says no more than the name does.
                picture = (image,) if image and image.alt != plain_text(name) else ()
                return [*self._lines(picture), *self._lines(name)]
            case Enclosures(label=label, items=parts):
                return [line for part in (label, *parts) for line in self._lines(part)]
            case _:
                assert_never(block)

    def _bullet_list(self, block: BulletList) -> list[str]:
        bullet = self._theme.lists.bullet(self._bullets)
        self._bullets += 1
        lines = [*self._items([(f"{bullet} ", item) for item in block.items], block.tight)]
        self._bullets -= 1
        return lines

    def _items(self, items: list[tuple[str, Item]], tight: bool) -> Iterator[str]:
        for number, (marker, item) in enumerate(items):
            if number and not tight:
                yield ""
            if item.checked is not None:
                marker = TASK[item.checked] + " "  # noqa: PLW2901 -- the box stands in place of the marker
            lines = list(self._item(item.children, tight))
            yield from self._marked(marker, lines or [""])

    def _item(self, blocks: Blocks, tight: bool) -> Iterator[str]:
        for number, block in enumerate(blocks):
            if number and not tight:
                yield ""
            yield from self._block(block)

    def _marked(self, first: str, lines: Iterable[str], others: str = "") -> Iterator[str]:
        """The lines indented by a mark that stands before the first one."""
        for number, line in enumerate(lines):
            mark = first if number == 0 else others or " " * len(first)
            yield (mark + line).rstrip() if self._marks else line

    def _row(self, row: Row) -> str:
        return "\t".join(" ".join(self._lines(cell.children)) for cell in row.cells).rstrip("\t")

    def _definitions(self, block: DefinitionList) -> Iterator[str]:
        for number, item in enumerate(block.items):
            if number and not block.tight:
                yield ""
            yield from self._lines(item.term)
            for description in item.descriptions:
                yield from self._marked("    ", self._blocks(description, block.tight))

    def _entry(self, entry: Entry) -> Iterator[str]:
        parts = [self._inlines(part) for part in (entry.title, entry.organisation, entry.place) if part]
        if self._theme.entry.layout == "stacked" and len(parts) > 1:
            yield parts.pop(0)
        head = self._theme.entry.separator.join(parts)
        yield f"{head}\t{self._inlines(entry.period)}" if entry.period else head
        lines = list(self._blocks(entry.children))
        yield from (["", *lines] if lines else [])

    def _letterhead(self, block: Letterhead) -> Iterator[str]:
        contacts = [self._inlines(contact) for contact in block.contacts]
        head = self._theme.letterhead
        lines = contacts if head.contacts == "lines" else [head.separator.join(contacts)]
        yield from (line for line in (block.name, block.headline, *lines) if line)

    def _lines(self, inlines: Inlines) -> list[str]:
        text = self._inlines(inlines)
        return [line.strip() for line in text.split("\n")] if text.strip() else []

    def _inlines(self, inlines: Inlines) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text=text) | Code(text=text):
                return text
            case Emphasis(children=children) | Strong(children=children) | Strike(children=children):
                return self._inlines(children)
            case Superscript(children=children) | Subscript(children=children):
                return self._inlines(children)
            case Link(children=children, target=target):
                return self._inlines(children) + self._target(plain_text(children), target)
            case Image(alt=alt):
                return f"[{alt}]" if self._marks and alt else ""
            case LineBreak():
                return "\n"
            case FootnoteReference(number=number):
                return f"[{number}]" if self._marks else ""
            case _:
                assert_never(inline)

    def _target(self, shown: str, target: str) -> str:
        """The target behind its text (RFC 3986, appendix C), unless the text says it already."""
        plain = target.removeprefix("mailto:").removeprefix("tel:").removeprefix("https://").removeprefix("http://")
        said = plain.rstrip("/") in shown or target.startswith(("#", "tel:"))
        return f" <{target}>" if self._marks and plain and not said else ""
