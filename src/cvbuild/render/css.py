"""The style table as CSS, for the printed page (WeasyPrint) and for the screen (browsers).

Every size and colour comes from the theme; which element bears which role is said here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cvbuild.render.marks import RULE_GAP
from cvbuild.theme.model import HEADINGS, Color, FontStack, Role, RunRole, RunStyle, TextStyle, Theme

Medium = Literal["print", "screen"]

SELECTORS: dict[Role, str] = {
    Role.BODY: "body",
    Role.NAME: ".name",
    Role.HEADLINE: ".headline",
    Role.CONTACT: ".contact",
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
    Role.SALUTATION: ".salutation",
    Role.CLOSING: ".closing",
    Role.RULE: "hr",
}
"""The elements of each role; the page footer's is a margin box."""

RUN_SELECTORS: dict[RunRole, str] = {
    RunRole.CODE: "code",
    RunRole.LINK: "a",
    RunRole.ENTRY_META: ".meta",
}

_CAPS = {"none": "", "small": "font-variant-caps: small-caps", "all": "text-transform: uppercase"}


def stylesheet(theme: Theme, lang: str, medium: Medium) -> str:
    """The whole style sheet of a document in that language."""
    return "\n".join(_Sheet(theme, lang, medium).rules()) + "\n"


class _Sheet:
    def __init__(self, theme: Theme, lang: str, medium: Medium) -> None:
        self._theme, self._lang, self._medium = theme, lang, medium
        self._body = theme.text[Role.BODY]

    def rules(self) -> Iterator[str]:
        yield from self._screen() if self._medium == "screen" else self._print()
        yield f"body {{ margin: 0; background: {self._color(self._theme.colors.background)} }}"
        yield "h1, h2, h3, h4, h5, h6, p, ul, ol, dl, dd, pre, blockquote, figure, table, hr { margin: 0; padding: 0 }"
        for role, selector in SELECTORS.items():
            yield f"{selector} {{ {'; '.join(self._text(role, self._theme.text[role]))} }}"
        for run, selector in RUN_SELECTORS.items():
            yield f"{selector} {{ {'; '.join(self._run(self._theme.runs[run]))} }}"
        yield from self._structure()

    def _color(self, color: Color) -> str:
        return f"var(--{color[1:]}, {color})" if self._medium == "screen" and color in self._theme.dark else color

    def _font(self, stack: FontStack) -> str:
        names = [f'"{name}"' for name in self._theme.families(stack, self._lang)]
        if self._medium == "screen":
            names.insert(len(stack.families), f'"{stack.word_alternative}"')
        return ", ".join([*names, stack.generic])

    def _text(self, role: Role, style: TextStyle) -> Iterator[str]:
        """The declarations of a role; inherited ones only where they differ from the body's."""
        yield from self._inherited(style, whole=role is Role.BODY)
        if role is not Role.BODY:
            yield f"margin-block-start: {_pt(style.before)}"
        if style.keep_with_next:
            yield "break-after: avoid"
        if role is Role.RULE:
            yield f"border: 0; border-top: {_pt(style.rule_below)} solid {self._color(self._theme.colors.line)}"
        elif style.rule_below:
            yield f"border-bottom: {_pt(style.rule_below)} solid {self._color(self._theme.colors.line)}"
            yield f"padding-bottom: {_pt(RULE_GAP)}"
        if style.indent:
            yield f"margin-inline-start: {_pt(style.indent)}"
        if style.fill:
            yield f"background: {self._color(style.fill)}"

    def _inherited(self, style: TextStyle, *, whole: bool) -> Iterator[str]:
        body = None if whole else self._body
        if body is None or style.font != body.font:
            yield f"font-family: {self._font(style.font)}"
        # Elements such as h1 and code have sizes and weights of their own in every browser.
        yield f"font-size: {_pt(style.size)}; font-weight: {style.weight}"
        yield f"line-height: {style.leading:g}; font-style: {'italic' if style.italic else 'normal'}"
        if _CAPS[style.caps]:
            yield _CAPS[style.caps]
        if style.tracking:
            yield f"letter-spacing: {style.tracking:g}em"
        if body is None or style.color != body.color:
            yield f"color: {self._color(style.color)}"
        if body is None or style.align != body.align:
            yield f"text-align: {style.align}"

    def _run(self, style: RunStyle) -> Iterator[str]:
        if style.font:
            yield f"font-family: {self._font(style.font)}"
        yield f"font-size: {style.scale:g}em"
        if style.weight is not None:
            yield f"font-weight: {style.weight}"
        if style.italic is not None:
            yield f"font-style: {'italic' if style.italic else 'normal'}"
        if style.color:
            yield f"color: {self._color(style.color)}"
        if style.fill:
            yield f"background: {self._color(style.fill)}"
        yield f"text-decoration: {'underline' if style.underline else 'none'}"

    def _structure(self) -> Iterator[str]:
        """What elements need beside their role: hanging markers, table lines, rows of an entry."""
        lists, line = self._theme.lists, self._color(self._theme.colors.line)
        before = _pt(self._body.before)
        yield f"p, dl, figure, table, li {{ margin-block-start: {before} }}"
        # The first block of a container has no space above; a page begins at its margin.
        yield "main > :first-child, blockquote > :first-child, li > :first-child, dd > :first-child,"
        yield "dt:first-child, figure > :first-child, .note > :first-child { margin-block-start: 0 }"
        for role in (Role.NAME, Role.HEADLINE, Role.CONTACT, Role.SALUTATION, Role.CLOSING):
            yield f"p{SELECTORS[role]} {{ margin-block-start: {_pt(self._theme.text[role].before)} }}"
        yield f"ul, ol {{ padding-inline-start: {_pt(lists.indent)} }}"
        yield "pre { padding: 0.6em 0.8em; white-space: pre-wrap; overflow-wrap: anywhere }"
        yield "pre code { font-size: 1em; background: none }"
        yield "table { border-collapse: collapse; width: 100% }"
        yield f"th, td {{ padding: 0.3em 0.6em; text-align: start; vertical-align: top; border-bottom: 0.5pt solid {line} }}"
        yield "th:first-child, td:first-child { padding-inline-start: 0 }"
        yield "th:last-child, td:last-child { padding-inline-end: 0 }"
        yield ".left { text-align: left } .center { text-align: center } .right { text-align: right }"
        yield "tr { break-inside: avoid }"
        yield f"blockquote {{ padding-inline-start: 0.8em; border-inline-start: 2pt solid {line} }}"
        yield "figure { text-align: center; break-inside: avoid }"
        yield "img { max-width: 100%; height: auto }"
        yield "sup, sub { line-height: 0; font-size: 0.7em }"
        yield "body { overflow-wrap: break-word; hyphens: manual }"
        yield ".entry { display: flex; justify-content: space-between; gap: 1.5em; align-items: baseline }"
        yield ".entry .period { flex: none; font-variant-numeric: tabular-nums }"
        yield ".page-break { break-after: page }"

    def _screen(self) -> Iterator[str]:
        theme, page = self._theme, self._theme.page
        if theme.dark:
            light = "; ".join(f"--{color[1:]}: {color}" for color in theme.dark)
            dark = "; ".join(f"--{color[1:]}: {other}" for color, other in theme.dark.items())
            yield f":root {{ color-scheme: light dark; {light} }}"
            yield f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
        yield "*, ::before, ::after { box-sizing: border-box }"
        yield "html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }"
        yield f"main {{ max-width: {_pt(page.text_width)}; margin-inline: auto; padding: clamp(1.25rem, 5vw, 4rem) 0 }}"
        yield "body { padding-inline: clamp(1rem, 5vw, 3rem) }"
        yield ".scroll { overflow-x: auto }"
        yield f"li::marker {{ color: {self._color(self._body.color)} }}"
        for depth, bullet in enumerate(theme.lists.bullets):
            yield f'{"ul " * depth}ul {{ list-style-type: "{bullet}\\2002 " }}'
        yield "li.task { list-style-type: none } .box { margin-inline-start: -1.4em; padding-inline-end: 0.4em }"
        yield f".notes {{ margin-block-start: {_pt(self._body.before * 3)}; border-top: 0.5pt solid {self._color(theme.colors.line)} }}"
        yield f"@page {{ {self._page()} }} @media print {{ main {{ max-width: none; padding: 0 }} body {{ padding: 0 }} }}"

    def _page(self) -> str:
        page = self._theme.page
        width, height = page.size
        margins = (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
        return f"size: {_pt(width)} {_pt(height)}; margin: {' '.join(map(_pt, margins))}"

    def _print(self) -> Iterator[str]:
        page, line = self._theme.page, self._theme.colors.line
        footer = "; ".join(self._inherited(self._theme.text[Role.PAGE_FOOTER], whole=True))
        content = _footer_content(page.footer)
        yield f"@page {{ {self._page()}; @bottom-center {{ content: {content}; {footer} }}"
        # The engine moves a note to the next page when rounding makes it 1e-13 too high: hence the room below.
        above = _pt(self._theme.text[Role.FOOTNOTE].before)
        yield f"@footnote {{ border-top: 0.5pt solid {line}; padding: {above} 0 0.5pt }} }}"
        yield "@page :first { @bottom-center { content: none } }"
        yield f"html {{ orphans: 2; widows: 2 }}"
        indent = _pt(self._theme.lists.indent)
        yield "ul, ol { list-style: none }"
        # A marker inside the line, and not outside as `list-style` sets it: extractors find it where it is read.
        yield f".marker {{ display: inline-block; width: {indent}; margin-inline-start: -{indent}; text-indent: 0 }}"
        yield ".note { float: footnote } .note::footnote-marker { content: counter(footnote) '. ' }"
        yield "::footnote-call { vertical-align: super; font-size: 0.7em; line-height: 0; font-variant-position: normal; content: counter(footnote) }"


def _pt(length: float) -> str:
    return f"{length:.4f}".rstrip("0").rstrip(".") + "pt"


def _footer_content(template: str) -> str:
    """CSS `content` of a footer's text: `"{page} / {pages}"` becomes counters and strings."""
    if not template:
        return "none"
    quoted = template.replace("\\", "\\\\").replace('"', '\\"')
    counted = quoted.replace("{pages}", '" counter(pages) "').replace("{page}", '" counter(page) "')
    return f'"{counted}"'
