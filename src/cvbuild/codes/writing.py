"""What can be wrong with what an author wrote: its text, its Markdown, its parts.

Where one is found is said in the rooms that find it.
"""

from cvbuild.codes.definition import Definition, Severity

MOJIBAKE = Definition(
    Severity.WARNING,
    "The text was encoded twice: UTF-8 was read as Windows-1252 and saved again, so that a dash became `â€”`.",
    "It was repaired in memory and the file is unchanged; save the repaired characters there.",
)
BIDI_CONTROL = Definition(
    Severity.WARNING,
    "Invisible characters that turn the direction of writing stand in the text; they can make it read otherwise",
    "than it is stored. They are kept; remove those that you did not mean.",
)
RAW_HTML = Definition(
    Severity.WARNING,
    "An HTML tag has no equivalent in all formats.",
    "The tag was dropped and its text was kept, except that of `script` and `style`.",
    "Write it in Markdown, or use the tags that `docs/sources.md` lists.",
)
UNDEFINED_FOOTNOTE = Definition(
    Severity.WARNING,
    "A reference such as `[^1]` has no note, so it stays in the text as it is written.",
    "Add a line `[^1]: …`, or put a backslash before the bracket.",
)
UNUSED_FOOTNOTE = Definition(
    Severity.WARNING,
    "Nothing refers to the footnote, so it is shown behind the others. Refer to it by its label, or remove it.",
)
NESTING = Definition(
    Severity.ERROR,
    "Lists or quotes are nested deeper than any page can show. Take them out of each other.",
)
DEEP_MARKS = Definition(
    Severity.WARNING,
    "More than a hundred marks (bold, italics, links, HTML tags) are open inside each other.",
    "The innermost were dropped and their text was kept; close what you open.",
)
UNSAFE_LINK = Definition(
    Severity.WARNING,
    "The link's scheme can run code or read files, such as `javascript:` or `file:`.",
    "Its text was kept and its target dropped; link to `https:`, `mailto:`, `tel:` or a file of the project.",
)
MISSING_LINK = Definition(
    Severity.WARNING,
    "A relative link leads to no file, to one whose name differs in case, to a Markdown file that is not built,",
    "or to an anchor that no heading has.",
    "Correct it, or link to a full `https:` address; the reader would find a dead link.",
)
MISSING_ALT = Definition(
    Severity.WARNING,
    "An image without alternative text is lost on people who can't see it. Say between its brackets what it shows.",
)
UNNAMED_RECIPIENT = Definition(
    Severity.WARNING,
    "The front matter says where a letter goes, and not to whom. Name the person or the team who will read it.",
)
EXPOSED_PRIVATE = Definition(
    Severity.WARNING,
    "`private.yaml` stands in a git repository that does not ignore it, so the next commit may publish it.",
    "Add it to `.gitignore`, and take it out of the repository with `git rm --cached private.yaml` if it is there.",
)
REDACTED = Definition(
    Severity.NOTE,
    "With `--redact`, a private value was left out of what you wrote, so that a sentence may lack something.",
    "Read it again, and take the value out of the source if it is not needed.",
)
ENTRY_DATES = Definition(
    Severity.WARNING,
    "An entry of a résumé ends before it begins. Swap its dates, or correct the one that is wrong.",
)
NO_SUCH_DATE = Definition(
    Severity.WARNING,
    "An entry's date has a month or a day that no calendar has, such as `2019.13`, so the period means nothing to",
    "programs. It is shown as you wrote it; correct it.",
)
