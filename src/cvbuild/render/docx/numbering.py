"""The numbering part: definitions of nine levels each, and a numbering instance for each list that counts.

What an item holds is the blocks' business; here is only its marker, and where that stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cvbuild.render.docx.xml import Element, root, twips, w
from cvbuild.render.marks import TASK, printable
from cvbuild.theme.model import Theme

DEEPEST = 8
"""The last level that Word numbers, counted from 0; deeper lists share it and differ by indent."""

# No text font is sure to have the boxes. Where neither of these is installed the system finds another.
BOX_FONT, BOX_FONT_ALTERNATIVE = "DejaVu Sans", "Segoe UI Symbol"


@dataclass(frozen=True, slots=True)
class Level:
    """Where a list stands: `depth` in lists, `bullets` in bullet lists, both from 0; the text's indent in points."""

    depth: int
    bullets: int
    indent: float
    hanging: float

    @property
    def number(self) -> int:
        return min(self.depth, DEEPEST)


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph's marker: the numbering instance and its level."""

    instance: int
    level: int

    def xml(self) -> Element:
        return w("numPr", w("ilvl", val=self.level), w("numId", val=self.instance))


# The text of each level, the indents of each level, and what keeps apart those that must not count together.
_Key = tuple[str, tuple[str, ...], tuple[int, ...], int, int]


class Numbering:
    """Gives out markers, and remembers their definitions."""

    def __init__(self, theme: Theme) -> None:
        self._lists = theme.lists
        self._definitions: dict[_Key, int] = {}
        self._bullets: dict[_Key, int] = {}
        self._instances: list[Element] = []
        self._styled: list[Element] = []

    def bullet(self, level: Level) -> Marker:
        """The bullet of a list. Bullet lists of one kind share an instance, for nothing is counted."""
        shift = level.bullets - level.number
        return self._uncounted(level, lambda index: self._lists.bullet(max(0, index + shift)), "bullet")

    def task(self, level: Level, checked: bool) -> Marker:
        """The box of a task, in place of a bullet or number."""
        return self._uncounted(level, lambda _: TASK[checked], "task")

    def ordered(self, level: Level, start: int) -> Marker:
        """Numbers from `start`: each call begins a list that counts for itself."""
        # All instances of one definition count together, so lists that share a level are kept apart by depth.
        apart = max(0, level.depth - DEEPEST)
        definition = self._definition(self._key("decimal", level, lambda index: f"%{index + 1}.", apart))
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level.number)
        return Marker(self._instance(definition, override), level.number)

    def of_style(self, style: str, level: int, *, is_numbered: bool) -> int:
        """The instance by which paragraphs of a list style have their marker when the style is chosen in Word.

        As with Word's own list styles, it has one level, and is apart from those of the lists that were written. To be
        asked for when all of those are.
        """
        number = len(self._definitions) + len(self._styled)
        made = _head(number, "singleLevel")
        indent = twips((level + 1) * self._lists.indent)
        text, kind = ("%1.", "decimal") if is_numbered else (printable(self._lists.bullet(level)), "bullet")
        made.append(_level_xml(0, kind, text, w("ind", left=indent, hanging=twips(self._lists.indent)), style))
        self._styled.append(made)
        return self._instance(number)

    def _uncounted(self, level: Level, text: Callable[[int], str], kind: str) -> Marker:
        key = self._key(kind, level, text, 0)
        if key not in self._bullets:
            self._bullets[key] = self._instance(self._definition(key))
        return Marker(self._bullets[key], level.number)

    def _key(self, kind: str, level: Level, text: Callable[[int], str], apart: int) -> _Key:
        """The definition in which this list stands at its level, and others would at theirs."""
        levels = range(DEEPEST + 1)
        shifts = (level.indent + (index - level.number) * self._lists.indent for index in levels)
        indents = tuple(twips(max(level.hanging, shift)) for shift in shifts)
        texts = tuple(printable(text(index)) for index in levels)
        return kind, texts, indents, twips(level.hanging), apart

    def _definition(self, key: _Key) -> int:
        return self._definitions.setdefault(key, len(self._definitions))

    def _instance(self, definition: int, *overrides: Element) -> int:
        number = len(self._instances) + 1
        self._instances.append(w("num", w("abstractNumId", val=definition), *overrides, numId=number))
        return number

    def xml(self) -> Element:
        """The root of the numbering part."""
        made = root("w:numbering", "w")
        made.extend(_definition_xml(key, number) for key, number in self._definitions.items())
        made.extend(self._styled)
        made.extend(self._instances)
        return made


def _definition_xml(key: _Key, number: int) -> Element:
    kind, texts, indents, hanging, _ = key
    made = _head(number, "multilevel")
    for index, (text, indent) in enumerate(zip(texts, indents, strict=True)):
        made.append(_level_xml(index, kind, text, w("ind", left=indent, hanging=hanging)))
    return made


def _head(number: int, levels: str) -> Element:
    # Word takes definitions of the same `nsid` for the same list when text is pasted.
    head = (w("nsid", val=f"{number + 1:08X}"), w("multiLevelType", val=levels))
    return w("abstractNum", *head, abstractNumId=number)


def _level_xml(index: int, kind: str, text: str, indent: Element, style: str = "") -> Element:
    made = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal" if kind == "decimal" else "bullet"),
        *([w("pStyle", val=style)] if style else []),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", indent),
        ilvl=index,
    )
    if kind == "task":
        made.append(w("rPr", w("rFonts", ascii=BOX_FONT, hAnsi=BOX_FONT, eastAsia=BOX_FONT, cs=BOX_FONT)))
    return made
