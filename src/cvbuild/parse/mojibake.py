"""Repairs text that was encoded twice: UTF-8 whose bytes were read as Windows-1252 and saved again.

Judging what is mojibake is ftfy's; here each repair keeps its place, so that columns stay the file's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cvbuild.deferred import deferred
from cvbuild.diagnostics import Code, Replacement, Report, counted
from cvbuild.source import Edit, Source

_SUSPECT = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""A UTF-8 lead byte and a continuation byte as Windows-1252 shows them: without one there is no mojibake."""

_CAPITAL_BEFORE_QUOTE = re.compile("(?<=[A-Z\xc0-\xd6\xd8-\xde])\xc3[\u2018-\u201d\u2013\u2014]")
"""The end of a Portuguese word in capitals with a quote or dash (`MAÇÃ”`): real text that looks like it."""


def repair(source: Source, report: Report) -> Source:
    """The source with its mojibake repaired in memory, reported once with place and count.

    One that is repaired already stays as it is.
    """
    if source.edits or not _SUSPECT.search(source.text):
        return source
    repaired = _repaired(source)
    if not repaired.edits:
        return source
    first, count = repaired.edits[0], len(repaired.edits)
    shown = repaired.text[first.start : first.end]
    report.add(
        Code.MOJIBAKE,
        f"double-encoded text in {counted(count, 'place')}, first “{first.original}” for “{shown}”; repaired in memory",
        repaired.span(first.start, first.end),
        "save the repaired characters in the file; `cvbuild check --fix` does",
        [Replacement(repaired.span(one.start, one.end), repaired.text[one.start : one.end]) for one in repaired.edits],
    )
    return repaired


def _repaired(source: Source) -> Source:
    with deferred("wcwidth"):
        from ftfy import fix_encoding
    from ftfy.chardata import UTF8_DETECTOR_RE

    pieces: list[str] = []
    edits: list[Edit] = []
    position = length = 0
    for match in UTF8_DETECTOR_RE.finditer(source.text):
        if _CAPITAL_BEFORE_QUOTE.fullmatch(source.text, match.start(), match.end()):
            continue
        fixed = fix_encoding(match[0])
        if fixed == match[0] or "\n" in fixed:
            continue
        before = source.text[position : match.start()]
        length += len(before)
        edits.append(Edit(length, length + len(fixed), match[0]))
        pieces += [before, fixed]
        length += len(fixed)
        position = match.end()
    return replace(source, text="".join(pieces) + source.text[position:], edits=tuple(edits))
