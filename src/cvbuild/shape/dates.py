"""Days as letters write them: told from other text, and written in the letter's language.

Forms are those of Unicode CLDR (Babel); French letters write the first of a month as *1er*.
"""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTHS = (
    r"jan(?:uary|uar|vier|\.)?|enero|jänner|gennaio|janeiro|januari|feb(?:ruary|ruar|\.|ruari)?|févr(?:ier|\.)|febrero"
    r"|febbraio|fevereiro|mar(?:ch|s|zo|ço|\.)?|märz|maart|mrt\.?|apr(?:il|ile|\.)?|avril|abril|ma[iyj]|mayo|mei|maggio"
    r"|maio|jun[ei]?|juni|juin|junio|giugno|junho|jul[yi]?|juli|juillet|julio|luglio|julho|aug(?:ust|\.|ustus)?|août"
    r"|agosto|sept?(?:ember|embre|iembre|\.)?|settembre|setembro|o[ck]t(?:ober|obre|ubre|\.)?|ottobre|outubro"
    r"|nov(?:ember|embre|iembre|\.)?|novembro|de[cz](?:ember|embre|\.)?|déc(?:embre|\.)|diciembre|dicembre|dezembro"
)
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th|er|\.|º)?"
_WRITTEN = re.compile(
    rf"(?:(?:[^\W\d]{{2,10}}(?:day|tag|di|woch|abend)?,? )?{_DAY} (?:de |of )?(?:{_MONTHS}),?(?: de)? \d{{4}}"
    rf"|(?:[^\W\d]{{3,9}}, )?(?:{_MONTHS}) {_DAY},? \d{{4}}"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}\.?|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})"
    r"|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|\d{4}年 ?\d{1,2}月 ?\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일"
    r"|(?:令和|平成)(?:\d{1,2}|元)年\d{1,2}月\d{1,2}日)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:fait )?(?:à )?[^\W\d][^\d,]{1,40}(?:,| ,|, den|, le| le|, el|, the)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:den|le|el|the|am)\s", re.IGNORECASE)
_MOST_CHARACTERS = 90


def is_date(text: str) -> bool:
    """Whether the whole text is a day, with or without the place in front: `Seoul, 5 March 2026`."""
    text = " ".join(text.split())
    if len(text) > _MOST_CHARACTERS:
        return False
    starts = [0, *(found.end() for found in (_PLACE.match(text), _ARTICLE.match(text)) if found)]
    starts += [start + found.end() for start in starts if (found := _ARTICLE.match(text[start:]))]
    return any(_WRITTEN.fullmatch(text[start:]) for start in starts)


def written_date(value: str, lang: str) -> str:
    """A date as the language writes it, from `2026-03-05` (ISO 8601); any other text as it is."""
    numbers = _ISO.fullmatch(value)
    return _long(date(*map(int, numbers.groups())), lang) if numbers else value


def with_place(place: str, day: str, lang: str) -> str:
    """Place and day on one line."""
    if not (place and day):
        return place or day
    primary = lang.partition("-")[0].lower()
    if primary == "fr" and day[:1].isdigit():
        return f"{place}, le {day}"
    return f"{place}, {day}"


def _long(day: date, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(lang or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    text = format_date(day, "long", locale)
    return text.replace("1 ", "1er ", 1) if locale.language == "fr" and day.day == 1 else text
