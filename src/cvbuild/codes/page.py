"""What can be wrong on the page: its length, pictures, fonts, themes, and the engine that draws it.

Where one is found is said in the rooms that find it.
"""

from cvbuild.codes.definition import Definition, Severity

TOO_LONG = Definition(
    Severity.ERROR,
    "The document has more pages than its `pages` allows, even as small and tight as the theme lets it be set.",
    "Shorten it by the lines that the message names, or allow one more page; nothing is ever cut.",
)
FITTED = Definition(
    Severity.NOTE,
    "The text is too long for its `pages`, so it is set smaller and tighter in all formats. Shorten it otherwise.",
)
ADDRESS_MOVED = Definition(
    Severity.WARNING,
    "The letterhead is so high that the address stands lower than an envelope's window.",
    "Leave out a line of it, or choose a layout with more room above the address.",
)
MISSING_IMAGE = Definition(
    Severity.ERROR,
    "The image file does not exist or can't be read. Correct its path, which is relative to the document.",
)
BAD_IMAGE = Definition(
    Severity.ERROR,
    "The image is damaged, or neither PNG, JPEG, GIF, WebP nor SVG; what counts is its content, not its name.",
    "Convert it to PNG or JPEG.",
)
REMOTE_IMAGE = Definition(
    Severity.WARNING,
    "The image is on the network and was not fetched; its alternative text is shown instead.",
    "Keep a copy beside the document, or allow it with `--allow-remote`.",
)
UNSUPPORTED_IMAGE = Definition(
    Severity.WARNING,
    "This output can't hold the image's format; its alternative text is shown instead. Convert it to PNG.",
)
UNKNOWN_THEME = Definition(
    Severity.ERROR,
    "No theme has that name. `cvbuild themes list` shows those that there are.",
)
THEME_CYCLE = Definition(
    Severity.ERROR,
    "A theme extends itself, directly or through others, so it has no beginning. Remove one of the `extends`.",
)
MISSING_GLYPH = Definition(
    Severity.WARNING,
    "No font on this machine can draw the character, so the page shows a box or nothing.",
    "Install a font that has it (`cvbuild doctor` names packages), or write it another way.",
)
MISSING_FONT = Definition(
    Severity.WARNING,
    "The theme names a family that is neither packaged with cvbuild, nor in its `fonts` folder, nor installed.",
    "The page is drawn with another one; Word files and web pages name it all the same.",
    "Put its files into the theme's `fonts` folder, or correct the name.",
)
BAD_FONT = Definition(
    Severity.ERROR,
    "A file in a theme's `fonts` folder is damaged, a collection, a variable font or a web font.",
    "Replace it with a TrueType or OpenType file of one weight.",
)
UNUSED_FONT = Definition(
    Severity.WARNING,
    "A font in a theme's `fonts` folder has the family name of a packaged one, which goes before it.",
    "Remove it, or give its family another name.",
)
FONT_NOT_EMBEDDED = Definition(
    Severity.WARNING,
    "This font can't or must not be put into the file, as `embed-fonts` asks: its licence bits forbid it,",
    "it is neither packaged nor the theme's own, or Word can't use its format or size.",
    "The file names it, and readers who lack it see the alternative that the theme gives.",
)
ENGINE_MISSING = Definition(
    Severity.ERROR,
    "PDF needs Pango, a system library, and the gallery of themes needs pypdfium2; it is not installed.",
    "Run `cvbuild doctor` for the command that brings Pango; the other formats work without.",
)
ENGINE_WARNING = Definition(
    Severity.WARNING,
    "The PDF engine could not follow part of the layout.",
    "Look at that page; if cvbuild's own styles are the cause, please report it as a bug.",
)
