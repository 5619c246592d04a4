"""Items of one list of which some end with a full stop, or begin with a capital letter, and others do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cvbuild.diagnostics import Code, Replacement, Report
from cvbuild.lint.prose import HIDDEN, Passage, passage
from cvbuild.lint.rule import Checked
from cvbuild.source import Source
from cvbuild.tree.nodes import BulletList, Item, Paragraph
from cvbuild.tree.walk import walk

_FEWEST = 3
_ABBREVIATED = re.compile(r"(?:\b[^\W\d]{1,2}|\.\w+|\b(?:etc|inc|corp|ltd|bzw|usw|feat|approx))\.$", re.IGNORECASE)
"""What ends with a full stop of its own, so that it can't be told whether a sentence ends too."""
_ENDS_OPEN = re.compile(r"[\w)\]”’»%+€$]$")


@dataclass(frozen=True)
class _Line:
    """The last paragraph of an item, or its only one, and whether it has what is asked."""

    text: Passage
    has: bool


def check(checked: Checked, report: Report) -> None:
    """Report each list that is not of one piece, at the first item that differs from most."""
    for node in walk(checked.written):
        if isinstance(node, BulletList) and len(node.items) >= _FEWEST:
            _check_stops(node.items, checked.source, report)
            _check_capitals(node.items, checked.source, report)


def _check_stops(items: tuple[Item, ...], source: Source, report: Report) -> None:
    odd, usual, count = _odd(items, source, _stops)
    if not odd:
        return
    message = f"of {count} items, {len(odd)} {_verb(len(odd))} {'no' if usual else 'a'} full stop at the end"
    fixes = [_fix(line.text, usual) for line in odd]
    all_fixed = tuple(part for fix in fixes for part in fix) if all(fixes) else ()
    end = len(odd[0].text.text.rstrip())
    hint = "end all items of a list alike"
    report.add(Code.MIXED_STOPS, message, odd[0].text.span(end - 1, end), hint, all_fixed)


def _check_capitals(items: tuple[Item, ...], source: Source, report: Report) -> None:
    odd, usual, count = _odd(items, source, _is_capital)
    if odd:
        letter = "small" if usual else "capital"
        message = f"of {count} items, {len(odd)} {_verb(len(odd))} a {letter} letter at the beginning"
        report.add(Code.MIXED_CAPITALS, message, odd[0].text.span(0, 1), "begin all items of a list alike")


def _odd(items: Iterable[Item], source: Source, ask: Callable[[str], bool | None]) -> tuple[list[_Line], bool, int]:
    """The lines that differ from most, what most have, and how many could be judged; of a tie the first counts."""
    lines = []
    for item in items:
        text = _only_line(item, source)
        has = ask(text.text.strip()) if text else None
        if text and has is not None:
            lines.append(_Line(text, has))
    counts = Counter(line.has for line in lines)
    if len(counts) < 2 or len(lines) < _FEWEST:
        return [], False, len(lines)
    usual = max(counts, key=lambda has: (counts[has], has == lines[0].has))
    return [line for line in lines if line.has != usual], usual, len(lines)


def _only_line(item: Item, source: Source) -> Passage | None:
    """The text of an item that is one paragraph; what has a list below it may end otherwise for that reason."""
    if len(item.children) != 1 or not isinstance(item.children[0], Paragraph):
        return None
    return passage(item.children[0].children, source, item.children[0])


def _stops(text: str) -> bool | None:
    """Whether it ends with a full stop; None where another sign ends it, or an abbreviation."""
    if text.endswith((".", "。")):
        return None if _ABBREVIATED.search(text) or text.endswith("..") else True
    return False if _ENDS_OPEN.search(text) and not text.endswith(HIDDEN) else None


def _verb(count: int) -> str:
    return "has" if count == 1 else "have"


def _is_capital(text: str) -> bool | None:
    """Whether it begins with a capital letter; None for what is neither capital nor small."""
    first = text[:1]
    return first.isupper() if first.isupper() or first.islower() else None


def _fix(text: Passage, stop: bool) -> tuple[Replacement, ...]:
    """What gives the line its full stop or takes it away."""
    end = len(text.text.rstrip())
    last = text.text[end - 1]
    if not stop:
        return text.replacement(end - 1, end)
    sign = "。" if last > "\u2e80" and not "\uac00" <= last <= "\ud7a3" else "."
    return text.replacement(end - 1, end, last + sign)
