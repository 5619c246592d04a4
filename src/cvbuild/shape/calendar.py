"""The names of months and seasons in the languages of letters and résumés, from Unicode CLDR (by Babel).

What a date or a period looks like around them is said in `dates` and `periods`.
"""

from __future__ import annotations

from functools import cache

_LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ru", "uk",
)  # fmt: skip
"""Those whose months have names; Korean, Japanese and Chinese number them."""
_WIDTHS = ("wide", "abbreviated")
_SPELLINGS = {"sept": 9, "mrz": 3, "jänner": 1, "feber": 2}
"""What people write and CLDR does not have."""


def month_number(name: str, lang: str = "en") -> int | None:
    """The month of that name, 1 to 12, with or without the full stop of an abbreviation; None if there is none.

    The document's own language is asked first, then English, then the others.
    """
    word = name.casefold().rstrip(".")
    own = lang.partition("-")[0].lower()
    for language in dict.fromkeys((own, *_LANGUAGES)):
        if found := _names(language).get(word):
            return found
    return _SPELLINGS.get(word)


@cache
def _names(language: str) -> dict[str, int]:
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name.casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in _WIDTHS
        for number, name in months[context][width].items()
        if not name[:1].isdigit()
    }
