"""What there is to be found in an output: words, headings, links, lists, tables, pictures, notes, with their places.

How they follow from a tree is said by `expected`; what was found is told in the terms of `found`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cvbuild.source import Span
from cvbuild.verify.signs import Piece


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something with words of its own, its place in the source, and the number of the note that it stands in, or 0."""

    pieces: tuple[Piece, ...]
    span: Span | None
    note: int


@dataclass(frozen=True, slots=True)
class Titled(Stretch):
    """A heading by its level, from 1; `is_name` where it is the sender's name, which is a title in Word."""

    level: int
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Linked(Stretch):
    """A link by its target."""

    target: str


@dataclass(frozen=True, slots=True)
class Listed(Stretch):
    """An item: how many lists it lies in, how many with definition lists among them, the kind of its own, and whether
    it is a task, which has a box in place of its marker."""

    depth: int
    tag_depth: int
    ordered: bool
    is_task: bool


@dataclass(frozen=True, slots=True)
class Tabled(Stretch):
    """A table by the words of its cells, row by row, its head first."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Pictured(Stretch):
    """A picture that is there, by its alternative text and its address."""

    alt: str
    source: str


@dataclass(frozen=True, slots=True)
class Noted(Stretch):
    """A note: whether the text refers to it, or another note, and whether it has lines, be they empty."""

    in_text: bool
    in_notes: bool
    has_lines: bool


@dataclass
class Expected:
    """All that there is to be found, in the order of the source, notes at the end."""

    is_right_to_left: bool = False
    """Whether something runs from right to left: in which order its words are read from pages is an opinion."""
    body: list[Piece] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)
    headings: list[Titled] = field(default_factory=list)
    links: list[Linked] = field(default_factory=list)
    items: list[Listed] = field(default_factory=list)
    tables: list[Tabled] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    anchors: dict[str, Stretch] = field(default_factory=dict)
    in_heads: list[Stretch] = field(default_factory=list)
    """The links and pictures in the heads of tables, which pages repeat."""
    drawn: list[str] = field(default_factory=list)
    """Words inside drawings, which may be found in a PDF."""
