"""What is wrong with a document before anybody sets it: the table of rules, and the one way to run them.

A rule is a function in a module of its own; nothing here prints, reads files, or knows a format.
"""

from __future__ import annotations

from collections.abc import Iterable

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.ignores import read_ignores, report_unused
from cvbuild.lint.rule import Checked, Entry, Rule

__all__ = ["RULES", "Checked", "Entry", "Rule", "lint", "read_ignores", "report_unused"]

RULES: tuple[Entry, ...] = (
    # The text.
    Entry("authorship", (Code.AUTHORSHIP_TRAILER,)),
    Entry("characters", (Code.INVISIBLE_CHARACTER, Code.LOST_CHARACTER, Code.NON_BREAKING_SPACE)),
    Entry("links", (Code.INSECURE_LINK, Code.BARE_LINK)),
    Entry("long_sentences", (Code.LONG_SENTENCE, Code.LONG_PARAGRAPH)),
    Entry("placeholders", (Code.PLACEHOLDER,)),
    Entry("quotes", (Code.MIXED_QUOTES,)),
    Entry("repeated_paragraphs", (Code.REPEATED_PARAGRAPH,)),
    Entry("repeated_words", (Code.REPEATED_WORD,)),
    Entry("spelling", (Code.SPELLING,)),
    Entry("tabs", (Code.TAB,)),
    Entry("wording", (Code.EMPTY_PHRASE, Code.FIRST_PERSON)),
    # The document and what goes with it.
    Entry("headings", (Code.SKIPPED_LEVEL, Code.SEVERAL_TITLES)),
    Entry("empty_parts", (Code.EMPTY_SECTION, Code.EMPTY_ITEM)),
    Entry("link_texts", (Code.EMPTY_LINK, Code.VAGUE_LINK)),
    Entry("bullets", (Code.MIXED_STOPS, Code.MIXED_CAPITALS)),
    Entry("period_dashes", (Code.MIXED_DASHES,), "resume"),
    Entry("period_dates", (Code.MIXED_DATES,), "resume"),
    Entry("period_order", (Code.UNORDERED_ENTRIES, Code.OVERLAPPING_PERIODS, Code.TIME_GAP), "resume"),
    Entry("calendar_days", (Code.FUTURE_DATE, Code.STALE_DATE)),
    Entry("contacts", (Code.MISSING_CONTACT, Code.MISSING_PHONE, Code.OTHER_CONTACT)),
    Entry("names", (Code.OTHER_NAME,)),
    Entry("greetings", (Code.OTHER_RECIPIENT,)),
    Entry("companies", (Code.OTHER_RECIPIENT, Code.UNNAMED_COMPANY)),
    Entry("facts", (Code.OTHER_FACTS,)),
    Entry("lengths", (Code.LONG_LETTER, Code.LONG_RESUME)),
    Entry("private_data", (Code.PRIVATE_DATA,)),
)
"""Every rule, one line each."""


def lint(checked: Checked, report: Report, wanted: Iterable[str] = ()) -> None:
    """Run all rules; of those that are opt-in, the ones whose codes are `wanted`."""
    named = frozenset(wanted)
    for entry in RULES:
        active = [code for code in entry.codes if not code.value.opt_in or code.slug in named]
        if active and entry.kind in {None, checked.document.metadata.kind}:
            found = Report()
            entry.check(checked, found)
            report.extend(diagnostic for diagnostic in found if diagnostic.code in active)
