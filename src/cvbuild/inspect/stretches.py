"""The letters of a PDF's page as lines, and as stretches: words on a line without a wide gap between, with their place.

What their places mean is the business of `columns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cvbuild.verify.pdf_layout import Letter

_GAP = 1.0
"""In units of the letters' size: white space so wide is no space between words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`order` is its place in the order of reading, from 0; the box is in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    order: int

    @property
    def words(self) -> int:
        return len(self.text.split())

    def is_beside(self, other: Stretch) -> bool:
        """Whether both stand on one line."""
        common = min(self.top, other.top) - max(self.bottom, other.bottom)
        return common > 0.5 * min(self.top - self.bottom, other.top - other.bottom)


def stretches(letters: Sequence[Letter]) -> list[Stretch]:
    """The stretches in the order of reading; hidden letters are left out."""
    return [_stretch(group, order) for order, group in enumerate(_groups(letters))]


def lines_of(letters: Sequence[Letter]) -> list[str]:
    """The lines as they are read, with a tab in the place of a wide gap."""
    pieces: list[str] = []
    last: Letter | None = None
    for letter in letters:
        if letter.text in "\r\n":
            pieces.append("\n")
            last = None
        elif letter.size <= 0 or letter.text.isspace():
            pieces.append(" ")
        else:
            if last and letter.left - last.right > _GAP * max(last.size, letter.size):
                pieces.append("\t")
            pieces.append(letter.text)
            last = letter
    lines = (re.sub(r" *\t *", "\t", re.sub(" +", " ", line)).strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _groups(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    group: list[Letter] = []
    space = False
    for letter in letters:
        if letter.size <= 0 or letter.text.isspace():
            space = True
            continue
        if letter.is_hidden:
            continue
        if group and not _goes_on(group[-1], letter):
            yield group
            group, space = [], False
        if group and space:
            group.append(Letter(" ", *_edge(group[-1])))
        group.append(letter)
        space = False
    if group:
        yield group


def _edge(letter: Letter) -> tuple[float, float, float, float, float]:
    return letter.right, letter.bottom, letter.right, letter.top, letter.size


def _goes_on(last: Letter, letter: Letter) -> bool:
    size = max(last.size, letter.size)
    middle = (letter.top + letter.bottom) / 2
    on_line = last.bottom - 0.6 * size <= middle <= last.top + 0.6 * size
    return on_line and -size <= letter.left - last.right <= _GAP * size


def _stretch(group: Sequence[Letter], order: int) -> Stretch:
    # The size makes a line's height: boxes of letters without ascenders are low.
    top = max(letter.bottom + 0.6 * letter.size for letter in group)
    return Stretch(
        "".join(letter.text for letter in group),
        min(letter.left for letter in group),
        min(letter.bottom for letter in group),
        max(letter.right for letter in group),
        top,
        order,
    )
