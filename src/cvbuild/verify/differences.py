"""A difference between what should be found and what was, in words for the author.

How things are compared is said by the modules beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvbuild.diagnostics import Code
from cvbuild.source import Span

_AROUND = 4
"""Words that are shown before and behind the first that differs."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One that was found; `message` says what is expected and what was found."""

    code: Code
    message: str
    span: Span | None = None


def around(words: Sequence[str], index: int) -> str:
    """The words around one, in quotes; where the text ends is said."""
    start = max(0, index - _AROUND)
    shown = words[start : index + _AROUND + 1]
    before, behind = "… " if start else "", " …" if index + _AROUND + 1 < len(words) else ""
    return f"“{before}{' '.join(short(word) for word in shown)}{behind}”" if index < len(words) else f"{_end(shown)}"


def _end(shown: Sequence[str]) -> str:
    return f"the end after “… {' '.join(short(word) for word in shown)}”" if shown else "nothing"


def short(text: str) -> str:
    """A text that fits into a message."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
