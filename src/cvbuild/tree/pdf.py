"""What a document may ask of its PDF: which standard it keeps to, and whether it holds its source.

How that is done is the PDF renderer's; what else a document says of itself stands in `metadata`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from cvbuild.tree.node import Node

VARIANTS = (
    *("pdf/ua-1", "pdf/ua-2", "pdf/a-1a", "pdf/a-1b", "pdf/a-2a", "pdf/a-2b", "pdf/a-2u"),
    *("pdf/a-3a", "pdf/a-3b", "pdf/a-3u", "pdf/a-4", "pdf/a-4e", "pdf/a-4f"),
)
"""PDF/UA-1 and -2 (ISO 14289-1, -2) and PDF/A-1 to -4 (ISO 19005-1 to -4) by level, as they are written here."""


class PdfVariant(str):
    """A standard that a PDF keeps to, one of `VARIANTS`."""

    __slots__ = ()
    _WRITTEN = re.compile(
        r"(?:pdf[/ -]?)?(?:(?P<ua>ua)[ -]?(?P<part>[12])|(?P<a>a)[ -]?(?P<level>1[ab]|[23][abu]|4[ef]?))", re.IGNORECASE
    )

    @classmethod
    def parse(cls, text: str) -> PdfVariant:
        """The variant that `PDF/A-3b`, `a-3b`, `pdf-a 3B` and the like mean. Raises ValueError for any other text."""
        found = cls._WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(", ".join(VARIANTS[:-1]) + f" or {VARIANTS[-1]}")
        family, level = (found["ua"], found["part"]) if found["ua"] else (found["a"], found["level"])
        return cls(f"pdf/{family}-{level}".casefold())

    @staticmethod
    def schema() -> dict[str, object]:
        """The same as a JSON Schema."""
        levels = "[uU][aA][ -]?[12]|[aA][ -]?(?:1[aAbB]|[23][aAbBuU]|4[eEfF]?)"
        return {
            "type": "string",
            "pattern": rf"^\s*(?:[pP][dD][fF][/ -]?)?(?:{levels})\s*$",
            "examples": list(VARIANTS),
        }

    @property
    def is_archival(self) -> bool:
        """Whether it is a PDF/A."""
        return self.startswith("pdf/a")

    @property
    def part(self) -> int:
        """The part of the standard."""
        return int(self[-2] if self[-1].isalpha() else self[-1])

    @property
    def level(self) -> str:
        """The level of a PDF/A, as `a`, `b`, `u`, `e` or `f`; empty where it has none."""
        return self[-1] if self[-1].isalpha() else ""

    @property
    def accessible(self) -> int:
        """The part of PDF/UA that such a file keeps to too; 0 for PDF/A-1, whose PDF 1.4 is too old for it."""
        if not self.is_archival:
            return self.part
        return (0, 1, 1, 2)[self.part - 1]

    @property
    def holds_files(self) -> bool:
        """Whether files of any type may be attached."""
        return not self.is_archival or self.part == 3 or self.level == "f"


class Bleed(float):
    """Points around the page that are printed and cut off."""

    __slots__ = ()
    _WRITTEN = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(mm|pt|in)")
    _UNITS: ClassVar = {"mm": 72 / 25.4, "pt": 1.0, "in": 72.0}
    _MOST = 72.0

    @classmethod
    def parse(cls, text: str) -> Bleed:
        """Raises ValueError for anything but a length such as `3mm`, up to an inch."""
        found = cls._WRITTEN.fullmatch(text.strip())
        points = float(found[1]) * cls._UNITS[found[2]] if found else -1.0
        if not 0 <= points <= cls._MOST and text.strip() != "0":
            raise ValueError("a length such as 3mm, up to 1in")
        return cls(max(points, 0.0))

    @staticmethod
    def schema() -> dict[str, object]:
        """The same as a JSON Schema, without the limit."""
        return {
            "anyOf": [{"const": 0}, {"type": "string", "pattern": r"^\s*(?:0|\d{1,3}(?:\.\d+)?\s*(?:mm|pt|in))\s*$"}]
        }


@dataclass(frozen=True, slots=True)
class PdfSettings(Node):
    """What a PDF is to be beside what it shows; None where nobody said."""

    variant: Annotated[
        PdfVariant | None,
        "The standard that the file keeps to, such as `pdf/a-3b`; `PDF/A-3b` and `a-3b` mean the same. "
        "By default `pdf/ua-1`.",
    ] = None
    attach_source: Annotated[
        bool | None,
        "`true` puts the Markdown source into the PDF as an attachment, byte for byte. By default `false`.",
    ] = None

    bleed: Annotated[
        Bleed | None,
        "How far a coloured sheet goes beyond the page's edges, such as `3mm`, for a print shop. By default 0.",
    ] = None
    crop_marks: Annotated[bool | None, "`true` draws marks where the page is to be cut. By default `false`."] = None

    def completed(self, shared: PdfSettings) -> PdfSettings:
        """This one, with what is left open taken from the other; its place is the other's where it has none."""
        return PdfSettings(
            self.variant or shared.variant,
            shared.attach_source if self.attach_source is None else self.attach_source,
            shared.bleed if self.bleed is None else self.bleed,
            shared.crop_marks if self.crop_marks is None else self.crop_marks,
            span=self.span or shared.span,
        )

    @property
    def standard(self) -> PdfVariant:
        """The variant that counts."""
        return PdfVariant(self.variant or VARIANTS[0])
