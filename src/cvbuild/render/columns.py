"""Widths of a table's columns and heights of its rows, estimated from its text: for Word, and for crowded pages.

How a table is drawn is the formats' business.
"""

from __future__ import annotations

from math import inf
from unicodedata import east_asian_width

from cvbuild.render.long_words import LONG_ADDRESS, address_parts
from cvbuild.tree.nodes import Row, Table
from cvbuild.tree.walk import plain_text

PAD = 0.3
"""Above and below a cell's text, in em; beside it, twice as much."""
_AROUND = PAD * 4
_LONGEST_TEXT, _LONGEST_WORD = 30.0, 14.0
"""In em: what is longer counts as this long when widths are given out."""
_SLACK = 1.1
"""Estimated widths are rarely exact, and a little too wide is better than a line more."""


_LONGEST_WHOLE = 500
"""Characters in a narrow column that may fill a page."""


def may_break(row: Row) -> bool:
    """Whether a row may go on on the next page: what has no room on a page of its own would lose the table's head."""
    return any(len(plain_text(cell)) > _LONGEST_WHOLE for cell in row.cells)


def column_widths(table: Table, total: float, size: float) -> list[float]:
    """Widths in points that add up to the total at most, for text of that size.

    Every column has room for its longest word, and what is left goes to those with the most text. Where
    there is no room for the words, the narrow columns keep theirs and the wide ones share the rest.
    """
    least = _least(table, size)
    wanted = [_width(column, _LONGEST_TEXT) * size + _AROUND * size for column in _texts(table)]
    over, spare = sum(wanted) - sum(least), total - sum(least)
    if spare <= 0:
        return _shared(least, total)
    if spare < over:
        return [low + (high - low) * spare / over for low, high in zip(least, wanted, strict=True)]
    scale = min(_SLACK, total / sum(wanted))
    return [width * scale for width in wanted]


def is_crowded(table: Table, total: float, size: float) -> bool:
    """Whether there is no room for the longest word of every column; long addresses may be parted."""
    return sum(_least(table, size, inf)) > total


def _texts(table: Table) -> list[list[str]]:
    """The texts of each column."""
    return [[plain_text(row.cells[index]) for row in (table.head, *table.rows)] for index in range(len(table.columns))]


def _least(table: Table, size: float, longest: float = _LONGEST_WORD) -> list[float]:
    words = [[part for text in column for word in text.split() for part in _parts(word)] for column in _texts(table)]
    return [_width(column, longest) * size + _AROUND * size for column in words]


def _parts(word: str) -> list[str]:
    return address_parts(word) if LONG_ADDRESS.fullmatch(word) else [word]


def _shared(least: list[float], total: float) -> list[float]:
    """Each column its least, as far as an equal share of what is left allows; the narrowest first."""
    widths = [0.0] * len(least)
    left = total
    for done, index in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[index] = min(least[index], left / (len(least) - done))
        left -= widths[index]
    return widths


def _width(texts: list[str], most: float) -> float:
    """The width of the longest in em."""
    return min(most, max((ems(text) for text in texts), default=0.0))


def ems(text: str) -> float:
    """An estimate: East Asian characters are as wide as they are high; of others, `m` is more than twice an `i`."""
    return sum(map(_em, text))


_NARROW, _WIDE = frozenset("fijlrtI.,:;!|'’()[]-/ "), frozenset("mwMW@%—…")


def _em(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.93
    return 0.7 if character.isupper() else 0.57
