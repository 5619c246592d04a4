"""A theme as it is written: the keys of `theme.yaml` with their types and descriptions.

What the names of fonts and colours, the steps of the scale and the units mean is resolved in `load`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from cvbuild.theme.values import (
    Bullet,
    Family,
    Growth,
    Indent,
    LargeText,
    Leading,
    Length,
    LineWidth,
    Ratio,
    Scale,
    Share,
    Size,
    Space,
    Tracking,
    Unit,
    Weight,
    WideMargin,
)
from cvbuild.tree.metadata import Paper


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font by its families."""

    families: Annotated[tuple[Family, ...], "Families in order of preference."]
    word: Annotated[Family | None, "A family that Word has everywhere and that looks much alike."] = None
    generic: Annotated[
        Literal["serif", "sans-serif", "monospace"],
        "`serif`, `sans-serif` or `monospace`: its kind, for machines that have none of the families.",
    ] = "serif"


@dataclass(frozen=True, slots=True)
class TextFile:
    """How a paragraph of a role looks: what is missing is as in `body`."""

    font: Annotated[str | None, "A name under `fonts`."] = None
    size: Annotated[Size | None, "A length such as `11pt`, or a step of the `scale` such as `+2`."] = None
    leading: Annotated[Leading | None, "The line's height as a multiple of the size, from 0.8 to 4."] = None
    weight: Annotated[Weight | None, "`normal`, `bold` or 100 to 900."] = None
    italic: Annotated[bool | None, "Whether it is slanted."] = None
    caps: Annotated[Literal["none", "small", "all"] | None, "`none`, `small` or `all`: capitals for small letters."] = (
        None
    )
    tracking: Annotated[
        Tracking | None, "Space between letters in em; 0.08 at the most, or parsers see single letters."
    ] = None
    color: Annotated[str | None, 'A name under `colors`, or `"#rrggbb"`.'] = None
    align: Annotated[
        Literal["start", "center", "end", "justify"] | None, "`start`, `center`, `end` or `justify`: where lines stand."
    ] = None
    before: Annotated[Space | None, "The space above, as a length or in units such as `2u`. There is none below."] = (
        None
    )
    keep_with_next: Annotated[bool | None, "Whether it stays on the page of what follows."] = None
    rule_below: Annotated[LineWidth | None, "The width of a line below; `0` is none."] = None
    indent: Annotated[Indent | None, "How far the whole paragraph is shifted from the start edge."] = None
    fill: Annotated[str | None, "A background, named as `color` is."] = None
    figures: Annotated[
        Literal["normal", "lining", "old-style"] | None,
        "`lining` or `old-style` figures where the font has both; `normal` are those that it has by itself.",
    ] = None
    figure_width: Annotated[
        Literal["normal", "proportional", "tabular"] | None,
        "`tabular` figures are equally wide, as tables want them, `proportional` ones as wide as they are; where the "
        "font has both.",
    ] = None


BODY_DEFAULTS = TextFile(
    font="body",
    size=Size(step=0),
    leading=Leading(1.35),
    weight=Weight(400),
    italic=False,
    caps="none",
    tracking=Tracking(0),
    color="text",
    align="start",
    before=Space(0),
    keep_with_next=False,
    rule_below=LineWidth(0),
    indent=Indent(0),
    figures="normal",
    figure_width="normal",
)


@dataclass(frozen=True, slots=True)
class RunFile:
    """How characters of a role differ from their paragraph."""

    font: Annotated[str | None, "A name under `fonts`."] = None
    scale: Annotated[Scale, "A multiple of the paragraph's size, from 0.5 to 2."] = Scale(1)
    weight: Annotated[Weight | None, "`normal`, `bold` or 100 to 900."] = None
    italic: Annotated[bool | None, "Whether they are slanted."] = None
    color: Annotated[str | None, 'A name under `colors`, or `"#rrggbb"`.'] = None
    fill: Annotated[str | None, "A background, named as `color` is."] = None
    underline: Annotated[bool, "Whether they are underlined."] = False


@dataclass(frozen=True, slots=True)
class PageFile:
    """The sheet, and what stands above and below its text."""

    paper: Annotated[Paper, "`A4` or `Letter`, unless a document or the settings say otherwise."] = "A4"
    margin: Annotated[tuple[Length, ...], "One to four lengths, as in CSS: top, right, bottom, left."] = ()
    header: Annotated[
        str, "At the head of every page but the first; `{page}`, `{pages}`, `{name}` and `{title}` are filled in."
    ] = ""
    footer: Annotated[str, "At the foot of every page but the first, filled in likewise."] = ""
    first_header: Annotated[str, "At the head of the first page."] = ""
    first_footer: Annotated[str, "At the foot of the first page."] = ""


@dataclass(frozen=True, slots=True)
class ScaleFile:
    """The type scale: step `n` is `base` times `ratio` to the power of n, rounded to half points."""

    base: Annotated[Length, "The size of step 0, which is the body's."] = Length(11)
    ratio: Annotated[Ratio, "How many times larger each step is than the one before, from 1 to 2."] = Ratio(1.125)


@dataclass(frozen=True, slots=True)
class FitFile:
    """How far a document may shrink that has a limit of pages."""

    size: Annotated[Length, "The least size of the body; other sizes shrink in proportion."] = Length(9.5)
    leading: Annotated[Leading, "The least leading of the body; that of others shrinks in proportion."] = Leading(1.2)
    space: Annotated[Share, "The part of the vertical space that is left at the least, from 0.1 to 1."] = Share(0.5)
    margin: Annotated[Length, "The least margin."] = Length(45)


@dataclass(frozen=True, slots=True)
class FillFile:
    """How far a document may grow that shall fill its pages."""

    size: Annotated[LargeText, "The largest size of the body; other sizes grow in proportion."] = LargeText(12)
    leading: Annotated[Leading, "The largest leading of the body; that of others grows in proportion."] = Leading(1.5)
    space: Annotated[Growth, "How many times the vertical space there may be at the most, from 1 to 3."] = Growth(1.8)
    margin: Annotated[WideMargin, "The largest margin."] = WideMargin(96)


@dataclass(frozen=True, slots=True)
class ListsFile:
    """Lists."""

    bullets: Annotated[tuple[Bullet, ...], "By depth; the last one repeats."] = (Bullet("•"),)
    indent: Annotated[Indent, "The width of the hanging indent."] = Indent(16)


@dataclass(frozen=True, slots=True)
class TablesFile:
    """Tables."""

    lines: Annotated[Literal["rows", "grid", "none"], "`rows`, `grid` or `none`: which lines are drawn."] = "rows"


@dataclass(frozen=True, slots=True)
class LetterheadFile:
    """The head of letters and résumés."""

    contacts: Annotated[
        Literal["line", "lines"], "`line`: all behind each other. `lines`: each on a line of its own."
    ] = "line"
    separator: Annotated[str, "What stands between contacts on one line."] = " · "


@dataclass(frozen=True, slots=True)
class EntryFile:
    """The stations of a résumé."""

    layout: Annotated[
        Literal["line", "stacked"],
        "`line`: title, organisation and place on one line. `stacked`: the latter two below the title.",
    ] = "line"
    separator: Annotated[str, "What stands between them on one line."] = " · "


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme as it is written."""

    description: Annotated[str, "A sentence for `cvbuild themes list`."] = ""
    extends: Annotated[str, "The theme that this one differs from: a name, or a path relative to this file."] = ""
    page: Annotated[PageFile, "The sheet."] = PageFile()
    fonts: Annotated[dict[str, FontFile], "Fonts by name. `body` is that of all roles which name none."] = field(
        default_factory=dict
    )
    fallbacks: Annotated[dict[str, Family], "A family for each language whose script the others can't draw."] = field(
        default_factory=dict
    )
    colors: Annotated[
        dict[str, str], 'Colours by name, each as `"#rrggbb"`; `text`, `background` and `line` are needed.'
    ] = field(default_factory=dict)
    dark: Annotated[dict[str, str], "The same names on a dark screen."] = field(default_factory=dict)
    scale: Annotated[ScaleFile, "The type scale, whose steps sizes may name."] = ScaleFile()
    unit: Annotated[Unit, "What vertical spaces such as `2u` are multiples of."] = Unit(3.5)
    fit: Annotated[FitFile, "How far a document may shrink that has a limit of `pages`."] = FitFile()
    fill: Annotated[FillFile, "How far a document may grow that fills its `pages`."] = FillFile()
    hyphens: Annotated[bool, "Whether words of running text may be divided at the ends of lines."] = False
    lists: Annotated[ListsFile, "Bullets and indents."] = ListsFile()
    tables: Annotated[TablesFile, "The lines of tables."] = TablesFile()
    letterhead: Annotated[LetterheadFile, "The head of letters and résumés."] = LetterheadFile()
    entry: Annotated[EntryFile, "The stations of a résumé."] = EntryFile()
    text: Annotated[dict[str, TextFile], "How paragraphs look, by role."] = field(default_factory=dict)
    runs: Annotated[dict[str, RunFile], "How characters look, by role."] = field(default_factory=dict)
