"""What a reader found in a file, whatever its format: paragraphs, headings, links, lists, tables, pictures, notes.

Each format is read by a module of its own; what is to be found is said by `expected`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["paragraph", "heading", "item", "cell", "code", "term", "note"]


class Unreadable(ValueError):
    """The bytes can't be read as a file of that format; the message says why, the hint what to do."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is read; `level` is a heading's from 1 or an item's from 0. A line break is a line end."""

    text: str
    kind: ParagraphKind = "paragraph"
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads, and the words that lead there; the alternative text where it is a picture."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class ListFound:
    """A list by its `depth` from 1, its kind and the number of its items."""

    depth: int
    ordered: bool
    items: int


@dataclass(frozen=True, slots=True)
class ItemFound:
    """A list's item: how many lists it lies in, the kind of its own, and its words with all below it (in Word, those of
    its first paragraph)."""

    depth: int
    ordered: bool
    text: str


@dataclass(frozen=True, slots=True)
class TableFound:
    """The words of each cell, row by row; merged cells count once. `has_head`: its first row is marked as a head."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool = False


@dataclass(frozen=True, slots=True)
class PictureFound:
    """`alt` is None where a picture has no alternative text and is not marked as decoration, empty where it is."""

    alt: str | None


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; empty where it is silent. `language` is a tag such as `en`."""

    title: str = ""
    author: str = ""
    language: str = ""
    subject: str = ""
    keywords: str = ""
    creator: str = ""
    producer: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was read, each in the order of the text.

    `notes` are the texts of footnotes by their order, `places` what links may lead to: names, and the words there.
    """

    lines: tuple[Line, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    lists: tuple[ListFound, ...] = ()
    items: tuple[ItemFound, ...] = ()
    tables: tuple[TableFound, ...] = ()
    pictures: tuple[PictureFound, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    properties: Properties = Properties()

    @property
    def text(self) -> str:
        """The paragraphs, an empty line between them."""
        return "\n\n".join(line.text for line in self.lines)


def one_line(text: str) -> str:
    """The text with every run of white space as one space, as a browser shows it."""
    return " ".join(text.split())
