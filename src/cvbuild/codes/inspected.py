"""What `cvbuild inspect` can find in a finished file: what keeps machines from reading it as people do.

Where one is found is said in the room that finds it.
"""

from cvbuild.codes.definition import Definition, Severity

NOT_INSPECTED = Definition(
    Severity.ERROR,
    "The file can't be read: it is locked, damaged, too large, or in a format that `cvbuild inspect` does not know.",
    "Give a PDF, a Word document (`.docx`), a web page or plain text.",
)
NO_TEXT = Definition(
    Severity.WARNING,
    "A page, or the whole file, shows something but has hardly any text: it is a scan, a picture or drawn outlines.",
    "Machines read nothing there; export the document from the program that it was written with.",
)
MIXED_COLUMNS = Definition(
    Severity.WARNING,
    "Text stands in columns, and machines read across them: the lines of both get mixed.",
    "Use one column, or make the columns with the means of your program instead of tabs or table rows.",
)
SIDE_BY_SIDE = Definition(
    Severity.NOTE,
    "Text stands in columns, one read after the other. Programs that go by the place of words instead of their order",
    "in the file may mix them.",
)
READING_ORDER = Definition(
    Severity.WARNING,
    "What stands at the top of the first page comes late in the file, so machines take something else for the",
    "beginning; or periods are read far from what they stand beside. They were placed by hand, or float; put them",
    "where they are to be read.",
)
LAYOUT_TABLE = Definition(
    Severity.WARNING,
    "A table arranges the page instead of showing data. Some programs read its cells row by row, others leave them",
    "out; write the text without it.",
)
TEXT_BOX = Definition(
    Severity.WARNING,
    "Text stands in text boxes, which many programs read last or not at all. Move it into the text.",
)
MARGIN_CONTACT = Definition(
    Severity.WARNING,
    "Contact data stands in a page's header or footer only, which many programs leave out. Write it into the text.",
)
SPACED_LETTERS = Definition(
    Severity.WARNING,
    "Letters stand so far apart that machines read each as a word: `E X P E R I E N C E`.",
    "Write the word, and set its letter-spacing at 0.08 em at the most.",
)
LIGATURES = Definition(
    Severity.WARNING,
    "Letters are read as one sign, such as `ﬁ`, so that a search for the word finds nothing.",
    "Turn ligatures off, or use a font whose ligatures say which letters they stand for.",
)
UNKNOWN_CHARACTERS = Definition(
    Severity.WARNING,
    "Some characters mean nothing to machines: icons of a font, private code points, or replacement characters.",
    "Write words instead of icons, or use another font.",
)
HIDDEN_TEXT = Definition(
    Severity.WARNING,
    "There is text that people don't see: white on white, without size, beyond the page, or marked as hidden.",
    "Programs read it, and some take it for an attempt to cheat; take it out.",
)
TINY_TEXT = Definition(
    Severity.WARNING,
    "There is text too small to be read, below 5 points. Enlarge it or take it out.",
)
MANY_PAGES = Definition(
    Severity.NOTE,
    "The file is longer than what is usually read of an application. Shorten it, if it is one.",
)
RESTRICTED_FILE = Definition(
    Severity.WARNING,
    "The file is encrypted and refuses something, such as copying of its text, so programs may refuse to read it.",
    "Save it without restrictions.",
)
FORM_FIELDS = Definition(
    Severity.WARNING,
    "The file is a form, and what is filled in is no part of the text for many programs. Print it into a new PDF.",
)
MISSING_PROPERTY = Definition(
    Severity.NOTE,
    "The file does not tell its title or its language, by which people find it and screen readers pronounce it.",
)
NO_TAGS = Definition(
    Severity.NOTE,
    "The PDF has no tags, so headings, lists and the order of the text must be guessed. Export it as an accessible",
    "(tagged) PDF.",
)
LOOSE_FONT = Definition(
    Severity.WARNING,
    "A font is not in the file, so every machine shows another one, or does not say which characters its glyphs are.",
    "Embed fonts when you export, or use another font.",
)
READERS_DISAGREE = Definition(
    Severity.WARNING,
    "Two programs read different words from the file, or the same in another order: others will, too.",
    "The message shows the first place; look for columns, text boxes or unusual fonts there.",
)
UNDESCRIBED_PICTURE = Definition(
    Severity.WARNING,
    "A picture has no alternative text, so machines and screen readers know nothing of it. Describe it.",
)
UNREAD_CONTACT = Definition(
    Severity.WARNING,
    "It looks like an application, but no e-mail address or no phone number can be read in its text.",
    "Write it out as text, not as a picture, an icon or a link of other words.",
)
NAME_NOT_FIRST = Definition(
    Severity.WARNING,
    "It looks like an application, but its first line is not a name, which is what programs take it for.",
    "Put your name first, on a line of its own.",
)
UNKNOWN_SECTIONS = Definition(
    Severity.WARNING,
    "The text tells of several periods, but no heading says what they are: no section was recognised.",
    "Use plain headings such as “Experience” and “Education”, each on a line of its own.",
)
