"""What can be wrong with the words and characters of a document.

What can be wrong with its parts, or between documents, is in `lint_document`.
"""

from cvbuild.codes.definition import Definition, Severity

PLACEHOLDER = Definition(
    Severity.WARNING,
    "A gap of a template was left open, such as `[Company]`, `{{ name }}` or `TODO`. Fill it in, or take it out.",
    bad="I would love to work for [Company].",
    good="I would love to work for Harbour Studios.",
)
AUTHORSHIP_TRAILER = Definition(
    Severity.WARNING,
    "A line tells which program wrote or committed the text, such as `Co-Authored-By:` or `Generated with`. A reader",
    "does not expect it; `cvbuild check --fix` removes it.",
    bad="Kind regards\n\nJane Doe\n\nCo-Authored-By: A Program <noreply@example.com>",
    good="Kind regards\n\nJane Doe",
    fixable=True,
)
REPEATED_WORD = Definition(
    Severity.WARNING,
    "A word stands twice in a row, perhaps across the end of a line. Words that a language doubles, and names, are",
    "left alone; `cvbuild check --fix` takes the second.",
    bad="I led the the team.",
    good="I know that that was right.",
    fixable=True,
)
REPEATED_PARAGRAPH = Definition(
    Severity.WARNING,
    "A paragraph or point of some length stands in the document twice, as copying leaves it. Take one of them out.",
    bad="- Moved forty services to a new cluster without a minute of downtime.\n\n"
    "Then:\n\n- Moved forty services to a new cluster without a minute of downtime.",
    good="- Moved forty services to a new cluster without a minute of downtime.\n\n"
    "Then:\n\n- Moved the last ten databases to the new cluster over one weekend.",
)
INVISIBLE_CHARACTER = Definition(
    Severity.WARNING,
    "Characters that nobody sees, such as zero-width spaces, soft hyphens or control characters, part words for the",
    "programs that search them. Where a script or emoji needs one, it is left alone; `cvbuild check --fix` takes the",
    "others out.",
    bad="I design net\u200bworks.",
    good="I design networks. 👩\u200d💻",
    fixable=True,
)
LOST_CHARACTER = Definition(
    Severity.WARNING,
    "The sign `�` stands where a program could not read a character, which is lost. Write what stood there.",
    bad="I studied in M\ufffdnchen.",
    good="I studied in München.",
)
NON_BREAKING_SPACE = Definition(
    Severity.NOTE,
    "A non-breaking space stands between two words, as copied web pages leave it, so that no line can end there.",
    "Those beside numbers, signs and short words are left alone; `cvbuild check --fix` makes the others spaces.",
    bad="We tested\u00a0every release.",
    good="We tested 10\u00a0kg of it.",
    fixable=True,
)
TAB = Definition(
    Severity.WARNING,
    "A tab stands between words of a sentence; no format has stops for it. In the heads of a résumé it parts fields",
    "and is left alone; `cvbuild check --fix` makes a space of the others.",
    bad="We tested\tevery release.",
    good="We tested every release.",
    fixable=True,
)
INSECURE_LINK = Definition(
    Severity.WARNING,
    "A link by `http:` can be read and changed on its way, and browsers warn of it. Use `https:` where the site has",
    "it; cvbuild can't ask, so `--fix` leaves it.",
    bad="See [my pages](http://example.com).",
    good="See [my pages](https://example.com).",
)
UNKNOWN_CODE = Definition(
    Severity.WARNING,
    "A name in `ignore`, in `checks` or in a comment that ignores is that of no diagnostic, so nothing comes of it.",
    "Correct or remove it.",
    bad="See [my pages](http://example.com). <!-- cvbuild: ignore insecure-lnk -->",
    good="See [my pages](http://example.com). <!-- cvbuild: ignore insecure-link -->",
)
UNUSED_IGNORE = Definition(
    Severity.WARNING,
    "What is ignored here is not found here, so it would hide what comes later. `cvbuild check` tells, and with",
    "`--fix` it removes the name; errors can't be ignored at all.",
    bad="See [my pages](https://example.com). <!-- cvbuild: ignore insecure-link -->",
    good="See [my pages](http://example.com). <!-- cvbuild: ignore insecure-link -->",
    fixable=True,
)
BARE_LINK = Definition(
    Severity.WARNING,
    "An address stands in the text as it is, which is hard to read and long to hear. Give it words, or put it in `<…>`",
    "if it is meant to be seen.",
    bad="See https://example.com/work for more.",
    good="See [my work](https://example.com/work), or <https://example.com>.",
    opt_in=True,
)
MIXED_QUOTES = Definition(
    Severity.WARNING,
    "Straight and curly quotes or apostrophes stand in one text. Choose one kind, or let `smart: true` set them.",
    bad='He said “yes”, and I said "no".',
    good="He said “yes”, and I said “no”.",
    opt_in=True,
)
LONG_SENTENCE = Definition(
    Severity.NOTE,
    "A sentence has more than 35 words, or 100 Chinese or Japanese characters. Make two of it.",
    bad="I led the team " + "that led the people " * 9 + "home.",
    good="I led the team. We came home.",
    opt_in=True,
)
LONG_PARAGRAPH = Definition(
    Severity.NOTE,
    "A paragraph has more than 120 words, or 400 Chinese or Japanese characters. Part it, or shorten it.",
    bad="We came home from the sea. " * 21,
    good="We came home from the sea.",
    opt_in=True,
)
EMPTY_PHRASE = Definition(
    Severity.NOTE,
    "A phrase such as “team player” stands in every second application and tells nothing of its author. Say what you",
    "did instead. There are lists for German, English, French, Korean and Spanish.",
    bad="I am a team player.",
    good="I led the crew that rebuilt the harbour gates.",
    opt_in=True,
)
FIRST_PERSON = Definition(
    Severity.NOTE,
    "More than half of the sentences begin with “I”. Begin some with what was done, or for whom.",
    bad="I came. I saw. I won. I left. I slept. I woke.",
    good="I came. The sea was calm. I won. Then we left. The night was long. I woke.",
    opt_in=True,
)
SPELLING = Definition(
    Severity.WARNING,
    "No dictionary of the document's language has the word, by pyspellchecker (`pip install 'cvbuild[spelling]'`).",
    "Correct it, or write it into `dictionary.txt` beside `cvbuild.yaml`, one word a line.",
    bad="I recieve letters.",
    good="I receive letters.",
    opt_in=True,
)
