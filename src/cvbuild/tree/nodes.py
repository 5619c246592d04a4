"""The node types: two closed unions, Block and Inline, and the Document that holds them.

Nodes are immutable values; where one came from (`span`) is no part of its equality. A `match` over a
union ends in `assert_never`, so the type checker names every place that a new node must be handled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cvbuild.tree.metadata import Metadata
from cvbuild.tree.node import Node

Align = Literal["left", "center", "right"]
SectionKind = Literal[
    "summary", "work", "education", "projects", "skills", "languages", "awards", "certificates", "publications",
    "volunteer", "interests", "references",
]  # fmt: skip
"""What a section of a résumé is about, by the terms of JSON Resume."""


# ── Inlines ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters, with entities and escapes resolved. A bar behind a backslash is a text of its own.

    `lang` is the language that its author says it is in; empty where nothing is said.
    """

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong(Node):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Strike(Node):
    """GFM strikethrough."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Code(Node):
    """A code span."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(Node):
    """`target` is a URL or a relative path, percent-encoded; empty when it was unsafe and dropped."""

    children: Inlines
    target: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image(Node):
    """`source` is a path relative to the document, a URL or a `data:` URL; `alt` is plain text.

    `width` and `height` are CSS pixels where the author set them; with one of them, the other keeps the ratio.
    """

    source: str
    alt: str
    title: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class FootnoteReference(Node):
    """Refers to the footnote of that number; `first` marks the earliest reference to it."""

    number: int
    first: bool = True


Inline = (
    Text | Emphasis | Strong | Strike | Superscript | Subscript | Code | Link | Image | LineBreak | FootnoteReference
)
Inlines = tuple[Inline, ...]

# ── Blocks that every Markdown document may have ─────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """`level` is 1 to 6; `anchor` is the fragment that links may point at, unique in its document."""

    level: int
    children: Inlines
    anchor: str


@dataclass(frozen=True, slots=True)
class Item(Node):
    """A list item; `checked` is None unless it is a GFM task."""

    children: Blocks
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class BulletList(Node):
    """`tight`: no blank line between its items (CommonMark 5.3)."""

    items: tuple[Item, ...]
    tight: bool


@dataclass(frozen=True, slots=True)
class OrderedList(Node):
    items: tuple[Item, ...]
    tight: bool
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote(Node):
    children: Blocks


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    """`text` has no final line end; `language` is the first word of the info string."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Cell(Node):
    children: Inlines


@dataclass(frozen=True, slots=True)
class Row(Node):
    """As many cells as the table has columns."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """`columns` has each column's alignment, None where the author set none."""

    columns: tuple[Align | None, ...]
    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """A term with its descriptions, one tuple of blocks each."""

    term: Inlines
    descriptions: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Node):
    items: tuple[Definition, ...]
    tight: bool


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """An image that is a paragraph of its own; `caption` comes from the image's title."""

    image: Image
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class PageBreak(Node):
    """What follows starts on a new page."""


# ── Blocks that a shape makes ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A heading and all that it governs; `kind` is what a résumé's heading says that this is about, if it is known."""

    heading: Heading
    children: Blocks
    kind: SectionKind | None = None


@dataclass(frozen=True, slots=True)
class Period(Node):
    """A time from `start` to `end`: ISO 8601 dates as precise as they were written (`2019`, `2019-03`, `2019-03-01`).

    `start` is empty where only an end is told, and `end` where the time is `ongoing` or only a beginning is told.
    A single date is both.
    """

    start: str
    end: str
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """One station of a résumé. `level` and `anchor` are those of the heading that it was (3 and "" where it was none).

    `period` is what the author wrote, `dates` what that means, None where it could not be read.
    """

    level: int
    anchor: str
    title: Inlines
    organisation: Inlines
    place: Inlines
    period: Inlines
    children: Blocks
    dates: Period | None = None


@dataclass(frozen=True, slots=True)
class Letterhead(Node):
    """Who sends this: `name`, a `headline`, `contacts`, each a link or text, and a `photo`.

    `anchor` is that of the heading whose place it takes.
    """

    name: str
    headline: str
    contacts: tuple[Inlines, ...]
    photo: Image | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Addressee(Node):
    """Whom a letter is for: the lines of the address field."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class DateLine(Node):
    """Where and when a letter was written."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Subject(Node):
    """What a letter is about."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Salutation(Node):
    """The letter's greeting line."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Closing(Node):
    """The letter's complimentary close."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Signature(Node):
    """Who signs a letter, below the `image` of a signature or the space for one."""

    name: Inlines
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Enclosures(Node):
    """What comes with a letter: a `label` such as “Enclosures”, and the `items`."""

    label: Inlines
    items: tuple[Inlines, ...]


LetterPart = Letterhead | Addressee | DateLine | Subject | Salutation | Closing | Signature | Enclosures
"""What has its place in a letter; the letterhead also stands on résumés."""
Block = (
    Paragraph | Heading | BulletList | OrderedList | Quote | CodeBlock | Rule | Table | DefinitionList | Figure
    | PageBreak | Section | Entry | LetterPart
)  # fmt: skip
Blocks = tuple[Block, ...]

# ── The document ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Footnote(Node):
    """Notes are numbered from 1 in the order of their first references."""

    number: int
    children: Blocks


@dataclass(frozen=True, slots=True)
class Document(Node):
    """A whole document. After shaping, `metadata.kind`, `title` and `lang` are filled in."""

    metadata: Metadata
    children: Blocks
    footnotes: tuple[Footnote, ...] = ()
