"""Periods that are joined by different signs: `2015 – 2017` and `2017 - 2019`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cvbuild.diagnostics import Code, Replacement, Report
from cvbuild.lint.entries import Station, stations
from cvbuild.lint.rule import Checked
from cvbuild.shape.period_words import FROM, JOINS, ONGOING
from cvbuild.shape.periods import read_period

_NAMES = {"-": "a hyphen", "–": "an en dash", "—": "an em dash", "~": "a tilde"}


@dataclass(frozen=True)
class _Join:
    """The sign between the dates of a station, at `written.text[start:end]`."""

    station: Station
    start: int
    end: int

    @property
    def sign(self) -> str:
        return self.station.written.text[self.start : self.end]

    @property
    def style(self) -> str:
        """The sign, with wave dashes that look alike taken for one."""
        return "～" if self.sign in {"〜", "∼"} else self.sign

    def replaced_by(self, sign: str) -> tuple[Replacement, ...]:
        """What writes the other sign; a word needs a space on both sides."""
        text = self.station.written.text
        if sign[0].isalnum():
            sign = f"{'' if text[self.start - 1].isspace() else ' '}{sign}{'' if text[self.end].isspace() else ' '}"
        return self.station.written.replacement(self.start, self.end, sign)


def check(checked: Checked, report: Report) -> None:
    """Report each period that is joined otherwise than most are."""
    joins = [join for station in stations(checked) for join in _joins(station, checked.document.metadata.lang)]
    counts = Counter(join.style for join in joins)
    if len(counts) < 2:
        return
    usual = max(counts, key=lambda sign: (counts[sign], sign == "–"))
    for join in joins:
        if join.style != usual:
            message = (
                f"this period is joined by {_named(join.sign)}, and {counts[usual]} of {len(joins)} by {_named(usual)}"
            )
            span = join.station.written.span(join.start, join.end)
            report.add(Code.MIXED_DASHES, message, span, f"write “{usual}” here too", join.replaced_by(usual))


def _named(sign: str) -> str:
    return _NAMES.get(sign, f"“{sign}”")


def _joins(station: Station, lang: str) -> Iterator[_Join]:
    """The place of the sign between two dates; nothing where there is none, or which one it is can't be told."""
    text = station.written.text
    if FROM.match(text):
        return  # “from 2019 to 2021” has its own word
    if not station.dates.ongoing and station.dates.start == station.dates.end:
        return
    found = [match for match in JOINS.finditer(text) if match.end() < len(text) and match.start() > 0]
    parted = [(match, text[: match.start()], text[match.end() :]) for match in found]
    between = [match for match, left, right in parted if _is_date(left, lang) and _is_date(right, lang)]
    chosen = between if len(between) == 1 else found
    if len(chosen) == 1:
        sign = re.search(r"\S+(?:\s\S+)*", chosen[0][0])
        if sign:
            yield _Join(station, chosen[0].start() + sign.start(), chosen[0].start() + sign.end())


def _is_date(text: str, lang: str) -> bool:
    """Whether it is one date, or the word for today."""
    found = read_period(text, lang)
    if ONGOING.fullmatch(text.strip(" ()（）")):
        return True
    return bool(found and found.period and found.period.start == found.period.end)
