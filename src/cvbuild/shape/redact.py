"""A document without what is private of its author: in the metadata, in the text, and in what stands behind it.

How a private value is recognised is said in `private`, and what goes with it in `holes`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from cvbuild.diagnostics import Report
from cvbuild.shape.holes import widened, without
from cvbuild.shape.private import Finder
from cvbuild.shape.redact_text import TextRedactor
from cvbuild.tree.metadata import Metadata, Person, Recipient
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Enclosures,
    Entry,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Item,
    Letterhead,
    OrderedList,
    PageBreak,
    Quote,
    Row,
    Rule,
    Section,
    Table,
)
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import walk

P = TypeVar("P", Person, Recipient)
_UNTOUCHED = {"kind", "lang", "layout", "theme", "paper", "ignore", "author"}
"""What the front matter says to cvbuild, not to a reader; the author is dealt with field by field."""
_TEXTS = {"name", "headline"}
"""The fields of blocks that hold plain text for the reader."""


def redact(document: Document, finder: Finder, report: Report) -> Document:
    """The shaped document without its author's private values.

    What is empty then disappears; what was taken out of the author's own text is reported at its place.
    """
    return _Redactor(finder, report).document(document)


class _Redactor:
    def __init__(self, finder: Finder, report: Report) -> None:
        self._texts = TextRedactor(finder, report)

    def document(self, document: Document) -> Document:
        self._texts.anchors = self._renamed(document)
        children = self._blocks(document.children)
        notes = tuple((note, self._blocks(note.children)) for note in document.footnotes)
        emptied = {note.number for note, blocks in notes if note.children and not blocks}
        kept = tuple(replace(note, children=blocks) for note, blocks in notes if note.number not in emptied)
        metadata = self._metadata(document.metadata)
        whole = replace(document, metadata=metadata, children=children, footnotes=kept)
        return _renumbered(whole, emptied) if emptied else whole

    # ── Metadata ─────────────────────────────────────────────────────────────────────────────────

    def _metadata(self, metadata: Metadata) -> Metadata:
        changed: dict[str, Any] = {}
        for field in fields(metadata):
            value = getattr(metadata, field.name)
            where = f" of `{field.name}`"
            if field.name in _UNTOUCHED:
                continue
            if isinstance(value, str):
                changed[field.name] = type(value)(self._texts.text(value, metadata.span, where))
            elif isinstance(value, Recipient):
                changed[field.name] = self._without(value)
            elif isinstance(value, tuple):
                texts = (self._texts.text(text, metadata.span, where) for text in value)
                changed[field.name] = tuple(text for text in texts if text)
        if not changed["title"] and metadata.title:
            changed["title"] = str(metadata.kind or "document").capitalize()
        return replace(metadata, author=self._author(metadata.author), **changed)

    def _author(self, author: Person) -> Person:
        """Without the private fields, and without their values in the others."""
        nothing = Person()
        gone: dict[str, Any] = {name: getattr(nothing, name) for name in self._texts.finder.private}
        return self._without(replace(author, **gone))

    def _without(self, party: P) -> P:
        find = self._texts.finder.find
        texts: dict[str, Any] = {
            field.name: without(text, widened(text, [(one.start, one.end) for one in find(text)]))
            for field in fields(party)
            if isinstance(text := getattr(party, field.name), str)
        }
        return replace(party, **texts)

    # ── Blocks ───────────────────────────────────────────────────────────────────────────────────

    def _blocks(self, blocks: Blocks) -> Blocks:
        """What is left of each; a heading whose whole content is gone goes with it."""
        kept: list[Block] = []
        lost = False
        for block in reversed(blocks):
            left = self._block(block)
            follows = kept[-1] if kept else None
            ends = follows is None or (isinstance(follows, Heading) and isinstance(block, Heading))
            if isinstance(block, Heading) and lost and ends and _governs_nothing(block, follows):
                continue
            lost = not left
            kept.extend(reversed(left))
        return tuple(reversed(kept))

    def _block(self, block: Block) -> Blocks:
        match block:
            case Rule() | PageBreak():
                return (block,)
            case CodeBlock():
                text = self._texts.text(block.text, block.span, " of the code")
                return (replace(block, text=text),) if text or not block.text else ()
            case BulletList() | OrderedList():
                items = tuple(item for old in block.items if (item := self._item(old)))
                return (replace(block, items=items),) if items else ()
            case Quote():
                children = self._blocks(block.children)
                return (replace(block, children=children),) if children or not block.children else ()
            case Table():
                return self._table(block)
            case DefinitionList():
                return self._definitions(block)
            case Section():
                return self._section(block)
            case Figure():
                image = self._texts.image(block.image)
                return (replace(block, image=image, caption=self._texts.run(block.caption)),) if image else ()
            case _:
                return self._plain(block)

    def _plain(self, block: Block) -> Blocks:
        """A block of runs, lines, pictures and blocks: by its fields, whatever they are called."""
        silent, self._texts.is_silent = self._texts.is_silent, self._texts.is_silent or isinstance(block, Letterhead)
        changed: dict[str, Any] = {}
        for field in fields(block):
            value = getattr(block, field.name)
            if field.name == "photo" and "photo" in self._texts.finder.private:
                changed["photo"] = None
            elif field.name == "anchor":
                changed["anchor"] = self._texts.anchors.get(value, value)
            elif field.name in _TEXTS and isinstance(value, str):
                changed[field.name] = self._texts.text(value, block.span, "")
            elif isinstance(value, Image):
                changed[field.name] = self._texts.image(value)
            elif isinstance(value, tuple) and value:
                changed[field.name] = self._parts(block, field.name, value)
        self._texts.is_silent = silent
        new: Block = replace(block, **changed)
        return () if new != block and _is_empty(new) else (new,)

    def _parts(self, block: Block, name: str, value: tuple[Any, ...]) -> tuple[Any, ...]:
        if isinstance(block, Entry) and name == "children":
            return self._blocks(value)
        if isinstance(value[0], tuple):
            return tuple(run for old in value if (run := self._texts.run(old)))
        return self._texts.run(value)

    def _item(self, item: Item) -> Item | None:
        children = self._blocks(item.children)
        return replace(item, children=children) if children or not item.children else None

    def _section(self, section: Section) -> Blocks:
        heading = self._plain(section.heading)
        children = self._blocks(section.children)
        if section.children and not children:
            return ()
        if not heading:
            return children
        assert isinstance(heading[0], Heading)
        return (replace(section, heading=heading[0], children=children),)

    def _definitions(self, block: DefinitionList) -> Blocks:
        items: list[Definition] = []
        for item in block.items:
            descriptions = tuple(blocks for old in item.descriptions if (blocks := self._blocks(old)))
            if descriptions or not item.descriptions:
                items.append(replace(item, term=self._texts.run(item.term), descriptions=descriptions))
        return (replace(block, items=tuple(items)),) if items else ()

    def _table(self, table: Table) -> Blocks:
        head = self._row(table.head)
        rows = tuple(row for old in table.rows if not _is_spent(row := self._row(old), old))
        if _is_spent(head, table.head) and not rows:
            return ()
        return (replace(table, head=head, rows=rows),) if rows or not table.rows else ()

    def _row(self, row: Row) -> Row:
        cells = tuple(replace(cell, children=self._texts.run(cell.children)) for cell in row.cells)
        return replace(row, cells=cells)

    # ── Anchors ──────────────────────────────────────────────────────────────────────────────────

    def _renamed(self, document: Document) -> dict[str, str]:
        """New names for those anchors that were made of private values."""
        anchors = {getattr(node, "anchor", "") for node in walk(document)} - {""}
        found: dict[str, str] = {}
        for anchor in sorted(anchors):
            if self._texts.finder.find(anchor):
                taken = anchors | set(found.values())
                found[anchor] = next(name for n in range(1, len(taken) + 2) if (name := f"part-{n}") not in taken)
        return found


def _governs_nothing(heading: Block, follows: Block | None) -> bool:
    return follows is None or (
        isinstance(heading, Heading) and isinstance(follows, Heading) and follows.level <= heading.level
    )


def _is_spent(row: Row, before: Row) -> bool:
    """Whether a row has lost all that it had beside its label."""
    return row != before and not any(cell.children for cell in (row.cells[1:] or row.cells))


def _is_empty(block: Block) -> bool:
    if isinstance(block, Enclosures):
        return not block.items
    values = [getattr(block, field.name) for field in fields(block) if field.name not in {"span", "anchor", "level"}]
    return not any(value for value in values if isinstance(value, tuple | str | Image))


def _renumbered(document: Document, gone: set[int]) -> Document:
    """The document without references to the notes that are gone, and with the others numbered from 1 again."""
    numbers = {note.number: place for place, note in enumerate(document.footnotes, 1)}

    def drop(node: Node) -> Node:
        tuples = {field.name: value for field in fields(node) if isinstance(value := getattr(node, field.name), tuple)}
        kept: dict[str, Any] = {name: _without_references(value, gone) for name, value in tuples.items()}
        return replace(node, **kept) if kept != tuples else node

    def renumber(node: Node) -> Node:
        if isinstance(node, FootnoteReference | Footnote):
            return replace(node, number=numbers[node.number])
        return node

    return rewrite(rewrite(document, drop), renumber)


def _without_references(value: tuple[Any, ...], gone: set[int]) -> tuple[Any, ...]:
    """The tuple, or tuples in a tuple, without those references."""
    return tuple(
        _without_references(one, gone) if isinstance(one, tuple) else one
        for one in value
        if not (isinstance(one, FootnoteReference) and one.number in gone)
    )
