"""The values of a theme file that are more than text: lengths, steps of the type scale, numbers with limits.

What a step or a unit comes to is resolved in `load`, where the theme's scale is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from cvbuild.schema import Schema

_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0}
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]+)?)\s*(pt|mm|cm|in|pc)")
_STEP = re.compile(r"[+-][0-9]|0")
_MULTIPLE = re.compile(r"([0-9]{1,6}(?:\.[0-9]+)?)\s*u")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")

SIZES = (4.0, 200.0)
"""The smallest and the largest font size in points."""


class Length(float):
    """Points."""

    most = 1000.0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything but a number with an absolute unit of CSS, or 0, and for what is too long."""
        if text == "0":
            return cls(0)
        match = _LENGTH.fullmatch(text.strip())
        points = round(float(match[1]) * _UNITS[match[2]], 4) if match else -1
        if not 0 <= points <= cls.most:
            raise ValueError(f"a length such as 11pt, 25mm or 1in, up to {cls.most:g}pt")
        return cls(points)

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema, without the limit."""
        return {"anyOf": [{"const": 0}, {"type": "string", "pattern": rf"^(?:0|\s*{_LENGTH.pattern}\s*)$"}]}


class Indent(Length):
    """Points by which text is shifted; even in the narrowest text area, some of the line is left."""

    most = 100.0


class LargeText(Length):
    """Points: the size to which text may grow."""

    most = 16.0


class WideMargin(Length):
    """Points: the width to which margins may grow, so that on any paper there is room for text."""

    most = 150.0


class LineWidth(Length):
    """Points, of a drawn line."""

    most = 20.0


@dataclass(frozen=True, slots=True)
class Size:
    """A font size: points, or a step of the type scale."""

    points: float = 0
    step: int | None = None

    @classmethod
    def parse(cls, text: str) -> Size:
        """Raises ValueError for what is neither a length within `SIZES` nor a step."""
        if _STEP.fullmatch(text.strip()):
            return cls(step=int(text))
        try:
            points = Length.parse(text)
        except ValueError:
            points = Length(0)
        if not SIZES[0] <= points <= SIZES[1]:
            limits = "from {:g}pt to {:g}pt".format(*SIZES)
            raise ValueError(f"a size such as 11pt, {limits}, or a step of the scale such as +2")
        return cls(points)

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema; a step such as `+2` is a number to YAML."""
        text = rf"^\s*(?:{_LENGTH.pattern}|{_STEP.pattern})\s*$"
        return {"anyOf": [{"type": "integer", "minimum": -9, "maximum": 9}, {"type": "string", "pattern": text}]}


@dataclass(frozen=True, slots=True)
class Space:
    """A vertical space: points, or a multiple of the theme's unit."""

    points: float = 0
    units: float = 0

    @classmethod
    def parse(cls, text: str) -> Space:
        """Raises ValueError for what is neither a length nor a number of units, and for what is too much."""
        match = _MULTIPLE.fullmatch(text.strip())
        try:
            found = cls(units=float(match[1])) if match else cls(Length.parse(text))
        except ValueError:
            found = cls(-1)
        if not 0 <= found.points <= _MOST_SPACE or found.units > _MOST_UNITS:
            limits = f"up to {_MOST_SPACE}pt or {_MOST_UNITS}u"
            raise ValueError(f"a space such as 7pt, 2u (twice the `unit`) or 0, {limits}")
        return found

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema, without the limits."""
        text = rf"^(?:0|\s*(?:{_LENGTH.pattern}|{_MULTIPLE.pattern})\s*)$"
        return {"anyOf": [{"const": 0}, {"type": "string", "pattern": text}]}


_MOST_SPACE, _MOST_UNITS = 300, 40


class Unit(Length):
    """Points: what vertical spaces are multiples of."""

    most = 12.0


class _Number(float):
    """A number between `least` and `most`."""

    least, most, name = 0.0, 0.0, ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything but a plain number within the limits."""
        number = float(text) if _NUMBER.fullmatch(text.strip()) else -1
        if not cls.least <= number <= cls.most:
            raise ValueError(f"{cls.name} from {cls.least:g} to {cls.most:g}")
        return cls(number)

    @classmethod
    def schema(cls) -> Schema:
        """The same as a JSON Schema; of a text, only its form."""
        number = {"type": "number", "minimum": cls.least, "maximum": cls.most}
        return {"anyOf": [number, {"type": "string", "pattern": rf"^\s*{_NUMBER.pattern}\s*$"}]}


class Leading(_Number):
    """A line's height as a multiple of the font's size."""

    least, most, name = 0.8, 4.0, "a line height"


class Ratio(_Number):
    """How many times larger each step of the scale is than the one before."""

    least, most, name = 1.0, 2.0, "a ratio"


class Scale(_Number):
    """A multiple of the paragraph's size."""

    least, most, name = 0.5, 2.0, "a scale"


class Share(_Number):
    """The part of something that is left."""

    least, most, name = 0.1, 1.0, "a share"


class Growth(_Number):
    """How many times as much there may be."""

    least, most, name = 1.0, 3.0, "a growth"


class Family(str):
    """The name of a font family."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for what no font is called, and would mean something else in a style sheet."""
        if not re.fullmatch(_FAMILY, text.strip()):
            raise ValueError("one font family, or several as in [Gentium, Georgia]")
        return cls(text.strip())

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema."""
        return {"type": "string", "pattern": rf"^\s*{_FAMILY}\s*$"}


_FAMILY = r"""[^\s"'\\<>{};,][^"'\\<>{};,\n\t]{0,63}"""


class Bullet(str):
    """The sign before an item of a list."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for nothing, and for what is wider than the indent of a list."""
        if not text.strip() or len(text) > _LONGEST_BULLET or not text.isprintable():
            raise ValueError(f"a sign such as “•”, of up to {_LONGEST_BULLET} characters")
        return cls(text)

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema."""
        return {"type": "string", "pattern": rf"^(?=.*\S).{{1,{_LONGEST_BULLET}}}$"}


_LONGEST_BULLET = 4


class Tracking(float):
    """Space between letters, in em."""

    @classmethod
    def parse(cls, text: str) -> Tracking:
        """In em; 0.08 at the most, because text extractors read wider letters as separate words."""
        number = float(text.strip().removesuffix("em"))
        if not -0.05 <= number <= 0.08:
            raise ValueError("a tracking from -0.05em to 0.08em")
        return cls(number)

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema; of a text, only its form and rough size."""
        text = r"^\s*(?:-?0|-?0?\.0[0-5]?[0-9]*|0?\.0[678]?[0-9]*)(?:em)?\s*$"
        return {"anyOf": [{"type": "number", "minimum": -0.05, "maximum": 0.08}, {"type": "string", "pattern": text}]}


class Weight(int):
    """A weight of CSS."""

    @classmethod
    def parse(cls, text: str) -> Weight:
        """Raises ValueError for what is no weight."""
        weight = {"normal": "400", "bold": "700"}.get(text, text)
        if weight not in {str(hundred) for hundred in range(100, 1000, 100)}:
            raise ValueError("normal, bold or a multiple of 100 from 100 to 900")
        return cls(weight)

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema."""
        hundreds = range(100, 1000, 100)
        return {"enum": ["normal", "bold", *hundreds, *map(str, hundreds)]}
