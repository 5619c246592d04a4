"""What can be wrong with an output that was read back: it does not say what its source says.

Where one is found is said in the rooms that find it.
"""

from cvbuild.codes.definition import Definition, Severity

WORDS_DIFFER = Definition(
    Severity.ERROR,
    "An output, read back, does not have the words of its source in their order.",
    "The message shows the words that should be there and those that are, around the first difference.",
    "Nothing was written; if the source looks right, it is a mistake of cvbuild's: report it, and build with"
    " `--no-verify` until then.",
)
LINKS_DIFFER = Definition(
    Severity.ERROR,
    "An output, read back, lacks a link of its source, or one leads elsewhere or from other words.",
    "Nothing was written; report it, and build with `--no-verify` until then.",
)
STRUCTURE_DIFFERS = Definition(
    Severity.ERROR,
    "An output, read back, has other headings, lists, tables, pictures or notes than its source, or a picture has",
    "another alternative text. Nothing was written; report it, and build with `--no-verify` until then.",
)
PROPERTIES_DIFFER = Definition(
    Severity.ERROR,
    "The title, author or language that an output tells of itself is not that of its source.",
    "Nothing was written; report it, and build with `--no-verify` until then.",
)
NOT_EMBEDDED = Definition(
    Severity.ERROR,
    "A PDF uses a font that it does not hold, or one that does not say which characters its glyphs are: others",
    "would see other letters, or read none. Use another font, or build with `--no-verify`.",
)
UNTAGGED = Definition(
    Severity.ERROR,
    "A PDF has no tags, or does not say that it has: screen readers would have to guess at its structure.",
    "Report it, and build with `--no-verify` until then.",
)
GLYPH_BOX = Definition(
    Severity.ERROR,
    "A PDF shows an empty box or a replacement character where the source has a character that no font has.",
    "Install a font that has it, or write it another way.",
)
UNREADABLE_OUTPUT = Definition(
    Severity.ERROR,
    "An output can't be read back, or the program that reads it is missing.",
    "Follow the hint, or build with `--no-verify`.",
)
