"""The style table as CSS, for the printed page (WeasyPrint) and for the screen (browsers).

Every size and colour comes from the theme; which element bears which role is said here, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from string import Template as StringTemplate
from typing import Literal

from cvbuild.render.columns import PAD
from cvbuild.render.faces import css_string, page_faces, page_name, similar_families
from cvbuild.render.marks import (
    FOLD_COLOR,
    FOLD_LEFT,
    FOLD_WIDTH,
    QUOTE_BAR,
    QUOTE_GAP,
    RULE_GAP,
    fill_padding,
)
from cvbuild.theme.model import HEADINGS, Color, FontStack, Length, Page, Role, RunRole, RunStyle, TextStyle, Theme

Medium = Literal["print", "screen"]

SELECTORS: dict[Role, str] = {
    Role.BODY: "body",
    Role.NAME: ".name",
    Role.HEADLINE: ".headline",
    Role.CONTACT: ".contact",
    Role.INTRO: ".intro",
    **{role: f"h{level}" for level, role in enumerate(HEADINGS, 1)},
    Role.ENTRY: ".entry",
    Role.ITEM: ".tight > li",
    Role.QUOTE: "blockquote",
    Role.CODE_BLOCK: "pre",
    Role.TABLE_HEAD: "th",
    Role.TABLE_CELL: "td",
    Role.TERM: "dt",
    Role.DESCRIPTION: "dd",
    Role.CAPTION: "figcaption",
    Role.FOOTNOTE: ".note",
    Role.ADDRESSEE: ".addressee",
    Role.DATE: ".date",
    Role.SUBJECT: ".subject",
    Role.SALUTATION: ".salutation",
    Role.CLOSING: ".closing",
    Role.SIGNATURE: ".signature",
    Role.ENCLOSURE: ".enclosure",
    Role.RULE: "hr",
}
"""The elements of each role; those of page headers and footers are margin boxes."""

RUN_SELECTORS: dict[RunRole, str] = {
    RunRole.CODE: "code",
    RunRole.LINK: "a",
    RunRole.ENTRY_META: ".meta",
    **{role: f".{role.value}" for role in RunRole if role.value.startswith("code-")},
}

_SIDES = {"start": "left", "center": "center", "justify": "left", "end": "right"}
_TABLE_LINES = {
    "rows": "border: 0; border-bottom: 0.5pt solid {line}",
    "grid": "border: 0.5pt solid {line}",
    "none": "border: 0",
}
_WHOLE = {Role.BODY, Role.NAME, Role.ENTRY}
"""Names and entries are headings too, and take nothing from those."""
_AROUND = (Role.BODY, Role.ITEM, Role.QUOTE, Role.DESCRIPTION, Role.FOOTNOTE)
"""What others stand in and inherit from."""
_CELLS = {Role.TABLE_HEAD, Role.TABLE_CELL}
_UNKNOWN_IN_EDGES = re.compile(r"; (?:font-variant-numeric|hyphens): [^;]+")
_CAPS = {"none": ("normal", "none"), "small": ("small-caps", "none"), "all": ("normal", "uppercase")}


def stylesheet(theme: Theme, lang: str, medium: Medium) -> str:
    """The whole style sheet of a document in that language."""
    return "\n".join(_Sheet(theme, lang, medium).rules()) + "\n"


class _Sheet:
    def __init__(self, theme: Theme, lang: str, medium: Medium) -> None:
        self._theme, self._lang, self._medium = theme, lang, medium
        self._body = theme.text[Role.BODY]

    def rules(self) -> Iterator[str]:
        yield from page_faces(self._theme) if self._medium == "print" else ()
        yield self._file("structure")
        yield from self._bullets() if self._medium == "screen" else ()
        for role, selector in SELECTORS.items():
            yield f"{selector} {{ {'; '.join(self._text(role, self._theme.text[role]))} }}"
        if plain := "; ".join(self._box(Role.BODY, self._body)):
            yield f":is(main, section, div:not(.note)) > p:not([class]) {{ {plain} }}"
        yield f".tight .loose > li {{ {'; '.join(self._inherited(self._body, whole=False))} }}"
        for run, selector in RUN_SELECTORS.items():
            if declarations := "; ".join(self._run(self._theme.runs[run])):
                yield f"{selector} {{ {declarations} }}"
        yield self._file("first")
        yield self._file(self._medium)
        if self._theme.page.address:
            yield self._file("address") if self._medium == "print" else f"@media print {{ {self._file('address')} }}"
        if self._theme.page.folds and self._medium == "print":
            yield self._file("folds")
        yield from self._dark() if self._medium == "screen" else ()

    def _file(self, name: str) -> str:
        text = (Path(__file__).parent / "templates" / f"{name}.css").read_text("utf-8")
        return StringTemplate(text).substitute(self._values)

    @cached_property
    def _values(self) -> dict[str, str]:
        """What the style sheets in `templates` take from the theme."""
        page, text = self._theme.page, self._theme.text
        margins = (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
        return {
            **_address(page, self._body.before),
            **_folds(page),
            "background": self._color(self._theme.colors.background),
            "before": _pt(self._body.before),
            "call_size": _pt(self._body.size * 0.7),
            "color": self._color(self._body.color),
            "weight": str(self._body.weight),
            "code_padding": _pt(fill_padding(text[Role.CODE_BLOCK].size) if text[Role.CODE_BLOCK].fill else 0),
            "entry_line": _pt(text[Role.ENTRY].size * text[Role.ENTRY].leading),
            "period_figures": _figures(replace(text[Role.ENTRY], figure_width="tabular")),
            "edges": self._edges(page.header, page.footer),
            "first_edges": self._edges(page.first_header, page.first_footer),
            "first_top": _pt(page.first_top),
            "height": _pt(page.size[1]),
            "indent": _pt(self._theme.lists.indent),
            "line": self._color(self._theme.colors.line),
            "cell_lines": _TABLE_LINES[self._theme.tables].format(line=self._color(self._theme.colors.line)),
            "margins": " ".join(map(_pt, margins)),
            "quote_bar": _pt(QUOTE_BAR),
            "quote_before": _pt(text[Role.QUOTE].before),
            "quote_gap": _pt(QUOTE_GAP),
            "note_before": _pt(text[Role.FOOTNOTE].before),
            "notes_before": _pt(self._body.before * 3),
            # The outer columns' text lines up with the text around, unless lines stand there.
            "table_edges": "" if self._theme.tables == "grid" else self._lined_up,
            "text_width": _pt(page.text_width),
            "width": _pt(page.size[0]),
        }

    def _edges(self, header: str, footer: str) -> str:
        """The margin boxes at the head and foot of a page (CSS Paged Media 3, 4.2)."""
        return " ".join(
            self._edge(place, side, text)
            for place, text in (("top", header), ("bottom", footer))
            for side in ("left", "center", "right")
        )

    def _edge(self, place: str, side: str, text: str) -> str:
        style = self._theme.text[Role.PAGE_HEADER if place == "top" else Role.PAGE_FOOTER]
        if not text or side != _SIDES[style.align]:
            return f"@{place}-{side} {{ content: none }}"
        look = "; ".join(self._inherited(style, whole=True))
        if self._medium == "screen":
            # The Nu HTML checker knows no others in margin boxes.
            look = _UNKNOWN_IN_EDGES.sub("", look).replace("font-variant-caps", "font-variant")
        return f"@{place}-{side} {{ content: {_edge_content(text)}; white-space: pre-wrap; {look} }}"

    def _color(self, color: Color) -> str:
        return f"var(--c-{color[1:]})" if self._medium == "screen" and color in self._theme.dark else color

    def _font(self, stack: FontStack) -> str:
        names = list(self._theme.families(stack, self._lang))
        if self._medium == "print":
            names = [page_name(self._theme, name) for name in names]
        else:
            own = len(stack.families)
            names[own:own] = similar_families(stack.word_alternative, stack.generic)
        return ", ".join([*map(css_string, names), stack.generic])

    def _text(self, role: Role, style: TextStyle) -> Iterator[str]:
        """The declarations of a role; inherited ones only where they differ from the body's."""
        if role is Role.CAPTION and style.align == "start":
            # It stands under its picture, which is centred.
            style = replace(style, align="center")
        yield from self._inherited(style, whole=role in _WHOLE)
        if role in _CELLS:
            yield from self._cell(style)
            yield from self._box(role, style)
        # The body is what the others inherit from; its space stands in front of each paragraph.
        elif role is not Role.BODY:
            yield f"margin-block-start: {_pt(style.before)}"
            yield from self._box(role, style)

    def _box(self, role: Role, style: TextStyle) -> Iterator[str]:
        if style.keep_with_next:
            yield "break-after: avoid"
        elif role is not Role.BODY:
            # Headings and terms are kept by the engine's own style sheet.
            yield "break-after: auto"
        if role is Role.RULE:
            yield f"border: 0; border-top: {_pt(style.rule_below)} solid {self._color(self._theme.colors.line)}"
        elif style.rule_below:
            yield f"border-bottom: {_pt(style.rule_below)} solid {self._color(self._theme.colors.line)}"
            yield f"padding-bottom: {_pt(RULE_GAP)}"
        if role is Role.QUOTE:
            yield f"margin-inline-start: {_pt(style.indent - QUOTE_BAR - QUOTE_GAP)}"
        elif style.indent and role not in _CELLS:
            yield f"margin-inline-start: {_pt(style.indent)}"
        if style.fill:
            yield f"background: {self._color(style.fill)}"

    def _cell(self, style: TextStyle) -> Iterator[str]:
        """Cells have no margins."""
        pad = PAD * self._theme.text[Role.TABLE_CELL].size
        yield f"padding: {_pt(pad + style.before)} {_pt(pad * 2)} {_pt(pad)}"
        yield f"padding-inline-start: {_pt(pad * 2 + style.indent)}; text-align: {style.align}"

    @property
    def _lined_up(self) -> str:
        cells = (("th", Role.TABLE_HEAD), ("td", Role.TABLE_CELL))
        indents = ((tag, self._theme.text[role].indent) for tag, role in cells)
        return "\n".join(
            f"{tag}:first-child {{ padding-inline-start: {_pt(indent)} }}\n{tag}:last-child {{ padding-inline-end: 0 }}"
            for tag, indent in indents
        )

    def _inherited(self, style: TextStyle, *, whole: bool) -> Iterator[str]:
        """The declarations of what elements inherit, which are needed where anything around may have them otherwise."""
        around = [self._theme.text[role] for role in _AROUND]

        def own(name: str) -> bool:
            return whole or any(getattr(style, name) != getattr(other, name) for other in around)

        if own("font"):
            yield f"font-family: {self._font(style.font)}"
        # Elements such as h1 and code have sizes and weights of their own in every browser.
        yield f"font-size: {_pt(style.size)}; font-weight: {style.weight}"
        yield f"line-height: {style.leading:g}; font-style: {'italic' if style.italic else 'normal'}"
        if own("caps"):
            variant, transform = _CAPS[style.caps]
            yield f"font-variant-caps: {variant}; text-transform: {transform}"
        if own("figures") or own("figure_width"):
            yield f"font-variant-numeric: {_figures(style)}"
        if own("hyphens"):
            yield f"hyphens: {'auto' if style.hyphens else 'manual'}"
        if own("tracking"):
            yield f"letter-spacing: {style.tracking:g}em"
        if own("color"):
            yield f"color: {self._color(style.color)}"
        if own("align"):
            yield f"text-align: {style.align}"

    def _run(self, style: RunStyle) -> Iterator[str]:
        if style.font:
            yield f"font-family: {self._font(style.font)}"
        if style.scale != 1:
            yield f"font-size: {style.scale:g}em"
        if style.weight is not None:
            yield f"font-weight: {style.weight}"
        if style.italic is not None:
            yield f"font-style: {'italic' if style.italic else 'normal'}"
        if style.color:
            yield f"color: {self._color(style.color)}"
        if style.fill:
            yield f"background: {self._color(style.fill)}"
        if style.underline or style is self._theme.runs[RunRole.LINK]:
            yield f"text-decoration: {'underline' if style.underline else 'none'}"

    def _bullets(self) -> Iterator[str]:
        for depth, bullet in enumerate(self._theme.lists.bullets):
            lists = f"{'ul ' * depth}ul"
            yield f'{lists} {{ list-style-type: "{_quoted(bullet)}\\2002 " }}'
            yield f'@media print {{ {lists} > li::before {{ content: "{_quoted(bullet)}" }} }}'

    def _dark(self) -> Iterator[str]:
        if self._theme.dark:
            light = "; ".join(f"--c-{color[1:]}: {color}" for color in self._theme.dark)
            dark = "; ".join(f"--c-{color[1:]}: {other}" for color, other in self._theme.dark.items())
            yield f":root {{ color-scheme: light dark; {light} }}"
            yield f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


_FIGURES = {"normal": "", "lining": "lining-nums", "old-style": "oldstyle-nums"}


_FIGURE_WIDTHS = {"normal": "", "proportional": "proportional-nums", "tabular": "tabular-nums"}


def _figures(style: TextStyle) -> str:
    return f"{_FIGURES[style.figures]} {_FIGURE_WIDTHS[style.figure_width]}".strip() or "normal"


def _pt(length: float) -> str:
    return f"{length:.4f}".rstrip("0").rstrip(".") + "pt"


def _address(page: Page, gap: Length) -> dict[str, str]:
    """The place of an address; that of the box above it, which ends where the address begins, with a gap above that."""
    if page.address is None:
        return {}
    field = page.address
    return {
        "above": _pt(field.top - page.first_top),
        "above_gap": _pt(max(0.0, gap - field.inset_top)),
        "address_height": _pt(field.height),
        "address_left": _pt(field.left - page.margin_left),
        "address_width": _pt(field.width),
        "inset_left": _pt(field.inset_left),
        "inset_top": _pt(field.inset_top),
    }


def _folds(page: Page) -> dict[str, str]:
    """The heights of boxes in the left margin that end, and begin, at a fold."""
    if not page.folds:
        return {}
    first, last = page.folds[0], page.folds[-1]
    return {
        "fold_color": FOLD_COLOR,
        "fold_left": _pt(FOLD_LEFT),
        "fold_width": _pt(FOLD_WIDTH),
        "to_first_fold": _pt(first - page.first_top),
        "from_last_fold": _pt(page.size[1] - page.margin_bottom - last),
    }


def _edge_content(template: str) -> str:
    """CSS `content` of a header or footer: `{page} / {pages}` becomes counters and strings."""
    counted = _quoted(template).replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "')
    return f'"{counted}"'


def _quoted(text: str) -> str:
    """What stands between the quotes of a CSS string."""
    return css_string(text)[1:-1]
