"""Letters dated long ago or far ahead, and stations that begin in the future; only where a clock may be asked."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.entries import month_of, stations
from cvbuild.lint.rule import Checked
from cvbuild.source import Span
from cvbuild.tree.nodes import DateLine
from cvbuild.tree.walk import plain_text, walk

_OLD = timedelta(days=60)
_AHEAD = timedelta(days=31)
_MONTHS_AHEAD = 12
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check(checked: Checked, report: Report) -> None:
    """Report a letter's date that is not of these days, and periods that begin more than a year ahead."""
    today = checked.today
    if today is None:
        return
    if checked.document.metadata.kind == "letter" and (found := _letter_day(checked)):
        day, span = found
        if today - day > _OLD:
            message = f"the letter is dated {day}, {(today - day).days} days ago"
            report.add(Code.STALE_DATE, message, span, "write the day on which you send it, or date: today")
        if day - today > _AHEAD:
            message = f"the letter is dated {day}, {(day - today).days} days ahead"
            report.add(Code.FUTURE_DATE, message, span, "write the day on which you send it, or date: today")
    for station in stations(checked):
        # When one hopes to graduate is told for good reason.
        if station.kind != "education" and station.first - month_of(today) > _MONTHS_AHEAD:
            message = f"“{station.name}” begins in {station.dates.start or station.dates.end}, in the future"
            report.add(Code.FUTURE_DATE, message, station.written.fallback, "correct its dates")


def _letter_day(checked: Checked) -> tuple[date, Span | None] | None:
    """The day that a letter bears, if it can be read."""
    metadata = checked.document.metadata
    lines = ((plain_text(node), node.span) for node in walk(checked.document) if isinstance(node, DateLine))
    for text, span in ((str(metadata.date), metadata.span), *lines):
        if not text:
            continue
        # Imported when a letter has a date to be judged, since it has long patterns.
        from cvbuild.shape.periods import find_periods

        iso = next((one.period.start for one in find_periods(text, metadata.lang) if one.period), text)
        if day := _day(iso):
            return day, span
    return None


def _day(iso: str) -> date | None:
    """The day of a calendar that the text is, exactly to the day."""
    try:
        return date.fromisoformat(iso) if _DAY.fullmatch(iso) else None
    except ValueError:
        return None
