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
from cvbuild.render.marks import number_room
from cvbuild.theme.model import Role, Theme
from cvbuild.tree.nodes import BulletList, Item, OrderedList


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
    if place.lead:
        place.lead.taken = True
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
        hanging = max(hanging, number_room(block.start + len(block.items) - 1, theme.text[Role.ITEM].size))
    own = theme.text[Role.ITEM].indent if block.tight else 0.0
    return Level(place.lists, place.bullets, indented(place, own + hanging, theme), hanging)


def _spaces(block: BulletList | OrderedList, place: Place, theme: Theme) -> Iterator[float]:
    """The space above each item; a tight list is as close to what introduces it as its items are to each other."""
    tight, loose = theme.text[Role.ITEM].before, theme.text[Role.BODY].before
    each = tight if block.tight else loose
    for index in range(len(block.items)):
        # What begins a container has the container's space.
        yield max(each, place.lead.before) if place.lead and not index else each


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
