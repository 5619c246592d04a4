"""Whether the words of a format that flows (Word, web page, text) are those of the tree, in their order.

Pages have edges, notes at their foot and hyphens at line ends; they are the business of `page_order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvbuild.diagnostics import Code
from cvbuild.source import Span, part
from cvbuild.verify.differences import Difference, around
from cvbuild.verify.facts import Expected, Noted
from cvbuild.verify.signs import Format, Piece, Sign, said, shown

_GAP = Piece("\n", None, Sign.GAP)


def compare_words(expected: Expected, found: str, name: Format) -> Difference | None:
    """The first word that is missing, too many or in another place."""
    pieces = [*flow(expected, name)]
    wanted, there = said(pieces, name).split(), found.split()
    if name == "txt":
        # Which lines of a quote have its mark is no matter.
        wanted, there = ([word for word in words if word != ">"] for words in (wanted, there))
    if wanted == there:
        return None
    both = zip(wanted, there, strict=False)
    index = next((i for i, (one, other) in enumerate(both) if one != other), min(len(wanted), len(there)))
    message = f"{name}: expected {around(wanted, index)}, found {around(there, index)}"
    return Difference(Code.WORDS_DIFFER, message, place(pieces, index, name))


def flow(expected: Expected, name: Format) -> Iterator[Piece]:
    """The pieces in the order of that format."""
    yield from expected.body
    yield _GAP
    # Word shows no note without a reference, so what nothing refers to stands behind the text.
    notes = sorted(expected.notes, key=lambda note: note.in_text) if name == "docx" else expected.notes
    for note in notes:
        yield from _numbered(note, name)
        yield _GAP


def _numbered(note: Noted, name: Format) -> Iterable[Piece]:
    if name == "txt":
        # A note that says nothing has no line for its number.
        has_line = note.has_lines or said(note.pieces, name).strip()
        return (Piece(f"[{note.note}] ", note.span), *note.pieces) if has_line else ()
    if name == "html" and (note.in_text or note.in_notes):
        return (*note.pieces, Piece("↩", note.span, Sign.BACK))
    if name == "docx" and note.in_notes and not note.in_text:
        return (Piece(f"{note.note} ", note.span), *note.pieces)
    return note.pieces


def place(pieces: Iterable[Piece], index: int, name: Format) -> Span | None:
    """Where the word of that number stands in the source; where that is not known, the place before it."""
    seen, open_, last = -1, False, None
    for piece in pieces:
        for offset, character in enumerate(shown(piece, name)):
            if character.isspace():
                open_ = False
                continue
            if not open_:
                open_, seen = True, seen + (name != "txt" or character != ">")
            if seen >= index:
                return place_in(piece, offset) or last
            last = piece.span or last
    return last


def place_in(piece: Piece, offset: int) -> Span | None:
    """The rest of a piece from there on."""
    return part(piece.span, offset, len(piece.text)) if piece.sign is Sign.WORD else piece.span
