"""The theme's text and run styles as Word's paragraph and run properties, complete and in schema order.

Which named styles there are, and what they build on, stands in `styles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cvbuild.render.docx.palette import slot_name
from cvbuild.render.docx.xml import Element, element, half_points, twips, w
from cvbuild.render.marks import QUOTE_GAP, RULE_GAP
from cvbuild.theme.model import Color, FontStack, Role, RunStyle, TextStyle, Theme
from cvbuild.tree.direction import direction

EAST_ASIAN = {"ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN"}
_DEFAULT_EAST_ASIAN = "ko"
_SIDES = ("top", "left", "bottom", "right")
_ALIGN = {"start": "left", "center": "center", "end": "right", "justify": "both"}
BOLD = 600


FONT_SLOTS = {"minor": Role.BODY, "major": Role.HEADING_1}
"""Whose fonts are those of Word's theme."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a paragraph style has beyond the theme's text style. Lengths are points.

    `bar` is the width of a line at the left, `gap` is above a line below, `padding` is how far a fill reaches beyond
    the text, `line` another line height than the text's, `tab` the place of a right tab stop, `outline` a level
    from 1. Lines are as high as they are told, and where `grows` is set higher for what would not fit.
    """

    hanging: float = 0
    bar: float = 0
    padding: float = 0
    gap: float = RULE_GAP
    line: float = 0
    tab: float = 0
    outline: int = 0
    grows: bool = False
    proofed: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the sheet in which paragraphs stand, in points from the left and upper edge; it grows with its text."""

    left: float
    top: float
    width: float
    height: float

    def xml(self) -> Element:
        """A paragraph's frame (ISO 29500-1, 17.3.1.11); those of one box that follow each other share it."""
        sizes = {"w": self.width, "h": self.height, "x": self.left, "y": self.top}
        lengths = {name: twips(length) for name, length in sizes.items()}
        return w("framePr", **lengths, hRule="atLeast", hSpace=0, wrap="notBeside", vAnchor="page", hAnchor="page")


def primary(lang: str) -> str:
    """The primary subtag of a BCP 47 tag."""
    return lang.partition("-")[0].lower()


def east_asian(lang: str) -> str:
    """The East Asian language that the document's characters of that kind are set in."""
    own = primary(lang)
    return own if own in EAST_ASIAN else _DEFAULT_EAST_ASIAN


def run_language(lang: str) -> dict[str, str]:
    """The attributes of `w:lang` for a run in that language, by the kind of its script (ISO 29500-1, 17.3.2.20)."""
    if primary(lang) in EAST_ASIAN:
        return {"eastAsia": lang if "-" in lang else EAST_ASIAN[primary(lang)]}
    return {"bidi": lang} if direction(lang) == "rtl" else {"val": lang}


def fonts(theme: Theme, stack: FontStack, lang: str) -> Element:
    """The four fonts of a run: Word chooses among them by character, and has no further fallbacks.

    Those of the body and of headings are the theme's in Word too, so that its font picker changes them.
    """
    first = stack.families[0]
    own = primary(lang)
    # Scripts that Word calls complex (Arabic, Devanagari …) take `cs`.
    complex_script = first if own in EAST_ASIAN else theme.fallbacks.get(own, first)
    names = {"ascii": first, "hAnsi": first, "eastAsia": far_east(theme, lang, first), "cs": complex_script}
    slot = next((slot for slot, role in FONT_SLOTS.items() if theme.text[role].font == stack), "")
    slots = {"asciiTheme": f"{slot}HAnsi", "hAnsiTheme": f"{slot}HAnsi", "eastAsiaTheme": f"{slot}EastAsia"}
    return w("rFonts", **names, **(slots if slot else {}))


def far_east(theme: Theme, lang: str, otherwise: str) -> str:
    """The family for East Asian characters."""
    return theme.fallbacks.get(east_asian(lang), otherwise)


def paragraph_properties(
    text: TextStyle,
    frame: Frame,
    line_color: Color,
    *,
    right_to_left: bool = False,
    sheds_lines: bool = False,
    numbering: int = 0,
) -> Iterator[Element]:
    """All paragraph properties of a style: what is off is said too, since styles build on each other.

    `sheds_lines`: the style that it builds on has borders. `numbering`: the instance of a list style.
    """
    yield w("keepNext", val=int(text.keep_with_next))
    yield w("keepLines", val=int(text.keep_with_next))
    yield w("widowControl", val=1)
    if numbering:
        yield w("numPr", w("numId", val=numbering))
    borders = list(_borders(text, frame, line_color, "right" if right_to_left else "left"))
    if borders or sheds_lines:
        yield w("pBdr", *(borders or (w(side, val="nil") for side in _SIDES)))
    yield w("shd", val="clear", color="auto", fill=hex_color(text.fill) if text.fill else "auto")
    if frame.tab:
        yield w("tabs", w("tab", val="right", pos=twips(frame.tab)))
    yield w("suppressAutoHyphens", val=int(not text.hyphens))
    if right_to_left:
        yield w("bidi")
    yield _spacing(text, frame)
    yield _indent(text, frame)
    yield w("jc", val=_ALIGN[text.align])
    if frame.outline:
        yield w("outlineLvl", val=frame.outline - 1)


def _spacing(text: TextStyle, frame: Frame) -> Element:
    """Space above, and the line height.

    The theme's leading is a multiple of the font's size, as in CSS; Word's multiples are of the font's
    own line height, which differs by font. So it is a length, and an exact one: "at least" would give the
    lines of most fonts more than the page has in other formats, and lines with Korean or emoji still more.
    """
    line = twips(frame.line or text.size * text.leading)
    return w("spacing", before=twips(text.before), after=0, line=line, lineRule="atLeast" if frame.grows else "exact")


def _indent(text: TextStyle, frame: Frame) -> Element:
    left = twips(text.indent + frame.padding)
    if frame.hanging:
        return w("ind", left=left, right=twips(frame.padding), hanging=twips(frame.hanging))
    return w("ind", left=left, right=twips(frame.padding), firstLine=0)


def _borders(text: TextStyle, frame: Frame, line_color: Color, start: str) -> Iterator[Element]:
    """Lines around the paragraph, a bar at its start edge; a fill is widened by borders in its own colour."""
    if text.fill and frame.padding:
        for side in _SIDES:
            yield w(side, val="single", sz=4, space=int(frame.padding), color=hex_color(text.fill))
        return
    sides = {start: (frame.bar, QUOTE_GAP), "bottom": (text.rule_below, frame.gap)}
    for side in ("left", "bottom", "right"):
        width, space = sides.get(side, (0, 0))
        if width:
            yield w(side, val="single", sz=eighths(width), space=round(space), color=hex_color(line_color))


def has_lines(text: TextStyle, frame: Frame) -> bool:
    """Whether a style has borders."""
    return bool((text.fill and frame.padding) or frame.bar or text.rule_below)


def eighths(points: float) -> int:
    """Points as eighths, the unit of border widths, within what Word takes."""
    return min(96, max(2, round(points * 8)))


def hex_color(color: Color) -> str:
    """`#1f3f66` as Word writes it."""
    return color.removeprefix("#").upper()


def _text_color(theme: Theme, color: Color) -> Element:
    slot = slot_name(theme, color)
    return w("color", val=hex_color(color), **({"themeColor": slot} if slot else {}))


def text_run_properties(theme: Theme, text: TextStyle, lang: str, frame: Frame) -> Iterator[Element]:
    """All run properties of a paragraph style."""
    yield fonts(theme, text.font, lang)
    yield from weight_and_slant(text.weight, text.italic)
    yield w("caps", val=int(text.caps == "all"))
    yield w("smallCaps", val=int(text.caps == "small"))
    if not frame.proofed:
        yield w("noProof")
    yield _text_color(theme, text.color)
    yield w("spacing", val=twips(text.tracking * text.size))
    yield w("sz", val=half_points(text.size))
    yield w("szCs", val=half_points(text.size))


_FIGURES = {"lining": "lining", "old-style": "oldStyle"}


def open_type(text: TextStyle) -> Iterator[Element]:
    """What a font has of figures, for Word 2010 and later ([MS-DOCX] 2.6.1); others ignore it. They stand last."""
    yield element("w14:numForm", {"w14:val": _FIGURES.get(text.figures, "default")})
    yield element("w14:numSpacing", {"w14:val": text.figure_width.replace("normal", "default")})


def character_properties(theme: Theme, run: RunStyle, size: float, lang: str, *, proofed: bool) -> Iterator[Element]:
    """The run properties in which a character style differs from its paragraph of that size."""
    if run.font:
        yield fonts(theme, run.font, lang)
    yield from weight_and_slant(run.weight, run.italic)
    if not proofed:
        yield w("noProof")
    if run.color:
        yield _text_color(theme, run.color)
    if run.scale != 1:
        yield w("sz", val=half_points(size * run.scale))
        yield w("szCs", val=half_points(size * run.scale))
    if run.underline:
        yield w("u", val="single")
    if run.fill:
        yield w("shd", val="clear", color="auto", fill=hex_color(run.fill))


def weight_and_slant(weight: int | None, italic: bool | None) -> Iterator[Element]:
    """Bold and italic, for all scripts; None leaves them as they are."""
    for names, on in ((("b", "bCs"), None if weight is None else is_bold(weight)), (("i", "iCs"), italic)):
        if on is not None:
            yield from (w(name, val=int(on)) for name in names)


def is_bold(weight: int) -> bool:
    """Word has two weights of a family."""
    return weight >= BOLD
