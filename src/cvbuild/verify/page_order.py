"""Whether the words of a PDF's pages are those of the tree, in their order, for one reader of the text.

Compared are characters without white space, since every extractor has its own opinion on where a raised character or a
cell begins a new word. Only what pages have by nature is allowed for: heads and feet, notes at the foot of any page,
heads of tables that are repeated, hyphens at line ends.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from cvbuild.diagnostics import Code
from cvbuild.source import Span
from cvbuild.theme.model import Page
from cvbuild.verify.differences import Difference, around, short
from cvbuild.verify.facts import Expected
from cvbuild.verify.signs import Piece, Sign, said, shown
from cvbuild.verify.word_order import place_in

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
_PAIRED = {"Ps", "Pe", "Pi", "Pf"}
"""Brackets and quotation marks, by their category."""
_SPELT = {"™": "tm", "®": "r", "©": "c"}
"""What PDFium makes of signs that may be emoji, beside letters that run from right to left."""
_OVERSHOT = 40
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
class _Stream:
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
class _Sheet:
    """A page's characters, after how many of them its lines end, and how many of its head come before them."""

    text: str
    line_ends: set[int] = field(default_factory=set)
    start: int = 0


class PageOrder:
    """The comparison of one reader's pages with the tree."""

    def __init__(self, expected: Expected, page: Page, *, whole: bool) -> None:
        self._page, self._whole = page, whole
        loose = [note for note in expected.notes if not (note.in_text or note.in_notes)]
        body = [*expected.body, *(piece for note in loose for piece in note.pieces)]
        noted = [note for note in expected.notes if note.in_text or note.in_notes]
        self._body = _Stream(body, whole)
        self._notes = [_Stream((Piece(f"{note.note}.", note.span, Sign.NUMBER), *note.pieces), whole) for note in noted]
        self._all = [*body, *(piece for note in noted for piece in note.pieces)]
        self._drawings = [_Stream((Piece(text, None),), whole) for text in expected.drawn]
        self._heads = [*self._table_heads(expected)]
        self._is_turned = expected.is_right_to_left

    def compare(self, pages: Sequence[str], reader: str) -> Difference | None:
        """The first word that is missing, too many or in another place."""
        if self._is_turned:
            return self._compare_characters(pages, reader)
        for number, text in enumerate(pages):
            sheet = self._sheet(text, number, len(pages))
            offset = self._follow(sheet)
            if offset is not None:
                return self._difference(pages, number, sheet, offset, reader)
        for stream in (self._body, *self._notes):
            if not stream.is_done:
                return self._missing(stream, reader)
        return None

    def _compare_characters(self, pages: Sequence[str], reader: str) -> Difference | None:
        """Where some letters run from right to left, in which order words come is each reader's own opinion: only that
        none is missing or too many is compared, by their characters."""
        found = _counted("".join(folded(text, whole=self._whole) for text in pages))
        edges = "".join(edge for number in range(len(pages)) for edge in self._edges(number, len(pages)))
        left = (
            found
            - _counted(edges)
            - Counter("".join(one.text for one in self._drawings))
            - Counter("".join(head for _, _, head in self._heads) * (len(pages) - 1))
        )
        left -= Counter(letter for one in said(self._all, "pdf") for letter in _SPELT.get(one, ""))
        for stream in (self._body, *self._notes):
            wanted = _counted(stream.text)
            if wanted - found:
                stream.position = next(i for i, one in enumerate(stream.text) if one in wanted - found)
                return self._missing(stream, reader)
            found, left = found - wanted, left - wanted
        if left:
            more = short("".join(sorted(left.elements())))
            return Difference(
                Code.WORDS_DIFFER, f"pdf: found more characters than expected: {more} (as {reader} reads it)"
            )
        return None

    def _follow(self, sheet: _Sheet) -> int | None:
        """Follow the streams through a page; where it goes another way, else None."""
        offset = self._skip_head(sheet)
        while True:
            offset = _along(sheet, offset, self._body)
            if offset == len(sheet.text):
                return None
            overshot = range(min(offset, self._body.position, _OVERSHOT), -1, -1)
            for back in overshot:
                if self._follow_notes(sheet, offset - back):
                    self._body.position -= back
                    return None
            passed = next(((back, end) for back in overshot if (end := self._past_drawing(sheet, offset - back))), None)
            if passed is None:
                return offset
            self._body.position -= passed[0]
            offset = passed[1]

    def _past_drawing(self, sheet: _Sheet, offset: int) -> int:
        """Behind the words of a drawing that stand there; 0 where none do."""
        for drawing in self._drawings:
            if not drawing.is_done and sheet.text.startswith(drawing.text, offset):
                drawing.position = len(drawing.text)
                return offset + drawing.position
        return 0

    def _follow_notes(self, sheet: _Sheet, offset: int) -> bool:
        """Whether the rest of a page are notes. What finds no room on its page the engine takes along to the next one,
        not always in the order of the numbers; and only a page's end cuts a note."""
        streams = [*self._notes, *self._drawings]
        before = [stream.position for stream in streams]
        while offset < len(sheet.text):
            reached = next((end for stream in streams if (end := _through(sheet, offset, stream)) > offset), None)
            if reached is None:
                for stream, position in zip(streams, before, strict=True):
                    stream.position = position
                return False
            offset = reached
        return True

    def _skip_head(self, sheet: _Sheet) -> int:
        """Where a page goes on within a table, its head is repeated."""
        for start, end, head in self._heads:
            if start < self._body.position < end and head and sheet.text.startswith(head):
                return len(head)
        return 0

    def _table_heads(self, expected: Expected) -> Iterable[tuple[int, int, str]]:
        """Where each table begins and ends in the characters of the text, and those of its head."""
        position = 0
        for table in expected.tables:
            whole = folded(said(table.pieces, "pdf"), whole=self._whole)
            head = folded("".join(said(cell, "pdf") for cell in table.rows[0]), whole=self._whole)
            start = self._body.text.find(whole, position) if whole else -1
            if start >= 0:
                yield start, start + len(whole), head
                position = start + len(whole)

    def _sheet(self, text: str, number: int, count: int) -> _Sheet:
        """A page without what stands at its head and foot."""
        # PDFium joins the lines of a divided word, with a sign of its own in place of the hyphen.
        lines = [folded(line, whole=self._whole) for line in re.sub("[\x02\ufffe]", "-\n", text).split("\n")]
        joined = "".join(lines)
        cut = 0
        for edge_text in reversed(self._edges(number, count)):
            if edge_text and joined.endswith(edge_text):
                joined = joined.removesuffix(edge_text)
            elif edge_text and joined.startswith(edge_text):
                joined, cut = joined.removeprefix(edge_text), cut + len(edge_text)
        return _Sheet(joined, {end - cut for end in accumulate(len(line) for line in lines)}, cut)

    def _edges(self, number: int, count: int) -> list[str]:
        """What stands at the head and at the foot of a page."""
        page = self._page
        pair = (page.first_header, page.first_footer) if number == 0 else (page.header, page.footer)
        shown_edges = (edge.replace("{page}", str(number + 1)).replace("{pages}", str(count)) for edge in pair)
        return [folded(edge, whole=self._whole) for edge in shown_edges]

    # ── What differs ─────────────────────────────────────────────────────────────────────────────

    def _difference(self, pages: Sequence[str], number: int, sheet: _Sheet, offset: int, reader: str) -> Difference:
        words, index = _word_at(pages[number], sheet.start + offset, whole=self._whole)
        unfinished = next((note for note in self._notes if not note.is_done), self._body)
        wanted, place = self._wanted(unfinished if self._body.is_done else self._body)
        where = f"page {number + 1}, as {reader} reads it"
        return Difference(Code.WORDS_DIFFER, f"pdf: expected {wanted}, found {around(words, index)} ({where})", place)

    def _missing(self, stream: _Stream, reader: str) -> Difference:
        wanted, place = self._wanted(stream)
        return Difference(Code.WORDS_DIFFER, f"pdf: expected {wanted}, found no more (as {reader} reads it)", place)

    def _wanted(self, stream: _Stream) -> tuple[str, Span | None]:
        words, index = _word_at(said(stream.pieces, "pdf"), stream.position, whole=self._whole)
        found = stream.piece(stream.position)
        return around(words, index), place_in(*found) if found else None


def _counted(text: str) -> Counter[str]:
    """How often each character is there, but what readers mirror, marks, which they may place before their letter,
    and the hyphen, with which lines may end."""
    return Counter(
        one
        for one in text
        if one != "-"
        and not (unicodedata.mirrored(one) or unicodedata.combining(one) or unicodedata.category(one) in _PAIRED)
    )


def _through(sheet: _Sheet, offset: int, note: _Stream) -> int:
    """The end of a note that stands there, or of the page that cuts it; `offset` where it does not."""
    position = note.position
    end = _along(sheet, offset, note)
    if note.is_done or end == len(sheet.text):
        return end
    note.position = position
    return offset


def _along(sheet: _Sheet, offset: int, stream: _Stream) -> int:
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


def _word_at(text: str, position: int, *, whole: bool) -> tuple[list[str], int]:
    """The words of a text, and which of them has that folded character."""
    words = text.split()
    ends = [*accumulate(len(folded(word, whole=whole)) for word in words)]
    return words, bisect_right(ends, position)
