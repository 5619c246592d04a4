"""Days as letters write them: told from other text, and written in the letter's language.

Forms are those of Unicode CLDR (Babel); French letters write the first of a month as *1er*.
"""

from __future__ import annotations

import re
from datetime import date

from cvbuild.shape.calendar import month_number

_MOST_CHARACTERS = 90
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th|er|\.|º)?"
_NUMERIC = (
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}\.?|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?"
    r"|\d{4}年 ?\d{1,2}月 ?\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일|(?:令和|平成)(?:\d{1,2}|元)年\d{1,2}月\d{1,2}日"
)
_PLACE = r"(?:(?:fait )?(?:à )?[^\W\d][^\d,.;:!?]{0,40}, ?)?"
_WEEKDAY = r"(?:[^\W\d]{2,12},? )?"
_ARTICLE = r"(?:(?:le|den|el|a|the|am|il|op) )?"
_DATE = re.compile(
    rf"{_PLACE}{_WEEKDAY}{_ARTICLE}(?:{_NUMERIC}"
    rf"|{_DAY} (?:de |of )?(?P<inner>[^\W\d]+\.?),?(?: de)? \d{{4}}"
    rf"|(?P<first>[^\W\d]+\.?) {_DAY},? \d{{4}})",
    re.IGNORECASE,
)


def is_date(text: str, lang: str) -> bool:
    """Whether the whole text is a day, with or without the place in front: `Seoul, 5 March 2026`."""
    text = " ".join(text.split())
    found = _DATE.fullmatch(text) if len(text) <= _MOST_CHARACTERS else None
    if found is None:
        return False
    name = found["inner"] or found["first"]
    return name is None or month_number(name, lang) is not None


def written_date(value: str, lang: str) -> str:
    """A date as the language writes it, from `2026-03-05` (ISO 8601); any other text as it is."""
    numbers = _ISO.fullmatch(value)
    return _long(date(*map(int, numbers.groups())), lang) if numbers else value


def with_place(place: str, day: str, lang: str) -> str:
    """Place and day on one line."""
    if not (place and day):
        return place or day
    article = "le " if lang.partition("-")[0].lower() == "fr" and day[:1].isdigit() else ""
    return f"{place}, {article}{day}"


def _long(day: date, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(lang or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    # Extractors take a narrow space for none, and so make one word of a year and what it is called.
    text = format_date(day, "long", locale).replace("\u202f", "\xa0")
    return text.replace("1 ", "1er ", 1) if locale.language == "fr" and day.day == 1 else text
