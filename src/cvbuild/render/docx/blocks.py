"""Blocks to paragraphs and tables, each with its style, its indent and its marker.

What is inside a paragraph is written by the inlines, what is inside a table by the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from cvbuild.render.docx.inlines import InlineWriter, Look, shows_picture
from cvbuild.render.docx.lists import items
from cvbuild.render.docx.places import TEXT, Lead, Place, indented
from cvbuild.render.docx.story import Job, Story
from cvbuild.render.docx.styles import Variant, entry_style
from cvbuild.render.docx.stylesheet import NOTE_REFERENCE
from cvbuild.render.docx.tables import TableWriter
from cvbuild.render.docx.xml import Element, text_content, w
from cvbuild.render.highlight import highlight
from cvbuild.theme.model import HEADINGS, Role, RunRole
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    Blocks,
    BulletList,
    Closing,
    CodeBlock,
    DateLine,
    Definition,
    DefinitionList,
    Enclosures,
    Entry,
    Figure,
    Heading,
    Inlines,
    Item,
    Letterhead,
    LetterPart,
    LineBreak,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Salutation,
    Section,
    Signature,
    Subject,
    Table,
    Text,
)

Leaf = Paragraph | Heading | CodeBlock | Rule | Table | Figure | PageBreak | LetterPart
# What is still to be written, and where; None ends an item or note, whose mark must be seen by then.
Step = tuple[Block | Item | Definition | None, Place]


class BlockWriter:
    """Appends paragraphs and tables to an element of its story."""

    def __init__(self, job: Job, story: Story, parent: Element, lang: str) -> None:
        self._job, self._story, self._parent = job, story, parent
        self._text = job.theme.text
        self._inlines = InlineWriter(job, story)
        self._tables = TableWriter(job, self._inlines, lang)
        self._after_table = self._breaks = False

    def write(self, blocks: Blocks, place: Place = TEXT) -> None:
        """Append the blocks."""
        self.write_placed([*_inside(blocks, place), (None, place)])

    def write_placed(self, placed: Sequence[Step]) -> None:
        """Append blocks, each at its place. A stack and no recursion: blocks may be nested to any depth."""
        steps = [*reversed(placed)]
        while steps:
            node, place = steps.pop()
            steps += reversed(self._one(node, place))

    def finish(self) -> None:
        """Append what must still come: Word wants a paragraph behind a table, and a page break in one."""
        if self._breaks:
            self._breaks = False
            self._open(TEXT, "Normal").append(w("r", w("br", type="page")))
        elif self._after_table:
            self._gap()

    def _one(self, node: Block | Item | Definition | None, place: Place) -> Sequence[Step]:
        """Write one node; what is inside it is returned, with its place."""
        match node:
            case None:
                self._alone(place)
            case BulletList() | OrderedList():
                return [*items(node, self._unmarked(place), self._job)]
            case Item(children=children):
                return [*_inside(children, place), (None, place)]
            case Quote(children=children):
                return self._quote(children, place)
            case DefinitionList(items=definitions):
                place = self._unmarked(place)
                return [(definition, place) for definition in definitions]
            case Definition():
                return self._definition(node, place)
            case Section(heading=heading, children=children):
                return _inside((heading, *children), place)
            case Entry(children=children):
                self._entry(node, place)
                return _inside(children, place)
            case _:
                self._leaf(node, place)
        return ()

    def _leaf(self, node: Leaf, place: Place) -> None:
        """Write a block without blocks inside."""
        match node:
            case Paragraph(children=children):
                self._plain(place, children)
            case Heading():
                self._heading(node, place)
            case CodeBlock():
                self._code(node, self._unmarked(place))
            case Rule():
                self._open(self._unmarked(place), "Rule")
            case Table():
                self._table(node, self._unmarked(place))
            case Figure():
                self._figure(node, self._unmarked(place))
            case PageBreak():
                # A note has no pages of its own.
                self._breaks = self._story.holds_notes
            case _:
                self._letter_part(node, place)

    def _letter_part(self, node: LetterPart, place: Place) -> None:
        match node:
            case Letterhead():
                self._letterhead(node, place)
            case Salutation(children=children):
                self._styled(place, "Salutation", Role.SALUTATION, children)
            case Closing(children=children):
                self._styled(place, "Closing", Role.CLOSING, children)
            case Addressee(lines=lines):
                # In its field, an address begins where the field does.
                made = self._open(place, "Addressee", Variant(before=0) if place.box else None)
                self._inlines.write(made, _broken(lines), self._look(Role.ADDRESSEE, place))
            case DateLine(children=children):
                self._styled(place, "Date", Role.DATE, children)
            case Subject(children=children):
                self._styled(place, "Subject", Role.SUBJECT, children)
            case Signature():
                self._signature(node, place)
            case Enclosures(label=label, items=parts):
                self._styled(place, "Enclosure", Role.ENCLOSURE, _broken((label, *parts)))
            case _:
                assert_never(node)

    # ── Paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _open(self, place: Place, style: str, variant: Variant | None = None, children: Inlines = ()) -> Element:
        """A new paragraph for these children at that place, with the mark that is due there."""
        lead = place.lead if place.lead and not place.lead.taken else None
        indent = place.indent + self._job.styles.indent(style)
        variant = replace(variant or Variant(), indent=indent, grows=shows_picture(children))
        rule = self._job.styles.rule_in_box(style) if place.box else ""
        if rule:
            variant = replace(variant, rule_below=0)
        properties = w("pPr", w("pStyle", val=self._job.styles.paragraph(style, variant)))
        if self._breaks:
            properties.append(w("pageBreakBefore"))
        if place.box:
            properties.append(place.box.xml())
        if lead and lead.marker:
            properties.append(lead.marker.xml())
        made = w("p", properties)
        if lead and lead.note:
            made.append(w("r", w("rPr", w("rStyle", val=NOTE_REFERENCE)), w("footnoteRef")))
            made.append(w("r", *text_content(" ")))
        if lead:
            lead.taken = True
        self._parent.append(made)
        if rule and place.box:
            self._parent.append(w("p", w("pPr", w("pStyle", val=rule), place.box.xml())))
        self._after_table = self._breaks = False
        return made

    def _plain(self, place: Place, children: Inlines) -> None:
        """A paragraph in the style of its place; the first of a container has the container's space above."""
        lead = place.lead
        if lead and not lead.taken:
            style, before = lead.style or place.style, lead.before
        else:
            style = place.style
            own = place.look in {Role.QUOTE, Role.FOOTNOTE}
            before = self._text[place.look if own else Role.BODY].before
        made = self._open(place, style, Variant(look=place.look, before=before), children)
        self._inlines.write(made, children, self._look(place.look, place))

    def _styled(self, place: Place, style: str, role: Role, children: Inlines) -> Element:
        made = self._open(place, style, children=children)
        self._inlines.write(made, children, self._look(role, place))
        return made

    def _look(self, role: Role, place: Place) -> Look:
        return Look(self._text[role].size, self._job.theme.page.text_width - place.indent)

    def _alone(self, place: Place) -> None:
        """The mark of an item or note that does not begin with a paragraph, on a line of its own."""
        lead = place.lead
        if lead and lead.is_mark:
            self._open(
                place, lead.style or place.style, Variant(look=place.look, before=lead.before, keep_with_next=True)
            )

    def _unmarked(self, place: Place) -> Place:
        """The place once its mark is written."""
        self._alone(place)
        if place.lead:
            place.lead.taken = True
        return replace(place, lead=None)

    def _gap(self) -> None:
        """The least of a paragraph: Word joins tables between which there is none."""
        self._open(TEXT, "Table Gap")

    # ── Blocks with a style of their own ─────────────────────────────────────────────────────────

    def _heading(self, heading: Heading, place: Place) -> None:
        made = self._open(place, f"heading {heading.level}", children=heading.children)
        self._anchored(made, heading.anchor, heading.children, self._look(HEADINGS[heading.level - 1], place))

    def _anchored(self, paragraph: Element, anchor: str, children: Inlines, look: Look) -> None:
        """Inlines in the bookmark that links to their anchor lead to."""
        name = self._job.bookmarks.name(anchor)
        if name is None:
            self._inlines.write(paragraph, children, look)
            return
        number = self._job.identifier()
        paragraph.append(w("bookmarkStart", id=number, name=name))
        self._inlines.write(paragraph, children, look)
        paragraph.append(w("bookmarkEnd", id=number))

    def _entry(self, entry: Entry, place: Place) -> None:
        look = self._look(Role.ENTRY, place)
        meta, layout = look.within(RunRole.ENTRY_META), self._job.theme.entry
        made = self._open(place, entry_style(entry.level))
        self._anchored(made, entry.anchor, entry.title, look)
        details = [part for part in (entry.organisation, entry.place) if part]
        for number, part in enumerate(details):
            stacked = layout.layout == "stacked" and number == 0
            self._inlines.text(made, "\n" if stacked else layout.separator, meta)
            self._inlines.write(made, part, meta)
        if entry.period:
            self._inlines.text(made, "\t", meta)
            self._inlines.write(made, entry.period, meta)

    def _letterhead(self, block: Letterhead, place: Place) -> None:
        made = []
        if block.name:
            made.append(self._open(place, "Title"))
            self._anchored(made[0], block.anchor, (Text(block.name),), self._look(Role.NAME, place))
        if block.headline:
            made.append(self._styled(place, "Subtitle", Role.HEADLINE, (Text(block.headline),)))
        if block.contacts:
            made.append(self._contacts(block.contacts, place))
        if block.photo and made:
            self._inlines.image(made[0], block.photo, self._look(Role.NAME, place), beside=True)
        elif block.photo:
            self._figure(Figure(block.photo), place)

    def _contacts(self, contacts: tuple[Inlines, ...], place: Place) -> Element:
        made, look = self._open(place, "Contact"), self._look(Role.CONTACT, place)
        head = self._job.theme.letterhead
        for number, contact in enumerate(contacts):
            if number:
                self._inlines.text(made, head.separator if head.contacts == "line" else "\n", look)
            self._inlines.write(made, contact, look)
        return made

    def _signature(self, block: Signature, place: Place) -> None:
        if block.image:
            self._styled(place, "Signature", Role.SIGNATURE, (block.image,))
        variant = Variant(before=0) if block.image else None
        made = self._open(place, "Signature", variant, block.name)
        self._inlines.write(made, block.name, self._look(Role.SIGNATURE, place))

    def _code(self, block: CodeBlock, place: Place) -> None:
        made, look = self._open(place, "Code Block"), self._look(Role.CODE_BLOCK, place)
        for text, role in highlight(block.text, block.language):
            self._inlines.text(made, text, look.within(role) if role else look)

    def _figure(self, figure: Figure, place: Place) -> None:
        made = self._open(place, "Figure", Variant(keep_with_next=bool(figure.caption)))
        self._inlines.write(made, (figure.image,), self._look(Role.BODY, place))
        if figure.caption:
            self._styled(place, "caption", Role.CAPTION, figure.caption)

    def _table(self, table: Table, place: Place) -> None:
        # A page break belongs to a paragraph, and two tables need one between them.
        if self._after_table or self._breaks:
            self._gap()
        self._parent.append(self._tables.table(table, place.indent))
        self._after_table = True

    # ── Containers ───────────────────────────────────────────────────────────────────────────────

    def _quote(self, children: Blocks, place: Place) -> Sequence[Step]:
        self._alone(place)
        quote = self._text[Role.QUOTE]
        # What begins a container has the space above that the container has.
        before = place.lead.before if place.lead and not place.lead.taken else quote.before
        place, indent = self._unmarked(place), indented(place, quote.indent, self._job.theme)
        inner = replace(place, style="Quote", look=Role.QUOTE, indent=indent, tight=False, lead=Lead(before))
        return _inside(children, inner)

    def _definition(self, definition: Definition, place: Place) -> Sequence[Step]:
        self._styled(place, "Term", Role.TERM, definition.term)
        description = self._text[Role.DESCRIPTION]
        look = Role.DESCRIPTION if place.look is Role.BODY else place.look
        indent = indented(place, description.indent, self._job.theme)
        inner = replace(place, style="Description", look=look, indent=indent, tight=False)
        steps: list[Step] = []
        for blocks in definition.descriptions:
            steps += _inside(blocks, replace(inner, lead=Lead(description.before)))
        return steps


def _broken(lines: tuple[Inlines, ...]) -> Inlines:
    """Lines below each other in one paragraph, those that say nothing left out."""
    shown = [line for line in lines if line]
    return tuple(part for number, line in enumerate(shown) for part in ((LineBreak(), *line) if number else line))


def _inside(blocks: Blocks, place: Place) -> list[Step]:
    return [(block, place) for block in blocks]
