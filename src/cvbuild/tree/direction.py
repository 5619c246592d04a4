"""Which way a language is written, and the mark that keeps a phrase the other way round.

How a direction is said in a format is the renderers' business.
"""

from __future__ import annotations

from typing import Literal

_RIGHT_TO_LEFT = {"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"}
_LEFT_TO_RIGHT_MARK = "\u200e"


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """By the primary subtag of a BCP 47 tag."""
    return "rtl" if lang.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def left_to_right(text: str, lang: str) -> str:
    """The text so that it reads from the left in that language too.

    Groups of digits with spaces between would stand in reverse order there (UAX 9, rules W7 and N1).
    """
    return text if direction(lang) == "ltr" else f"{_LEFT_TO_RIGHT_MARK}{text}{_LEFT_TO_RIGHT_MARK}"
