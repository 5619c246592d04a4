"""What can be wrong with the parts of a document, and between the documents of an application.

What can be wrong with words and characters is in `lint_text`.
"""

from cvbuild.codes.definition import Definition, Severity

_RESUME = "---\nkind: resume\n---\n"

SKIPPED_LEVEL = Definition(
    Severity.WARNING,
    "A heading is two levels or more below the one before, as if one between were missing; those who jump from heading",
    "to heading miss it. Raise it, or say its size in the theme.",
    bad="# Jane Doe\n\n### Work",
    good="# Jane Doe\n\n## Work",
)
SEVERAL_TITLES = Definition(
    Severity.WARNING,
    "More than one heading of level 1 stands in a letter or page, and a document has one title. Lower the others.",
    bad="# The year 2024\n\nGood.\n\n# The year 2025\n\nBetter.",
    good="# Two years\n\n## 2024\n\nGood.\n\n## 2025\n\nBetter.",
)
EMPTY_SECTION = Definition(
    Severity.WARNING,
    "Nothing stands below a heading. Write what belongs there, or take the heading out.",
    bad="## Projects\n\n## Skills\n\nPython, SQL",
    good="## Skills\n\nPython, SQL",
)
EMPTY_ITEM = Definition(
    Severity.WARNING,
    "A list item says nothing, so the page shows a bullet alone. Fill it in, or take it out.",
    bad="- Python\n-\n- SQL",
    good="- Python\n- SQL",
)
EMPTY_LINK = Definition(
    Severity.WARNING,
    "A link has no text that anybody could read or click, or it leads nowhere. Write what it shows between the",
    "brackets, and where it leads between the parentheses.",
    bad="[](https://example.com/work)",
    good="[My work](https://example.com/work)",
)
VAGUE_LINK = Definition(
    Severity.WARNING,
    "A link's text, such as “here”, does not say where it leads: on paper it means nothing, and to those who read",
    "links one by one neither. Name what is there.",
    bad="See my work [here](https://example.com/work).",
    good="See [my work](https://example.com/work).",
)
MIXED_DASHES = Definition(
    Severity.WARNING,
    "The periods of a résumé are joined by different signs: a hyphen here, an en dash or a word there.",
    "`cvbuild check --fix` writes all with the one that is used most.",
    bad=_RESUME
    + "## Work\n\n### Cook | Blue Door | 2015 – 2017\n\n### Chef | Tin Cup | 2017 - 2019\n\n### Owner | 2019 – now",
    good=_RESUME + "## Work\n\n### Cook | Blue Door | 2015 – 2017\n\n### Chef | Blue Door | 2017 – 2019",
    fixable=True,
)
MIXED_DATES = Definition(
    Severity.WARNING,
    "The months of a résumé's periods are written in several ways, such as `03/2020` and `Mar 2020`. Choose one.",
    bad=_RESUME + "## Work\n\n### Cook | Blue Door | 03/2015 – 05/2017\n\n### Chef | Tin Cup | Sep 2017 – 2019",
    good=_RESUME + "## Work\n\n### Cook | Blue Door | Mar 2015 – Sep 2017\n\n### Chef | Tin Cup | Oct 2017 – 2019",
)
UNORDERED_ENTRIES = Definition(
    Severity.WARNING,
    "The entries of a section stand neither with the latest first nor with the earliest first. Readers expect the",
    "latest first; move the one that the message names.",
    bad=_RESUME + "## Work\n\n### Cook | A | 2019 – 2021\n\n### Chef | B | 2015 – 2017\n\n### Owner | C | 2021 – 2023",
    good=_RESUME + "## Work\n\n### Owner | C | 2021 – 2023\n\n### Cook | A | 2019 – 2021\n\n### Chef | B | 2015 – 2017",
)
OVERLAPPING_PERIODS = Definition(
    Severity.WARNING,
    "Two stations of a section about work overlap by more than a month, which may be meant: two jobs at once.",
    "Correct the dates if it is not.",
    bad=_RESUME + "## Work\n\n### Chef | Tin Cup | 2019-01 – 2021-06\n\n### Cook | Blue Door | 2015-01 – 2019-12",
    good=_RESUME + "## Work\n\n### Chef | Tin Cup | 2020-01 – 2021-06\n\n### Cook | Blue Door | 2015-01 – 2019-12",
    opt_in=True,
)
TIME_GAP = Definition(
    Severity.NOTE,
    "More than three months between two stations are told of nowhere in the résumé. Say what you did, if you like;",
    "or expect the question.",
    bad=_RESUME + "## Work\n\n### Chef | Tin Cup | 2020-01 – 2021-06\n\n### Cook | Blue Door | 2015-01 – 2018-03",
    good=_RESUME + "## Work\n\n### Chef | Tin Cup | 2018-04 – 2021-06\n\n### Cook | Blue Door | 2015-01 – 2018-03",
    opt_in=True,
)
FUTURE_DATE = Definition(
    Severity.WARNING,
    "A letter is dated more than a month ahead, or a station begins more than a year ahead: probably a slip of the",
    "keyboard. Only `cvbuild check` looks, since a build asks no clock.",
    bad="---\nkind: letter\ndate: 2062-03-05\n---\nDear Ms. Berg,\n\nI write to you.",
    good="---\nkind: letter\ndate: 2026-03-05\n---\nDear Ms. Berg,\n\nI write to you.",
)
STALE_DATE = Definition(
    Severity.WARNING,
    "A letter's date is more than 60 days ago, as if it had been sent once before. Correct it, or write `date: today`.",
    "Only `cvbuild check` looks, since a build asks no clock.",
    bad="---\nkind: letter\ndate: 2020-03-05\n---\nDear Ms. Berg,\n\nI write to you.",
    good="---\nkind: letter\ndate: today\n---\nDear Ms. Berg,\n\nI write to you.",
    opt_in=True,
)
MIXED_STOPS = Definition(
    Severity.WARNING,
    "Some items of a list end with a full stop and others do not.",
    "`cvbuild check --fix` writes all as most of them are.",
    bad="- Led the team of nine.\n- Halved the cost\n- Wrote the handbook.",
    good="- Led the team of nine.\n- Halved the cost.\n- Wrote the handbook.",
    fixable=True,
)
MIXED_CAPITALS = Definition(
    Severity.WARNING,
    "Some items of a list begin with a capital letter and others with a small one. Names such as `iOS` are small",
    "for good, so this is looked for on request only.",
    bad="- Led the team\n- halved the cost\n- Wrote the handbook",
    good="- Led the team\n- Halved the cost\n- Wrote the handbook",
    opt_in=True,
)
MISSING_CONTACT = Definition(
    Severity.WARNING,
    "A letter or résumé does not say who sends it, or has neither an e-mail address nor a phone number, so nobody can",
    "answer. Set `author` in front matter or `cvbuild.yaml`.",
    bad=_RESUME + "# Jane Doe\n\n## Work\n\n### Cook | Blue Door | 2015 – 2017",
    good=_RESUME + "# Jane Doe\n\njane@example.com\n\n## Work\n\n### Cook | Blue Door | 2015 – 2017",
)
MISSING_PHONE = Definition(
    Severity.NOTE,
    "A letter or résumé has an e-mail address and no phone number. Set `author: {phone: …}` if you want to be called.",
    bad=_RESUME + "# Jane Doe\n\njane@example.com",
    good=_RESUME + "# Jane Doe\n\njane@example.com, +1 202 555 0100",
    opt_in=True,
)
OTHER_CONTACT = Definition(
    Severity.WARNING,
    "The letter and the résumé of one person name different e-mail addresses or phone numbers, so one of them may be",
    "old. Set both in `cvbuild.yaml`, once for all documents.",
)
OTHER_NAME = Definition(
    Severity.WARNING,
    "The sender's name is spelled in two ways, between letterhead and signature or between the documents of an",
    "application. Choose one, and set it in `cvbuild.yaml`.",
    bad="---\nkind: letter\nauthor: Anna Schmidt\n---\nDear Ms. Berg,\n\nI write.\n\nSincerely,\n\nAnna Schmitt",
    good="---\nkind: letter\nauthor: Anna Schmidt\n---\nDear Ms. Berg,\n\nI write.\n\nSincerely,\n\nAnna Schmidt",
)
OTHER_FACTS = Definition(
    Severity.WARNING,
    "Two documents of an application give different figures for what looks like the same thing, such as “10,000 CCTV",
    "streams” and “1,000 CCTV streams”. Correct the wrong one; words are compared, so it may be mistaken.",
    opt_in=True,
)
OTHER_RECIPIENT = Definition(
    Severity.WARNING,
    "A letter greets another person than it is addressed to, or names another company than the recipient's as the one",
    "that the sender wants to work for: what is left over when an older letter is used again.",
    bad=(
        "---\nkind: letter\nrecipient: {name: Ms. Clara Berg, organisation: Nordlicht Video GmbH}\n---\n"
        "Dear Mr. Tanaka,\n\nI would love to join Harbour Studios."
    ),
    good=(
        "---\nkind: letter\nrecipient: {name: Ms. Clara Berg, organisation: Nordlicht Video GmbH}\n---\n"
        "Dear Ms. Berg,\n\nI would love to join Nordlicht."
    ),
)
UNNAMED_COMPANY = Definition(
    Severity.NOTE,
    "A letter's text does not name the company or institution that it is addressed to, so that it could go to anybody.",
    bad=(
        "---\nkind: letter\nrecipient: {name: Ms. Berg, organisation: Nordlicht Video GmbH}\n---\n"
        "Dear Ms. Berg,\n\nI write well."
    ),
    good=(
        "---\nkind: letter\nrecipient: {name: Ms. Berg, organisation: Nordlicht Video GmbH}\n---\n"
        "Dear Ms. Berg,\n\nNordlicht taught me to write."
    ),
    opt_in=True,
)
LONG_LETTER = Definition(
    Severity.WARNING,
    "A letter's text has more than 500 words (in Chinese, Japanese and Korean, characters count for less), which is",
    "more than a page. Shorten it: it is read in a minute or not at all.",
)
LONG_RESUME = Definition(
    Severity.NOTE,
    "A résumé has more than 1,000 words, which is more than two pages. Academic ones may be longer.",
    opt_in=True,
)
PRIVATE_DATA = Definition(
    Severity.WARNING,
    "With `--redact`, a number or a date still stands in the text that is better not published: a date of birth,",
    "somebody's phone number, an account, or an identity number. Take it out, or keep it in `private.yaml`.",
)
