"""A table's row that goes over several pages: each page has a part of each cell, one cell behind the other.

Everything else that pages have is the business of `page_order`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from cvbuild.verify.streams import OVERSHOT, Sheet, Stream, along

IsEnd = Callable[[int], bool]
"""Whether nothing but notes stands on the page from there on."""


class Place(NamedTuple):
    """A cell's number, and a place by the characters before it: of the page, and of the text."""

    cell: int
    offset: int
    position: int


@dataclass(slots=True)
class TableRow:
    """A row by its cells, and after how many characters of the text it begins. `farthest`: how far a page had it."""

    start: int
    cells: tuple[Stream, ...]
    farthest: Place = Place(0, 0, 0)

    @property
    def end(self) -> int:
        return self.start + sum(len(cell.text) for cell in self.cells)

    @property
    def is_done(self) -> bool:
        return all(cell.is_done for cell in self.cells)

    @property
    def position(self) -> int:
        """After how many characters of the text the first comes that is still to be found."""
        position = self.start
        for cell in self.cells:
            position += cell.position
            if not cell.is_done:
                break
        return position

    def reach(self, position: int) -> None:
        """Set the cells to where the text has come."""
        start = self.start
        for cell in self.cells:
            cell.position = min(max(position - start, 0), len(cell.text))
            start += len(cell.text)

    def follow(self, sheet: Sheet, offset: int, is_end: IsEnd) -> int | None:
        """The offset behind what a page has of the row; None where it has something else.

        The cells move along. Behind the row a page goes on only where all of them are done.
        """
        self.farthest = Place(0, offset, self.position)
        return self._follow(sheet, offset, 0, is_end)

    def _follow(self, sheet: Sheet, offset: int, number: int, is_end: IsEnd) -> int | None:
        while number < len(self.cells) and self.cells[number].is_done:
            number += 1
        if number == len(self.cells):
            return offset if self.is_done or is_end(offset) else None
        cell = self.cells[number]
        begin = cell.position
        reached = along(sheet, offset, cell)
        end = cell.position
        if end > begin:
            start = self.start + sum(len(one.text) for one in self.cells[:number])
            self.farthest = max(self.farthest, Place(number, reached, start + end))
        # The next cell may begin as this one goes on: then less of this one is here.
        for back in range(min(reached - offset, end - begin, OVERSHOT)):
            cell.position = end - back
            found = self._follow(sheet, reached - back, number + 1, is_end)
            if found is not None:
                return found
        cell.position = begin
        return None
