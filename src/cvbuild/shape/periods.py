"""Periods as people write them, read into ISO 8601 dates: `Jan 2019 – present`, `2019.03 ~ 2021.02`, `seit 2019`.

The words around the dates are in `period_words`, names of months in `calendar`. What a period belongs to is said
in `heads`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvbuild.shape import period_words as words
from cvbuild.shape.calendar import month_number
from cvbuild.tree.nodes import Period

_YEAR = r"(?:19|20)\d\d"
_SHORT = rf"(?:{_YEAR}|['’]\d\d)"
_WORD = r"[^\W\d_]{2,15}"
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º)?"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of each Japanese era."""
_SPELLED_YEAR = rf"(?:(?P<year>{_YEAR})|(?P<era>令和|平成|昭和)(?P<nth>\d{{1,2}}|元))\s?[年년]度?"
_SPELLED_MONTH = r"(?:\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일])?)?"
_OF_THE_YEAR = rf"(?:,?\s?(?:de\s|del\s|of\s|d['’])?|[-/])(?P<year>{_SHORT})(?:/(?P<second>\d\d)\b)?"
_NAMED = rf"(?P<word>{_WORD})\.?{_OF_THE_YEAR}"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>{_YEAR})\s?[年년]\s?(?:{words.CJK_SEASONS})",
        rf"{_SPELLED_YEAR}{_SPELLED_MONTH}",
        rf"(?P<year>{_YEAR})(?P<sign>[-./])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})\b\.?",
        rf"(?P<year>{_YEAR})\.\s(?P<month>\d{{1,2}})\.(?:\s(?P<day>\d{{1,2}})\.)?",
        rf"(?P<year>{_YEAR})(?P<tight>[-./])(?P<month>\d{{1,2}})\b(?:(?<=\d\d)\.(?!\d))?",
        rf"(?P<one>\d{{1,2}})(?P<sign>[-./])(?P<two>\d{{1,2}})(?P=sign)(?P<year>{_YEAR})",
        rf"(?P<month>\d{{1,2}})\s?[-./]\s?(?P<year>{_YEAR})",
        r"(?P<month>0\d|1[0-2])/(?P<year>\d\d)\b(?!/)",
        rf"(?:(?P<day>\d{{1,2}}){_ORDINAL}\s(?:de\s|of\s)?)?{_NAMED}",
        rf"(?P<word>{_WORD})\.?\s(?P<day>\d{{1,2}}){_ORDINAL},\s?(?P<year>{_SHORT})",
        rf"(?:Q|T)(?P<quarter>[1-4])[\s/-]{{0,2}}(?P<year>{_SHORT})",
        rf"(?P<year>{_YEAR})[\s/-]?Q(?P<quarter>[1-4])",
        rf"(?P<year>{_YEAR}),?\s(?P<word>{_WORD})\b\.?",
        rf"(?P<year>{_YEAR})",
    )
)
"""The forms of a single date, the longer before the shorter."""
_SHORT_END = re.compile(r"(?P<sign>\s?[-/‐‑‒–—~～]\s?)(?P<two>\d\d)(?![\d./-])")
"""The second year of `2019–20` and `2019/20`."""
_BARE_MONTH = re.compile(rf"(?P<month>\d{{1,2}})\s?[月월]|(?P<word>{_WORD})\.?|(?P<tight>\d\d)(?![\d./])")
_LEADING_MONTH = re.compile(rf"(?P<word>{_WORD})\.?(?=\s|[-/‐‑‒–—~])|(?P<month>\d{{1,2}})(?=\s?[-‐‑‒–—~])")
_LEADING_DAY = re.compile(rf"(?P<day>\d{{1,2}})\.?\s?[-‐‑‒–—]\s?(?=\d{{1,2}}{_ORDINAL}\s{_WORD})")
_PART_OF_MORE = re.compile(r"[0-9A-Za-z_%°€$+À-ÿ]|[.,:]\d")
_GOES_ON = re.compile(rf"{_PART_OF_MORE.pattern}|[/-]\d")
"""What may not follow a period: it would be part of something else, such as `2000er` or `2019.0.1`."""
_WORTH_A_LOOK = re.compile(r"\d\d|[\d元]\s?年")
_START = re.compile(r"(?<![\w#.,:/+'’-])(?=['’\w~～〜])|(?<=[\s(（\[【][–—-])(?=\w)")
_MONTH_FIRST = frozenset({"en", "en-us"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`text[start:end]` is a time; `period` is None where no calendar has it, and `mistake` says what is wrong where.

    It is `lone` where nothing but a year, a month of two digits or a date that can't be says that it is a time.
    """

    start: int
    end: int
    period: Period | None
    mistake: tuple[int, int, str] | None = None
    lone: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
    """A date: from its `first` to its `last` day, month or year, which differ for quarters only."""

    end: int
    first: str
    last: str
    lone: bool = False
    mistake: tuple[int, int, str] | None = None


def read_period(text: str, lang: str = "en") -> Reading | None:
    """The period that the whole text is, white space and brackets around it aside; None if it is none."""
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] in "([（【"):
        start += 1
    while end > start and (text[end - 1].isspace() or (text[end - 1] in ")]）】" and not _is_open(text[start:end]))):
        end -= 1
    found = _period(text, start, lang)
    if found and found.end == end:
        return found
    now = words.ONGOING.match(text, start)
    return Reading(start, end, Period("", "", ongoing=True), lone=True) if now and now.end() == end else None


def find_periods(text: str, lang: str = "en") -> Iterator[Reading]:
    """The periods in the text, from left to right, that do not begin within a word or a number."""
    if not _WORTH_A_LOOK.search(text):
        return
    position = 0
    while start := _START.search(text, position):
        found = _period(text, start.start(), lang)
        if found:
            yield found
        position = max(found.end if found else 0, start.start() + 1)


def _is_open(text: str) -> bool:
    """Whether the last bracket belongs to one within the text."""
    return any(sign in text for sign in "([（【")


# ── Periods ──────────────────────────────────────────────────────────────────────────────────────


def _period(text: str, start: int, lang: str) -> Reading | None:
    position = before.end() if (before := words.BEFORE.match(text, start)) else start
    found = _worded(text, position, lang) or _range(text, position, lang)
    if found is None:
        return None
    while behind := words.BEHIND.match(text, found.end):
        found = replace(found, end=behind.end(), lone=False)
    found = _with_more(text, found, lang)
    if _GOES_ON.match(text, found.end):
        return None
    return replace(found, start=start, lone=found.lone and before is None)


def _worded(text: str, start: int, lang: str) -> Reading | None:
    """A period that a word opens: `since 2019`, `from 2019 to 2021`, `bis 2020`."""
    if opened := words.FROM.match(text, start):
        found = _range(text, opened.end(), lang)
        if found and not found.lone and found.period and (found.period.start != found.period.end):
            return found
    if (opened := words.SINCE.match(text, start)) and (point := _point(text, opened.end(), lang)):
        going_on = opened[0].strip().casefold() not in ("ab", "from", "as of")
        return Reading(start, point.end, _dates(point, None, going_on), point.mistake)
    if (opened := words.UNTIL.match(text, start)) and (point := _point(text, opened.end(), lang)):
        return Reading(start, point.end, None if point.mistake else Period("", point.last), point.mistake)
    return None


def _range(text: str, start: int, lang: str) -> Reading | None:
    """A date, or two dates and what joins them."""
    first = _point(text, start, lang) or _shared(text, start, lang)
    if first is None:
        return None
    if second := _short_end(text, first):
        return _joined(start, first, second)
    if now := words.ONGOING_AT_ONCE.match(text, first.end):
        return Reading(start, now.end(), _dates(first, None, ongoing=True), first.mistake)
    if join := words.JOINS.match(text, first.end):
        if now := words.ONGOING.match(text, join.end()):
            return Reading(start, now.end(), _dates(first, None, ongoing=True), first.mistake)
        if second := _point(text, join.end(), lang) or _month_of(text, join.end(), first, lang):
            end = found.end() if (found := words.BEFOREHAND.match(text, second.end)) else second.end
            return _joined(start, first, replace(second, end=end))
    if later := words.AFTERWARDS.match(text, first.end):
        return Reading(start, later.end(), _dates(first, None, ongoing=True), first.mistake)
    if until := words.BEFOREHAND.match(text, first.end):
        return Reading(start, until.end(), None if first.mistake else Period("", first.last), first.mistake)
    return Reading(start, first.end, _dates(first, first), first.mistake, first.lone or first.mistake is not None)


def _joined(start: int, first: _Point, second: _Point) -> Reading:
    return Reading(start, second.end, _dates(first, second), first.mistake or second.mistake)


def _dates(first: _Point, last: _Point | None, ongoing: bool = False) -> Period | None:
    if first.mistake or (last and last.mistake):
        return None
    return Period(first.first, last.last if last else "", ongoing)


def _with_more(text: str, found: Reading, lang: str) -> Reading:
    """The period with those that follow it in a list: several times are read as from the first to the last."""
    while again := words.AGAIN.match(text, found.end):
        more = _range(text, again.end(), lang)
        if not (more and more.period and found.period) or _GOES_ON.match(text, more.end):
            break
        ongoing = found.period.ongoing or more.period.ongoing
        end = "" if ongoing else max(found.period.end, more.period.end)
        start = min(found.period.start, more.period.start)
        found = Reading(found.start, more.end, Period(start, end, ongoing))
    return found


# ── Dates ────────────────────────────────────────────────────────────────────────────────────────


def _point(text: str, start: int, lang: str) -> _Point | None:
    for form in _FORMS:
        match = form.match(text, start)
        if match and (point := _read(match, lang)) and not (point.lone and _PART_OF_MORE.match(text, point.end)):
            return point
    return None


def _read(match: re.Match[str], lang: str) -> _Point | None:
    """The date that a form matched; None where a word is no month, or a number the end of a range."""
    parts = {name: value for name, value in match.groupdict().items() if value}
    year, end = _year(parts), match.end()
    if "quarter" in parts:
        last = int(parts["quarter"]) * 3
        return _Point(end, f"{year}-{last - 2:02}", f"{year}-{last:02}")
    if word := parts.get("word"):
        return _worded_date(parts, word, year, match, lang)
    if "one" in parts:
        return _day(match, year, *_day_and_month(parts, lang))
    if "month" not in parts:
        lone = match.end() - match.start() == 4 or match[0].endswith(("年", "년"))
        return _Point(end, f"{year}", f"{year}", lone)
    month = int(parts["month"])
    if parts["month"] == "0":
        return None  # a version, such as 2019.0.1
    if parts.get("tight", ".") != "." and month > 12 and month > year % 100:
        return None
    if "day" in parts:
        return _day(match, year, int(parts["day"]), month)
    return _checked(match, year, month, lone=len(parts["year"]) == 2 if "year" in parts else False)


def _year(parts: dict[str, str]) -> int:
    if era := parts.get("era"):
        return _ERAS[era] + (1 if parts["nth"] == "元" else int(parts["nth"]))
    year = int(parts["year"].lstrip("'’"))
    return year if year > 99 else year + (1900 if year > 69 else 2000)


def _worded_date(parts: dict[str, str], word: str, year: int, match: re.Match[str], lang: str) -> _Point | None:
    if month := _month(word, lang):
        if "second" in parts:
            return None
        return _day(match, year, int(parts["day"]), month) if "day" in parts else _checked(match, year, month)
    if word.casefold() not in words.SEASONS or "day" in parts:
        return None
    last = year - year % 100 + int(parts["second"]) if "second" in parts else year
    return _Point(match.end(), f"{year}", f"{last}")


def _month(word: str, lang: str) -> int | None:
    return month_number(word, lang) if word[:3].casefold() in words.MONTH_BEGINNINGS else None


def _day_and_month(parts: dict[str, str], lang: str) -> tuple[int, int]:
    """Americans write the month first; a number that can't be a month settles it for everyone."""
    one, two = int(parts["one"]), int(parts["two"])
    month_first = parts["sign"] == "/" and lang.lower() in _MONTH_FIRST
    if (month_first and one <= 12) or (two > 12 >= one):
        return two, one
    return one, two


def _checked(match: re.Match[str], year: int, month: int, lone: bool = False) -> _Point:
    iso = f"{year}-{month:02}"
    mistake = None
    if not 1 <= month <= 12:
        mistake = (*match.span("month"), f"no calendar has a month {month}")
    return _Point(match.end(), iso, iso, lone, mistake)


def _day(match: re.Match[str], year: int, day: int, month: int) -> _Point:
    if not 1 <= month <= 12:
        group = "month" if "month" in match.groupdict() else "two"
        return _Point(match.end(), "", "", mistake=(*match.span(group), f"no calendar has a month {month}"))
    iso = f"{year}-{month:02}-{day:02}"
    mistake = None
    if not 1 <= day <= monthrange(year, month)[1]:
        mistake = (match.start(), match.end(), f"no calendar has a day {iso}")
    return _Point(match.end(), iso, iso, mistake=mistake)


def _short_end(text: str, first: _Point) -> _Point | None:
    """The `20` of `2019–20`."""
    match = _SHORT_END.match(text, first.end) if first.lone and len(first.first) == 4 else None
    if match is None or _GOES_ON.match(text, match.end()):
        return None
    year = int(first.first) - int(first.first) % 100 + int(match["two"])
    return _Point(match.end(), f"{year}", f"{year}") if year > int(first.first) else None


def _shared(text: str, start: int, lang: str) -> _Point | None:
    """The first month of `Jan–Mar 2020`, or the first day of `3–5 May 2020`, which has its year from the second."""
    if day := _LEADING_DAY.match(text, start):
        second = _point(text, day.end(), lang)
        if second and len(second.last) == 10 and not second.mistake and int(day["day"]) < int(second.last[8:]):
            iso = f"{second.last[:8]}{int(day['day']):02}"
            return _Point(day.end("day"), iso, iso)
        return None
    found = _LEADING_MONTH.match(text, start)
    month = found and (_month(found["word"], lang) if found["word"] else int(found["month"]))
    join = words.JOINS.match(text, found.end()) if found and month and 1 <= month <= 12 else None
    second = _point(text, join.end(), lang) if join else None
    if not (found and month and second) or len(second.first) != 7 or second.mistake:
        return None
    year = int(second.first[:4]) - (month > int(second.first[5:]))
    return _Point(found.end(), f"{year}-{month:02}", f"{year}-{month:02}")


def _month_of(text: str, start: int, first: _Point, lang: str) -> _Point | None:
    """The second month of `2019年3月～5月` or `2019.03–05`, which has its year from the first."""
    match = _BARE_MONTH.match(text, start) if len(first.first) == 7 else None
    if match is None:
        return None
    month = _month(match["word"], lang) if match["word"] else int(match["month"] or match["tight"])
    if not month or not int(first.first[5:]) < month <= 12:
        return None
    iso = f"{first.first[:4]}-{month:02}"
    return _Point(match.end(), iso, iso)
