"""How lists of words become patterns, for all that is told by its words.

The words themselves stand beside what they tell: in `names`, `period_words` and `sections`.
"""

from __future__ import annotations

import re


def any_of(words: str) -> str:
    """An alternation of words between bars, longest first, with white space of any width and both apostrophes."""
    parts = [word.strip() for word in words.replace("\n", "").split("|")]
    escaped = [re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in parts if word]
    return "|".join(sorted(escaped, key=len, reverse=True))


def one_line(pattern: str) -> str:
    """A pattern that is written on several lines, without the white space at their ends."""
    return "".join(map(str.strip, pattern.splitlines()))


def words_of(text: str) -> frozenset[str]:
    """The words of a text, each for itself."""
    return frozenset(text.split())
