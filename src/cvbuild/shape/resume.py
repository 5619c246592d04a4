"""A résumé: the sender's block, sections under headings of level 2, entries under those of level 3.

An entry's heading lists its parts between bars: `### Title | Organisation | Place | 2019 – present`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cvbuild.diagnostics import Report
from cvbuild.shape.letterhead import with_letterhead
from cvbuild.source import part
from cvbuild.tree.nodes import Block, Blocks, Document, Entry, Heading, Inline, Inlines, Section, Text
from cvbuild.tree.walk import plain_text

_PERIOD = re.compile(r"\d{4}|\d{2}/\d{2}|\b(?:present|now|today|heute|current)\b|현재|現在|至今", re.IGNORECASE)
_MOST_PARTS = 4


def shape_resume(document: Document, _report: Report) -> Document:
    """The résumé with its sections and entries; headings of any other form stay headings."""
    blocks = _sections(document.children)
    return with_letterhead(replace(document, children=blocks))


def _sections(blocks: Blocks) -> Blocks:
    groups = _grouped(blocks, 2)
    return tuple(
        part
        for heading, inner in groups
        for part in ((Section(heading, _entries(inner), span=heading.span),) if heading else inner)
    )


def _entries(blocks: Blocks) -> Blocks:
    found: list[Block] = []
    for heading, inner in _grouped(blocks, 3):
        entry = _entry(heading, inner) if heading else None
        found.extend([entry] if entry else [*([heading] if heading else []), *inner])
    return tuple(found)


def _grouped(blocks: Blocks, level: int) -> list[tuple[Heading | None, Blocks]]:
    """The blocks before the first heading of that level, then each such heading with what it governs.

    A heading of a higher rank ends the one before and governs nothing here.
    """
    groups: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            groups.append((block, []))
        elif isinstance(block, Heading) and block.level < level:
            groups.append((None, [block]))
        else:
            groups[-1][1].append(block)
    return [(heading, tuple(inner)) for heading, inner in groups if heading or inner]


def _entry(heading: Heading, children: Blocks) -> Entry | None:
    parts = _split(heading.children)
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    period = parts.pop() if _PERIOD.search(plain_text(parts[-1])) else ()
    title, organisation, place = (*parts, (), ())[:3]
    if len(parts) > 3:
        return None
    return Entry(heading.level, heading.anchor, title, organisation, place, period, children, span=heading.span)


def _split(inlines: Inlines) -> list[Inlines]:
    """The runs between bars, without white space at their ends."""
    parts: list[list[Inline]] = [[]]
    for inline in inlines:
        if not isinstance(inline, Text):
            parts[-1].append(inline)
            continue
        offset = 0
        for number, piece in enumerate(inline.text.split("|")):
            if number:
                parts.append([])
            if piece.strip():
                parts[-1].append(Text(piece, span=part(inline.span, offset, offset + len(piece))))
            offset += len(piece) + 1
    return [stripped for part in parts if (stripped := _stripped(tuple(part)))]


def _stripped(part: Inlines) -> Inlines:
    if part and isinstance(part[0], Text):
        part = (replace(part[0], text=part[0].text.lstrip()), *part[1:])
    if part and isinstance(part[-1], Text):
        part = (*part[:-1], replace(part[-1], text=part[-1].text.rstrip()))
    return part
