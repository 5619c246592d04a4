"""Tables: a head row that repeats on each page, rows that stay whole, columns as wide as their text wants.

What a cell holds is written by the inlines; where a table may stand, decided by the blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from unicodedata import east_asian_width

from cvbuild.render.docx.inlines import InlineWriter, Look, shows_picture
from cvbuild.render.docx.story import Job
from cvbuild.render.docx.styles import Variant
from cvbuild.render.docx.stylesheet import TABLE_STYLE
from cvbuild.render.docx.xml import Element, twips, w
from cvbuild.render.marks import direction
from cvbuild.theme.model import Role
from cvbuild.tree.nodes import Align, Cell, Row, Table
from cvbuild.tree.walk import plain_text

_PAD = 0.3
"""Above and below a cell's text, in em; beside it, twice as much."""
_LONGEST_TEXT, _LONGEST_WORD = 30.0, 12.0
"""In em: what is longer counts as this long when widths are given out."""
_ALIGNMENT: dict[Align, Literal["start", "center", "end"]] = {"left": "start", "center": "center", "right": "end"}


class TableWriter:
    """Makes tables of a story."""

    def __init__(self, job: Job, inlines: InlineWriter, lang: str) -> None:
        self._job, self._inlines = job, inlines
        self._right_to_left = direction(lang) == "rtl"

    def table(self, table: Table, indent: float) -> Element:
        """The table, as wide as the text that far from the start edge; lengths are points."""
        widths = column_widths(table, self._job.theme.page.text_width - indent, self._size)
        made = w("tbl", self._properties(indent, sum(widths)))
        made.append(w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths)))
        made.append(self._row(table.head, table, widths, head=True))
        made.extend(self._row(row, table, widths, head=False) for row in table.rows)
        return made

    def _properties(self, indent: float, width: float) -> Element:
        look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
        pad = twips(self._pad)
        sides = {"top": pad, "left": pad * 2, "bottom": pad, "right": pad * 2}
        return w(
            "tblPr",
            w("tblStyle", val=TABLE_STYLE),
            *([w("bidiVisual")] if self._right_to_left else []),
            w("tblW", w=twips(width), type="dxa"),
            w("tblInd", w=twips(indent), type="dxa"),
            w("tblLayout", type="autofit"),
            w("tblCellMar", *(w(side, w=length, type="dxa") for side, length in sides.items())),
            w("tblLook", val="0620", **look),
        )

    @property
    def _size(self) -> float:
        return self._job.theme.text[Role.TABLE_CELL].size

    @property
    def _pad(self) -> float:
        return _PAD * self._size

    def _row(self, row: Row, table: Table, widths: list[float], *, head: bool) -> Element:
        made = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if head else [])))
        for index, (cell, align) in enumerate(zip(row.cells, table.columns, strict=True)):
            width = w("tcW", w=twips(widths[index]), type="dxa")
            properties = w("tcPr", width, *self._margins(index, len(widths), head))
            made.append(w("tc", properties, self._paragraph(cell, align, widths[index], head)))
        return made

    def _margins(self, index: int, columns: int, head: bool) -> Iterator[Element]:
        """The outer columns' text lines up with the text around; above the head is the space before the table."""
        above = self._job.theme.text[Role.BODY].before + self._pad
        sides = (("top", head, above), ("left", index == 0, 0.0), ("right", index == columns - 1, 0.0))
        changed = [w(side, w=twips(length), type="dxa") for side, here, length in sides if here]
        if changed:
            yield w("tcMar", *changed)

    def _paragraph(self, cell: Cell, align: Align | None, width: float, head: bool) -> Element:
        role = Role.TABLE_HEAD if head else Role.TABLE_CELL
        variant = Variant(
            align=_ALIGNMENT[align] if align else None,
            keep_with_next=True if head else None,
            grows=shows_picture(cell.children),
        )
        style = self._job.styles.paragraph("Table Head" if head else "Table Cell", variant)
        made = w("p", w("pPr", w("pStyle", val=style)))
        self._inlines.write(made, cell.children, Look(self._job.theme.text[role].size, width - self._pad * 4))
        return made


_SLACK = 1.1
"""Estimated widths are rarely exact, and a little too wide is better than a line more."""


def column_widths(table: Table, total: float, size: float) -> list[float]:
    """Widths in points that add up to the total at most, for text of that size.

    Every column has room for its longest word; what is left goes to those with the most text.
    """
    texts = [[plain_text(row.cells[index]) for row in (table.head, *table.rows)] for index in range(len(table.columns))]
    around = size * _PAD * 4
    wanted = [_width(column, _LONGEST_TEXT) * size + around for column in texts]
    words = [[word for text in column for word in text.split()] for column in texts]
    least = [_width(column, _LONGEST_WORD) * size + around for column in words]
    over, spare = sum(wanted) - sum(least), total - sum(least)
    if 0 < spare < over:
        wanted = [low + (high - low) * spare / over for low, high in zip(least, wanted, strict=True)]
    elif spare <= 0:
        wanted = least
    scale = min(_SLACK, total / sum(wanted))
    return [width * scale for width in wanted]


def _width(texts: list[str], most: float) -> float:
    """The width of the longest in em."""
    return min(most, max((_ems(text) for text in texts), default=0.0))


def _ems(text: str) -> float:
    """An estimate: East Asian characters are as wide as they are high, others about half."""
    return sum(1.0 if east_asian_width(character) in "WF" else 0.52 for character in text)
