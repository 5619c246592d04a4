"""The values of a theme file that are more than text: lengths, steps of the type scale, tracking, weights.

What a step or a unit comes to is resolved in `load`, where the theme's scale is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cvbuild.schema import Schema

_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|pc)")
_STEP = re.compile(r"[+-]\d{1,2}|0")
_MULTIPLE = re.compile(r"(-?\d+(?:\.\d+)?)\s*u")


class Length(float):
    """Points."""

    @classmethod
    def parse(cls, text: str) -> Length:
        """Raises ValueError for anything but a number with an absolute unit of CSS, or 0."""
        if text == "0":
            return cls(0)
        match = _LENGTH.fullmatch(text.strip())
        if not match:
            raise ValueError("a length such as 11pt, 25mm or 1in")
        return cls(round(float(match[1]) * _UNITS[match[2]], 4))

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema."""
        return {"anyOf": [{"const": 0}, {"type": "string", "pattern": rf"^(?:0|\s*{_LENGTH.pattern}\s*)$"}]}


@dataclass(frozen=True, slots=True)
class Size:
    """A font size: points, or a step of the type scale."""

    points: float = 0
    step: int | None = None

    @classmethod
    def parse(cls, text: str) -> Size:
        """Raises ValueError for what is neither a length above 0 nor a step."""
        if _STEP.fullmatch(text.strip()):
            return cls(step=int(text))
        try:
            points = Length.parse(text)
        except ValueError:
            points = Length(0)
        if points <= 0:
            raise ValueError("a size such as 11pt, or a step of the scale such as +2")
        return cls(points)

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema; a step such as `+2` is a number to YAML."""
        text = rf"^\s*(?:{_LENGTH.pattern}|{_STEP.pattern})\s*$"
        return {"anyOf": [{"type": "integer", "minimum": -99, "maximum": 99}, {"type": "string", "pattern": text}]}


@dataclass(frozen=True, slots=True)
class Space:
    """A vertical space: points, or a multiple of the theme's unit."""

    points: float = 0
    units: float = 0

    @classmethod
    def parse(cls, text: str) -> Space:
        """Raises ValueError for what is neither a length nor a number of units, and for what is below 0."""
        match = _MULTIPLE.fullmatch(text.strip())
        try:
            found = cls(units=float(match[1])) if match else cls(Length.parse(text))
        except ValueError:
            found = cls(-1)
        if found.points < 0 or found.units < 0:
            raise ValueError("a space such as 7pt, 2u (twice the `unit`) or 0")
        return found

    @staticmethod
    def schema() -> Schema:
        """The same as a JSON Schema."""
        text = rf"^(?:0|\s*(?:{_LENGTH.pattern}|{_MULTIPLE.pattern})\s*)$"
        return {"anyOf": [{"const": 0}, {"type": "string", "pattern": text}]}


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
