"""The parts of letters and résumés as paragraphs: letterhead, address, date, entries, signature, enclosures.

What any Markdown document may hold is written by the blocks.
"""

from __future__ import annotations

from typing import assert_never

from cvbuild.render.docx.inlines import broken
from cvbuild.render.docx.paragraphs import Paragraphs
from cvbuild.render.docx.places import Place
from cvbuild.render.docx.story import Job
from cvbuild.render.docx.styles import Variant, entry_style
from cvbuild.render.docx.xml import Element
from cvbuild.theme.model import Role, RunRole
from cvbuild.tree.nodes import (
    Addressee,
    Closing,
    DateLine,
    Enclosures,
    Entry,
    Figure,
    Inlines,
    Letterhead,
    LetterPart,
    Salutation,
    Signature,
    Subject,
    Text,
)


class PartWriter:
    """Writes letter parts and the heads of entries."""

    def __init__(self, job: Job, paragraphs: Paragraphs) -> None:
        self._job, self._paragraphs = job, paragraphs

    def write(self, node: LetterPart, place: Place) -> None:
        """A part of a letter."""
        match node:
            case Letterhead():
                self._letterhead(node, place)
            case Salutation(children=children):
                self._paragraphs.styled(place, "Salutation", Role.SALUTATION, children)
            case Closing(children=children):
                self._paragraphs.styled(place, "Closing", Role.CLOSING, children)
            case Addressee(lines=lines):
                # In its field, an address begins where the field does.
                variant = Variant(before=0) if place.box else None
                self._paragraphs.styled(place, "Addressee", Role.ADDRESSEE, broken(lines), variant)
            case DateLine(children=children):
                self._paragraphs.styled(place, "Date", Role.DATE, children)
            case Subject(children=children):
                self._paragraphs.styled(place, "Subject", Role.SUBJECT, children)
            case Signature():
                self._signature(node, place)
            case Enclosures(label=label, items=parts):
                self._paragraphs.styled(place, "Enclosure", Role.ENCLOSURE, broken((label, *parts)))
            case _:
                assert_never(node)

    def entry(self, entry: Entry, place: Place) -> None:
        """An entry's head; what is inside it is the blocks'."""
        look = self._paragraphs.look(Role.ENTRY, place)
        meta, layout = look.within(RunRole.ENTRY_META), self._job.theme.entry
        made = self._paragraphs.open(place, entry_style(entry.level))
        self._paragraphs.anchored(made, entry.anchor, entry.title, look)
        details = [part for part in (entry.organisation, entry.place) if part]
        for number, part in enumerate(details):
            stacked = layout.layout == "stacked" and number == 0
            self._paragraphs.inlines.text(made, "\n" if stacked else layout.separator, meta)
            self._paragraphs.inlines.write(made, part, meta)
        if entry.period:
            self._paragraphs.inlines.text(made, "\t", meta)
            self._paragraphs.inlines.write(made, entry.period, meta)

    def _letterhead(self, block: Letterhead, place: Place) -> None:
        made = []
        if block.name:
            made.append(self._paragraphs.open(place, "Title"))
            self._paragraphs.anchored(
                made[0], block.anchor, (Text(block.name),), self._paragraphs.look(Role.NAME, place)
            )
        if block.headline:
            made.append(self._paragraphs.styled(place, "Subtitle", Role.HEADLINE, (Text(block.headline),)))
        if block.contacts:
            made.append(self._contacts(block.contacts, place))
        if block.photo and made:
            self._paragraphs.inlines.image(made[0], block.photo, self._paragraphs.look(Role.NAME, place), beside=True)
        elif block.photo:
            self.figure(Figure(block.photo), place)

    def _contacts(self, contacts: tuple[Inlines, ...], place: Place) -> Element:
        made, look = self._paragraphs.open(place, "Contact"), self._paragraphs.look(Role.CONTACT, place)
        head = self._job.theme.letterhead
        for number, contact in enumerate(contacts):
            if number:
                self._paragraphs.inlines.text(made, head.separator if head.contacts == "line" else "\n", look)
            self._paragraphs.inlines.write(made, contact, look)
        return made

    def _signature(self, block: Signature, place: Place) -> None:
        if block.image:
            self._paragraphs.styled(place, "Signature", Role.SIGNATURE, (block.image,))
        variant = Variant(before=0) if block.image else None
        self._paragraphs.styled(place, "Signature", Role.SIGNATURE, block.name, variant)

    def figure(self, figure: Figure, place: Place) -> None:
        """A picture in a paragraph of its own, and its caption."""
        made = self._paragraphs.open(place, "Figure", Variant(keep_with_next=bool(figure.caption)))
        self._paragraphs.inlines.write(made, (figure.image,), self._paragraphs.look(Role.BODY, place))
        if figure.caption:
            self._paragraphs.styled(place, "caption", Role.CAPTION, figure.caption)
