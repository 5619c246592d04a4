"""Lists to items, each with its marker, its indent and the space above it.

What the markers are in Word's terms stands in `numbering`; what items hold is written by the blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvbuild.render.docx.numbering import Level, Marker, Numbering
from cvbuild.render.docx.places import Lead, Place, indented
from cvbuild.render.docx.story import Job
from cvbuild.render.docx.styles import list_style
from cvbuild.theme.model import Role, Theme
from cvbuild.tree.nodes import BulletList, Item, OrderedList

_DIGIT, _FULL_STOP = 0.58, 0.34
"""Widths in em that no text font exceeds, the stop with the space behind it."""


def items(block: BulletList | OrderedList, place: Place, job: Job) -> Iterator[tuple[Item, Place]]:
    """The items of a list at that place, and the place of each."""
    level = _level(block, place, job.theme)
    number = level.number + 1
    inner = Place(
        style=list_style("List Continue", number),
        look=_look(block, place),
        indent=level.indent,
        lists=level.depth + 1,
        bullets=level.bullets + isinstance(block, BulletList),
        tight=block.tight,
    )
    style = list_style("List Number" if isinstance(block, OrderedList) else "List Bullet", number)
    markers, spaces = _markers(block, level, job.numbering), _spaces(block, place, job.theme)
    for item, marker, before in zip(block.items, markers, spaces, strict=True):
        yield item, replace(inner, lead=Lead(before, marker, style))


def _look(block: BulletList | OrderedList, place: Place) -> Role:
    """Loose items look like paragraphs; all items in a quote or note look like the text there."""
    if place.look not in {Role.BODY, Role.ITEM}:
        return place.look
    return Role.ITEM if block.tight else Role.BODY


def _level(block: BulletList | OrderedList, place: Place, theme: Theme) -> Level:
    hanging = theme.lists.indent
    if isinstance(block, OrderedList):
        digits = len(str(block.start + len(block.items) - 1))
        hanging = max(hanging, (digits * _DIGIT + _FULL_STOP) * theme.text[Role.ITEM].size)
    return Level(place.lists, place.bullets, indented(place, hanging, theme), hanging)


def _spaces(block: BulletList | OrderedList, place: Place, theme: Theme) -> Iterator[float]:
    """The space above each item; a list within a tight one is as close to it as its items are."""
    tight, loose = theme.text[Role.ITEM].before, theme.text[Role.BODY].before
    each = tight if block.tight else loose
    for index in range(len(block.items)):
        yield each if index or place.tight else max(each, loose)


def _markers(block: BulletList | OrderedList, level: Level, numbering: Numbering) -> Iterator[Marker]:
    running: Marker | None = None
    for index, item in enumerate(block.items):
        if item.checked is not None:
            # The number after a box is not the one that Word would count.
            running = None
            yield numbering.task(level, item.checked)
            continue
        if running is None:
            start = block.start + index if isinstance(block, OrderedList) else None
            running = numbering.bullet(level) if start is None else numbering.ordered(level, start)
        yield running
