"""Fragments for headings: those that authors give, and GitHub's for all others, no two alike.

Where a heading's own fragment is read, stands in `rules`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


class Anchors:
    """The fragments of one document."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}
        self._given: set[str] = set()

    def reserve(self, given: Iterable[str]) -> None:
        """Keep these for the headings that ask for them; no other heading gets one of them."""
        self._given.update(given)

    def anchor(self, text: str, given: str = "") -> str:
        """The fragment of a heading, by its text or as its author gave it."""
        slug = given or slugified(text) or "section"
        taken = slug in self._used or (not given and slug in self._given)
        candidate = slug
        while taken:
            self._used[slug] = self._used.get(slug, 0) + 1
            candidate = f"{slug}-{self._used[slug]}"
            taken = candidate in self._used or candidate in self._given
        self._used.setdefault(candidate, 0)
        return candidate


def slugified(text: str) -> str:
    """The text as GitHub makes fragments: lower case, hyphens for spaces, and only what a word is made of."""
    return "".join(character for character in text.lower() if _is_kept(character)).replace(" ", "-")


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    return character in " -" or category[0] in "LM" or category in ("Nd", "Nl", "Pc")
