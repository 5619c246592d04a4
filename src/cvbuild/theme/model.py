"""The theme as renderers see it: a page and one closed style table, complete and in points.

How a theme file spells this is `load`'s business; how it looks in a format, the renderers'.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from cvbuild.fonts import Face
from cvbuild.source import Span

Length = float
"""A length in points (1/72 inch)."""
Color = str
"""A colour as `#rrggbb`, lower case."""

PAPER_SIZES: dict[str, tuple[Length, Length]] = {"A4": (595.2756, 841.8898), "Letter": (612.0, 792.0)}
"""Width and height in points: ISO 216 A4 is 210 × 297 mm, ANSI Letter 8.5 × 11 in."""


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    NAME = "name"
    HEADLINE = "headline"
    CONTACT = "contact"
    INTRO = "intro"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    HEADING_5 = "heading-5"
    HEADING_6 = "heading-6"
    ENTRY = "entry"
    ITEM = "item"
    QUOTE = "quote"
    CODE_BLOCK = "code-block"
    TABLE_HEAD = "table-head"
    TABLE_CELL = "table-cell"
    TERM = "term"
    DESCRIPTION = "description"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    ADDRESSEE = "addressee"
    DATE = "date"
    SUBJECT = "subject"
    SALUTATION = "salutation"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ENCLOSURE = "enclosure"
    RULE = "rule"
    PAGE_HEADER = "page-header"
    PAGE_FOOTER = "page-footer"


class RunRole(StrEnum):
    """What a run of characters inside a paragraph is for."""

    CODE = "code"
    LINK = "link"
    ENTRY_META = "entry-meta"
    CODE_KEYWORD = "code-keyword"
    CODE_STRING = "code-string"
    CODE_NUMBER = "code-number"
    CODE_NAME = "code-name"
    CODE_COMMENT = "code-comment"


@dataclass(frozen=True, slots=True)
class FontStack:
    """Families in order of preference, packaged ones first.

    `word_alternative` is a family that Word has and that looks much alike; `generic` is CSS's.
    """

    families: tuple[str, ...]
    word_alternative: str
    generic: Literal["serif", "sans-serif", "monospace"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How paragraphs of one role look. Lengths are points; `leading` is a multiple of `size`.

    `before` is the space above, and the only vertical space there is, so that CSS margins and Word's
    paragraph spacing can't disagree. `tracking` is in em. `rule_below` is the width of a line under the
    paragraph (0: none). `indent` shifts the whole paragraph from the start edge. `fill` is a background.
    `figures` and `figure_width` are the font's own (`normal`), or those of a kind if it has them. `hyphens`: words may
    be divided, by the document's language.
    """

    font: FontStack
    size: Length
    leading: float
    weight: int
    italic: bool
    caps: Literal["none", "small", "all"]
    tracking: float
    color: Color
    align: Literal["start", "center", "end", "justify"]
    before: Length
    keep_with_next: bool
    rule_below: Length
    indent: Length
    fill: Color | None
    figures: Literal["normal", "lining", "old-style"] = "normal"
    figure_width: Literal["normal", "proportional", "tabular"] = "normal"
    hyphens: bool = False


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How runs of one role differ from their paragraph; None leaves it as it is.

    `scale` multiplies the paragraph's size.
    """

    font: FontStack | None = None
    scale: float = 1.0
    weight: int | None = None
    italic: bool | None = None
    color: Color | None = None
    fill: Color | None = None
    underline: bool = False


@dataclass(frozen=True, slots=True)
class AddressField:
    """Where an address stands on the first page: a box of the sheet, and the text's place in it.

    Lengths are points; `left` and `top` are from the sheet's edges.
    """

    left: Length
    top: Length
    width: Length
    height: Length
    inset_left: Length = 0
    inset_top: Length = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet: `paper` names its size, margins are in points.

    `header` and `footer` are the texts at the head and foot of each page but the first, with `{page}` and `{pages}`
    for its number and their count; `first_header` and `first_footer` are the first page's. Empty: none.
    `head_top` is the first page's top margin, where it differs; `address` is the place of an address for a window
    envelope; `folds` are where marks for folding stand, from the upper edge.
    """

    paper: Literal["A4", "Letter"]
    margin_top: Length
    margin_right: Length
    margin_bottom: Length
    margin_left: Length
    header: str
    footer: str
    first_header: str
    first_footer: str
    head_top: Length | None = None
    address: AddressField | None = None
    folds: tuple[Length, ...] = ()

    def filled(self, name: str, title: str) -> Page:
        """The page with the author's name and the document's title in its headers and footers."""
        texts = {
            key: getattr(self, key).replace("{name}", name).replace("{title}", title)
            for key in ("header", "footer", "first_header", "first_footer")
        }
        return replace(self, **texts)

    @property
    def first_top(self) -> Length:
        """The first page's top margin in points."""
        return self.margin_top if self.head_top is None else self.head_top

    @property
    def size(self) -> tuple[Length, Length]:
        """Width and height in points."""
        return PAPER_SIZES[self.paper]

    @property
    def text_width(self) -> Length:
        """Width of the text area in points."""
        return self.size[0] - self.margin_left - self.margin_right


@dataclass(frozen=True, slots=True)
class Lists:
    """Bullets by depth (the last one repeats), and the width of the hanging indent in points."""

    bullets: tuple[str, ...]
    indent: Length

    def bullet(self, depth: int) -> str:
        """The bullet of a list that lies in `depth` other bullet lists."""
        return self.bullets[min(depth, len(self.bullets) - 1)]


@dataclass(frozen=True, slots=True)
class LetterheadLayout:
    """Whether contacts stand behind each other, with the `separator` between them, or each on its line."""

    contacts: Literal["line", "lines"]
    separator: str


@dataclass(frozen=True, slots=True)
class EntryLayout:
    """Whether an entry's organisation and place stand behind its title, or below it and beside the period."""

    layout: Literal["line", "stacked"]
    separator: str


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours that are no paragraph's: the sheet, lines of tables and rules, quote bars."""

    background: Color
    line: Color


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a theme may go: the size and leading of the body, the share of vertical space, and the margins."""

    size: Length
    leading: float
    space: float
    margin: Length


@dataclass(frozen=True, slots=True)
class Theme:
    """A resolved theme: every role has its style.

    `tables` says which of their lines are drawn. `fallbacks` are the families for other scripts, by language; `dark`
    maps each light colour to the one that the web page uses on a dark screen. `fit` and `fill` are the limits to which
    it is set tighter, or wider, for a number of pages. `faces` are the fonts that the theme
    brings; `embedded` those that an output shall contain, where that is wanted; `font_places` says where the theme's
    file names a family (in lower case).
    """

    name: str
    description: str
    page: Page
    text: dict[Role, TextStyle]
    runs: dict[RunRole, RunStyle]
    lists: Lists
    tables: Literal["rows", "grid", "none"]
    letterhead: LetterheadLayout
    entry: EntryLayout
    colors: Colors
    fallbacks: dict[str, str]
    dark: dict[Color, Color]
    fit: Fit
    fill: Fit
    faces: tuple[Face, ...] = ()
    embedded: tuple[Face, ...] = ()
    font_places: dict[str, Span] = field(default_factory=dict, compare=False)

    @property
    def stacks(self) -> list[FontStack]:
        """The font stacks that roles use, each once; the body's first."""
        used = [*(text.font for text in self.text.values()), *(run.font for run in self.runs.values())]
        return list(dict.fromkeys(stack for stack in used if stack))

    @property
    def named_families(self) -> list[str]:
        """The families of all stacks, each once."""
        return list(dict.fromkeys(family for stack in self.stacks for family in stack.families))

    def font_place(self, family: str) -> Span | None:
        """Where the theme's file names that family."""
        return self.font_places.get(family.lower())

    def families(self, stack: FontStack, lang: str) -> tuple[str, ...]:
        """The stack with the fallback families behind it, the document language's own one first.

        Emoji need none: Pango and browsers choose an emoji font themselves, and one that is named in a
        stack would draw plain digits as well.
        """
        own = lang.partition("-")[0].lower()
        ordered = sorted(self.fallbacks, key=lambda language: language != own)
        return tuple(dict.fromkeys((*stack.families, *(self.fallbacks[name] for name in ordered))))


HEADINGS = (
    Role.HEADING_1,
    Role.HEADING_2,
    Role.HEADING_3,
    Role.HEADING_4,
    Role.HEADING_5,
    Role.HEADING_6,
)
"""The role of each heading level, from level 1."""
