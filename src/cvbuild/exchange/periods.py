"""Periods as JSON Resume and RenderCV date them, and as we write them: `2019-03 – present`.

How written periods are read is the shape's.
"""

from __future__ import annotations

import re

from cvbuild.tree.nodes import Period

_DATE = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T.*)?")
"""ISO 8601: a year, a month or a day, as JSON Resume has it; a time of day behind it does not count."""
_ONGOING = {"present", "now", "current", "today", "ongoing"}


def iso_date(text: str) -> str:
    """The date, as precise as it is; empty where the text is none."""
    found = _DATE.fullmatch(text.strip())
    return found[1] if found else ""


def is_ongoing(text: str) -> bool:
    """Whether an end says that there is none."""
    return text.strip().lower() in _ONGOING


def period_of(start: str, end: str) -> Period | None:
    """From a beginning to an end, each a date or empty, or `present` for the end; None where that is no period."""
    first, last = iso_date(start), iso_date(end)
    if (start and not first) or (end and not last and not is_ongoing(end)) or not (start or end):
        return None
    return Period(first, last, ongoing=not last)


def period_text(period: Period) -> str:
    """The period as a heading has it."""
    end = period.end or ("present" if period.ongoing else "")
    if period.start == end or not period.start:
        return end if period.start else f"until {end}"
    return f"{period.start} – {end}".rstrip()


def free_text(start: str, end: str) -> str:
    """What is no period by dates, as it was told."""
    return " – ".join(text for text in (start, end) if text)
