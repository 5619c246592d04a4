"""Every kind of diagnostic, from which `docs/diagnostics.md` is made: a line here, its explanation by topic.

Where one was found, and how it is shown, is said elsewhere.
"""

from __future__ import annotations

from enum import Enum
from types import ModuleType

from cvbuild.codes import foreign, inspected, lint_document, lint_text, page, proof, reading, writing
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
    OUT_OF_DATE = reading.OUT_OF_DATE

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

    PLACEHOLDER = lint_text.PLACEHOLDER
    AUTHORSHIP_TRAILER = lint_text.AUTHORSHIP_TRAILER
    REPEATED_WORD = lint_text.REPEATED_WORD
    REPEATED_PARAGRAPH = lint_text.REPEATED_PARAGRAPH
    INVISIBLE_CHARACTER = lint_text.INVISIBLE_CHARACTER
    LOST_CHARACTER = lint_text.LOST_CHARACTER
    NON_BREAKING_SPACE = lint_text.NON_BREAKING_SPACE
    TAB = lint_text.TAB
    INSECURE_LINK = lint_text.INSECURE_LINK
    BARE_LINK = lint_text.BARE_LINK
    MIXED_QUOTES = lint_text.MIXED_QUOTES
    LONG_SENTENCE = lint_text.LONG_SENTENCE
    LONG_PARAGRAPH = lint_text.LONG_PARAGRAPH
    EMPTY_PHRASE = lint_text.EMPTY_PHRASE
    FIRST_PERSON = lint_text.FIRST_PERSON
    SPELLING = lint_text.SPELLING
    UNKNOWN_CODE = lint_text.UNKNOWN_CODE
    UNUSED_IGNORE = lint_text.UNUSED_IGNORE

    SKIPPED_LEVEL = lint_document.SKIPPED_LEVEL
    SEVERAL_TITLES = lint_document.SEVERAL_TITLES
    EMPTY_SECTION = lint_document.EMPTY_SECTION
    EMPTY_ITEM = lint_document.EMPTY_ITEM
    EMPTY_LINK = lint_document.EMPTY_LINK
    VAGUE_LINK = lint_document.VAGUE_LINK
    MIXED_DASHES = lint_document.MIXED_DASHES
    MIXED_DATES = lint_document.MIXED_DATES
    UNORDERED_ENTRIES = lint_document.UNORDERED_ENTRIES
    OVERLAPPING_PERIODS = lint_document.OVERLAPPING_PERIODS
    TIME_GAP = lint_document.TIME_GAP
    FUTURE_DATE = lint_document.FUTURE_DATE
    STALE_DATE = lint_document.STALE_DATE
    MIXED_STOPS = lint_document.MIXED_STOPS
    MIXED_CAPITALS = lint_document.MIXED_CAPITALS
    MISSING_CONTACT = lint_document.MISSING_CONTACT
    MISSING_PHONE = lint_document.MISSING_PHONE
    OTHER_CONTACT = lint_document.OTHER_CONTACT
    OTHER_NAME = lint_document.OTHER_NAME
    OTHER_FACTS = lint_document.OTHER_FACTS
    OTHER_RECIPIENT = lint_document.OTHER_RECIPIENT
    UNNAMED_COMPANY = lint_document.UNNAMED_COMPANY
    LONG_LETTER = lint_document.LONG_LETTER
    LONG_RESUME = lint_document.LONG_RESUME
    PRIVATE_DATA = lint_document.PRIVATE_DATA

    TOO_LONG = page.TOO_LONG
    FITTED = page.FITTED
    FILLED = page.FILLED
    NO_HYPHENATION = page.NO_HYPHENATION
    SHORT_LAST_PAGE = page.SHORT_LAST_PAGE
    OVERFULL = page.OVERFULL
    LOW_CONTRAST = page.LOW_CONTRAST
    ADDRESS_MOVED = page.ADDRESS_MOVED
    MISSING_IMAGE = page.MISSING_IMAGE
    BAD_IMAGE = page.BAD_IMAGE
    REMOTE_IMAGE = page.REMOTE_IMAGE
    LOW_RESOLUTION = page.LOW_RESOLUTION
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
    PDF_VARIANT = page.PDF_VARIANT
    PDF_FLATTENED = page.PDF_FLATTENED
    ATTACHED_PRIVATE = page.ATTACHED_PRIVATE
    SITE_LINK = page.SITE_LINK
    SITE_UNSAFE = page.SITE_UNSAFE
    SITE_FILE_IN_THE_WAY = page.SITE_FILE_IN_THE_WAY
    SITE_FILE_LEFT = page.SITE_FILE_LEFT

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

    NOT_INSPECTED = inspected.NOT_INSPECTED
    NO_TEXT = inspected.NO_TEXT
    MIXED_COLUMNS = inspected.MIXED_COLUMNS
    SIDE_BY_SIDE = inspected.SIDE_BY_SIDE
    READING_ORDER = inspected.READING_ORDER
    LAYOUT_TABLE = inspected.LAYOUT_TABLE
    TEXT_BOX = inspected.TEXT_BOX
    MARGIN_CONTACT = inspected.MARGIN_CONTACT
    SPACED_LETTERS = inspected.SPACED_LETTERS
    LIGATURES = inspected.LIGATURES
    UNKNOWN_CHARACTERS = inspected.UNKNOWN_CHARACTERS
    HIDDEN_TEXT = inspected.HIDDEN_TEXT
    TINY_TEXT = inspected.TINY_TEXT
    MANY_PAGES = inspected.MANY_PAGES
    RESTRICTED_FILE = inspected.RESTRICTED_FILE
    FORM_FIELDS = inspected.FORM_FIELDS
    MISSING_PROPERTY = inspected.MISSING_PROPERTY
    NO_TAGS = inspected.NO_TAGS
    LOOSE_FONT = inspected.LOOSE_FONT
    READERS_DISAGREE = inspected.READERS_DISAGREE
    UNDESCRIBED_PICTURE = inspected.UNDESCRIBED_PICTURE
    UNREAD_CONTACT = inspected.UNREAD_CONTACT
    NAME_NOT_FIRST = inspected.NAME_NOT_FIRST
    UNKNOWN_SECTIONS = inspected.UNKNOWN_SECTIONS

    WORDS_DIFFER = proof.WORDS_DIFFER
    LINKS_DIFFER = proof.LINKS_DIFFER
    STRUCTURE_DIFFERS = proof.STRUCTURE_DIFFERS
    PROPERTIES_DIFFER = proof.PROPERTIES_DIFFER
    NOT_EMBEDDED = proof.NOT_EMBEDDED
    UNTAGGED = proof.UNTAGGED
    GLYPH_BOX = proof.GLYPH_BOX
    UNREADABLE_OUTPUT = proof.UNREADABLE_OUTPUT

    def __reduce_ex__(self, _: object) -> tuple[object, ...]:
        """By its name: definitions that another process read are other objects."""
        return getattr, (Code, self.name)

    @property
    def slug(self) -> str:
        return self.name.lower().replace("_", "-")

    @property
    def topic(self) -> str:
        """The module that defines it, such as `writing`."""
        topics = (one for one in globals().values() if isinstance(one, ModuleType))
        return next(one.__name__.rpartition(".")[2] for one in topics if getattr(one, self.name, None) is self.value)

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
