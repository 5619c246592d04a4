"""What each role is for, in a sentence: for editors, `cvbuild themes show` and `docs/themes.md`.

How a role looks is the theme's to say, and which part of a document bears it, the renderers'.
"""

from __future__ import annotations

from cvbuild.theme.model import Role, RunRole

TEXT_ROLES: dict[Role, str] = {
    Role.BODY: "Paragraphs; every other role takes from it what it leaves out.",
    Role.INTRO: "The paragraph right below the letterhead.",
    Role.NAME: "The author's name at the head of a letter or résumé.",
    Role.HEADLINE: "What the author is, below the name.",
    Role.CONTACT: "The author's addresses, on the web too.",
    Role.HEADING_1: "Headings of the first level: the title of a page.",
    Role.HEADING_2: "Headings of the second level: a résumé's sections.",
    Role.HEADING_3: "Headings of the third level that are no entry.",
    Role.HEADING_4: "Headings of the fourth level.",
    Role.HEADING_5: "Headings of the fifth level.",
    Role.HEADING_6: "Headings of the sixth level.",
    Role.ENTRY: "The title of a station in a résumé.",
    Role.ITEM: "The items of lists that have no blank lines between them.",
    Role.QUOTE: "Quoted paragraphs.",
    Role.CODE_BLOCK: "Blocks of code.",
    Role.TABLE_HEAD: "The cells of a table's head.",
    Role.TABLE_CELL: "The other cells of a table.",
    Role.TERM: "What a definition list defines.",
    Role.DESCRIPTION: "What a definition list says of a term.",
    Role.CAPTION: "What stands below a picture.",
    Role.FOOTNOTE: "Footnotes.",
    Role.ADDRESSEE: "To whom a letter goes.",
    Role.DATE: "A letter's place and date.",
    Role.SUBJECT: "A letter's subject.",
    Role.SALUTATION: "A letter's greeting.",
    Role.CLOSING: "A letter's last words: “Sincerely”.",
    Role.SIGNATURE: "The name, or the picture of it, below the closing.",
    Role.ENCLOSURE: "What comes with a letter.",
    Role.RULE: "The line of a thematic break; `rule-below` is its width.",
    Role.PAGE_HEADER: "The head of each page, where the theme has one.",
    Role.PAGE_FOOTER: "The foot of each page, where the theme has one.",
}
"""Every role of paragraphs."""

RUN_ROLES: dict[RunRole, str] = {
    RunRole.CODE: "Code in a line of text.",
    RunRole.LINK: "Links.",
    RunRole.ENTRY_META: "An entry's organisation, place and period.",
    RunRole.CODE_KEYWORD: "Keywords in blocks of code.",
    RunRole.CODE_STRING: "Strings in blocks of code.",
    RunRole.CODE_NUMBER: "Numbers in blocks of code.",
    RunRole.CODE_NAME: "Names of functions, classes and the like in blocks of code.",
    RunRole.CODE_COMMENT: "Comments in blocks of code.",
}
"""Every role of characters."""
