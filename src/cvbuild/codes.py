"""Every kind of diagnostic: its name, its severity, and its explanation, from which `docs/diagnostics.md` is made.

Where one was found, and how it is shown, is said elsewhere.
"""

from __future__ import annotations

from enum import Enum, StrEnum


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
        "real file. Indent with spaces, and put quotes around values that contain a colon or begin with a sign.",
    )
    UNKNOWN_KEY = (
        "unknown-key",
        Severity.WARNING,
        "cvbuild does not know this key, role, placeholder or diagnostic name, so it has no effect.",
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
    TOO_LONG = (
        "too-long",
        Severity.ERROR,
        "The document has more pages than its `pages` allows, even as small and tight as the theme lets it be set.",
        "Shorten it by the lines that the message names, or allow one more page; nothing is ever cut.",
    )
    FITTED = (
        "fitted",
        Severity.NOTE,
        "The text is too long for its `pages`, so it is set smaller and tighter in all formats. Shorten it otherwise.",
    )
    ADDRESS_MOVED = (
        "address-moved",
        Severity.WARNING,
        "The letterhead is so high that the address stands lower than an envelope's window.",
        "Leave out a line of it, or choose a layout with more room above the address.",
    )
    EXPOSED_PRIVATE = (
        "exposed-private",
        Severity.WARNING,
        "`private.yaml` stands in a git repository that does not ignore it, so the next commit may publish it.",
        "Add it to `.gitignore`, and take it out of the repository with `git rm --cached private.yaml` if it is there.",
    )
    REDACTED = (
        "redacted",
        Severity.NOTE,
        "With `--redact`, a private value was left out of what you wrote, so that a sentence may lack something.",
        "Read it again, and take the value out of the source if it is not needed.",
    )
    ENTRY_DATES = (
        "entry-dates",
        Severity.WARNING,
        "An entry of a résumé ends before it begins. Swap its dates, or correct the one that is wrong.",
    )
    NO_SUCH_DATE = (
        "no-such-date",
        Severity.WARNING,
        "An entry's date has a month or a day that no calendar has, such as `2019.13`, so the period means nothing to",
        "programs. It is shown as you wrote it; correct it.",
    )
    JSON_SYNTAX = (
        "json-syntax",
        Severity.ERROR,
        "The file that is imported is no JSON, or no object: a comma or a quote is missing near that place, say.",
        "Correct it there.",
    )
    UNKNOWN_EXCHANGE = (
        "unknown-exchange",
        Severity.ERROR,
        "The file is in no format that `cvbuild import` reads. Give a JSON Resume or RenderCV file, or name its format",
        "with `--from`.",
    )
    NOT_A_RESUME = (
        "not-a-resume",
        Severity.ERROR,
        "Only résumés can be exported, and the document is a letter or a page.",
        "Name another file, or write `kind: resume` into its front matter if it is one.",
    )
    NOT_IMPORTED = (
        "not-imported",
        Severity.WARNING,
        "Something in the imported file has no place in our Markdown, or is not what its format says.",
        "The message tells whether it was left out or how it was kept; add by hand what you miss.",
    )
    NOT_EXPORTED = (
        "not-exported",
        Severity.WARNING,
        "The other format has no place for this part of the résumé, or none at that spot.",
        "The message tells what became of it; `docs/exchange.md` has a table of what goes where.",
    )
    BEYOND_SCHEMA = (
        "beyond-schema",
        Severity.NOTE,
        "JSON Resume has no key of its own for this, and allows others, so it was written all the same.",
        "Other programs may not show it; `cvbuild import` reads it.",
    )
    UNREADABLE_DOCX = (
        "unreadable-docx",
        Severity.ERROR,
        "The file that `cvbuild diff` compares is no Word document: it is damaged, locked with a password, or in",
        "another format. Open it in Word and save it as `.docx`.",
    )
    OTHER_DOCUMENT = (
        "other-document",
        Severity.WARNING,
        "The Word file has so little in common with the source that it was hardly made of it, so `--apply` does",
        "nothing. Name the source that it was made of.",
    )
    NOT_APPLIED = (
        "not-applied",
        Severity.WARNING,
        "`cvbuild diff --apply` left a change alone: its words come from elsewhere, or it can't be made in Markdown so",
        "that the source then says just what the Word file says. The message has the reason; make it by hand.",
    )
    SOURCE_CHANGED = (
        "source-changed",
        Severity.ERROR,
        "The source was written to while `cvbuild diff --apply` worked, so nothing was applied. Run it again.",
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
    MISSING_FONT = (
        "missing-font",
        Severity.WARNING,
        "The theme names a family that is neither packaged with cvbuild, nor in its `fonts` folder, nor installed.",
        "The page is drawn with another one; Word files and web pages name it all the same.",
        "Put its files into the theme's `fonts` folder, or correct the name.",
    )
    BAD_FONT = (
        "bad-font",
        Severity.ERROR,
        "A file in a theme's `fonts` folder is damaged, a collection, a variable font or a web font.",
        "Replace it with a TrueType or OpenType file of one weight.",
    )
    UNUSED_FONT = (
        "unused-font",
        Severity.WARNING,
        "A font in a theme's `fonts` folder has the family name of a packaged one, which goes before it.",
        "Remove it, or give its family another name.",
    )
    FONT_NOT_EMBEDDED = (
        "font-not-embedded",
        Severity.WARNING,
        "This font can't or must not be put into the file, as `embed-fonts` asks: its licence bits forbid it,",
        "it is neither packaged nor the theme's own, or Word can't use its format or size.",
        "The file names it, and readers who lack it see the alternative that the theme gives.",
    )
    NESTING = (
        "nesting",
        Severity.ERROR,
        "Lists or quotes are nested deeper than any page can show. Take them out of each other.",
    )
    ENGINE_MISSING = (
        "engine-missing",
        Severity.ERROR,
        "PDF needs Pango, a system library, and the gallery of themes needs pypdfium2; it is not installed.",
        "Run `cvbuild doctor` for the command that brings Pango; the other formats work without.",
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
    FILE_EXISTS = (
        "file-exists",
        Severity.ERROR,
        "`cvbuild init`, `import` and `themes new` never overwrite: what they would write is there already, so nothing",
        "was written. Choose another folder or name, or move the file away.",
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
