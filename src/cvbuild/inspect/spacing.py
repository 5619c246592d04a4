"""Lines of a PDF whose letters stand so far apart that readers take them for words, or may do so.

What is read as single letters in any format is found by `text_findings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from cvbuild.verify.pdf_layout import Letter

_APART = 0.1
"""In units of the letters' size: from there on, Poppler and PDFium part some words."""
_FEWEST_PAIRS = 4
_WIDE = "\u2e80"
"""From here on, scripts have letters that stand apart by nature."""


def spaced_lines(letters: Sequence[Letter]) -> Iterator[str]:
    """The lines, as they are read."""
    for is_end, line in groupby(letters, lambda one: one.text in "\r\n"):
        if is_end:
            continue
        whole = tuple(line)
        gaps = [gap for one, other in pairwise(filter(_is_set, whole)) if (gap := _gap(one, other)) is not None]
        if len(gaps) >= _FEWEST_PAIRS and median(gaps) >= _APART:
            yield " ".join("".join(one.text for one in whole).split())


def _is_set(letter: Letter) -> bool:
    return letter.size > 0 and not letter.is_hidden


def _gap(one: Letter, other: Letter) -> float | None:
    """What lies between two letters beyond what their font wants, in units of their size."""
    known = one.end > one.start and other.end > other.start
    if not known or not (one.text.isalpha() and other.text.isalpha()) or max(one.text, other.text) >= _WIDE:
        return None
    return (other.start - one.end) / max(one.size, other.size)
