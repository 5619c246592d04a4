"""What can be wrong with files of other programs: JSON Resume, RenderCV, edited Word files.

Where one is found is said in the rooms that find it.
"""

from cvbuild.codes.definition import Definition, Severity

JSON_SYNTAX = Definition(
    Severity.ERROR,
    "The file that is imported is no JSON, or no object: a comma or a quote is missing near that place, say.",
    "Correct it there.",
)
UNKNOWN_EXCHANGE = Definition(
    Severity.ERROR,
    "The file is in no format that `cvbuild import` reads. Give a JSON Resume or RenderCV file, or name its format",
    "with `--from`.",
)
NOT_A_RESUME = Definition(
    Severity.ERROR,
    "Only résumés can be exported, and the document is a letter or a page.",
    "Name another file, or write `kind: resume` into its front matter if it is one.",
)
NOT_IMPORTED = Definition(
    Severity.WARNING,
    "Something in the imported file has no place in our Markdown, or is not what its format says.",
    "The message tells whether it was left out or how it was kept; add by hand what you miss.",
)
NOT_EXPORTED = Definition(
    Severity.WARNING,
    "The other format has no place for this part of the résumé, or none at that spot.",
    "The message tells what became of it; `docs/exchange.md` has a table of what goes where.",
)
BEYOND_SCHEMA = Definition(
    Severity.NOTE,
    "JSON Resume has no key of its own for this, and allows others, so it was written all the same.",
    "Other programs may not show it; `cvbuild import` reads it.",
)
UNREADABLE_DOCX = Definition(
    Severity.ERROR,
    "The file that `cvbuild diff` compares is no Word document: it is damaged, locked with a password, or in",
    "another format. Open it in Word and save it as `.docx`.",
)
OTHER_DOCUMENT = Definition(
    Severity.WARNING,
    "The Word file has so little in common with the source that it was hardly made of it, so `--apply` does",
    "nothing. Name the source that it was made of.",
)
NOT_APPLIED = Definition(
    Severity.WARNING,
    "`cvbuild diff --apply` left a change alone: its words come from elsewhere, or it can't be made in Markdown so",
    "that the source then says just what the Word file says. The message has the reason; make it by hand.",
)
SOURCE_CHANGED = Definition(
    Severity.ERROR,
    "The source was written to while `cvbuild diff --apply` worked, so nothing was applied. Run it again.",
)
