"""What a Word file's styles and lists mean: how characters look, which paragraphs are headings or items.

Only what tells a reader something is read: no sizes, fonts or colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from cvbuild.verify.word_archive import child, children, local, number, switched, value

_LIST = re.compile(r"List (?:Bullet|Number) ([2-9])", re.IGNORECASE)
_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)
_DEEPEST_STYLE = 50
_TOGGLES = {"b": "bold", "i": "italic", "strike": "strike", "vertAlign": "vertical"}


@dataclass(frozen=True, slots=True)
class Marks:
    """How characters differ from plain ones; `vertical` is `superscript`, `subscript` or empty, `link` a target."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    vertical: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    paragraph: Element | None
    run: Element | None


@dataclass
class Styles:
    """The styles and numberings of a file."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _default: str = ""
    _bullets: dict[tuple[str, int], bool] = field(default_factory=dict)

    @classmethod
    def read(cls, styles: Element | None, numbering: Element | None) -> Styles:
        """Of the two parts; either may be missing."""
        made = cls()
        for one in children(styles, "style"):
            name, based_on = value(child(one, "name")), value(child(one, "basedOn"))
            made._styles[value(one, "styleId")] = _Style(name, based_on, child(one, "pPr"), child(one, "rPr"))
            if value(one, "type") == "paragraph" and value(one, "default") in {"1", "true", "on"}:
                made._default = value(one, "styleId")
        made._bullets = dict(_bullets(numbering))
        return made

    def name(self, identifier: str) -> str:
        """A style's name as all languages of Word have it."""
        style = self._styles.get(identifier or self._default)
        return style.name if style else ""

    def heading(self, properties: Element | None) -> int:
        """The level of a heading, from 1; 0 for what is none."""
        for place, style in self._chain(properties):
            outline = number(child(place, "outlineLvl"))
            if outline is not None:
                return outline + 1 if 0 <= outline < 6 else 0
            if style and (match := _HEADING.fullmatch(style.name)):
                return int(match[1])
        return 0

    def item(self, properties: Element | None) -> tuple[int, bool] | None:
        """The level of a list item, from 0, and whether it is numbered; None for what is no item."""
        instance, level, deep = "", None, 0
        for place, style in self._chain(properties):
            numbered = child(place, "numPr")
            own = value(child(numbered, "numId"))
            if own and not instance:
                # Word's list styles have one level each, of a definition of their own.
                named = _LIST.fullmatch(style.name) if style else None
                instance, deep = own, int(named[1]) - 1 if named else 0
            level = number(child(numbered, "ilvl")) if level is None else level
        if instance in {"", "0"}:
            return None
        return level or deep, not self._bullets.get((instance, level or 0), True)

    def marks(self, paragraph: Element | None, run: Element | None) -> Marks:
        """How a run looks: by its paragraph's style, by its own, and by what is set directly (ISO 29500-1, 17.7.3)."""
        own = self._style_marks(value(child(run, "rStyle")), character=True)
        below = self._style_marks(value(child(paragraph, "pStyle")), character=False)
        styled = Marks(
            bold=own.bold != below.bold,
            italic=own.italic != below.italic,
            strike=own.strike != below.strike,
            vertical=own.vertical or below.vertical,
        )
        return replace(styled, **_set(run))  # type: ignore[arg-type]

    def _style_marks(self, identifier: str, *, character: bool) -> Marks:
        found: dict[str, object] = {}
        for style in self._ancestry(identifier or ("" if character else self._default)):
            found = {**_set(style.run), **found}
        return Marks(**found)  # type: ignore[arg-type]

    def _ancestry(self, identifier: str) -> Iterator[_Style]:
        """A style and those that it is based on; a circle ends somewhere."""
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = style.based_on

    def _chain(self, properties: Element | None) -> Iterator[tuple[Element | None, _Style | None]]:
        """Where a paragraph's properties may stand, the nearest first."""
        yield properties, None
        for style in self._ancestry(value(child(properties, "pStyle")) or self._default):
            yield style.paragraph, style


def _set(properties: Element | None) -> dict[str, bool | str]:
    """What these run properties say of the marks."""
    found: dict[str, bool | str] = {}
    for one in children(properties, *_TOGGLES):
        name = _TOGGLES[local(one)]
        vertical = value(one)
        found[name] = (
            (vertical if vertical in {"superscript", "subscript"} else "")
            if name == "vertical"
            else bool(switched(one))
        )
    return found


def _bullets(numbering: Element | None) -> Iterator[tuple[tuple[str, int], bool]]:
    """Whether each level of each numbering instance has a bullet."""
    abstract = {value(one, "abstractNumId"): one for one in children(numbering, "abstractNum")}
    for instance in children(numbering, "num"):
        definition = abstract.get(value(child(instance, "abstractNumId")))
        for level in children(definition, "lvl"):
            kind = value(child(level, "numFmt"))
            yield (value(instance, "numId"), number(level, "ilvl") or 0), kind in {"bullet", "none"}
