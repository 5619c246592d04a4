"""Stations that stand in no order, overlap, or leave a gap between them."""

from __future__ import annotations

from itertools import groupby, pairwise

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.lint.entries import Station, stations
from cvbuild.lint.rule import Checked

_ORDERED = {"work", "education"}
_FEWEST = 3
"""Of two stations, either order may be meant."""
_LONGEST_GAP = 3


def check(checked: Checked, report: Report) -> None:
    """Report what is out of order within a section, and what overlaps or is missing in time."""
    known = [station for station in stations(checked) if station.kind in _ORDERED]
    for _, group in groupby(known, key=lambda station: station.section):
        section = list(group)
        _check_order(section, report)
        if section[0].kind == "work":
            _check_overlaps(section, report)
    _check_gaps(known, report)


def _check_order(section: list[Station], report: Report) -> None:
    """Report the first that breaks the order, where neither begins nor ends are in one."""
    orders = [[station.last for station in section], [station.first for station in section]]
    if len(section) < _FEWEST or any(_is_sorted(order) or _is_sorted(order[::-1]) for order in orders):
        return
    for before, station in pairwise(section):
        if station.last > before.last and station.first > before.first:
            message = f"“{station.name}” is later than “{before.name}” above it"
            report.add(Code.UNORDERED_ENTRIES, message, station.entry.span, "put the latest first")
            return


def _is_sorted(months: list[int]) -> bool:
    return all(one >= other for one, other in pairwise(months))


def _check_overlaps(section: list[Station], report: Report) -> None:
    """Report those that overlap by more than a month in any reading of their dates."""
    by_time = sorted(section, key=lambda station: station.first)
    for earlier, later in pairwise(by_time):
        begins = later.first if "-" in later.dates.start else later.first + 11
        ends = earlier.last if "-" in earlier.dates.end or not earlier.dates.end else earlier.last - 11
        if ends - begins >= 1:
            message = f"“{later.name}” begins before “{earlier.name}” ends"
            report.add(Code.OVERLAPPING_PERIODS, message, later.entry.span, "correct the dates, if it was not so")


def _check_gaps(known: list[Station], report: Report) -> None:
    """Report months that no station covers in any reading of the dates."""
    covered: Station | None = None
    for station in sorted(known, key=lambda station: station.first):
        gap = station.first - covered.last - 1 if covered else 0
        if covered and gap > _LONGEST_GAP:
            message = f"{counted(gap, 'month')} between “{covered.name}” and “{station.name}” are not told of"
            report.add(Code.TIME_GAP, message, station.entry.span, "say what you did, or leave it")
        if covered is None or station.last > covered.last:
            covered = station
