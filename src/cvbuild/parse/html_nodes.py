"""What an HTML element that was read becomes: a list, a table, a figure; and blocks as inlines, for cells.

Nothing of what stood inside is lost or changes its place. How elements are read, stands in `html_blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cvbuild.source import Span
from cvbuild.tree.nodes import (
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    Inlines,
    Item,
    LineBreak,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with the alignment that its column takes from it."""

    cell: Cell
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[TableCell, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class Term:
    """What stands in a `dt`; its descriptions follow."""

    children: Inlines
    span: Span | None


@dataclass(frozen=True, slots=True)
class Description:
    children: Blocks


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands in a `figcaption`."""

    children: Inlines
    span: Span | None


Made = Block | Item | TableRow | TableCell | Term | Description | Caption
"""What an element leaves to the one around it."""


def as_blocks(made: Iterable[Made]) -> Blocks:
    """What stands where only blocks may stand: stray rows, cells, items and terms become paragraphs."""
    return tuple(block for part in made for block in _as_blocks(part))


def _as_blocks(part: Made) -> Blocks:
    match part:
        case Item(children=children) | Description(children=children):
            return children
        case TableRow(cells=cells):
            return as_blocks(cells)
        case TableCell(cell=cell):
            return (Paragraph(cell.children, span=cell.span),) if cell.children else ()
        case Term(children=inlines, span=span) | Caption(children=inlines, span=span):
            return (Paragraph(inlines, span=span),) if inlines else ()
        case _:
            return (part,)


def items(made: Iterable[Made], span: Span | None) -> tuple[Item, ...]:
    """The items of a list; what stands between them becomes an item too."""
    return tuple(part if isinstance(part, Item) else Item(as_blocks((part,)), span=span) for part in made)


def row(made: Iterable[Made], span: Span | None) -> TableRow:
    """A row; what stands between its cells becomes a cell."""
    cells = (
        part if isinstance(part, TableCell) else TableCell(Cell(flat(as_blocks((part,)), span), span=span))
        for part in made
    )
    return TableRow(tuple(cells), span)


def table(made: list[Made], span: Span | None) -> Blocks:
    """A table of the rows, the first of them its head, with what stands before and behind them."""
    numbers = [number for number, part in enumerate(made) if isinstance(part, TableRow | TableCell)]
    if not numbers:
        return as_blocks(made)
    first, last = numbers[0], numbers[-1] + 1
    rows = [part if isinstance(part, TableRow) else row((part,), span) for part in made[first:last]]
    width = max(len(found.cells) for found in rows)
    if not width:
        return as_blocks((*made[:first], *made[last:]))
    full = [
        Row(tuple(cell.cell for cell in found.cells) + (Cell(()),) * (width - len(found.cells)), span=found.span)
        for found in rows
    ]
    columns = tuple(cell.align for cell in rows[0].cells) + (None,) * (width - len(rows[0].cells))
    whole = Table(columns, full[0], tuple(full[1:]), span=span)
    return (*as_blocks(made[:first]), whole, *as_blocks(made[last:]))


def definitions(made: list[Made], span: Span | None) -> Blocks:
    """A definition list; what stands between terms and descriptions describes the term before."""
    found: list[Definition] = []
    for part in made:
        if isinstance(part, Term):
            found.append(Definition(part.children, (), span=part.span))
            continue
        last = found.pop() if found else Definition((), (), span=span)
        blocks = as_blocks((part,))
        found.append(Definition(last.term, (*last.descriptions, blocks), span=last.span))
    tight = is_tight(blocks for item in found for blocks in item.descriptions)
    return (DefinitionList(tuple(found), tight, span=span),) if found else ()


def figure(made: list[Made], span: Span | None) -> Blocks:
    """An image with its caption behind it; anything else stays the blocks that it is."""
    match made:
        case [Figure(image=image, caption=()), Caption(children=caption)]:
            return (Figure(image, caption, span=span),)
        case _:
            return as_blocks(made)


def summary(children: Inlines, span: Span | None) -> Blocks:
    """What names a part that a browser can fold: a strong paragraph."""
    return (Paragraph((Strong(children, span=span),), span=span),) if children else ()


def flat(blocks: Iterable[Block], span: Span | None) -> Inlines:
    """The blocks as inlines with line breaks between them, for where no block may stand."""
    return _joined((_inlines(block, span) for block in blocks), LineBreak(span=span))


def _joined(parts: Iterable[Inlines], between: Inline) -> Inlines:
    found: list[Inline] = []
    for part in parts:
        if part:
            found += [between, *part] if found else part
    return tuple(found)


def _inlines(block: Block, span: Span | None) -> Inlines:
    match block:
        case Paragraph(children=inlines) | Heading(children=inlines):
            return inlines
        case BulletList() | OrderedList():
            return flat((child for item in block.items for child in item.children), span)
        case Quote(children=blocks):
            return flat(blocks, span)
        case CodeBlock(text=text):
            lines = (((Code(line, span=span),) if line else ()) for line in text.split("\n"))
            return _joined(lines, LineBreak(span=span))
        case Figure(image=image, caption=caption):
            return _joined(((image,), caption), LineBreak(span=span))
        case Table(head=head, rows=rows):
            cells = (_joined((cell.children for cell in line.cells), Text(" ", span=span)) for line in (head, *rows))
            return _joined(cells, LineBreak(span=span))
        case DefinitionList(items=found):
            parts = (part for item in found for part in (item.term, *(flat(b, span) for b in item.descriptions)))
            return _joined(parts, LineBreak(span=span))
        case _:
            return ()  # lines and breaks, and what only shapes make


def is_tight(parts: Iterable[Blocks]) -> bool:
    """Whether no item holds two paragraphs, which only space between them would tell apart."""
    return all(sum(isinstance(block, Paragraph) for block in blocks) < 2 for blocks in parts)


def trimmed(children: Inlines) -> Inlines:
    """The inlines without white space and breaks at both ends; none where there is nothing else."""
    found = list(children)
    while found and (rest := _stripped(found[0], str.lstrip)) is not found[0]:
        found[:1] = [rest] if rest else []
    while found and (rest := _stripped(found[-1], str.rstrip)) is not found[-1]:
        found[-1:] = [rest] if rest else []
    return tuple(found)


def _stripped(node: Inline, strip: Callable[[str], str]) -> Inline | None:
    if isinstance(node, LineBreak):
        return None
    if isinstance(node, Text) and (text := strip(node.text)) != node.text:
        return replace(node, text=text) if text else None
    return node
