"""Pieces of text, and how each format shows those that are no words of the author's: bullets, boxes, references.

What is a character in one format is a property in another, and so not there for who reads words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from cvbuild.source import Span

Format = Literal["pdf", "docx", "html", "txt"]


class Sign(Enum):
    """What a piece of text is: words of the author's, or a sign that some formats set as characters."""

    WORD = auto()
    GAP = auto()
    """Where a block or a line ends."""
    SEAM = auto()
    """Where characters are raised or lowered."""
    BULLET = auto()
    NUMBER = auto()
    BOX = auto()
    REFERENCE = auto()
    """The number of a note."""
    CROSS_REFERENCE = auto()
    """The same in a note, where the text does not refer to that note: Word has no notes to notes."""
    BACK = auto()
    """The way from a note back to the text."""
    TARGET = auto()
    ALT = auto()
    """The alternative text of a picture that is there."""
    LOST = auto()
    """That of one that is not."""
    SAID = auto()
    """The same, where the text says it anyhow: a photo beside the name, the picture of a signature."""
    QUOTE = auto()
    RULE = auto()


MARKERS = {Sign.BULLET, Sign.NUMBER, Sign.BOX}
"""What stands before an item."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand together in the source."""

    text: str
    span: Span | None
    sign: Sign = Sign.WORD


_SHOWN: dict[Format, dict[Sign, str]] = {
    "pdf": {
        Sign.BULLET: "{} ",
        Sign.NUMBER: "{} ",
        Sign.BOX: "{} ",
        Sign.REFERENCE: "{}",
        Sign.CROSS_REFERENCE: "{}",
        Sign.LOST: "{}",
        Sign.SAID: "{}",
    },
    "docx": {Sign.REFERENCE: "[^{}]", Sign.CROSS_REFERENCE: "{}", Sign.LOST: "{}", Sign.SAID: "{}"},
    "html": {
        Sign.BOX: "{}",
        Sign.REFERENCE: "{}",
        Sign.CROSS_REFERENCE: "{}",
        Sign.LOST: "{}",
        Sign.SAID: "{}",
        Sign.BACK: " {}",
    },
    "txt": {
        Sign.BULLET: "{} ",
        Sign.NUMBER: "{} ",
        Sign.BOX: "{} ",
        Sign.REFERENCE: "[{}]",
        Sign.CROSS_REFERENCE: "[{}]",
        Sign.LOST: "[{}]",
        Sign.ALT: "[{}]",
        Sign.TARGET: " <{}>",
        Sign.RULE: "{}",
    },
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML (section 2.2) has no room for, and no format shows."""


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that run from right to left, and signs that have others run so."""


def shown(piece: Piece, name: Format) -> str:
    """The characters that a piece has in a format."""
    if piece.sign in {Sign.WORD, Sign.GAP}:
        return _FORBIDDEN.sub("", piece.text)
    pattern = _SHOWN[name].get(piece.sign)
    return pattern.format(_FORBIDDEN.sub("", piece.text)) if pattern else ""


def said(pieces: Iterable[Piece], name: Format) -> str:
    """The text of several."""
    return "".join(shown(piece, name) for piece in pieces)
