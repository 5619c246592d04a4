"""Whether the words of a PDF's pages are those of the tree, in their order, for one reader of the text.

Compared are characters without white space, since every extractor has its own opinion on where a raised character or a
cell begins a new word. Only what pages have by nature is allowed for: heads and feet, notes at the foot of any page,
heads of tables that are repeated, rows that go over pages (`torn_rows`), hyphens at line ends.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cvbuild.diagnostics import Code
from cvbuild.source import Span
from cvbuild.theme.model import Page
from cvbuild.verify.differences import Difference, around, short
from cvbuild.verify.facts import Expected, Tabled
from cvbuild.verify.signs import Piece, Sign, said
from cvbuild.verify.streams import OVERSHOT, Sheet, Stream, along, folded
from cvbuild.verify.torn_rows import Place, TableRow
from cvbuild.verify.word_order import place_in

_PAIRED = {"Ps", "Pe", "Pi", "Pf"}
"""Brackets and quotation marks, by their category."""
_SPELT = {"™": "tm", "®": "r", "©": "c"}
"""What PDFium makes of signs that may be emoji, beside letters that run from right to left."""


class PageOrder:
    """The comparison of one reader's pages with the tree."""

    def __init__(self, expected: Expected, page: Page, *, whole: bool) -> None:
        self._page, self._whole = page, whole
        loose = [note for note in expected.notes if not (note.in_text or note.in_notes)]
        body = [*expected.body, *(piece for note in loose for piece in note.pieces)]
        noted = [note for note in expected.notes if note.in_text or note.in_notes]
        self._body = Stream(body, whole)
        self._notes = [Stream((Piece(f"{note.note}.", note.span, Sign.NUMBER), *note.pieces), whole) for note in noted]
        self._all = [*body, *(piece for note in noted for piece in note.pieces)]
        self._drawings = [Stream((Piece(text, None),), whole) for text in expected.drawn]
        tables = [(start, end, [*self._rows_of(start, table)]) for start, end, table in self._tables(expected)]
        self._heads = [(start, end, "".join(cell.text for cell in rows[0].cells)) for start, end, rows in tables]
        self._rows = [row for _, _, rows in tables for row in rows]
        self._torn: TableRow | None = None
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

    def _follow(self, sheet: Sheet) -> int | None:
        """Follow the streams through a page; where it goes another way, else None."""
        offset = self._skip_head(sheet)
        if torn := self._torn:
            behind = self._along_row(sheet, offset, torn)
            if behind is None:
                return self._at(torn.farthest)
            if not torn.is_done:
                return None
            offset = behind
        begun = offset, self._body.position
        while True:
            offset = along(sheet, offset, self._body)
            if offset == len(sheet.text):
                return None
            overshot = range(min(offset, self._body.position, OVERSHOT), -1, -1)
            for back in overshot:
                if self._follow_notes(sheet, offset - back):
                    self._body.position -= back
                    return None
            passed = next(((back, end) for back in overshot if (end := self._past_drawing(sheet, offset - back))), None)
            if passed is None:
                return self._tear(sheet, *begun, offset)
            self._body.position -= passed[0]
            offset = passed[1]

    def _tear(self, sheet: Sheet, offset: int, position: int, reached: int) -> int | None:
        """None if a page, which begins so and there in the text, ends with a part of a row that others go on with.

        Else where it goes another way, which is where it was `reached` unless that is the end of a cell's part.
        """
        row = next((one for one in self._rows if one.start <= self._body.position < one.end), None)
        if row is None:
            return reached
        before = Stream((), self._whole)
        before.text, before.position = self._body.text[: row.start], min(position, row.start)
        offset = along(sheet, offset, before)
        row.reach(max(position, row.start))
        if not before.is_done:
            return reached
        if self._along_row(sheet, offset, row) is not None:
            return None
        return self._at(row.farthest) if row.farthest.offset > reached else reached

    def _at(self, place: Place) -> int:
        self._body.position = place.position
        return place.offset

    def _along_row(self, sheet: Sheet, offset: int, row: TableRow) -> int | None:
        """Where the row's part on a page ends; None where there is something else."""
        behind = row.follow(sheet, offset, lambda end: self._follow_notes(sheet, end))
        if behind is not None:
            self._torn, self._body.position = None if row.is_done else row, row.position
        return behind

    def _past_drawing(self, sheet: Sheet, offset: int) -> int:
        """Behind the words of a drawing that stand there; 0 where none do."""
        for drawing in self._drawings:
            if not drawing.is_done and sheet.text.startswith(drawing.text, offset):
                drawing.position = len(drawing.text)
                return offset + drawing.position
        return 0

    def _follow_notes(self, sheet: Sheet, offset: int) -> bool:
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

    def _skip_head(self, sheet: Sheet) -> int:
        """Where a page goes on within a table, its head is repeated."""
        for start, end, head in self._heads:
            if start < self._body.position < end and head and sheet.text.startswith(head):
                return len(head)
        return 0

    def _tables(self, expected: Expected) -> Iterator[tuple[int, int, Tabled]]:
        """Each table with where it begins and ends in the characters of the text."""
        position = 0
        for table in expected.tables:
            whole = folded(said(table.pieces, "pdf"), whole=self._whole)
            start = self._body.text.find(whole, position) if whole else -1
            if start >= 0:
                position = start + len(whole)
                yield start, position, table

    def _rows_of(self, start: int, table: Tabled) -> Iterator[TableRow]:
        for cells in table.rows:
            row = TableRow(start, tuple(Stream(cell, self._whole) for cell in cells))
            start = row.end
            yield row

    def _sheet(self, text: str, number: int, count: int) -> Sheet:
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
        return Sheet(joined, {end - cut for end in accumulate(len(line) for line in lines)}, cut)

    def _edges(self, number: int, count: int) -> list[str]:
        """What stands at the head and at the foot of a page."""
        page = self._page
        pair = (page.first_header, page.first_footer) if number == 0 else (page.header, page.footer)
        shown_edges = (edge.replace("{page}", str(number + 1)).replace("{pages}", str(count)) for edge in pair)
        return [folded(edge, whole=self._whole) for edge in shown_edges]

    # ── What differs ─────────────────────────────────────────────────────────────────────────────

    def _difference(self, pages: Sequence[str], number: int, sheet: Sheet, offset: int, reader: str) -> Difference:
        words, index = _word_at(pages[number], sheet.start + offset, whole=self._whole)
        unfinished = next((note for note in self._notes if not note.is_done), self._body)
        wanted, place = self._wanted(unfinished if self._body.is_done else self._body)
        where = f"page {number + 1}, as {reader} reads it"
        return Difference(Code.WORDS_DIFFER, f"pdf: expected {wanted}, found {around(words, index)} ({where})", place)

    def _missing(self, stream: Stream, reader: str) -> Difference:
        wanted, place = self._wanted(stream)
        return Difference(Code.WORDS_DIFFER, f"pdf: expected {wanted}, found no more (as {reader} reads it)", place)

    def _wanted(self, stream: Stream) -> tuple[str, Span | None]:
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


def _through(sheet: Sheet, offset: int, note: Stream) -> int:
    """The end of a note that stands there, or of the page that cuts it; `offset` where it does not."""
    position = note.position
    end = along(sheet, offset, note)
    if note.is_done or end == len(sheet.text):
        return end
    note.position = position
    return offset


def _word_at(text: str, position: int, *, whole: bool) -> tuple[list[str], int]:
    """The words of a text, and which of them has that folded character."""
    words = text.split()
    ends = [*accumulate(len(folded(word, whole=whole)) for word in words)]
    return words, bisect_right(ends, position)
