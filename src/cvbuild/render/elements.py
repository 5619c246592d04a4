"""Nodes to elements: HTML for the screen, and well-formed XHTML with markers in the text for the printed page.

The two differ only where a medium needs it: who draws a list's markers, and where notes stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import assert_never

from markupsafe import escape

from cvbuild.pictures import Pictures
from cvbuild.render.columns import column_widths, is_crowded, may_break
from cvbuild.render.css import Medium
from cvbuild.render.highlight import highlight
from cvbuild.render.labels import labels
from cvbuild.render.marks import TASK, number_room
from cvbuild.render.parts import MICROFORMATS, entry_title, letterhead, signature
from cvbuild.render.phrasing import Phrasing, PictureUrl
from cvbuild.theme.model import Role, RunRole, Theme
from cvbuild.tree.nodes import (
    Addressee,
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    Closing,
    CodeBlock,
    DateLine,
    DefinitionList,
    Document,
    Enclosures,
    Entry,
    Figure,
    FootnoteReference,
    Heading,
    Inlines,
    Item,
    Letterhead,
    LetterPart,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Salutation,
    Section,
    Signature,
    Subject,
    Table,
)
from cvbuild.tree.walk import walk

_BEFORE_BLOCK = re.compile(
    r"\n(?=</?(?:p|[uo]l|li|d[ltd]|blockquote|pre|hr|table|thead|tbody|tr|fig\w+|div|section|h[1-6])\b)"
)
"""The engine makes a line of white space between the blocks of a note."""


class Elements:
    """Makes the content of `main`. `picture_url` gives the address under which a picture is found."""

    def __init__(self, theme: Theme, pictures: Pictures, medium: Medium, picture_url: PictureUrl) -> None:
        self._theme = theme
        self._printed = medium == "print"
        self._phrasing = phrasing = Phrasing(medium, pictures, picture_url, theme.page.text_width, self._reference)
        self._inlines, self._inline = phrasing.inlines, phrasing.inline
        head = theme.letterhead
        self._break = "<br/>\n" if self._printed else "<br>\n"
        self._between = str(escape(head.separator)) if head.contacts == "line" else self._break
        self._marker = ""
        self._bullets = 0
        self._notes: dict[int, Blocks] = {}
        self._labels = labels("en")
        self._has_title = self._in_note = self._after_head = False
        # In points: however deep containers are nested, there must be room left for words, on phones too.
        self._indent = 0.0
        self._most_indent = theme.page.text_width * (0.6 if self._printed else 0.3)

    def document(self, document: Document) -> str:
        """The elements of the whole document."""
        self._labels = labels(document.metadata.lang)
        self._phrasing.lang = document.metadata.lang
        self._has_title = any(isinstance(node, Heading) and node.level == 1 for node in walk(document))
        self._notes = {note.number: note.children for note in document.footnotes}
        content = self._top(document.children)
        referred = {node.number for node in walk(document) if isinstance(node, FootnoteReference)}
        if self._printed:
            unreferred = [note for note in document.footnotes if note.number not in referred]
            return content + "".join(f'\n<div class="note">{self._blocks(note.children)}</div>' for note in unreferred)
        return content + (f"\n{self._endnotes(document, referred)}" if document.footnotes else "")

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, blocks: Blocks) -> str:
        return "\n".join(self._block(block) for block in blocks)

    def _top(self, blocks: Blocks) -> str:
        """All blocks; what stands above an address that has its place is in a box that fills the room up to there."""
        places = [number for number, block in enumerate(blocks) if isinstance(block, Addressee)]
        if not (places and self._theme.page.address):
            return self._blocks(blocks)
        above, rest = blocks[: places[0]], blocks[places[0] :]
        return f'<div class="above">\n{self._blocks(above)}\n</div>\n{self._blocks(rest)}'

    def _block(self, block: Block) -> str:
        after_head, self._after_head = self._after_head, isinstance(block, Letterhead)
        match block:
            case Paragraph(children=children):
                return self._paragraph("p", ' class="intro"' if after_head else "", children)
            case Heading(level=level, children=children, anchor=anchor):
                return self._paragraph(f"h{level}", f' id="{escape(anchor)}"', children)
            case BulletList() | OrderedList():
                return self._alone() + self._list(block)
            case Quote(children=children):
                return self._alone() + self._quote(children)
            case CodeBlock(text=text, language=language):
                name = f' class="language-{escape(language)}"' if language else ""
                code = "".join(_run(part, role) for part, role in highlight(text, language))
                return self._alone() + f"<pre><code{name}>{code}\n</code></pre>"
            case Rule():
                return self._alone() + ("<hr/>" if self._printed else "<hr>")
            case Table():
                return self._alone() + self._table(block)
            case DefinitionList():
                return self._alone() + self._definitions(block)
            case Figure(image=image, caption=caption):
                # The engine makes a line of text of white space in a figure, which belongs to nothing.
                edge = "" if self._printed else "\n"
                text = f"{edge}<figcaption>{self._inlines(caption)}</figcaption>" if caption else ""
                return self._alone() + f"<figure>{self._inline(image)}{text}</figure>"
            case PageBreak():
                # A note has no pages of its own, and the engine would lose what follows a break in one.
                return "" if self._in_note else '<div class="page-break"></div>'
            case Section():
                return self._section(block)
            case Entry():
                return self._entry(block, "")
            case _:
                return self._letter_part(block)

    def _letter_part(self, block: LetterPart) -> str:
        match block:
            case Letterhead():
                name_tag = "p" if self._has_title else "h1"
                tag = "div" if self._printed else "header"
                return letterhead(block, self._inlines, self._inline, tag=tag, name_tag=name_tag, between=self._between)
            case Addressee(lines=parts):
                return self._lines("addressee", parts)
            case DateLine(children=children):
                return self._paragraph("p", ' class="date"', children)
            case Subject(children=children):
                return self._paragraph("p", ' class="subject"', children)
            case Salutation(children=children):
                return self._paragraph("p", ' class="salutation"', children)
            case Closing(children=children):
                return self._paragraph("p", ' class="closing"', children)
            case Signature():
                return signature(block, self._inlines, self._inline)
            case Enclosures(label=label, items=parts):
                return self._lines("enclosure", (label, *parts))
            case _:
                assert_never(block)

    def _section(self, section: Section) -> str:
        """A section, whose content is marked as a part of the résumé where it is one."""
        heading = self._block(section.heading)
        name = MICROFORMATS.get(section.kind, "")
        if name.endswith("h-event"):
            content = "\n".join(
                self._entry(block, name) if isinstance(block, Entry) else self._block(block)
                for block in section.children
            )
        else:
            content = self._blocks(section.children)
            content = f'<div class="{name}">\n{content}\n</div>' if name else content
        return f"<section>\n{heading}\n{content}\n</section>"

    def _entry(self, entry: Entry, name: str) -> str:
        name = f' class="{name}"' if name else ""
        title = entry_title(entry, self._theme.entry, self._inlines)
        return f"<section{name}>\n{title}\n{self._blocks(entry.children)}\n</section>"

    def _lines(self, name: str, parts: tuple[Inlines, ...]) -> str:
        shown = self._break.join(self._inlines(part) for part in parts if part)
        return f'<p class="{name}">{shown}</p>'

    def _paragraph(self, tag: str, attributes: str, children: Inlines) -> str:
        marker, self._marker = self._marker, ""
        return f"<{tag}{attributes}>{marker}{self._inlines(children)}</{tag}>"

    def _alone(self) -> str:
        """The marker of an item that does not begin with a paragraph, as a line of its own."""
        marker, self._marker = self._marker, ""
        return f"<p>{marker}</p>\n" if marker else ""

    @contextmanager
    def _indented(self, points: float) -> Iterator[str]:
        """A container that far inside the one around it; gives its class where no room is left to indent."""
        fits = self._indent + points <= self._most_indent
        self._indent += points if fits else 0
        yield "" if fits else "deep"
        self._indent -= points if fits else 0

    def _quote(self, children: Blocks) -> str:
        with self._indented(self._theme.text[Role.QUOTE].indent) as deep:
            name = f' class="{deep}"' if deep else ""
            return f"<blockquote{name}>\n{self._blocks(children)}\n</blockquote>"

    def _list(self, block: BulletList | OrderedList) -> str:
        own = self._theme.text[Role.ITEM].indent if block.tight else 0.0
        room = self._theme.lists.indent
        if isinstance(block, OrderedList):
            room = max(room, number_room(block.start + len(block.items) - 1, self._theme.text[Role.ITEM].size))
        with self._indented(own + room) as deep:
            return self._indented_list(block, f"{'tight' if block.tight else 'loose'} {deep}".strip(), room)

    def _indented_list(self, block: BulletList | OrderedList, spacing: str, room: float) -> str:
        if isinstance(block, OrderedList):
            start = f' start="{block.start}"' if block.start != 1 else ""
            markers = [f"{number}." for number in range(block.start, block.start + len(block.items))]
            # High numbers need more room than the theme gives to markers.
            wide = room if room > self._theme.lists.indent and "deep" not in spacing else 0.0
            style = f' style="padding-inline-start: {room:.2f}pt"' if wide else ""
            return f'<ol class="{spacing}"{start}{style}>\n{self._items(block, markers, wide)}\n</ol>'
        bullet = self._theme.lists.bullet(self._bullets)
        self._bullets += 1
        items = self._items(block, [bullet] * len(block.items))
        self._bullets -= 1
        return f'<ul class="{spacing}">\n{items}\n</ul>'

    def _items(self, block: BulletList | OrderedList, markers: list[str], wide: float = 0.0) -> str:
        pairs = zip(block.items, markers, strict=True)
        return "\n".join(self._item(item, marker, block.tight, wide) for item, marker in pairs)

    def _item(self, item: Item, marker: str, tight: bool, wide: float) -> str:
        kind = "" if item.checked is None else ' class="task"'
        shown = marker if item.checked is None else TASK[item.checked]
        if self._printed:
            style = f' style="min-width: {wide:.2f}pt; margin-inline-start: -{wide:.2f}pt"' if wide else ""
            self._marker = f'<span class="marker"{style}>{escape(shown)}</span>'
        elif item.checked is not None:
            label = self._labels.done if item.checked else self._labels.to_do
            self._marker = f'<span class="box" role="img" aria-label="{label}">{shown}</span>'
        blocks = self._item_blocks(item.children, tight)
        return f"<li{kind}>{chr(10).join(blocks)}{self._alone()}</li>"

    def _item_blocks(self, blocks: Blocks, tight: bool) -> list[str]:
        """On the screen a tight item's text stands bare; in a box, where something follows that has space above."""
        if not tight or self._printed:
            return [self._block(block) for block in blocks]
        alone = all(isinstance(block, BulletList | OrderedList) for block in blocks[1:])
        return [self._bare(block, alone) if isinstance(block, Paragraph) else self._block(block) for block in blocks]

    def _bare(self, paragraph: Paragraph, alone: bool) -> str:
        marker, self._marker = self._marker, ""
        text = marker + self._inlines(paragraph.children)
        return text if alone else f'<span class="bare">{text}</span>'

    def _table(self, table: Table) -> str:
        head = self._row(table.head, table, "th")
        body = "\n".join(self._row(row, table, "td") for row in table.rows)
        inner = f"<thead>\n{head}\n</thead>" + (f"\n<tbody>\n{body}\n</tbody>" if body else "")
        whole = f"<table{self._columns(table)}\n{inner}\n</table>"
        # A wide table scrolls by itself on a narrow screen; the keyboard reaches it through tabindex.
        if self._printed:
            return whole
        return f'<div class="scroll" role="group" tabindex="0" aria-label="{self._labels.table}">\n{whole}\n</div>'

    def _columns(self, table: Table) -> str:
        """The rest of the opening tag; on a page too narrow for the words, with widths for the columns."""
        page, size = self._theme.page, self._theme.text[Role.TABLE_CELL].size
        if not self._printed or not is_crowded(table, page.text_width, size):
            return ">"
        widths = column_widths(table, page.text_width, size)
        columns = "".join(f'<col style="width: {width / page.text_width:.3%}"/>' for width in widths)
        return f' class="crowded"><colgroup>{columns}</colgroup>'

    def _row(self, row: Row, table: Table, tag: str) -> str:
        pairs = zip(row.cells, table.columns, strict=True)
        name = ' class="long"' if may_break(row) else ""
        return f"<tr{name}>{''.join(self._cell(cell, align, tag) for cell, align in pairs)}</tr>"

    def _cell(self, cell: Cell, align: Align | None, tag: str) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        name = f' class="{align}"' if align else ""
        return f"<{tag}{scope}{name}>{self._inlines(cell.children)}</{tag}>"

    def _definitions(self, block: DefinitionList) -> str:
        parts = []
        for item in block.items:
            parts.append(f"<dt>{self._inlines(item.term)}</dt>")
            descriptions = ("\n".join(self._item_blocks(blocks, block.tight)) for blocks in item.descriptions)
            parts += [f"<dd>{description}</dd>" for description in descriptions]
        return "<dl>\n" + "\n".join(parts) + "\n</dl>"

    def _endnotes(self, document: Document, referred: set[int]) -> str:
        items = []
        for note in document.footnotes:
            content = self._blocks(note.children)
            if note.number in referred:
                content = _with_backlink(content, note.number, self._labels.back)
            items.append(f'<li class="note" id="note-{note.number}">{content}</li>')
        listed = "\n".join(items)
        opening = f'<section class="notes" role="doc-endnotes" aria-label="{self._labels.notes}">'
        return f"{opening}\n<ol>\n{listed}\n</ol>\n</section>"

    # ── Notes ────────────────────────────────────────────────────────────────────────────────────

    def _reference(self, reference: FootnoteReference) -> str:
        number = reference.number
        if not self._printed:
            name = f' id="ref-{number}"' if reference.first else ""
            return f'<sup><a href="#note-{number}"{name} role="doc-noteref">{number}</a></sup>'
        if not reference.first:
            return f"<sup>{number}</sup>"
        # A note is set at the foot of the page, whatever list its reference stands in.
        (bullets, indent), self._in_note = (self._bullets, self._indent), True
        self._bullets, self._indent = 0, 0.0
        note = self._note(self._notes[number])
        (self._bullets, self._indent), self._in_note = (bullets, indent), False
        return f'<span class="note">{_BEFORE_BLOCK.sub("", note)}</span>'

    def _note(self, blocks: Blocks) -> str:
        """A page footnote: its first paragraph runs on behind the number."""
        first, rest = (blocks[0], blocks[1:]) if blocks else (None, ())
        if not isinstance(first, Paragraph):
            return self._blocks(blocks)
        return self._inlines(first.children) + self._blocks(rest)


def _run(text: str, role: RunRole | None) -> str:
    return f'<span class="{role.value}">{escape(text)}</span>' if role else str(escape(text))


def _with_backlink(content: str, number: int, label: str) -> str:
    """The note with the way back to the text at the end of its last paragraph."""
    link = f'<a href="#ref-{number}" role="doc-backlink" aria-label="{label}">↩</a>'
    return f"{content[:-4]} {link}</p>" if content.endswith("</p>") else f"{content}<p>{link}</p>"
