"""What two readers make of one PDF: whether they give the same words in the same order.

Letters are compared without white space, hyphens and dashes, on which all readers differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span
from cvbuild.verify.differences import around
from cvbuild.verify.pdf_file import PdfPage
from cvbuild.verify.streams import folded

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DASHES = re.compile("[-\u2010-\u2015\u2212]")
_TOLERATED = 0.01
"""Part of a page's letters that may be read by one reader only: emoji and raised signs, for the most part."""


def check_readers(pages: Sequence[PdfPage], name: str, report: Report) -> None:
    """Report the first page on which the readers differ; pypdf has its own order of what runs from right to left."""
    for number, page in enumerate(pages, 1):
        if page.second is None or _RIGHT_TO_LEFT.search(page.text):
            continue
        first, second = _letters(page.text), _letters(page.second)
        if first == second:
            continue
        one, other = Counter(first), Counter(second)
        apart = sum(((one - other) + (other - one)).values())
        index = _first_difference(page.text, second)
        place, hint = Span(name, number), "look for columns, text boxes or unusual fonts there"
        if apart > max(_TOLERATED * len(first), 3):
            message = f"page {number}: PDFium and pypdf read different words, first at {index}"
            report.add(Code.READERS_DISAGREE, message, place, hint)
            return
        common = {letter for letter in one if one[letter] == other[letter]}
        if _moved(*("".join(letter for letter in text if letter in common) for text in (first, second))):
            message = f"page {number}: PDFium and pypdf read the words in another order, first at {index}"
            report.add(Code.READERS_DISAGREE, message, place, hint)
            return


def _letters(text: str) -> str:
    return _DASHES.sub("", folded(text, whole=False))


def _moved(first: str, second: str) -> bool:
    """Whether more than a few letters stand elsewhere: what both begin and end with leaves a long rest."""
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    return max(len(first), len(second)) - start - end > max(_TOLERATED * len(first), 20)


def _common(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _first_difference(text: str, second: str) -> str:
    """The words of the first reader around the first letter on which they differ."""
    position, words = 0, text.split()
    for index, word in enumerate(words):
        letters = _letters(word)
        if second[position : position + len(letters)] != letters:
            return around(words, index)
        position += len(letters)
    return "the end"
