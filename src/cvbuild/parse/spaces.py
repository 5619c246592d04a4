"""Spaces at which no line may end: before units and French signs, in abbreviations, behind titles and initials.

They take the place of spaces that the author wrote; where there is none, none is made. When, is `typography`'s matter.
"""

from __future__ import annotations

import re
from functools import cache

NO_BREAK, NARROW = "\u00a0", "\u202f"

_UNITS = (
    "mm|cm|m|km|mg|g|kg|ml|kB|MB|GB|TB|PB|KiB|MiB|GiB|TiB|kW|MW|GW|kWh|MWh|kV|Hz|kHz|MHz|GHz|ms|min|h|dpi|px|pt|°C|°F|"
    "%|‰|€|EUR|USD|CHF|GBP|KRW|JPY"
)
_TITLES = {
    "en": r"Mr\.|Mrs\.|Ms\.|Dr\.|Prof\.|St\.|No\.(?= \d)|pp?\.(?= \d)|Fig\.(?= \d)",
    "de": r"Hr\.|Fr\.|Dr\.|Prof\.|Nr\.(?= \d)|S\.(?= \d)|Abs\.(?= \d)|Art\.(?= \d)|§",
    "fr": r"M\.|MM\.|Mme|Mlle|Dr|Me|n°|p\.(?= \d)|art\.(?= \d)",
    "es": r"Sr\.|Sra\.|Srta\.|Dr\.|Dra\.|D\.|Dña\.|n\.º|p\.(?= \d)|art\.(?= \d)",
}
"""What no line ends behind, by language; what needs a number has it behind it."""
_SPACED_SIGNS = {"fr": (r" (?=[;:!?»](?:\s|$))|(?<=«) ", NARROW)}
"""The signs that stand apart from their word, by language (for French: Imprimerie nationale, Lexique)."""
_SPACED_ABBREVIATIONS = {"de": (r"(?<=\b[A-Za-zÄÖÜ]\.) (?=[A-Za-zÄÖÜ]\.)", NARROW)}
"""Abbreviations of several letters with a space between them, as in `z. B.` (DIN 5008), by language."""
_EVERYWHERE = (
    (rf"(?<=\d) (?=(?:{_UNITS})(?![\w%°]))", NO_BREAK),
    # Initials before a name.
    (r"(?<=\b[A-Z]\.) (?=[A-Z](?:\.|\w))", NO_BREAK),
)


def unbroken(text: str, lang: str) -> str:
    """The text with such spaces, for a BCP 47 tag."""
    for pattern, space in _rules(lang.partition("-")[0].lower()):
        text = pattern.sub(space, text)
    return text


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    own = [table[language] for table in (_SPACED_SIGNS, _SPACED_ABBREVIATIONS) if language in table]
    titles = [(rf"(?<!\w)({_TITLES[language]}) (?=\w)", rf"\1{NO_BREAK}")] if language in _TITLES else []
    return tuple((re.compile(pattern), space) for pattern, space in (*own, *titles, *_EVERYWHERE))
