"""A word that stands twice in a row, also across the end of a line.

Where a language doubles words on purpose, its words are left alone, or the whole language is.
"""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Replacement, Report
from cvbuild.lint.prose import Passage
from cvbuild.lint.rule import Checked

_TWICE = re.compile(r"(?<![\w'’.&/@-])([^\W\d_]+)([ \t\u00a0]+)(\1)(?![\w'’@/-]|\.\w)", re.IGNORECASE)
_WORDS = {
    "": "die der das dem sie denen deren nous vous très muy más così più",
    "ko": "점점 하나 하루 조금 더 또 아주 매우 그때 가지 한번 차근 꼭 잘 늘 참",
    "en": "that had is was do very really so no ha bye many long far more will may can",
    "de": "den ihr es was wir",
    "fr": "en pas",
    "es": "no poco casi la lo todo",
    "it": "via piano pian quasi mano man molto no",
    "pt": "que mais muito quase",
    "nl": "dat haar ze zij u heel",
    "sv": "den det de som",
    "da": "den det de som han",
    "nb": "den det de som han",
    "pl": "to tym co",
    "cs": "to co",
}
"""By language (none: in any) what may stand twice: `the fact that that`, `Menschen, die die`, `nous nous sommes`."""
_DOUBLING = {
    "id",
    "ms",
    "vi",
    "tl",
    "fil",
    "tr",
    "hi",
    "bn",
    "ur",
    "ta",
    "th",
    "km",
    "lo",
    "my",
    "zh",
    "ja",
    "sw",
    "ht",
    "mi",
}
"""Languages in which to double a word is grammar, or which part words by no spaces."""


def check(checked: Checked, report: Report) -> None:
    """Report each word that is there twice; a fix takes the second."""
    if checked.lang in _DOUBLING:
        return
    meant = {*_WORDS[""].split(), *_WORDS.get(checked.lang, "").split()}
    for passage in checked.texts:
        for found in _TWICE.finditer(passage.text):
            if not _is_meant(found[1], found[3], meant):
                message = f"“{found[1]} {found[3]}”: the word stands twice"
                fix = _removal(passage, found)
                report.add(Code.REPEATED_WORD, message, passage.span(*found.span()), "keep one of them", fix)


def _is_meant(first: str, second: str, meant: set[str]) -> bool:
    if first.casefold() in meant:
        return True
    # Names are doubled (Baden Baden, Boutros Boutros), and single capitals are grades or initials.
    is_name = first[0].isupper() and second[0].isupper() and not first.isupper()
    return is_name or (len(first) == 1 and first != "a") or first.isupper() != second.isupper()


def _removal(passage: Passage, found: re.Match[str]) -> tuple[Replacement, ...]:
    """The second word with the space before it; across lines, with the space behind it."""
    whole = passage.replacement(found.end(1), found.end())
    if whole or passage.text[found.end() : found.end() + 1] != " ":
        return whole
    return passage.replacement(found.start(3), found.end() + 1)
