"""Inlines to runs: marks as run properties, links, references to footnotes, pictures.

Paragraphs and their styles are made by the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from cvbuild.diagnostics import Code as DiagnosticCode
from cvbuild.render.docx.drawings import drawing, loadable, size_on_page
from cvbuild.render.docx.links import address
from cvbuild.render.docx.properties import run_language, weight_and_slant
from cvbuild.render.docx.story import Job, Story
from cvbuild.render.docx.stylesheet import NOTE_REFERENCE
from cvbuild.render.docx.xml import RELATION, Element, text_content, w
from cvbuild.render.marks import printable
from cvbuild.theme.model import RunRole
from cvbuild.tree.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from cvbuild.tree.scripts import by_language, has_italics
from cvbuild.tree.walk import walk

_BOLD = 700
_LONGEST_TIP = 260
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run differs from its paragraph, whose font size is `size` and whose width is `width` points."""

    size: float
    width: float
    roles: tuple[RunRole, ...] = ()
    weight: int | None = None
    italic: bool | None = None
    strike: bool = False
    vertical: str = ""
    right_to_left: bool = False
    lang: str = ""

    def within(self, role: RunRole) -> Look:
        return self if role in self.roles else replace(self, roles=(*self.roles, role))


def shows_picture(inlines: Inlines) -> bool:
    """Whether there is an image among them, at any depth."""
    return any(isinstance(node, Image) for inline in inlines for node in walk(inline))


class InlineWriter:
    """Appends runs to a paragraph of its story."""

    def __init__(self, job: Job, story: Story) -> None:
        self._job, self._story = job, story

    def write(self, parent: Element, inlines: Inlines, look: Look) -> None:
        """Append the inlines. A stack and no recursion: marks may be nested to any depth."""
        steps: list[tuple[Inline, Look, Element]] = [(inline, look, parent) for inline in reversed(inlines)]
        while steps:
            inline, look, parent = steps.pop()
            children, look, parent = self._one(inline, look, parent)
            steps += [(child, look, parent) for child in reversed(children)]

    def text(self, parent: Element, text: str, look: Look) -> None:
        """Append plain text. Word does not see by itself that letters run from right to left."""
        if _RIGHT_TO_LEFT.search(text):
            look = replace(look, right_to_left=True)
        parent.append(self._run(look, *text_content(text)))

    def bookmark(self, parent: Element, name: str, content: Iterable[Element] = ()) -> None:
        """Append the content between the two ends of a bookmark."""
        number = self._job.identifier()
        parent.append(w("bookmarkStart", id=number, name=name))
        parent.extend(content)
        parent.append(w("bookmarkEnd", id=number))

    def _spoken(self, look: Look, lang: str) -> Look:
        """The look of text in that language (empty: the document's): bold instead of slanted if it has no italics."""
        look = replace(look, lang=lang)
        if has_italics(lang or self._job.lang):
            return look
        # The theme of a document in such a language slants nothing.
        return replace(look, italic=False if lang else None, weight=_BOLD if look.italic else look.weight)

    def _one(self, inline: Inline, look: Look, parent: Element) -> tuple[Inlines, Look, Element]:
        """Append one inline; what is inside it is returned, with how and where it goes."""
        match inline:
            case Text(text=text, lang=lang):
                for piece, own in by_language(text, lang or self._job.lang):
                    self.text(parent, piece, self._spoken(look, own or lang))
            case Code(text=text):
                self.text(parent, text, look.within(RunRole.CODE))
            case Emphasis(children=children):
                return children, replace(look, italic=True), parent
            case Strong(children=children):
                return children, replace(look, weight=_BOLD), parent
            case Strike(children=children):
                return children, replace(look, strike=True), parent
            case Superscript(children=children):
                return children, replace(look, vertical="superscript"), parent
            case Subscript(children=children):
                return children, replace(look, vertical="subscript"), parent
            case Link():
                return self._link(inline, look, parent)
            case Image():
                self.image(parent, inline, look)
            case LineBreak():
                parent.append(self._run(look, w("br")))
            case FootnoteReference(number=number):
                parent.extend(self._reference(number, look))
            case _:
                assert_never(inline)
        return (), look, parent

    def _run(self, look: Look, *content: Element) -> Element:
        properties = [*self._properties(look)]
        return w("r", w("rPr", *properties), *content) if properties else w("r", *content)

    def _properties(self, look: Look) -> Iterator[Element]:
        """A character style, and the marks that an author sets by hand.

        A style's weight and slant are set here too: bold in a character style on top of bold in a paragraph
        style makes Word's text light again, and light on top of bold leaves it bold (ISO 29500-1, 17.7.3).
        """
        style = self._job.styles.run_look(look.roles)
        if look.roles:
            yield w("rStyle", val=self._job.styles.run(look.roles, look.size))
        yield from weight_and_slant(look.weight or style.weight, style.italic if look.italic is None else look.italic)
        if look.strike:
            yield w("strike")
        if look.vertical:
            yield w("vertAlign", val=look.vertical)
        if look.right_to_left:
            yield w("rtl")
        if look.lang:
            yield w("lang", **run_language(look.lang))

    def _link(self, link: Link, look: Look, parent: Element) -> tuple[Inlines, Look, Element]:
        # A link inside a link goes nowhere in any format.
        if not link.target or RunRole.LINK in look.roles:
            return link.children, look, parent
        tip = {"tooltip": printable(link.title)[:_LONGEST_TIP]} if link.title else {}
        if link.target.startswith("#"):
            bookmark = self._job.bookmarks.target(link.target[1:])
            if bookmark is None:
                return link.children, look, parent
            made = w("hyperlink", anchor=bookmark, history=1, **tip)
        else:
            relationship = self._story.link(address(printable(link.target)))
            made = w("hyperlink", history=1, **tip)
            made.set(RELATION, relationship)
        parent.append(made)
        return link.children, look.within(RunRole.LINK), made

    def image(self, parent: Element, image: Image, look: Look, *, beside: bool = False) -> None:
        """Append a picture, or its alternative text where it can't be shown; `beside`: at the end margin."""
        picture = self._job.pictures.get(image.source)
        if picture is None:
            self.text(parent, image.alt, look)
            return
        try:
            part = self._job.image(image.source, lambda: loadable(picture))
        except ValueError as error:
            message = f"{image.source} can't be shown in a Word document: {error}"
            hint = "use a PNG file; its alternative text is shown instead"
            self._job.report.add(DiagnosticCode.UNSUPPORTED_IMAGE, message, image.span, hint)
            self.text(parent, image.alt, look)
            return
        size = size_on_page(image, picture, self._job.theme.page, look.width)
        number = self._job.identifier()
        parent.append(self._run(look, drawing(image, self._story.picture(part), size, number, beside=beside)))

    # ── Footnotes ────────────────────────────────────────────────────────────────────────────────

    def _reference(self, number: int, look: Look) -> Iterator[Element]:
        """The mark of a footnote: Word's own the first time, a field that repeats its number after that."""
        notes = self._job.notes
        if number in notes.bookmarks:
            yield from _note_field(notes.bookmarks[number], number)
        elif self._story.holds_notes and number in notes.known:
            notes.bookmarks[number] = self._job.bookmarks.reserve(f"Note{number}")
            identifier = len(notes.bookmarks)
            holder = w("p")
            self.bookmark(holder, notes.bookmarks[number], [self._mark(identifier, number)])
            yield from list(holder)
        else:
            yield self._run(replace(look, vertical="superscript"), *text_content(str(number)))

    def _mark(self, identifier: int, number: int) -> Element:
        """Word counts the notes itself; a number that it would not come to is written out."""
        if identifier == number:
            return _note_run(w("footnoteReference", id=identifier))
        return _note_run(w("footnoteReference", customMarkFollows=1, id=identifier), *text_content(str(number)))


def _note_run(*content: Element) -> Element:
    return w("r", w("rPr", w("rStyle", val=NOTE_REFERENCE)), *content)


def _note_field(bookmark: str, number: int) -> Iterator[Element]:
    """A field that shows the number of the note marked there.

    In its long form: more readers show its result than that of the short one, `fldSimple`.
    """
    instruction = w("instrText")
    instruction.text = f" NOTEREF {bookmark} \\h "
    for content in (w("fldChar", fldCharType="begin"), instruction, w("fldChar", fldCharType="separate")):
        yield w("r", content)
    yield _note_run(*text_content(str(number)))
    yield w("r", w("fldChar", fldCharType="end"))


def broken(lines: tuple[Inlines, ...]) -> Inlines:
    """Lines below each other in one paragraph, those that say nothing left out."""
    shown = [line for line in lines if line]
    return tuple(part for number, line in enumerate(shown) for part in ((LineBreak(), *line) if number else line))
