"""Columns of text on a page, and whether they are read one after the other or across; text that is read out of order.

Tables whose cells the file marks as such are no columns, nor are dates or labels beside what they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cvbuild.inspect.stretches import Stretch
from cvbuild.shape.periods import read_period

_ALIGNED = 3.0
"""Points by which the left edges of a column's lines may differ."""
_FEWEST_LINES, _FEWEST_WORDS = 4, 10
_MOST_CROSSING = 0.2
"""Part of the lines that may run through the space between columns, such as headings over both."""
_FEWEST_SWITCHES = 4
_LABEL_WORDS = 3.0
"""Words of a line on average, up to which a column that has a line for each beside it holds labels."""
_LATE = 0.2
_FEWEST_STRAY, _FAR = 2, 3
"""Periods that are read apart, and in the order of reading how far from all that stands beside them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns; `is_mixed` where they are read across, with `example` as it is read then."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]
    is_mixed: bool
    example: str


def find_columns(stretches: Sequence[Stretch], is_cell: Callable[[str], bool]) -> Columns | None:
    """The two columns of a page with the most lines, if it has any."""
    lines = [one for one in stretches if one.text.strip() and not is_cell(one.text)]
    found = [columns for edge in _edges(lines) if (columns := _at(edge, lines))]
    return max(found, key=lambda columns: len(columns.right), default=None)


def _edges(lines: Sequence[Stretch]) -> Iterator[float]:
    """Where several lines begin."""
    starts = sorted(one.left for one in lines)
    group: list[float] = []
    for start in starts:
        if group and start - group[0] > _ALIGNED:
            if len(group) >= _FEWEST_LINES:
                yield group[0]
            group = []
        group.append(start)
    if len(group) >= _FEWEST_LINES:
        yield group[0]


def _at(edge: float, lines: Sequence[Stretch]) -> Columns | None:
    column = [one for one in lines if edge - 0.1 <= one.left <= edge + _ALIGNED]
    low, high = min(one.bottom for one in column), max(one.top for one in column)
    band = [one for one in lines if one.top > low and one.bottom < high]
    right = [one for one in band if one.left >= edge - 0.1 and not read_period(one.text)]
    left = [one for one in band if one.right < edge and not read_period(one.text)]
    crossing = len(band) - sum(one.left >= edge - 0.1 or one.right < edge for one in band)
    if crossing > _MOST_CROSSING * len(band) or not (_is_text(left) and _is_text(right)):
        return None
    if _are_labels(left, right) or _are_labels(right, left):
        return None
    sides = [one.left >= edge - 0.1 for one in sorted([*left, *right], key=lambda one: one.order)]
    switches = sum(one != other for one, other in pairwise(sides))
    return Columns(tuple(left), tuple(right), switches >= _FEWEST_SWITCHES, _example(left, right))


def _is_text(column: Sequence[Stretch]) -> bool:
    return len(column) >= _FEWEST_LINES and sum(one.words for one in column) >= _FEWEST_WORDS


def _are_labels(column: Sequence[Stretch], other: Sequence[Stretch]) -> bool:
    """Whether each line of a column is short and names what stands beside it."""
    beside = sum(any(one.is_beside(line) for line in other) for one in column)
    return beside == len(column) and sum(one.words for one in column) <= _LABEL_WORDS * len(column)


def _example(left: Sequence[Stretch], right: Sequence[Stretch]) -> str:
    """Two lines side by side, as they are read."""
    for one in left:
        for other in right:
            if one.is_beside(other):
                return f"{one.text} {other.text}"
    return ""


def stray_period(stretches: Sequence[Stretch]) -> tuple[Stretch, Stretch] | None:
    """A period, and what stands beside it but is read elsewhere; None where hardly any period is read apart."""
    apart = [found for one in stretches if read_period(one.text) and (found := _read_apart(one, stretches))]
    return apart[0] if len(apart) >= _FEWEST_STRAY else None


def _read_apart(period: Stretch, stretches: Sequence[Stretch]) -> tuple[Stretch, Stretch] | None:
    beside = [one for one in stretches if one is not period and one.is_beside(period)]
    nearest = min(beside, key=lambda one: abs(one.order - period.order), default=None)
    is_apart = nearest is not None and abs(nearest.order - period.order) >= _FAR
    return (period, nearest) if nearest is not None and is_apart else None


def late_top(stretches: Sequence[Stretch]) -> tuple[Stretch, Stretch] | None:
    """What stands at a page's top but is read late, and what is read first; None where the top comes early."""
    if len(stretches) < _FEWEST_LINES:
        return None
    top = max(stretches, key=lambda one: one.bottom)
    first = min((one for one in stretches if one.is_beside(top)), key=lambda one: one.order)
    return (first, stretches[0]) if first.order > max(_LATE * len(stretches), 2) else None
