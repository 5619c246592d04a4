"""Blocks to paragraphs and tables, each with its style, its indent and its marker.

What is inside a paragraph is written by the inlines, what is inside a table by the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvbuild.render.docx.lists import items
from cvbuild.render.docx.paragraphs import Paragraphs
from cvbuild.render.docx.parts import PartWriter
from cvbuild.render.docx.places import TEXT, Lead, Place, indented, inside
from cvbuild.render.docx.story import Job, Story
from cvbuild.render.docx.styles import Variant
from cvbuild.render.docx.tables import TableWriter
from cvbuild.render.docx.xml import Element
from cvbuild.render.highlight import highlight
from cvbuild.theme.model import HEADINGS, Role
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Entry,
    Figure,
    Heading,
    Item,
    Letterhead,
    LetterPart,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
)

Leaf = Paragraph | Heading | CodeBlock | Rule | Table | Figure | PageBreak | LetterPart
# What is still to be written, and where; None ends an item or note, whose mark must be seen by then.
Step = tuple[Block | Item | Definition | None, Place]


class BlockWriter:
    """Appends paragraphs and tables to an element of its story."""

    def __init__(self, job: Job, story: Story, parent: Element, lang: str) -> None:
        self._job, self._story = job, story
        self._text = job.theme.text
        self._paragraphs = Paragraphs(job, story, parent)
        self._parts = PartWriter(job, self._paragraphs)
        self._tables = TableWriter(job, self._paragraphs.inlines, lang)
        self._after_head = False

    def write(self, blocks: Blocks, place: Place = TEXT) -> None:
        """Append the blocks."""
        self.write_placed([*inside(blocks, place), (None, place)])

    def write_placed(self, placed: Sequence[Step]) -> None:
        """Append blocks, each at its place. A stack and no recursion: blocks may be nested to any depth."""
        steps = [*reversed(placed)]
        while steps:
            node, place = steps.pop()
            steps += reversed(self._one(node, place))

    def finish(self) -> None:
        """Append what must still come."""
        self._paragraphs.finish()

    def _one(self, node: Block | Item | Definition | None, place: Place) -> Sequence[Step]:
        """Write one node; what is inside it is returned, with its place."""
        after_head, self._after_head = self._after_head, isinstance(node, Letterhead)
        match node:
            case None:
                self._paragraphs.alone(place)
            case Paragraph(children=children) if after_head:
                self._paragraphs.styled(place, "Intro", Role.INTRO, children)
            case BulletList() | OrderedList():
                return [*items(node, self._paragraphs.unmarked(place), self._job)]
            case Item(children=children):
                return [*inside(children, place), (None, place)]
            case Quote(children=children):
                return self._quote(children, place)
            case DefinitionList(items=definitions):
                place = self._paragraphs.unmarked(place)
                return [(definition, place) for definition in definitions]
            case Definition():
                return self._definition(node, place)
            case Section(heading=heading, children=children):
                return inside((heading, *children), place)
            case Entry(children=children):
                self._parts.entry(node, place)
                return inside(children, place)
            case _:
                self._leaf(node, place)
        return ()

    def _leaf(self, node: Leaf, place: Place) -> None:
        """Write a block without blocks inside."""
        match node:
            case Paragraph(children=children):
                self._paragraphs.plain(place, children)
            case Heading():
                self._heading(node, place)
            case CodeBlock():
                self._code(node, self._paragraphs.unmarked(place))
            case Rule():
                place = self._paragraphs.unmarked(place)
                before = place.take(self._text[Role.RULE].before)
                self._paragraphs.open(place, "Rule", Variant(before=max(0.0, before - 1)))
            case Table():
                self._table(node, self._paragraphs.unmarked(place))
            case Figure():
                self._parts.figure(node, self._paragraphs.unmarked(place))
            case PageBreak():
                # A note has no pages of its own.
                self._paragraphs.breaks = self._story.holds_notes
            case _:
                self._parts.write(node, place)

    # ── Blocks with a style of their own ─────────────────────────────────────────────────────────

    def _heading(self, heading: Heading, place: Place) -> None:
        made = self._paragraphs.open(place, f"heading {heading.level}", children=heading.children)
        self._paragraphs.anchored(
            made, heading.anchor, heading.children, self._paragraphs.look(HEADINGS[heading.level - 1], place)
        )

    def _code(self, block: CodeBlock, place: Place) -> None:
        before, look = place.take(self._text[Role.CODE_BLOCK].before), self._paragraphs.look(Role.CODE_BLOCK, place)
        if self._paragraphs.code_indent == place.indent:
            # Word makes one box of paragraphs with the same borders and indents.
            self._paragraphs.gap()
            before = max(0.0, before - 1)
        made = self._paragraphs.open(place, "Code Block", Variant(before=before))
        self._paragraphs.code_indent = place.indent
        for text, role in highlight(block.text, block.language):
            self._paragraphs.inlines.text(made, text, look.within(role) if role else look)

    def _table(self, table: Table, place: Place) -> None:
        # A page break belongs to a paragraph, and two tables need one between them.
        if self._paragraphs.after_table or self._paragraphs.breaks:
            self._paragraphs.gap()
        before = 0.0 if self._paragraphs.is_first else place.take(self._text[Role.BODY].before)
        if before and self._job.theme.tables == "grid":
            # Within the head's cells, the space would be below the line.
            self._paragraphs.open(place, "Table Gap", Variant(before=max(0.0, before - 1)))
            before = 0.0
        self._paragraphs.parent.append(self._tables.table(table, place.indent, before))
        self._paragraphs.after_table = True

    # ── Containers ───────────────────────────────────────────────────────────────────────────────

    def _quote(self, children: Blocks, place: Place) -> Sequence[Step]:
        self._paragraphs.alone(place)
        quote = self._text[Role.QUOTE]
        # What begins a container has the space above that the container has.
        before = place.take(quote.before)
        indent = indented(place, quote.indent, self._job.theme)
        inner = replace(place, style="Quote", look=Role.QUOTE, indent=indent, tight=False, lead=Lead(before))
        return inside(children, inner)

    def _definition(self, definition: Definition, place: Place) -> Sequence[Step]:
        term = self._text[Role.TERM]
        variant = Variant(before=max(term.before, place.take(term.before)))
        self._paragraphs.styled(place, "Term", Role.TERM, definition.term, variant)
        description = self._text[Role.DESCRIPTION]
        look = Role.DESCRIPTION if place.look in {Role.BODY, Role.ITEM} else place.look
        indent = indented(place, description.indent, self._job.theme)
        inner = replace(place, style="Description", look=look, indent=indent, tight=False)
        steps: list[Step] = []
        for blocks in definition.descriptions:
            steps += inside(blocks, replace(inner, lead=Lead(description.before)))
        return steps
