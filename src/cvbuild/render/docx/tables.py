"""Tables: a head row that repeats on each page, rows that stay whole, columns as wide as their text wants.

What a cell holds is written by the inlines; where a table may stand, decided by the blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cvbuild.render.columns import PAD, column_widths, may_break
from cvbuild.render.docx.inlines import InlineWriter, Look, shows_picture
from cvbuild.render.docx.story import Job
from cvbuild.render.docx.styles import Variant
from cvbuild.render.docx.stylesheet import TABLE_STYLE
from cvbuild.render.docx.xml import Element, twips, w
from cvbuild.theme.model import Role
from cvbuild.tree.direction import direction
from cvbuild.tree.nodes import Align, Cell, Row, Table

_ALIGNMENT: dict[Align, Literal["start", "center", "end"]] = {"left": "start", "center": "center", "right": "end"}


class TableWriter:
    """Makes tables of a story."""

    def __init__(self, job: Job, inlines: InlineWriter, lang: str) -> None:
        self._job, self._inlines = job, inlines
        self._right_to_left = direction(lang) == "rtl"

    def table(self, table: Table, indent: float, before: float) -> Element:
        """The table, as wide as the text that far from the start edge and that far below; lengths are points."""
        total = self._job.theme.page.text_width - indent
        widths = column_widths(table, total, self._size)
        if self._right_to_left:
            # Programs differ in the edge that a narrower table of such a document starts at.
            widths = [width * total / sum(widths) for width in widths]
        made = w("tbl", self._properties(indent, sum(widths)))
        made.append(w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths)))
        made.append(self._row(table.head, table, widths, before))
        made.extend(self._row(row, table, widths) for row in table.rows)
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
        return PAD * self._size

    def _row(self, row: Row, table: Table, widths: list[float], before: float | None = None) -> Element:
        """A row; the head is the one that has a space before it."""
        head = before is not None
        whole, repeated = [] if may_break(row) else [w("cantSplit")], [w("tblHeader")] if head else []
        made = w("tr", w("trPr", *whole, *repeated))
        for index, (cell, align) in enumerate(zip(row.cells, table.columns, strict=True)):
            width = w("tcW", w=twips(widths[index]), type="dxa")
            properties = w("tcPr", width, *self._margins(index, len(widths), before))
            made.append(w("tc", properties, self._paragraph(cell, align, widths[index], head)))
        return made

    def _margins(self, index: int, columns: int, before: float | None) -> Iterator[Element]:
        """The outer columns' text lines up with the text around; above the head is the space before the table."""
        flush = self._job.theme.tables != "grid"
        sides = (
            ("top", before is not None, (before or 0.0) + self._pad),
            ("left", flush and index == 0, 0.0),
            ("right", flush and index == columns - 1, 0.0),
        )
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
