"""Where a block stands: its indent, the style of plain text there, and what the first paragraph there begins with.

What is written at a place is the blocks' business.
"""

from __future__ import annotations

from dataclasses import dataclass

from cvbuild.render.docx.numbering import Marker
from cvbuild.render.docx.properties import Box
from cvbuild.theme.model import Role, Theme
from cvbuild.tree.nodes import Block, Blocks

_WIDEST_INDENT = 0.6
"""Of the text's width: however deep blocks are nested, there must be room left for words."""


@dataclass
class Lead:
    """What the first paragraph of a container has and the others have not; `taken` once it is written."""

    before: float
    marker: Marker | None = None
    style: str = ""
    note: bool = False
    taken: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether a reader would miss it."""
        return not self.taken and (self.marker is not None or self.note)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands. `style` and `look` are a plain paragraph's there; `indent` is in points.

    `box` is the box of the sheet that it is in, if it is not in the text. `kept`: its paragraphs stay on the page of
    what follows.
    """

    style: str = "Normal"
    look: Role = Role.BODY
    indent: float = 0
    lists: int = 0
    bullets: int = 0
    tight: bool = False
    lead: Lead | None = None
    box: Box | None = None
    kept: bool = False

    def take(self, otherwise: float) -> float:
        """The space above of the container, for what begins it and is no plain paragraph."""
        if self.lead is None or self.lead.taken:
            return otherwise
        self.lead.taken = True
        return self.lead.before


TEXT = Place()
NOTE = Place("footnote text", Role.FOOTNOTE)


def indented(place: Place, points: float, theme: Theme) -> float:
    """The indent of what is inside a container at that place; that of the place where there is no room for more."""
    deeper = place.indent + points
    return deeper if deeper <= theme.page.text_width * _WIDEST_INDENT else place.indent


def inside(blocks: Blocks, place: Place) -> list[tuple[Block, Place]]:
    """Blocks that stand at the same place, each with it."""
    return [(block, place) for block in blocks]
