"""What a document says of itself: the keys of front matter, each described where it is defined.

The descriptions make the tables in `docs/sources.md` and the JSON Schemas. A field with a default is optional.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Annotated, Any, Literal

from cvbuild.tree.node import Node
from cvbuild.tree.pdf import PdfSettings

Kind = Literal["letter", "resume", "page"]
Paper = Literal["A4", "Letter"]
PersonField = Literal["name", "headline", "email", "phone", "address", "website", "profiles", "photo"]
"""What can be told of the sender, by the names of Person's fields."""
Layout = Literal["plain", "us", "din5008-a", "din5008-b", "fr", "kr"]
"""A country's conventions for letters: where the address stands, in which order the parts come."""


class Day(str):
    """A date: `today`, a calendar day as `2026-03-05` (ISO 8601), or any other text that is to stay as it is."""

    __slots__ = ()
    _ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")

    @classmethod
    def parse(cls, text: str) -> Day:
        """The text, unless it is a day that no calendar has: then ValueError."""
        text = text.strip()
        if numbers := cls._ISO.fullmatch(text):
            try:
                date(*map(int, numbers.groups()))
            except ValueError as error:
                raise ValueError(f"a day of the calendar ({error})") from None
        return cls(text)

    @staticmethod
    def schema() -> dict[str, Any]:
        """The same as a JSON Schema: any scalar, but no text that looks like a day and is none."""
        long, short = r"(?:0?[13578]|1[02])-(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[469]|11)-(?:0?[1-9]|[12][0-9]|30)"
        leap = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-0?2-29"
        day = rf"(?!0000)(?:[0-9]{{4}}-(?:{long}|{short}|0?2-(?:0?[1-9]|1[0-9]|2[0-8]))|{leap})"
        no_day = rf"^\s*(?!{day}\s*$)[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}\s*$"
        scalars = ["string", "number", "boolean"]
        return {"type": scalars, "not": {"type": "string", "pattern": no_day}, "examples": ["today", "2026-03-05"]}


class PageLimit(str):
    """How many pages a document may have at the most (`2` or `max 2`), and whether it shall fill them (`fill 2`)."""

    __slots__ = ()
    _WRITTEN = re.compile(r"(?:(?:max\s*|fill\s+)?[1-9]\d?|fill)", re.IGNORECASE)

    @classmethod
    def parse(cls, text: str) -> PageLimit:
        """Raises ValueError for anything but a number of pages from 1 to 99, and `fill` with or without one."""
        if not cls._WRITTEN.fullmatch(text.strip()):
            raise ValueError("a number of pages such as 1, `max 2`, or `fill`, which may have a number too")
        return cls(text.strip().lower())

    @property
    def most(self) -> int | None:
        """The number of pages; None where any will do."""
        digits = self.removeprefix("max").removeprefix("fill").strip()
        return int(digits) if digits else None

    @property
    def fills(self) -> bool:
        """Whether the last page shall be filled."""
        return self.startswith("fill")

    @staticmethod
    def schema() -> dict[str, object]:
        """The same as a JSON Schema."""
        text = r"^\s*(?:(?:[mM][aA][xX]\s*|[fF][iI][lL][lL]\s+)?[1-9]\d?|[fF][iI][lL][lL])\s*$"
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 99}, {"type": "string", "pattern": text}]}


@dataclass(frozen=True, slots=True)
class Profile(Node):
    """The sender on another site."""

    network: Annotated[str, "The site's name, such as `GitHub`."]
    username: Annotated[str, "The name there."] = ""
    url: Annotated[
        str,
        "The address of the page, which is shown without `https://`. For well-known sites it follows from network and "
        "username.",
    ] = ""


@dataclass(frozen=True, slots=True)
class Person(Node):
    """The sender. Every field is empty where unknown."""

    name: Annotated[str, "The name, large in the letterhead, and the author in the file's properties."] = ""
    headline: Annotated[str, "A line below the name, such as a profession."] = ""
    email: Annotated[str, "Becomes a `mailto:` link."] = ""
    phone: Annotated[str, "Becomes a `tel:` link of its digits and `+`."] = ""
    address: Annotated[str, "Stands as it is; several lines are set behind each other, with commas."] = ""
    website: Annotated[str, "A link; `https://` may be left out, and is not shown."] = ""
    profiles: Annotated[tuple[Profile, ...], "A list of pages on other sites, each with `network` and `username`."] = ()
    photo: Annotated[str, "A picture for the head of a résumé, relative to the document or to `cvbuild.yaml`."] = ""

    def completed(self, shared: Person) -> Person:
        """This one, with what is empty taken from the other; its place is the other's where it has none."""
        names = [field.name for field in fields(Person)]
        return replace(self, **{name: getattr(self, name) or getattr(shared, name) for name in names})


@dataclass(frozen=True, slots=True)
class Recipient(Node):
    """Whom a letter is for. Every field is plain text, empty where unknown."""

    name: Annotated[str, "The person, or the team, such as `Hiring team`."] = ""
    organisation: Annotated[str, "The company or institution."] = ""
    department: Annotated[str, "The part of it."] = ""
    address: Annotated[str, "Street and town, each on a line of its own."] = ""


@dataclass(frozen=True, slots=True)
class ThemeName(Node):
    """The theme that is asked for."""

    name: Annotated[str, "The theme's name."]


@dataclass(frozen=True, slots=True)
class Metadata(Node):
    """What the front matter says; empty where it is silent."""

    title: Annotated[
        str,
        "The document's title: in the file's properties and on the browser's tab. By default the first heading, "
        "else the subject or the file's name.",
    ] = ""
    kind: Annotated[Kind | None, "`letter`, `resume` or `page`. Left out, it is guessed (see below)."] = None
    lang: Annotated[
        str,
        "The language as a tag such as `en`, `de-AT` or `ko`: for dates, labels, fonts and screen readers, and for the "
        "direction of writing.",
    ] = ""
    author: Annotated[Person, "Who sends this: a mapping (see below), or just a name."] = Person()
    recipient: Annotated[Recipient, "Whom a letter is for: a mapping (see below)."] = Recipient()
    layout: Annotated[
        Layout | None, "A letter's conventions: `plain`, `us`, `din5008-a`, `din5008-b`, `fr` or `kr` (see below)."
    ] = None
    fold_marks: Annotated[bool, "`true` sets marks where a letter is folded, if its layout has such places."] = False
    place: Annotated[str, "Where a letter is written. It stands in front of the date."] = ""
    date: Annotated[
        Day,
        "A letter's date: `2026-03-05` is set in the letter's language, `today` is the day of the build (that of "
        "`SOURCE_DATE_EPOCH` where it is set), and any other text stays as you write it.",
    ] = Day()
    subject: Annotated[str, "What a letter is about: a line above the greeting, and the file's subject."] = ""
    salutation: Annotated[str, "A letter's greeting, where the text has none."] = ""
    closing: Annotated[str, "A letter's closing, where the text has none."] = ""
    signature: Annotated[str, "A picture of your signature, relative to the document."] = ""
    enclosures: Annotated[tuple[str, ...], "A list of what comes with a letter."] = ()
    description: Annotated[
        str,
        "A description in the file's properties. HTML takes the subject where there is none; PDF has room for one, and "
        "takes the subject first.",
    ] = ""
    keywords: Annotated[tuple[str, ...], "A list of keywords for the file's properties."] = ()
    pages: Annotated[
        PageLimit | None,
        "How many pages there may be at the most, as `1` or `max 2`. A longer text is set smaller and tighter, within "
        "the limits of the theme, in all formats; what does not fit even then is an error. `fill` sets it larger and "
        "wider, so that the last page is filled; `fill 1` does both.",
    ] = None
    pdf: Annotated[
        PdfSettings, "What the PDF is to be beside what it shows: a mapping (see [PDF](pdf.md)), or just a variant."
    ] = PdfSettings()
    theme: Annotated[ThemeName | None, "The theme's name; `cvbuild themes list` shows all."] = None
    paper: Annotated[Paper | None, "`A4` or `Letter`."] = None
    embed_fonts: Annotated[
        bool | None,
        "`true` puts the theme's fonts into DOCX and HTML, so that they look the same where those are not installed; "
        "files grow (see below).",
    ] = None
    smart: Annotated[
        bool,
        """`true` makes typographic signs of `"`, `'`, `--`, `---` and `...`, with the quotes of `lang`, and of """
        "spaces before units or within abbreviations such at which no line ends; never in code or addresses, nor "
        "behind a backslash. By default `false`: the words stay exactly yours.",
    ] = False
    hyphens: Annotated[
        bool | None,
        "`true` lets words of running text be divided at the ends of lines, by the rules of `lang`. By default as the "
        "theme says, and the built-in ones say `false`: programs read a divided word as two.",
    ] = None
    ignore: Annotated[
        tuple[str, ...], "A list of [diagnostics](diagnostics.md) to drop in this document. Errors can't be dropped."
    ] = ()
    checks: Annotated[
        tuple[str, ...], "A list of [checks](checks.md) to make that are made on demand only, beside the project's."
    ] = ()
