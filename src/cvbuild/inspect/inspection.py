"""What is known of an inspected file: its facts, the text in the order of machines, and what was recognised in it.

How they come about is the business of the modules beside; findings are diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cvbuild.tree.nodes import Period, SectionKind
from cvbuild.verify.found import Line, Link, PictureFound, Properties

Form = Literal["pdf", "docx", "html", "txt"]


@dataclass(frozen=True, slots=True)
class Font:
    """A font that the file names: whether it is inside, in part only, and whether its glyphs say which characters they
    are. None where the format has no such thing."""

    name: str
    kind: str = ""
    is_embedded: bool | None = None
    is_subset: bool | None = None
    has_unicode_map: bool | None = None


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """A station: `period` as it is written, `dates` what it means."""

    title: str
    organisation: str
    place: str
    period: str
    dates: Period | None


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section by its heading; `kind` is None where the heading's words are not known, `words` counts its text."""

    heading: str
    kind: SectionKind | None
    entries: tuple[FoundEntry, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an applicant tracking system would fill in.

    `name_line` is the line that the name stands in, from 1; on a web page, from its heading of the first rank. `first`
    is the first of those lines.
    """

    name: str = ""
    name_line: int = 0
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    sections: tuple[FoundSection, ...] = ()
    is_letter: bool = False
    first: str = ""

    @property
    def is_application(self) -> bool:
        """Whether it is a letter or a résumé, of which one expects contact data."""
        return self.is_letter or sum(section.kind is not None for section in self.sections) > 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text by the first reader and by the second (None: not asked); points."""

    text: str
    second: str | None = None
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reader of one format gives. `pages` is empty for formats without, `is_tagged` None for those without tags.

    `structure` are the headings that the file marks as such, level and text.
    """

    form: Form
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    pictures: tuple[PictureFound, ...] = ()
    structure: tuple[tuple[int, str], ...] = ()
    properties: Properties = Properties()
    pages: tuple[Page, ...] = ()
    fonts: tuple[Font, ...] = ()
    version: str = ""
    is_tagged: bool | None = None
    is_encrypted: bool = False

    @property
    def text(self) -> str:
        """All lines, a line end behind each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file's name, what was read from it, and what was recognised in that."""

    name: str
    contents: Contents
    recognised: Recognised
