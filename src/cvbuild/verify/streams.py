"""Text as folded characters, and how a page follows it: what comparing pages is made of.

In which order things may stand on pages is said by `page_order` and `torn_rows`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from cvbuild.verify.signs import Piece, said, shown

_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
    "\x00\x01\x03-\x1f\x7f-\x9f]+"
)
"""White space, and characters that have no width: some readers give them, others don't."""
_UNCAPPED = re.compile("(?<=[\u0370-\u03ff])[\u0300-\u036f]+|(?<=i)\u0307")
"""Marks that capitals have not in Greek, or have beside small letters in Turkish."""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑\x02\ufffe", "-"),  # readers give the hyphen of a line's end as one of these
        **dict.fromkeys("‧∙⋅・", "·"),
        "〜": "~",
        "―": "—",
        "∆": "δ",
        "∥": "‖",
        "ð": "đ",
        "ı": "i",
    }
)
"""Characters that fonts draw with one glyph: a page then tells which of them it is for all alike."""
_EMOJI = re.compile(
    "[\U00010000-\U0010ffff]|[0-9#*]\ufe0f?\u20e3|[©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪"
    "⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙]"
)
"""What is drawn with an emoji font, or may be (UTS 51): PDFium reads nothing there, since such a glyph stands for more
than one UTF-16 unit."""
SHAPED = re.compile("[\u0900-\u109f\u1780-\u17ff\u1a20-\u1aaf\uaa60-\uaa7f]+")
"""Scripts of India and Southeast Asia, whose glyphs stand in another order than their characters: the engine's map from
glyphs to characters is wrong there, and each reader makes something else of it."""
OVERSHOT = 40
"""Characters that a note may have in common with the words that come next in the text."""


def folded(text: str, *, whole: bool = True) -> str:
    """The characters by which texts are compared: no white space, compatibility forms as plain letters, small letters.

    Themes set headings in capitals, which are then what readers find. Without `whole`, emoji are left out, as PDFium
    does, and marks that are no part of a letter: it places them by how they are drawn.
    """
    if not text.isascii():
        text = SHAPED.sub("", text)
        if not whole:
            composed = unicodedata.normalize("NFC", _UNSEEN.sub("", _EMOJI.sub("", text)))
            text = "".join(one for one in composed if not unicodedata.combining(one))
        text = SHAPED.sub("", unicodedata.normalize("NFKD", text))
    return _UNCAPPED.sub("", _UNSEEN.sub("", text).casefold()).translate(_ALIKE)


@dataclass
class Stream:
    """Pieces in their order, as folded characters, and how far they have been found."""

    pieces: Sequence[Piece]
    whole: bool
    text: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        self.text = folded(said(self.pieces, "pdf"), whole=self.whole)

    @property
    def is_done(self) -> bool:
        return self.position == len(self.text)

    def piece(self, position: int) -> tuple[Piece, int] | None:
        """The piece that has that character, and how many characters of it come before."""
        ends = [*accumulate(len(folded(shown(one, "pdf"), whole=self.whole)) for one in self.pieces)]
        index = bisect_right(ends, position)
        if index >= len(ends):
            return None
        return self.pieces[index], position - (ends[index - 1] if index else 0)


@dataclass
class Sheet:
    """A page's characters, after how many of them its lines end, and how many of its head come before them."""

    text: str
    line_ends: set[int] = field(default_factory=set)
    start: int = 0


def along(sheet: Sheet, offset: int, stream: Stream) -> int:
    """How far a page follows a stream from there on; the stream moves along."""
    text = sheet.text
    while True:
        same = _common(text, offset, stream.text, stream.position)
        offset, stream.position = offset + same, stream.position + same
        if offset < len(text) and text[offset] == "-" and offset + 1 in sheet.line_ends:
            # A word was hyphenated.
            offset += 1
        elif stream.text[stream.position : stream.position + 1] == "-" and offset in sheet.line_ends and offset:
            # A reader joined a word at its hyphen.
            stream.position += 1
        else:
            return offset


def _common(one: str, start: int, other: str, begin: int) -> int:
    """How many characters two texts have in common from there on."""
    most = min(len(one) - start, len(other) - begin)
    low, high = 0, most
    if one[start : start + most] == other[begin : begin + most]:
        return most
    while low < high:
        middle = (low + high + 1) // 2
        if one[start + low : start + middle] == other[begin + low : begin + middle]:
            low = middle
        else:
            high = middle - 1
    return low
