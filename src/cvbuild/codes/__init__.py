"""Every kind of diagnostic, from which `docs/diagnostics.md` is made: a line here, its explanation by topic.

Where one was found, and how it is shown, is said elsewhere.
"""

from __future__ import annotations

from enum import Enum

from cvbuild.codes import foreign, page, reading, writing
from cvbuild.codes.definition import Definition, Severity

__all__ = ["Code", "Definition", "Severity"]


class Code(Enum):
    """Every diagnostic; its name in the text is that of the member, in lower case with hyphens."""

    FILE_NOT_FOUND = reading.FILE_NOT_FOUND
    FILE_UNREADABLE = reading.FILE_UNREADABLE
    NO_SOURCES = reading.NO_SOURCES
    ENCODING = reading.ENCODING
    EMPTY_DOCUMENT = reading.EMPTY_DOCUMENT
    YAML_SYNTAX = reading.YAML_SYNTAX
    UNKNOWN_KEY = reading.UNKNOWN_KEY
    DUPLICATE_KEY = reading.DUPLICATE_KEY
    WRONG_TYPE = reading.WRONG_TYPE
    WRONG_VALUE = reading.WRONG_VALUE
    UNKNOWN_FORMAT = reading.UNKNOWN_FORMAT
    CLASHING_OUTPUTS = reading.CLASHING_OUTPUTS
    FILE_EXISTS = reading.FILE_EXISTS
    OUTPUT_UNWRITABLE = reading.OUTPUT_UNWRITABLE

    MOJIBAKE = writing.MOJIBAKE
    BIDI_CONTROL = writing.BIDI_CONTROL
    RAW_HTML = writing.RAW_HTML
    UNDEFINED_FOOTNOTE = writing.UNDEFINED_FOOTNOTE
    UNUSED_FOOTNOTE = writing.UNUSED_FOOTNOTE
    NESTING = writing.NESTING
    DEEP_MARKS = writing.DEEP_MARKS
    UNSAFE_LINK = writing.UNSAFE_LINK
    MISSING_LINK = writing.MISSING_LINK
    MISSING_ALT = writing.MISSING_ALT
    UNNAMED_RECIPIENT = writing.UNNAMED_RECIPIENT
    EXPOSED_PRIVATE = writing.EXPOSED_PRIVATE
    REDACTED = writing.REDACTED
    ENTRY_DATES = writing.ENTRY_DATES
    NO_SUCH_DATE = writing.NO_SUCH_DATE

    TOO_LONG = page.TOO_LONG
    FITTED = page.FITTED
    ADDRESS_MOVED = page.ADDRESS_MOVED
    MISSING_IMAGE = page.MISSING_IMAGE
    BAD_IMAGE = page.BAD_IMAGE
    REMOTE_IMAGE = page.REMOTE_IMAGE
    UNSUPPORTED_IMAGE = page.UNSUPPORTED_IMAGE
    UNKNOWN_THEME = page.UNKNOWN_THEME
    THEME_CYCLE = page.THEME_CYCLE
    MISSING_GLYPH = page.MISSING_GLYPH
    MISSING_FONT = page.MISSING_FONT
    BAD_FONT = page.BAD_FONT
    UNUSED_FONT = page.UNUSED_FONT
    FONT_NOT_EMBEDDED = page.FONT_NOT_EMBEDDED
    ENGINE_MISSING = page.ENGINE_MISSING
    ENGINE_WARNING = page.ENGINE_WARNING

    JSON_SYNTAX = foreign.JSON_SYNTAX
    UNKNOWN_EXCHANGE = foreign.UNKNOWN_EXCHANGE
    NOT_A_RESUME = foreign.NOT_A_RESUME
    NOT_IMPORTED = foreign.NOT_IMPORTED
    NOT_EXPORTED = foreign.NOT_EXPORTED
    BEYOND_SCHEMA = foreign.BEYOND_SCHEMA
    UNREADABLE_DOCX = foreign.UNREADABLE_DOCX
    OTHER_DOCUMENT = foreign.OTHER_DOCUMENT
    NOT_APPLIED = foreign.NOT_APPLIED
    SOURCE_CHANGED = foreign.SOURCE_CHANGED

    @property
    def slug(self) -> str:
        return self.name.lower().replace("_", "-")

    @property
    def severity(self) -> Severity:
        return self.value.severity

    @property
    def explanation(self) -> str:
        return self.value.explanation

    @classmethod
    def named(cls, slug: str) -> Code | None:
        """The code of that name, or None."""
        return cls.__members__.get(slug.replace("-", "_").upper())
