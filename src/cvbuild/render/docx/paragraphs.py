"""Paragraphs: opened in the style of their place and variant, with the mark that is due, and filled with inlines.

Which blocks become which paragraphs is decided in `blocks` and `parts`.
"""

from __future__ import annotations

from dataclasses import replace

from cvbuild.render.docx.inlines import InlineWriter, Look, shows_picture
from cvbuild.render.docx.places import TEXT, Place
from cvbuild.render.docx.story import Job, Story
from cvbuild.render.docx.styles import Variant
from cvbuild.render.docx.stylesheet import NOTE_REFERENCE
from cvbuild.render.docx.xml import Element, text_content, w
from cvbuild.theme.model import Role
from cvbuild.tree.nodes import Inlines


class Paragraphs:
    """Appends paragraphs to an element of a story.

    `breaks`: the next one begins a page; `after_table`: the last thing was a table; `code_indent`: it was code, there.
    """

    def __init__(self, job: Job, story: Story, parent: Element) -> None:
        self._job, self._story, self.parent = job, story, parent
        self._text = job.theme.text
        self.inlines = InlineWriter(job, story)
        self.after_table = self.breaks = False
        self.code_indent: float | None = None

    @property
    def is_first(self) -> bool:
        """Whether nothing stands in the document yet: a page begins at its margin."""
        return self._story.holds_notes and len(self.parent) == 0

    def finish(self) -> None:
        """Append what must still come: Word wants a paragraph behind a table, and a page break in one."""
        if self.breaks:
            self.breaks = False
            self.open(TEXT, "Normal").append(w("r", w("br", type="page")))
        elif self.after_table:
            self.gap()

    def open(self, place: Place, style: str, variant: Variant | None = None, children: Inlines = ()) -> Element:
        """A new paragraph for these children at that place, with the mark that is due there."""
        lead = place.lead if place.lead and not place.lead.taken else None
        indent = place.indent + self._job.styles.indent(style)
        variant = replace(variant or Variant(), indent=indent, grows=shows_picture(children))
        if place.kept:
            variant = replace(variant, keep_with_next=True)
        if lead and variant.before is None:
            variant = replace(variant, before=lead.before)
        if self.is_first:
            variant = replace(variant, before=0)
        rule = self._job.styles.rule_in_box(style) if place.box else ""
        if rule:
            variant = replace(variant, rule_below=0)
        properties = w("pPr", w("pStyle", val=self._job.styles.paragraph(style, variant)))
        if self.breaks:
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
        self.parent.append(made)
        if rule and place.box:
            self.parent.append(w("p", w("pPr", w("pStyle", val=rule), place.box.xml())))
        self.after_table, self.breaks, self.code_indent = False, False, None
        return made

    def plain(self, place: Place, children: Inlines) -> None:
        """A paragraph in the style of its place; the first of a container has the container's space above."""
        lead = place.lead
        if lead and not lead.taken:
            style, before = lead.style or place.style, lead.before
        else:
            style = place.style
            own = place.look in {Role.QUOTE, Role.FOOTNOTE}
            before = self._text[place.look if own else Role.BODY].before
        made = self.open(place, style, Variant(look=place.look, before=before), children)
        self.inlines.write(made, children, self.look(place.look, place))

    def styled(
        self, place: Place, style: str, role: Role, children: Inlines, variant: Variant | None = None
    ) -> Element:
        """A paragraph in a style of its own."""
        made = self.open(place, style, variant, children)
        self.inlines.write(made, children, self.look(role, place))
        return made

    def look(self, role: Role, place: Place) -> Look:
        """How runs look in a paragraph of that role there."""
        return Look(self._text[role].size, self._job.theme.page.text_width - place.indent)

    def anchored(self, paragraph: Element, anchor: str, children: Inlines, look: Look) -> None:
        """Inlines in the bookmark that links to their anchor lead to."""
        name = self._job.bookmarks.name(anchor)
        if name is None:
            self.inlines.write(paragraph, children, look)
            return
        number = self._job.identifier()
        paragraph.append(w("bookmarkStart", id=number, name=name))
        self.inlines.write(paragraph, children, look)
        paragraph.append(w("bookmarkEnd", id=number))

    def alone(self, place: Place) -> None:
        """The mark of an item or note that does not begin with a paragraph, on a line of its own."""
        lead = place.lead
        if lead and lead.is_mark:
            self.open(
                place, lead.style or place.style, Variant(look=place.look, before=lead.before, keep_with_next=True)
            )

    def unmarked(self, place: Place) -> Place:
        """The place once its mark is written; its lead may still have the space above."""
        self.alone(place)
        return replace(place, lead=None) if place.lead and place.lead.taken else place

    def gap(self) -> None:
        """The least of a paragraph: Word joins tables between which there is none."""
        self.open(TEXT, "Table Gap")
