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
FILLED = Definition(
    Severity.NOTE,
    "The document shall `fill` its pages, so it is set larger and wider in all formats. Leave `fill` out otherwise.",
)
NO_HYPHENATION = Definition(
    Severity.WARNING,
    "Words shall be divided, and there are no rules of the document's language for it, so the PDF has whole words.",
    "Correct `lang`, or leave `hyphens` out.",
)
SHORT_LAST_PAGE = Definition(
    Severity.WARNING,
    "The last page of the PDF has one to three lines of text and nothing else, as if they had been left over.",
    "Shorten the text by as many lines, or limit its `pages` and have it set a little tighter.",
)
OVERFULL = Definition(
    Severity.WARNING,
    "On the page, a word, picture or table is wider than the column, cell or sheet that it stands in, so it reaches",
    "beyond it, or it is a word that was broken anywhere. Shorten it, make it smaller, or say where it may be broken.",
)
LOW_CONTRAST = Definition(
    Severity.WARNING,
    "Two colours of a theme are too much alike for text to be read: the contrast is below 4.5, or below 3 in large",
    "text (18 points, or 14 and bold), as WCAG 2.2 has it (1.4.3). Make the text darker or its background lighter.",
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
LOW_RESOLUTION = Definition(
    Severity.WARNING,
    "The image has fewer than 150 pixels an inch where it stands on the page, so it looks blurred in print.",
    "Use a larger file, or show it smaller with `<img width=…>`. Drawings in SVG are sharp at any size.",
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
PDF_VARIANT = Definition(
    Severity.ERROR,
    "The standard that `pdf: variant` names forbids what the document holds or asks for: an attachment, say.",
    "No broken file is written; choose another standard, or do without that (see `docs/pdf.md`).",
)
PDF_FLATTENED = Definition(
    Severity.NOTE,
    "PDF/A-1 knows no transparency, so pictures and emoji that have some were laid on the colour of the paper.",
    "Look at those that do not stand on paper, or choose PDF/A-2 or later.",
)
SITE_LINK = Definition(
    Severity.WARNING,
    "A link of a document leads to a file that is no part of the site, so that nobody will find it there.",
    "Build that file too, link to a full `https:` address, or set `base-url` to where your other files are on the web.",
)
SITE_UNSAFE = Definition(
    Severity.ERROR,
    "A site leaves out what is private, and what that is stands in settings that could be read in part only.",
    "No site was written, since it could publish what it should hide; correct the settings.",
)
SITE_FILE_IN_THE_WAY = Definition(
    Severity.ERROR,
    "The folder of the site has a file that an earlier site did not write, where this one has another.",
    "Nothing was written. Move the file away, or choose another folder with `--out`.",
)
SITE_FILE_LEFT = Definition(
    Severity.WARNING,
    "A file that the site no longer has was changed by somebody since it was written, and so was not removed.",
    "Remove it, or move it out of the folder that you publish.",
)
ATTACHED_PRIVATE = Definition(
    Severity.ERROR,
    "`--redact` leaves private values out, and `attach-source` would publish them with the source.",
    "Leave out one of them.",
)
