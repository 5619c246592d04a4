"""The footnotes part: Word's separators and the notes in the order of their references.

How a reference looks in the text is the inlines' business.
"""

from __future__ import annotations

from dataclasses import replace

from docx.opc.constants import CONTENT_TYPE

from cvbuild.render.docx.blocks import BlockWriter
from cvbuild.render.docx.places import NOTE, Lead
from cvbuild.render.docx.story import Job, Story
from cvbuild.render.docx.xml import Element, root, w
from cvbuild.theme.model import Role
from cvbuild.tree.nodes import Blocks, Document, Footnote, FootnoteReference, Inlines, Paragraph, Superscript, Text
from cvbuild.tree.walk import walk

SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""The line above the notes of a page, and that above notes continued from the page before: Word's own numbers."""


def footnotes(job: Job, lang: str) -> Story | None:
    """The part with the notes that were referred to, None if there are none."""
    if not job.notes.bookmarks:
        return None
    made = root("w:footnotes", "w", "r", "wp", "a", "pic")
    story = Story("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, made, job.package, holds_notes=False)
    made.extend(_separator(kind, number) for kind, number in SEPARATORS.items())
    for identifier, number in enumerate(job.notes.bookmarks, 1):
        note = w("footnote", id=identifier)
        writer = BlockWriter(job, story, note, lang)
        style = job.theme.text[Role.FOOTNOTE]
        place = replace(NOTE, indent=style.indent, lead=Lead(style.before, note=True))
        writer.write(job.notes.known[number].children, place)
        writer.finish()
        made.append(note)
    return story


def _separator(kind: str, number: int) -> Element:
    spacing = w("spacing", before=0, after=0, line=240, lineRule="auto")
    return w("footnote", w("p", w("pPr", spacing), w("r", w(kind))), type=kind, id=number)


def write_unreferred(document: Document, writer: BlockWriter, job: Job) -> None:
    """Put the notes that the text does not refer to behind it: Word shows no note without a reference.

    Those that other notes refer to are among them, since Word has no notes to notes; they bear their numbers.
    """
    inside = {node.number for note in document.footnotes for node in walk(note) if isinstance(node, FootnoteReference)}
    # What stands behind the text must not make notes of each other.
    job.notes.known = {number: job.notes.known[number] for number in job.notes.bookmarks}
    for note in document.footnotes:
        if note.number not in job.notes.bookmarks:
            place = replace(NOTE, indent=job.theme.text[Role.FOOTNOTE].indent)
            writer.write(_numbered(note) if note.number in inside else note.children, place)


def _numbered(note: Footnote) -> Blocks:
    """The note's blocks with its number before their first words."""
    number: Inlines = (Superscript((Text(str(note.number)),)), Text(" "))
    match note.children:
        case (Paragraph(children=children), *others):
            return (Paragraph((*number, *children)), *others)
        case _:
            return (Paragraph(number), *note.children)
