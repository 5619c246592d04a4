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
    """Every diagnostic: its name, its severity, and what it means and what to do, in one to three sentences."""

    def __init__(self, slug: str, severity: Severity, *explanation: str) -> None:
        self.slug = slug
        self.severity = severity
        self.explanation = " ".join(explanation)

    FILE_NOT_FOUND = (
        "file-not-found",
        Severity.ERROR,
        "A path on the command line, or under `sources` in `cvbuild.yaml`, does not exist.",
        "Correct it; it is relative to the working folder, or to that of `cvbuild.yaml`.",
    )
    FILE_UNREADABLE = (
        "file-unreadable",
        Severity.ERROR,
        "The file exists, but the system refuses to read it, or its bytes are no text.",
        "Check its permissions and that it is the file you mean.",
    )
    NO_SOURCES = (
        "no-sources",
        Severity.ERROR,
        "The folder and those below it hold no file that ends in `.md` or `.markdown`; hidden ones do not count.",
        "Name another folder, or the file itself.",
    )
    ENCODING = (
        "encoding",
        Severity.ERROR,
        "The file is neither UTF-8 nor UTF-16 with a byte order mark, or it is no text at all.",
        "Save it as UTF-8 in your editor.",
    )
    EMPTY_DOCUMENT = (
        "empty-document",
        Severity.ERROR,
        "The source has nothing to show: it is empty, or holds only front matter or comments.",
        "Write some Markdown below the front matter.",
    )
    MOJIBAKE = (
        "mojibake",
        Severity.WARNING,
        "The text was encoded twice: UTF-8 was read as Windows-1252 and saved again, so that a dash became `â€”`.",
        "It was repaired in memory and the file is unchanged; save the repaired characters there.",
    )
    BIDI_CONTROL = (
        "bidi-control",
        Severity.WARNING,
        "Invisible characters that turn the direction of writing stand in the text; they can make it read otherwise",
        "than it is stored. They are kept; remove those that you did not mean.",
    )
    YAML_SYNTAX = (
        "yaml-syntax",
        Severity.ERROR,
        "Front matter, `cvbuild.yaml` or a theme is no YAML, is not closed by `---`, or holds more values than any",
        "real file.",
        "Indent with spaces, and put quotes around values that contain a colon or begin with a sign.",
    )
    UNKNOWN_KEY = (
        "unknown-key",
        Severity.WARNING,
        "cvbuild does not know this key, role or diagnostic name, so it has no effect.",
        "Correct its spelling, or remove it.",
    )
    DUPLICATE_KEY = (
        "duplicate-key",
        Severity.ERROR,
        "A key stands twice in one mapping, and which value counts is not clear. Keep one of them.",
    )
    WRONG_TYPE = (
        "wrong-type",
        Severity.ERROR,
        "The key takes another type of value: text where a mapping stands, say, or nothing at all.",
        "Write what the message asks for; a value that begins with `#` needs quotes, since YAML reads a comment.",
    )
    WRONG_VALUE = (
        "wrong-value",
        Severity.ERROR,
        "The key or option does not take this value. Choose one that the message lists.",
    )
    UNNAMED_RECIPIENT = (
        "unnamed-recipient",
        Severity.WARNING,
        "The front matter says where a letter goes, and not to whom. Name the person or the team who will read it.",
    )
    UNKNOWN_THEME = (
        "unknown-theme",
        Severity.ERROR,
        "No theme has that name. `cvbuild themes list` shows those that there are.",
    )
    THEME_CYCLE = (
        "theme-cycle",
        Severity.ERROR,
        "A theme extends itself, directly or through others, so it has no beginning. Remove one of the `extends`.",
    )
    UNKNOWN_FORMAT = (
        "unknown-format",
        Severity.ERROR,
        "No renderer has that name. Choose among `pdf`, `docx`, `html` and `txt`.",
    )
    RAW_HTML = (
        "raw-html",
        Severity.WARNING,
        "An HTML tag has no equivalent in all formats.",
        "The tag was dropped and its text was kept, except that of `script` and `style`.",
        "Write it in Markdown, or use the tags that `docs/sources.md` lists.",
    )
    UNDEFINED_FOOTNOTE = (
        "undefined-footnote",
        Severity.WARNING,
        "A reference such as `[^1]` has no note, so it stays in the text as it is written.",
        "Add a line `[^1]: …`, or put a backslash before the bracket.",
    )
    UNUSED_FOOTNOTE = (
        "unused-footnote",
        Severity.WARNING,
        "Nothing refers to the footnote, so it is shown behind the others. Refer to it by its label, or remove it.",
    )
    UNSAFE_LINK = (
        "unsafe-link",
        Severity.WARNING,
        "The link's scheme can run code or read files, such as `javascript:` or `file:`.",
        "Its text was kept and its target dropped; link to `https:`, `mailto:`, `tel:` or a file of the project.",
    )
    MISSING_LINK = (
        "missing-link",
        Severity.WARNING,
        "A relative link leads to no file, to one whose name differs in case, or to an anchor that no heading has.",
        "Correct it, or link to a full `https:` address; the reader would find a dead link.",
    )
    MISSING_ALT = (
        "missing-alt",
        Severity.WARNING,
        "An image without alternative text is lost on people who can't see it. Say between its brackets what it shows.",
    )
    MISSING_IMAGE = (
        "missing-image",
        Severity.ERROR,
        "The image file does not exist or can't be read. Correct its path, which is relative to the document.",
    )
    BAD_IMAGE = (
        "bad-image",
        Severity.ERROR,
        "The image is damaged, or neither PNG, JPEG, GIF, WebP nor SVG; what counts is its content, not its name.",
        "Convert it to PNG or JPEG.",
    )
    REMOTE_IMAGE = (
        "remote-image",
        Severity.WARNING,
        "The image is on the network and was not fetched; its alternative text is shown instead.",
        "Keep a copy beside the document, or allow it with `--allow-remote`.",
    )
    UNSUPPORTED_IMAGE = (
        "unsupported-image",
        Severity.WARNING,
        "This output can't hold the image's format; its alternative text is shown instead. Convert it to PNG.",
    )
    MISSING_GLYPH = (
        "missing-glyph",
        Severity.WARNING,
        "No font on this machine can draw the character, so the page shows a box or nothing.",
        "Install a font that has it (`cvbuild doctor` names packages), or write it another way.",
    )
    NESTING = (
        "nesting",
        Severity.ERROR,
        "Lists or quotes are nested deeper than any page can show. Take them out of each other.",
    )
    ENGINE_MISSING = (
        "engine-missing",
        Severity.ERROR,
        "PDF needs Pango, a system library that is not installed.",
        "Run `cvbuild doctor` for the command that brings it; the other formats work without.",
    )
    ENGINE_WARNING = (
        "engine-warning",
        Severity.WARNING,
        "The PDF engine could not follow part of the layout.",
        "Look at that page; if cvbuild's own styles are the cause, please report it as a bug.",
    )
    CLASHING_OUTPUTS = (
        "clashing-outputs",
        Severity.ERROR,
        "Two sources would be written to the same file, also where their names differ in case only.",
        "Rename one of them, or build them with different `--out` folders.",
    )
    OUTPUT_UNWRITABLE = (
        "output-unwritable",
        Severity.ERROR,
        "The output file or folder can't be written: permissions, a full disk, or a folder of that name.",
        "What was there before is unchanged; choose another place with `--out`.",
    )
    DEEP_MARKS = (
        "deep-marks",
        Severity.WARNING,
        "More than a hundred marks (bold, italics, links, HTML tags) are open inside each other.",
        "The innermost were dropped and their text was kept; close what you open.",
    )

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
    _known: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)

    def add(self, code: Code, message: str, span: Span | None = None, hint: str = "") -> None:
        """Record a finding. An error is recorded even when its code is ignored: no output hides it."""
        if code.slug in self.ignored and code.severity is not Severity.ERROR:
            return
        diagnostic = Diagnostic(code, message, span, hint)
        if diagnostic not in self._known:
            self._known.add(diagnostic)
            self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record findings of another report under this one's rules."""
        for diagnostic in diagnostics:
            self.add(diagnostic.code, diagnostic.message, diagnostic.span, diagnostic.hint)

    def ignore(self, slugs: Iterable[str]) -> None:
        """Drop these codes, those recorded already included."""
        self.ignored |= frozenset(slugs)
        found, self.diagnostics = self.diagnostics, []
        self._known.clear()
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
