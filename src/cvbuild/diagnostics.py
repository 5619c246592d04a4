"""What can be wrong: every code with its explanation, a diagnostic, and the report that collects them.

Printing is the console's; this module only says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from cvbuild.source import Span


class Severity(StrEnum):
    """How bad it is; an error means that no output is written."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(Enum):
    """Every diagnostic: its name, its default severity, and what it means."""

    def __init__(self, slug: str, severity: Severity, explanation: str) -> None:
        self.slug = slug
        self.severity = severity
        self.explanation = explanation

    FILE_NOT_FOUND = (
        "file-not-found",
        Severity.ERROR,
        "A path on the command line or in `cvbuild.yaml` does not exist.",
    )
    FILE_UNREADABLE = ("file-unreadable", Severity.ERROR, "The file exists and the system refuses to read it.")
    NO_SOURCES = ("no-sources", Severity.ERROR, "A folder holds no Markdown file.")
    ENCODING = ("encoding", Severity.ERROR, "The file is neither UTF-8 nor UTF-16 with a byte order mark.")
    EMPTY_DOCUMENT = ("empty-document", Severity.ERROR, "The source has no content to show.")
    MOJIBAKE = (
        "mojibake",
        Severity.WARNING,
        "Text that was encoded twice (UTF-8 read as Windows-1252) was repaired in memory; the file is unchanged.",
    )
    YAML_SYNTAX = ("yaml-syntax", Severity.ERROR, "YAML that can't be read.")
    UNKNOWN_KEY = ("unknown-key", Severity.WARNING, "A key that cvbuild does not know; it has no effect.")
    DUPLICATE_KEY = ("duplicate-key", Severity.ERROR, "A key that stands twice in one mapping.")
    WRONG_TYPE = ("wrong-type", Severity.ERROR, "A value of another type than its key takes.")
    WRONG_VALUE = ("wrong-value", Severity.ERROR, "A value that its key does not take.")
    UNKNOWN_THEME = ("unknown-theme", Severity.ERROR, "No theme has that name.")
    THEME_CYCLE = ("theme-cycle", Severity.ERROR, "A theme extends itself, directly or through others.")
    UNKNOWN_FORMAT = ("unknown-format", Severity.ERROR, "No renderer has that name.")
    RAW_HTML = (
        "raw-html",
        Severity.WARNING,
        "Raw HTML that no format can show; its text was kept, the tag was dropped.",
    )
    UNDEFINED_FOOTNOTE = (
        "undefined-footnote",
        Severity.WARNING,
        "A footnote reference without its note; it stays as text.",
    )
    UNUSED_FOOTNOTE = ("unused-footnote", Severity.WARNING, "A footnote that nothing refers to; it is shown last.")
    UNSAFE_LINK = (
        "unsafe-link",
        Severity.WARNING,
        "A link whose scheme can run code or read files; its text was kept, the target dropped.",
    )
    MISSING_LINK = ("missing-link", Severity.WARNING, "A relative link to a file that does not exist.")
    MISSING_IMAGE = ("missing-image", Severity.ERROR, "An image file that does not exist or lies outside the project.")
    BAD_IMAGE = ("bad-image", Severity.ERROR, "An image that can't be read, or in a format that can't be shown.")
    REMOTE_IMAGE = (
        "remote-image",
        Severity.WARNING,
        "An image on the network, which is never fetched; its alternative text is shown.",
    )
    UNSUPPORTED_IMAGE = (
        "unsupported-image",
        Severity.WARNING,
        "An image in a format that this output can't hold; its alternative text is shown.",
    )
    MISSING_GLYPH = ("missing-glyph", Severity.WARNING, "A character that no font on this machine can draw.")
    NESTING = ("nesting", Severity.ERROR, "Blocks nested deeper than any page can show.")
    ENGINE_MISSING = ("engine-missing", Severity.ERROR, "A system library that an output needs is not installed.")
    ENGINE_WARNING = ("engine-warning", Severity.WARNING, "The PDF engine could not follow part of the layout.")
    CLASHING_OUTPUTS = ("clashing-outputs", Severity.ERROR, "Two sources would be written to the same output file.")
    OUTPUT_UNWRITABLE = ("output-unwritable", Severity.ERROR, "The output folder or file can't be written.")

    @classmethod
    def named(cls, slug: str) -> Code | None:
        """The code of that name, or None."""
        return next((code for code in cls if code.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `message` is one line in lower case without a full stop; `hint` says what to do."""

    code: Code
    message: str
    span: Span | None = None
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return self.code.severity


@dataclass
class Report:
    """Collects diagnostics in the order they are found; drops those whose code is ignored."""

    ignored: frozenset[str] = frozenset()
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, code: Code, message: str, span: Span | None = None, hint: str = "") -> None:
        """Record a finding. An error is recorded even when its code is ignored: no output hides it."""
        if code.slug in self.ignored and code.severity is not Severity.ERROR:
            return
        diagnostic = Diagnostic(code, message, span, hint)
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record findings of another report under this one's rules."""
        for diagnostic in diagnostics:
            self.add(diagnostic.code, diagnostic.message, diagnostic.span, diagnostic.hint)

    def ignore(self, slugs: Iterable[str]) -> None:
        """Drop these codes, those recorded already included."""
        self.ignored |= frozenset(slugs)
        found, self.diagnostics = self.diagnostics, []
        self.extend(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        return self.count(Severity.ERROR) > 0

    def fails(self, strict: bool = False) -> bool:
        """Whether there is an error, or with `strict` a warning."""
        return self.has_errors or (strict and self.count(Severity.WARNING) > 0)
