"""The named styles: those that Word knows, our own, and their variants for a context, made when first used.

How they are written down stands in `stylesheet` and `properties`; nothing here knows nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cvbuild.render.docx.properties import Frame
from cvbuild.render.docx.xml import twips
from cvbuild.render.marks import QUOTE_BAR, RULE_GAP, fill_padding
from cvbuild.theme.model import HEADINGS, Role, RunRole, RunStyle, TextStyle, Theme

_LISTS = ("List Bullet", "List Number", "List Continue")
BUILT_IN = {
    "Normal", "Title", "Subtitle", "Quote", "caption", "header", "footer", "footnote text", "Date", "Salutation",
    "Closing", "Signature", "Hyperlink",
    *(f"heading {level}" for level in range(1, 7)),
    *(name + number for name in _LISTS for number in ("", " 2", " 3", " 4", " 5")),
}  # fmt: skip
_CONTAINED = ("List", "Quote", "Description", "footnote text")
_RUN_NAMES = {role: role.value.replace("-", " ").title() for role in RunRole} | {RunRole.LINK: "Hyperlink"}
_ENTRY_LEVEL = 3
_LEAST_LINE = 0.7
"""Points: the lowest line that Word sets."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How a paragraph's context changes its style; None leaves it as the theme has it. Lengths are points."""

    look: Role | None = None
    indent: float | None = None
    before: float | None = None
    align: Literal["start", "center", "end"] | None = None
    keep_with_next: bool | None = None
    rule_below: float | None = None
    grows: bool = False


AS_IS = Variant()
_FLAGS = {True: "kept", False: "free"}
_VARIED = {
    "indent": "indent {:g}",
    "before": "space {:g}",
    "align": "{}",
    "keep_with_next": "{}",
    "rule_below": "rule {:g}",
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style by its name, and the identifier of the one that it builds on."""

    name: str
    text: TextStyle
    frame: Frame = Frame()
    based_on: str = "Normal"
    is_variant: bool = False

    @property
    def identifier(self) -> str:
        return identifier(self.name)


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """A style for runs, in paragraphs of that font size."""

    name: str
    look: RunStyle
    size: float
    proofed: bool


def identifier(name: str) -> str:
    """The identifier of the style of that name: its words run together, a decimal point spelled."""
    words = re.findall(r"[A-Za-z0-9]+", name.replace(".", "p"))
    return "".join(word[0].upper() + word[1:] for word in words)


def list_style(name: str, level: int) -> str:
    """The list style of a level from 1: `List Bullet`, `List Bullet 2` …"""
    return name if level == 1 else f"{name} {level}"


def entry_style(level: int) -> str:
    """The style of an entry whose heading had that level."""
    return "Entry" if level == _ENTRY_LEVEL else f"Entry Level {level}"


class Styles:
    """Gives out style identifiers, and remembers what was asked for."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._variants: dict[tuple[str, Variant], str] = {}
        self._runs: dict[tuple[tuple[RunRole, ...], float], str] = {}
        self._characters: dict[str, CharacterStyle] = {}
        for style in self._catalogue():
            self._paragraphs[style.name] = style
        for role in RunRole:
            self.run((role,), theme.text[Role.BODY].size)

    # ── What paragraphs and runs ask for ─────────────────────────────────────────────────────────

    def paragraph(self, name: str, variant: Variant = AS_IS) -> str:
        """The identifier of a paragraph style, changed for its context."""
        key = (name, variant)
        if key not in self._variants:
            self._variants[key] = self._add(self._varied(self._named(name), variant))
        return self._variants[key]

    def _add(self, style: ParagraphStyle) -> str:
        return self._paragraphs.setdefault(style.name, style).identifier

    def indent(self, name: str) -> float:
        """A style's indent in the theme, where it is not that of the list, quote or description around."""
        return 0.0 if name.startswith(_CONTAINED) else self._named(name).text.indent

    def rule_in_box(self, name: str) -> str:
        """The identifier of the style for the line below a paragraph of that style in a box; empty if it has none.

        LibreOffice makes a paragraph's border in a frame that of the frame, so the line is a filled paragraph there.
        """
        text = self._named(name).text
        if not text.rule_below:
            return ""
        filled = replace(text, before=RULE_GAP, rule_below=0, fill=self._theme.colors.line)
        line = max(text.rule_below, _LEAST_LINE)
        return self._add(ParagraphStyle(f"Rule in Box {line:g}", filled, Frame(line=line)))

    def run(self, roles: tuple[RunRole, ...], size: float) -> str:
        """The identifier of the character style for runs of these roles, in a paragraph of that font size.

        Word's character styles have absolute sizes: one that scales is needed for each size around it.
        """
        look = self.run_look(roles)
        key = (roles, size if look.scale != 1 else 0.0)
        if key not in self._runs:
            name = " ".join(_RUN_NAMES[role] for role in roles)
            name = f"{name} in {size:g}" if name in self._characters else name
            self._characters[name] = CharacterStyle(
                name, look, size, not any(role.value.startswith("code") for role in roles)
            )
            self._runs[key] = identifier(name)
        return self._runs[key]

    def run_look(self, roles: tuple[RunRole, ...]) -> RunStyle:
        """The run styles of several roles as one: the innermost, which is the last, decides."""
        look = RunStyle()
        for role in roles:
            look = _merged(look, self._theme.runs[role])
        return look

    @property
    def paragraphs(self) -> Iterable[ParagraphStyle]:
        """All paragraph styles; those that others build on come first."""
        return self._paragraphs.values()

    @property
    def lists(self) -> Iterator[tuple[str, int, bool]]:
        """The styles of list items: their identifiers, their levels from 0, and whether they are numbered."""
        for style in self._paragraphs.values():
            found = re.fullmatch(r"List (Bullet|Number)(?: (\d+))?", style.name)
            if found:
                yield style.identifier, int(found[2] or 1) - 1, found[1] == "Number"

    @property
    def characters(self) -> Iterable[CharacterStyle]:
        """All character styles that are for a role."""
        return self._characters.values()

    # ── Definitions ──────────────────────────────────────────────────────────────────────────────

    def _catalogue(self) -> Iterator[ParagraphStyle]:
        text = self._theme.text
        plain = {
            "Normal": Role.BODY, "Title": Role.NAME, "Subtitle": Role.HEADLINE, "Contact": Role.CONTACT,
            "Intro": Role.INTRO,
            "Table Head": Role.TABLE_HEAD, "Table Cell": Role.TABLE_CELL, "Term": Role.TERM,
            "Description": Role.DESCRIPTION, "footnote text": Role.FOOTNOTE, "Addressee": Role.ADDRESSEE,
            "Date": Role.DATE, "Subject": Role.SUBJECT, "Salutation": Role.SALUTATION, "Closing": Role.CLOSING,
            "Signature": Role.SIGNATURE, "Enclosure": Role.ENCLOSURE, "header": Role.PAGE_HEADER,
            "footer": Role.PAGE_FOOTER,
        }  # fmt: skip
        yield from (ParagraphStyle(name, text[role]) for name, role in plain.items())
        for level, role in enumerate(HEADINGS, 1):
            yield ParagraphStyle(f"heading {level}", text[role], Frame(outline=level))
        yield ParagraphStyle("Quote", text[Role.QUOTE], Frame(bar=QUOTE_BAR))
        code = text[Role.CODE_BLOCK]
        padding = fill_padding(code.size) if code.fill else 0
        yield ParagraphStyle("Code Block", code, Frame(padding=padding, proofed=False))
        yield ParagraphStyle("Figure", replace(text[Role.BODY], align="center"), Frame(grows=True))
        yield ParagraphStyle("caption", _centred(text[Role.CAPTION]))
        # Nothing but its border shows: the least of a line, which takes its height from the space above.
        rule = replace(text[Role.RULE], before=max(0.0, text[Role.RULE].before - 1))
        yield ParagraphStyle("Rule", rule, Frame(line=1, gap=0))
        least = replace(text[Role.BODY], before=0)
        yield ParagraphStyle("Table Gap", least, Frame(line=1))
        if self._theme.page.folds:
            yield ParagraphStyle("Fold Mark", replace(least, rule_below=0.5), Frame(line=1))
        yield self._named("Entry")
        yield from (self._named(list_style(name, level)) for level in (1, 2, 3) for name in _LISTS)

    def _named(self, name: str) -> ParagraphStyle:
        """The style of that name as the theme has it; those of lists and entries are made when asked for."""
        if name in self._paragraphs:
            return self._paragraphs[name]
        style = self._entry(name) if name.startswith("Entry") else self._list(name)
        self._paragraphs[name] = style
        return style

    def _entry(self, name: str) -> ParagraphStyle:
        level = int(name.rpartition(" ")[2]) if " " in name else _ENTRY_LEVEL
        frame = Frame(outline=level, tab=self._theme.page.text_width)
        return ParagraphStyle(name, self._theme.text[Role.ENTRY], frame, f"Heading{level}")

    def _list(self, name: str) -> ParagraphStyle:
        number = name.rpartition(" ")[2]
        level = int(number) if number.isdigit() else 1
        indent = self._theme.lists.indent
        text = replace(self._theme.text[Role.ITEM], indent=level * indent)
        return ParagraphStyle(name, text, Frame(hanging=0 if name.startswith("List Continue") else indent))

    def _varied(self, base: ParagraphStyle, variant: Variant) -> ParagraphStyle:
        """The style as its context wants it, named for what differs; the style itself if nothing does."""
        text, words = base.text, list[str]()
        if variant.look is not None:
            look = self._theme.text[variant.look]
            look = replace(look, indent=text.indent, before=text.before, keep_with_next=text.keep_with_next)
            if look != text:
                text = look
                words.append(f"as {variant.look.value}")
        for field, label in _VARIED.items():
            value = getattr(variant, field)
            if value is not None and not _same(value, getattr(text, field)):
                text = replace(text, **{field: value})
                words.append(label.format(_FLAGS[value] if isinstance(value, bool) else value))
        frame = base.frame
        if variant.grows and not frame.grows:
            frame = replace(frame, grows=True)
            words.append("with picture")
        name = " ".join([base.name, *words])
        return ParagraphStyle(name, text, frame, base.identifier, is_variant=True) if words else base


def _same(value: object, other: object) -> bool:
    """Whether Word could tell the two apart: its lengths are whole twentieths of a point."""
    if isinstance(value, float | int) and isinstance(other, float | int):
        return twips(value) == twips(other)
    return value == other


def _merged(outer: RunStyle, inner: RunStyle) -> RunStyle:
    return RunStyle(
        font=inner.font or outer.font,
        scale=inner.scale * outer.scale,
        weight=outer.weight if inner.weight is None else inner.weight,
        italic=outer.italic if inner.italic is None else inner.italic,
        color=inner.color or outer.color,
        fill=inner.fill or outer.fill,
        underline=inner.underline or outer.underline,
    )


def _centred(text: TextStyle) -> TextStyle:
    """A caption stands under its picture, which is centred, unless the theme says otherwise."""
    return replace(text, align="center") if text.align == "start" else text
