"""The words of a document, as the text has them and as other people's readers take them out of an output.

Marks differ by nature: a list's bullet is a character in PDF and text, and a property in Word and HTML. So
each output is held against the text with or without marks, whichever it has.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cvbuild.render.text import to_text
from cvbuild.theme import Theme
from cvbuild.tree import Image, Link, Node, rewrite
from cvbuild.tree.nodes import Document
from tests.judges import html_text, mammoth_html

_NOTE_REFERENCE = re.compile(r'<a href="#(?:foot)?note-\d+"[^>]*>\[?\d+\]?</a>')
_SIGNS = {">", "-" * 40}
"""What the text sets for quotes and rules; a page draws lines instead."""


def words(text: str) -> list[str]:
    """The text's words; white space only separates them."""
    return text.split()


def squeezed(text: str) -> str:
    """Without white space: where a superscript begins a new word is every extractor's own opinion."""
    return "".join(text.split())


def bare(document: Document, theme: Theme) -> list[str]:
    """The author's words: the text without any marks."""
    return words(to_text(document, theme, marks=False))


def printed(document: Document, theme: Theme) -> str:
    """The text with the marks that a page shows too: bullets and numbers, but no targets, rules or pictures."""
    plain = rewrite(document, _plainer)
    body = to_text(replace(plain, footnotes=()), theme, marks=True)
    notes = [
        to_text(replace(plain, children=note.children, footnotes=()), theme, marks=True) for note in plain.footnotes
    ]
    text = " ".join([body, *(f"{number}. {note}" for number, note in enumerate(notes, 1))])
    return " ".join(word for word in re.sub(r"\[(\d+)\]", r"\1", text).split() if word not in _SIGNS)


def _plainer(node: Node) -> Node:
    match node:
        case Link():
            return replace(node, target="")
        case Image():
            return replace(node, alt="")
        case _:
            return node


def read_page(page: str) -> list[str]:
    """The words of a web page, without boxes, arrows back, and the numbers of notes: the bare text has none."""
    page = _NOTE_REFERENCE.sub("", page)
    return words(re.sub("[↩↑☐☑]", "", html_text(page.encode())))


def read_word(docx: bytes) -> list[str]:
    """The words of a Word document. mammoth's raw text leaves out notes and line breaks, so its HTML is read."""
    page = f'<!doctype html><meta charset="utf-8"><body>{mammoth_html(docx)}</body>'
    # A second reference to a note is a field, which mammoth shows as plain text.
    return read_page(page.replace("the same note again1", "the same note again"))


def without_page_numbers(text: str) -> str:
    """A PDF's text without the lines at the foot of its pages."""
    return re.sub(r"^\s*\d+ ?/ ?\d+\s*$", "", text, flags=re.MULTILINE)
