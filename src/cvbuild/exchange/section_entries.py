"""The entries of a résumé's section, as other formats want them: all that stands there is part of one.

What a format makes of an entry stands in `stations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvbuild.exchange.fields import PARTS
from cvbuild.exchange.terms import plain
from cvbuild.shape.heads import read_head
from cvbuild.shape.periods import read_period
from cvbuild.shape.runs import Run
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Entry,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
)


def entries_of(blocks: Blocks) -> Iterator[Entry]:
    """The entries of a section. What stands in none makes one: a heading with what follows, an item of a list, and
    other blocks together.
    """
    loose: list[Block] = []
    heading: Heading | None = None
    for block in (*blocks, None):
        if isinstance(block, Entry | Heading) or block is None:
            yield from _loose(heading, tuple(loose))
            loose.clear()
            heading = block if isinstance(block, Heading) else None
        if isinstance(block, Entry):
            yield from map(_with_labels, _with_inner(block))
        elif block is not None and not isinstance(block, Heading):
            loose.append(block)


def _with_inner(entry: Entry) -> Iterator[Entry]:
    """The entry, then those that stand in it."""
    inner = tuple(block for block in entry.children if isinstance(block, Entry))
    if not inner:
        yield entry
        return
    own = tuple(block for block in entry.children if not isinstance(block, Entry))
    yield replace(entry, children=own)
    for one in inner:
        yield from _with_inner(one)


def _with_labels(entry: Entry) -> Entry:
    """The entry with the parts that its body labels, where its heading has none."""
    parts = {name: getattr(entry, name) for name in PARTS}
    kept: list[Block] = []
    for block in entry.children:
        rest = []
        for one in block.items if isinstance(block, DefinitionList) else ():
            named = [name for name, label in PARTS.items() if label.names(plain(one.term)) and not plain(parts[name])]
            if named and (value := _value(one)):
                parts[named[0]] = value
            else:
                rest.append(one)
        if isinstance(block, DefinitionList):
            kept += [replace(block, items=tuple(rest))] if rest else []
        else:
            kept.append(block)
    read = None if plain(entry.period) else read_period(plain(parts["period"]))
    dates = read.period if read else entry.dates
    return replace(entry, **parts, dates=dates, children=tuple(kept))


def _value(one: Definition) -> Inlines:
    """The single line that the definition has; nothing if it has more."""
    match one.descriptions:
        case ((Paragraph(children=children),),):
            return children
        case _:
            return ()


def _loose(heading: Heading | None, blocks: Blocks) -> Iterator[Entry]:
    if heading:
        yield _with_labels(Entry(heading.level, "", heading.children, (), (), (), blocks, span=heading.span))
        return
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, BulletList | OrderedList):
            yield from map(_of_item, block.items)
        else:
            rest.append(block)
    if rest:
        yield Entry(3, "", (), (), (), (), tuple(rest), span=rest[0].span)


def _of_item(item: Item) -> Entry:
    """The entry that an item's first line is: with a period as a heading would be read, else by its title alone."""
    match item.children:
        case (Paragraph(children=line), *below):
            head = read_head(Run(line))
            if head is None:
                return Entry(3, "", line, (), (), (), tuple(below), span=item.span)
            names = (head.title, head.organisation, head.place)
            return Entry(3, "", *names, head.period, tuple(below), head.dates, span=item.span)
        case _:
            return Entry(3, "", (), (), (), (), item.children, span=item.span)
