"""The entries of a section, and what each governs: a heading's entry all below it, another all up to the next.

Which headings, lines, definitions and list items are stations is said in `stations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvbuild.diagnostics import Report
from cvbuild.shape.heads import report_dates
from cvbuild.shape.stations import Found, Place, found_in, headed
from cvbuild.tree.nodes import Block, Blocks, Entry, Heading


def with_entries(blocks: Blocks, place: Place) -> Blocks:
    """The blocks of a section with its entries; each governs what follows, up to the next one or a heading."""
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    made: list[Block] = []
    for heading, inner in grouped(blocks, level):
        if heading is None:
            made.extend(_loose(inner, place))
        elif found := headed(heading, inner, place):
            made.append(_entry(found, heading.level, heading.anchor, found.rest, place.report))
        else:
            made.extend([heading, *with_entries(inner, replace(place, level=max(place.level, heading.level)))])
    return tuple(made)


def grouped(blocks: Blocks, level: int) -> list[tuple[Heading | None, Blocks]]:
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


def _entry(found: Found, level: int, anchor: str, children: Blocks, report: Report) -> Entry:
    head = found.head
    report_dates(found.run, head, report)
    return Entry(
        level, anchor, head.title, head.organisation, head.place, head.period, children, head.dates, span=found.span
    )


def _loose(blocks: Blocks, place: Place) -> Iterator[Block]:
    """Blocks that no heading governs, with the entries among them."""
    pending: Found | None = None
    children: list[Block] = []
    level = min(max(3, place.level + 1), 6)
    parts: list[Block | Found] = found_in(blocks, place)
    for part in parts:
        if not isinstance(part, Found):
            children.append(part)
            continue
        yield from [_entry(pending, level, "", tuple(children), place.report)] if pending else children
        pending, children = part, list(part.rest)
    yield from [_entry(pending, level, "", tuple(children), place.report)] if pending else children
