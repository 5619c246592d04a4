"""Months of periods that are written in several ways: `03/2020` and `Mar 2020`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.entries import Station, stations
from cvbuild.lint.rule import Checked
from cvbuild.shape.calendar import month_number
from cvbuild.source import Span
from cvbuild.tree.nodes import Period

_NUMBERS = re.compile(
    r"(?<![\d./-])(?:(?P<first>\d{1,2})(?P<one>[./-])(?:19|20)\d\d|(?:19|20)\d\d(?P<two>[./-])\d{1,2})(?![\d/-]|\.\d)"
)
_SPELLED = re.compile(r"(?:19|20)\d\d\s?(?P<year>[年년])\s?\d{1,2}\s?(?P<month>[月월])")
_NAMED = re.compile(r"(?P<name>[^\W\d_]{3,12})(?P<stop>\.?) (?:de |del )?(?:19|20)\d\d")
_FORMS = {"long": "the month's whole name", "short": "the month's short name"}
_ALWAYS_WHOLE = 5
"""Names of so few letters stand whole beside the short ones of others where newspapers write: June, Sept."""
_Form = tuple[str, Span | None]


def check(checked: Checked, report: Report) -> None:
    """Report each period whose months are written otherwise than most are."""
    lang = checked.document.metadata.lang
    found = _in_one_style([list(_forms(station, lang)) for station in stations(checked)])
    counts = Counter(form for forms in found for form, _ in forms)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda form: counts[form])
    for forms in found:
        form, span = next((one for one in forms if one[0] != usual), ("", None))
        if form:
            message = f"a month is written as {_named(form)} here, and as {_named(usual)} elsewhere"
            report.add(Code.MIXED_DATES, message, span, "write all months in one way")


def _in_one_style(found: list[list[_Form]]) -> list[list[_Form]]:
    """With what is said of brief names by what others show: whether they stand whole although names are shortened."""
    written = {form for forms in found for form, _ in forms}
    is_press = "short" in written and not written & {"long", "clipped"}
    meant = {"clipped": "short", "brief": "short" if is_press else "long"}
    return [[(meant.get(form, form), span) for form, span in forms] for forms in found]


def _named(form: str) -> str:
    return _FORMS.get(form, form)


def _forms(station: Station, lang: str) -> Iterator[_Form]:
    written = station.written
    for match in _NUMBERS.finditer(written.text):
        if not _is_month(match, station.dates):
            continue  # a winter term, such as 2010/11
        sign = match["one"] or match["two"]
        yield f"MM{sign}YYYY" if match["one"] else f"YYYY{sign}MM", written.span(*match.span())
    for match in _SPELLED.finditer(written.text):
        yield f"YYYY{match['year']}M{match['month']}", written.span(*match.span())
    for match in _NAMED.finditer(written.text):
        number = month_number(match["name"], lang)
        if number and (form := _width(match["name"], number, lang)):
            yield form, written.span(*match.span())


def _is_month(match: re.Match[str], dates: Period) -> bool:
    """Whether it was read as a month of that period."""
    year, number = sorted(re.findall(r"\d+", match[0]), key=len, reverse=True)
    return f"{year}-{int(number):02}" in {dates.start[:7], dates.end[:7]}


def _width(name: str, number: int, lang: str) -> str:
    """Whether it is the whole name or a shorter one, `brief` and `clipped` of a name that is brief itself.

    Nothing for May, which has one form, and for other languages.
    """
    long, short = _names(number, lang) or ("", "")
    word = name.casefold()
    if long == short or not (long.startswith(word) or word == short):
        return ""
    is_brief = len(long) <= _ALWAYS_WHOLE
    if word == long:
        return "brief" if is_brief else "long"
    return "clipped" if is_brief else "short"


def _names(number: int, lang: str) -> tuple[str, str] | None:
    """The month's name and its abbreviation in that language (Unicode CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(lang.partition("-")[0] or "en").months["format"]
    except (UnknownLocaleError, ValueError):
        return None
    long, short = (str(months[width][number]).casefold().rstrip(".") for width in ("wide", "abbreviated"))
    return long, short
