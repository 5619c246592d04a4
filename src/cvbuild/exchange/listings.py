"""Short items such as skills and languages, in both directions: definition lists, lists, tables and plain lines.

Which keys they have stands in `fields`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cvbuild.exchange.fields import Listing
from cvbuild.exchange.reading import read_plain
from cvbuild.exchange.terms import NOTHING, block_text, listed, plain, read_terms, split_terms, write_terms
from cvbuild.shape.inlines import lines
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Cell,
    Definition,
    DefinitionList,
    Entry,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)

_QUALITY = re.compile(r"(.*\S)\s*[(（]([^()（）]*)[)）]|([^:–—]*[^:–—\s])\s*(?::\s|\s[–—-]\s)\s*(.*)")
_NAMED = re.compile(r"([^,;:]+):\s+(.*)")
_LEVEL = "Level: "


@dataclass(frozen=True, slots=True)
class Short:
    """An item: its name, what is said of it, and the terms under it."""

    name: str = ""
    quality: str = ""
    terms: tuple[str, ...] = ()


# ── Blocks to items ──────────────────────────────────────────────────────────────────────────────


def read_listing(blocks: Blocks, listing: Listing) -> list[Short]:
    """The items that the blocks of a section tell; every word of theirs is in one."""
    found: list[Short] = []
    heading: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading):
            found += [Short(plain(heading))] if heading else []
            heading = block
        elif heading:
            found.append(Short(plain(heading), "", _words(read_listing((block,), listing))))
            heading = None
        else:
            found += _read(block, listing)
    return [*found, Short(plain(heading))] if heading else found


def _read(block: Block, listing: Listing) -> Iterator[Short]:
    match block:
        case DefinitionList(items=definitions):
            yield from (_definition(one, listing) for one in definitions)
        case BulletList(items=items) | OrderedList(items=items):
            for item in items:
                yield from _item(item, listing)
        case Table():
            yield from (row for row in _rows(block, listing) if row != Short())
        case Paragraph(children=children):
            for line in lines(children):
                yield from _line(line, listing)
        case Entry():
            told = [text for part in (block.organisation, block.place, block.period) if (text := plain(part))]
            inner = _words(read_listing(block.children, listing))
            yield Short(plain(block.title), "" if listing.terms else ", ".join(told), (*told, *inner))
        case _:
            if text := block_text((block,)):
                yield Short(text)


def _definition(one: Definition, listing: Listing) -> Short:
    if not listing.terms:
        return Short(plain(one.term), ", ".join(map(block_text, one.descriptions)))
    levels, terms = [], []
    for description in one.descriptions:
        text = block_text(description)
        if listing.quality and text.startswith(_LEVEL) and not isinstance(description[0], BulletList):
            levels.append(text.removeprefix(_LEVEL))
        else:
            terms += read_terms(description)
    return Short(plain(one.term), ", ".join(levels), tuple(terms))


def _item(item: Item, listing: Listing) -> Iterator[Short]:
    """The first paragraph is read as a line; what stands below it are terms."""
    first, *rest = item.children or (Paragraph(()),)
    below = _words(read_listing(tuple(rest), listing))
    if not isinstance(first, Paragraph):
        yield from read_listing(item.children, listing)
        return
    *others, last = _line(first.children, listing, single=True) or [Short()]
    yield from others
    if listing.terms:
        yield Short(last.name, last.quality, (*last.terms, *below))
    else:
        yield Short(last.name, ", ".join(text for text in (last.quality, *below) if text))


def _line(line: Inlines, listing: Listing, *, single: bool = False) -> list[Short]:
    """The items of one line; `single` where it is the line of a list, so that a single word is a name."""
    name, rest = _named(line)
    if not listing.terms:
        told = [name, rest] if name else [rest]
        return [_qualified(text) for text in (split_terms(rest) if not name else [": ".join(filter(None, told))])]
    terms = split_terms(rest)
    if name or (single and len(terms) == 1):
        return [Short(name or rest, "", tuple(terms) if name else ())]
    if listing.quality:
        return [Short("", "", tuple(terms))] if terms else []
    return [Short(term) for term in terms]


def _named(line: Inlines) -> tuple[str, str]:
    """`**Category**: a, b` or `Category: a, b` as the category and the rest; else no name."""
    first, *others = line or (Text(""),)
    if isinstance(first, Strong) and (others or plain(first).endswith(":")):
        return plain(first).rstrip(": "), re.sub(r"^(?:[:–—-]\s*)", "", plain(others))
    text = plain(line)
    found = _NAMED.fullmatch(text)
    return (found[1].strip(), found[2]) if found else ("", text)


def _qualified(text: str) -> Short:
    """`Korean (native)` or `Korean: native`."""
    found = _QUALITY.fullmatch(text)
    if not found:
        return Short(text)
    return Short(found[1] or found[3], found[2] or found[4] or "")


def _rows(table: Table, listing: Listing) -> Iterator[Short]:
    roles = _roles([plain(cell) for cell in table.head.cells], listing)
    for row in table.rows if roles else (table.head, *table.rows):
        cells = [plain(cell) for cell in row.cells]
        told = dict(zip(roles, cells, strict=True)) if roles else {}
        if roles:
            terms = split_terms(told.get(listing.terms, ""))
            yield Short(told.get(listing.name, ""), told.get(listing.quality, ""), tuple(terms))
        elif listing.terms:
            yield Short(cells[0], "", tuple(term for cell in cells[1:] for term in split_terms(cell)))
        else:
            yield Short(cells[0], ", ".join(cell for cell in cells[1:] if cell))


def _roles(heads: list[str], listing: Listing) -> list[str]:
    """The key of each column by its head; none where a head is not known, and so as good as a row."""
    known = {name.casefold(): key for key, names in listing.columns.items() for name in names}
    roles = [known.get(head.casefold(), "") for head in heads]
    return roles if all(roles) and len(set(roles)) == len(roles) else []


def _words(items: Iterable[Short]) -> tuple[str, ...]:
    """All that the items tell, as terms."""
    return tuple(text for one in items for text in (one.name, one.quality, *one.terms) if text)


# ── Items to blocks ──────────────────────────────────────────────────────────────────────────────


def write_listing(items: Iterable[Short], listing: Listing) -> Blocks:
    """The blocks that are read as these items, in the lightest form in which each comes out the same."""
    told = list(items)
    blocks = [_written(item, listing) for item in told]
    if not listing.terms and any(isinstance(block, Table) for block in blocks):
        blocks = [_row(item, listing) for item in told]
    return merged(blocks)


def merged(blocks: Iterable[Block]) -> Blocks:
    """Neighbouring lists of one kind as one list, and tables under one head."""
    found: list[Block] = []
    for block in blocks:
        match found[-1] if found else None, block:
            case BulletList(items=items), BulletList(items=more):
                found[-1] = BulletList((*items, *more), tight=True)
            case OrderedList(items=ones, start=1), OrderedList(items=others, start=1):
                found[-1] = OrderedList((*ones, *others), tight=True)
            case DefinitionList(items=terms), DefinitionList(items=further):
                found[-1] = DefinitionList((*terms, *further), tight=True)
            case Table(columns=columns, head=head, rows=rows), Table(head=again, rows=below) if head == again:
                found[-1] = Table(columns, head, (*rows, *below))
            case _:
                found.append(block)
    return tuple(found)


def _written(item: Short, listing: Listing) -> Block:
    forms = [form for form in _forms(item, listing) if read_listing((form,), listing) == [item]]
    return forms[0] if forms else list(_forms(item, listing))[-1]


def _forms(item: Short, listing: Listing) -> Iterator[Block]:
    if item.name and not listing.terms:
        yield _bullet(f"{item.name} ({item.quality})" if item.quality else item.name)
        yield from [_defined(item.name, ((Paragraph(read_plain(item.quality)),),))] if item.quality else []
    elif listing.terms:
        levels: tuple[Blocks, ...] = ((Paragraph((Text(_LEVEL + item.quality),)),),) if item.quality else ()
        if item.name and (item.terms or item.quality):
            yield _defined(item.name, (*((write_terms(item.terms),) if item.terms else ()), *levels))
        elif item.name:
            yield _bullet(item.name)
        else:
            yield Paragraph(read_plain(", ".join(item.terms)))
        if item.terms:
            yield _defined(item.name or NOTHING, ((listed(item.terms),), *levels))
    yield _row(item, listing)


def _bullet(text: str) -> Block:
    return BulletList((Item((Paragraph(read_plain(text)),)),), tight=True)


def _defined(term: str, descriptions: tuple[Blocks, ...]) -> Block:
    return DefinitionList((Definition(read_plain(term), descriptions),), tight=True)


def _row(item: Short, listing: Listing) -> Block:
    told: Mapping[str, str] = {
        listing.name: item.name, listing.quality: item.quality, listing.terms: ", ".join(item.terms)
    }  # fmt: skip
    columns = [(names[0], told[key]) for key, names in listing.columns.items()]
    head, row = (Row(tuple(Cell(read_plain(text)) for text in texts)) for texts in zip(*columns, strict=True))
    return Table((None,) * len(columns), head, (row,))
