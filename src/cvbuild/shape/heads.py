"""The head of an entry: its line or lines cut into title, organisation, place and period.

Only white space and separators may be left over; where anything else would be, the lines are no head. Which blocks
may be heads is said in `entries`, which name is which in `names`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from cvbuild.diagnostics import Code, Report
from cvbuild.shape.names import (
    in_order,
    says_degree,
    says_field,
    says_legal_form,
    says_organisation,
    says_place,
    says_title,
)
from cvbuild.shape.periods import Reading, find_periods, read_period
from cvbuild.shape.runs import THING, Run
from cvbuild.tree.nodes import Inlines, Period

Range = tuple[int, int]
_LINE = re.compile(r"\s*\n\s*")
_BARS = "|｜¦"
_STRONG = re.compile(r"\s*[|｜¦\t\u2001-\u2003]\s*|\s+(?:[·•‧∙⋅●]|//|@)\s+|[^\S\n]{2,}")
_DASH = re.compile(r"\s+[-‐‑‒–—―−~～]{1,3}\s+|\s*[—―]\s*|\s*(?<=\w)\s?：\s*")
_COMMA = re.compile(r"\s*[,;]\s+|\s*[，、；]\s*")
_EDGE = " \t\n|｜¦·•‧∙⋅●@/,;:，、；：-‐‑‒–—―−~～\u00a0\u2001\u2002\u2003\u3000"
_DROPPED = re.compile(rf"[\s{re.escape(_EDGE)}]*")
_OPENING, _CLOSING = "([（【", ")]）】"
_SOME_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{2}/\d{2}\b|\b(?:present|now|today|heute|current)\b|현재|現在|至今", re.IGNORECASE
)
_MOST_NAMES = 3
_LONGEST = 400
"""Characters of a head. What is longer is text, and would take long to look through."""


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry's lines say; `names` are the offsets of its names in the run, `found` says where its period is."""

    title: Inlines
    organisation: Inlines
    place: Inlines
    period: Inlines
    names: tuple[Range, ...]
    found: Reading | None

    @property
    def dates(self) -> Period | None:
        return self.found.period if self.found else None


def read_head(run: Run, marks_from: int | None = None) -> Head | None:
    """The head that the run is, with a period and one to three names; None if it is none.

    Behind the offset `marks_from`, bold and emphasised text are names of their own without a separator.
    """
    found = _period_in(run) if len(run.text) <= _LONGEST else None
    if found is None:
        return None
    signs = _without_brackets(run.mask, found)
    seams = frozenset(seam for seam in run.seams if marks_from is not None and seam > marks_from)
    pieces = [_trimmed(signs, piece) for piece in ((0, found.start), (found.end, len(signs)))]
    names = _names([piece for piece in pieces if piece[0] < piece[1]], run.text, signs, seams)
    if not 1 <= len(names) <= _MOST_NAMES or not _is_all(signs, [*names, (found.start, found.end)]):
        return None
    return _made(run, names, found)


def read_bars(run: Run) -> Head | None:
    """The head of two to four parts between bars, whose last may tell a time in any words.

    An empty part says that there is none, as the title in `| University | 2013`; then only their order counts.
    """
    parts = _between_bars(run.mask) if len(run.mask) <= _LONGEST else []
    filled = [part for part in parts if part[0] < part[1]]
    if len(parts) < 2 or not filled:
        return None
    found = _time_in(run, *parts[-1])
    names = parts[:-1] if found else parts
    if len(names) > _MOST_NAMES:
        return None
    return _made(run, names, found) if filled == parts else _placed(run, names, found)


def _between_bars(mask: str) -> list[Range]:
    """The stretches between bars, empty ones too, but for those behind the last bar."""
    bounds = [-1, *(offset for offset, sign in enumerate(mask) if sign in _BARS), len(mask)]
    parts = [_trimmed(mask, (start + 1, end)) for start, end in pairwise(bounds)]
    return parts[:-1] if parts[-1][0] == parts[-1][1] else parts


def _time_in(run: Run, start: int, end: int) -> Reading | None:
    """What that stretch says as a period, if it looks like one at all; its dates may not be readable."""
    text = run.mask[start:end]
    if read := read_period(text, run.lang):
        return Reading(start, end, read.period, read.mistake and _moved(read.mistake, start))
    if not _SOME_TIME.search(text):
        return None
    times = [time for time in find_periods(text, run.lang) if time.period]
    return Reading(start, end, times[0].period if len(times) == 1 else None)


def has_gaps(run: Run) -> bool:
    """Whether a part between bars is empty on purpose."""
    parts = _between_bars(run.mask) if len(run.mask) <= _LONGEST else []
    return len(parts) > 1 and any(start == end for start, end in parts)


def report_dates(run: Run, head: Head, report: Report) -> None:
    """Report a period that ends before it begins, or a date that no calendar has, at its place."""
    found = head.found
    if found is None:
        return
    if found.mistake:
        start, end, message = found.mistake
        hint = "months are 1 to 12; write the year with four digits, as in `2019-03` or `03/2019`"
        report.add(Code.NO_SUCH_DATE, message, run.span(start, end), hint)
    elif found.period and _ends_early(found.period):
        message = f"the entry ends ({found.period.end}) before it begins ({found.period.start})"
        report.add(
            Code.ENTRY_DATES, message, run.span(found.start, found.end), "swap the dates, or correct one of them"
        )


def _ends_early(period: Period) -> bool:
    """Dates are compared as precisely as both are written."""
    shared = min(len(period.start), len(period.end))
    return period.end[:shared] < period.start[:shared]


def _moved(mistake: tuple[int, int, str], by: int) -> tuple[int, int, str]:
    return mistake[0] + by, mistake[1] + by, mistake[2]


def _made(run: Run, names: list[Range], found: Reading | None) -> Head | None:
    """The head with its names where their words say that they belong."""
    if not all(any(map(str.isalnum, run.text[start:end])) for start, end in names):
        return None
    order = in_order([run.text[start:end] for start, end in names])
    return _placed(run, [names[number] if number >= 0 else (0, 0) for number in order], found)


def _placed(run: Run, parts: list[Range], found: Reading | None) -> Head | None:
    """The head of title, organisation and place in this order; None where that would cut a link or code in two."""
    names = [part for part in parts if part[0] < part[1]]
    ranges = [*names, (found.start, found.end)] if found else names
    if any(offset in run.unbreakable for ends in ranges for offset in ends):
        return None
    title, organisation, place = (run.cut(*part) for part in (*parts, (0, 0), (0, 0))[:3])
    period = run.cut(found.start, found.end) if found else ()
    return Head(title, organisation, place, period, tuple(names), found)


# ── The period ───────────────────────────────────────────────────────────────────────────────────


def _period_in(run: Run) -> Reading | None:
    """The period that stands by itself: the last of those that surely are times, else the last lone year."""
    mask = run.mask
    found = [reading for reading in find_periods(mask, run.lang) if _is_apart(reading, mask, run.seams)]
    sure = [reading for reading in found if not reading.lone]
    if not found:
        return None
    best = sure[-1] if sure else found[-1]
    if mask.startswith(THING, best.end):
        best = Reading(best.start, best.end + 1, best.period, best.mistake)  # its footnote
    return best


def _is_apart(reading: Reading, mask: str, seams: frozenset[int]) -> bool:
    """Whether separators, brackets, marks or the line's ends set it off; what is surely a time needs only a space."""
    before, behind = mask[: reading.start], mask[reading.end :]
    starts = not before.strip() or before.rstrip(" \u00a0")[-1] in _EDGE + _OPENING or before.endswith(("  ", "\u00a0"))
    sure = not reading.lone
    starts = starts or any(seam in seams for seam in range(len(before.rstrip()), reading.start + 1))
    if not (starts or (sure and before[-1:].isspace())):
        return False
    ends = not behind.strip(THING + " ") or behind.lstrip(" ")[0] in _EDGE + _CLOSING or behind.startswith("  ")
    ends = ends or reading.end in seams or (behind[0] == " " and reading.end + 1 in seams)
    first = not before.rpartition("\n")[2].strip()
    return ends or (sure and first and behind[0].isspace())


def _without_brackets(mask: str, found: Reading) -> str:
    """The mask with bars for the brackets around the period, which separate it from the rest."""
    opening = _unmatched(mask, range(found.start - 1, -1, -1), _OPENING, _CLOSING)
    closing = _unmatched(mask, range(found.end, len(mask)), _CLOSING, _OPENING)
    if opening is None or closing is None:
        return mask
    return f"{mask[:opening]}|{mask[opening + 1 : closing]}|{mask[closing + 1 :]}"


def _unmatched(mask: str, offsets: range, wanted: str, other: str) -> int | None:
    depth = 0
    for offset in offsets:
        if mask[offset] in other:
            depth += 1
        elif mask[offset] in wanted and not depth:
            return offset
        elif mask[offset] in wanted:
            depth -= 1
    return None


# ── The names ────────────────────────────────────────────────────────────────────────────────────


def _names(pieces: list[Range], text: str, signs: str, seams: frozenset[int]) -> list[Range]:
    """The pieces split at lines and bars, then at dashes and marks, then at commas, up to three names."""
    names = [part for piece in pieces for part in _split(piece, signs, _LINE)]
    names = [part for name in names for part in _split(name, signs, _STRONG)]
    names = _refined(names, lambda name: _split(name, signs, _DASH))
    names = _refined(names, lambda name: _at_seams(name, signs, seams))
    return _refined(names, lambda name: _at_commas(name, names, text, signs))


def _refined(names: list[Range], split: Callable[[Range], list[Range]]) -> list[Range]:
    """The names split one after the other, where that does not make more than three."""
    found: list[Range] = []
    for number, name in enumerate(names):
        parts = split(name)
        others = len(found) + len(names) - number - 1
        found.extend(parts if others + len(parts) <= _MOST_NAMES else [name])
    return found


def _at_seams(piece: Range, signs: str, seams: frozenset[int]) -> list[Range]:
    """The piece split where a mark ends or begins beside a space, a comma or a colon."""
    start, end = piece
    cuts = [seam for seam in sorted(seams) if start < seam < end and _parts_names(signs, seam, end)]
    found = (_trimmed(signs, part) for part in pairwise([start, *cuts, end]))
    return [part for part in found if part[0] < part[1]]


def _parts_names(signs: str, seam: int, end: int) -> bool:
    """Whether a seam parts two names: not within a word, nor in front of a bracket or a legal form."""
    behind = signs[seam:end]
    if behind.startswith((" (", " （")) or says_legal_form(_COMMA.split(behind.lstrip(", "))[0]):
        return False
    return behind[0] in " ,;:，、；：" or signs[seam - 1] == " "


def _at_commas(name: Range, names: list[Range], text: str, signs: str) -> list[Range]:
    """The name split where its words tell a title from an organisation, or an organisation from its town."""
    parts = _comma_parts(name, signs)
    words = [text[start:end] for start, end in parts]
    if len(parts) == 1 or says_place(text[slice(*name)]):
        return [name]
    others = [text[slice(*other)] for other in names if other != name and not says_place(text[slice(*other)])]
    if says_title(words[0]):
        return _behind_title(parts, text, bool(others))
    schools = [number for number, word in enumerate(words) if says_organisation(word) and not says_title(word)]
    titles = [number for number, word in enumerate(words) if says_title(word)]
    if titles and not any(map(says_title, others)):
        return _grouped(parts, [1, max(titles[0], 1), len(parts)])
    if schools and schools[0] > 0:
        return _grouped(parts, [schools[0], schools[0] + 1, len(parts)])
    has_title = any(map(says_title, others)) or (bool(others) and name != names[0])
    is_town = says_place(text[parts[1][0] : parts[-1][1]]) or (has_title and len(parts) < 4)
    return _grouped(parts, [1, len(parts)]) if is_town and len(schools) < 2 else [name]


def _comma_parts(name: Range, signs: str) -> list[Range]:
    """What stands between commas; a legal form stays with its company."""
    parts: list[Range] = []
    for start, end in _split(name, signs, _COMMA):
        if parts and says_legal_form(signs[start:end]):
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _behind_title(parts: list[Range], text: str, has_others: bool) -> list[Range]:
    """Title, organisation and place; a degree's subject and a manager's field belong to the title."""
    words = [text[start:end] for start, end in parts]
    ends = parts[-1][1]
    least = 1 if has_others or len(parts) == 2 else 2  # else “Acme, Italy” would be a town and the company unknown
    town = next(
        (number for number in range(least, len(parts)) if says_place(text[parts[number][0] : ends])), len(parts)
    )
    schools = [number for number in range(1, town) if says_organisation(words[number])]
    first = 1
    if says_degree(words[0]) or has_others or schools:
        first = schools[0] if schools else town
    while first < town and (says_field(words[first]) or says_title(words[first])) and first not in schools:
        first += 1
    return _grouped(parts, [first, min(first + 1, town), len(parts)])


def _grouped(parts: list[Range], ends: list[int]) -> list[Range]:
    """Neighbouring parts made one, up to each of the ends."""
    found, start = [], 0
    for end in ends:
        if start < min(end, len(parts)):
            found.append((parts[start][0], parts[min(end, len(parts)) - 1][1]))
            start = end
    return found


# ── Offsets ──────────────────────────────────────────────────────────────────────────────────────


def _split(piece: Range, signs: str, separator: re.Pattern[str]) -> list[Range]:
    start, end = piece
    found: list[Range] = []
    for match in separator.finditer(signs, start, end):
        found.append((start, match.start()))
        start = match.end()
    parts = (_trimmed(signs, part) for part in (*found, (start, end)))
    return [part for part in parts if part[0] < part[1]]


def _trimmed(signs: str, piece: Range) -> Range:
    start, end = piece
    while start < end and signs[start] in _EDGE:
        start += 1
    while end > start and signs[end - 1] in _EDGE:
        end -= 1
    return start, end


def _is_all(signs: str, ranges: list[Range]) -> bool:
    """Whether nothing but separators stands outside the ranges."""
    position = 0
    for start, end in (*sorted(ranges), (len(signs), len(signs))):
        if not _DROPPED.fullmatch(signs, position, start):
            return False
        position = end
    return True
