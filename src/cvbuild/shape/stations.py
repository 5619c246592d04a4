"""Which headings, lines, definitions and list items of a section are stations, beyond doubt.

How a line is cut into title, organisation, place and period is said in `heads`; what a station governs, in `entries`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from cvbuild.diagnostics import Report
from cvbuild.shape.heads import Head, has_gaps, read_bars, read_head
from cvbuild.shape.inlines import stripped
from cvbuild.shape.names import says_organisation, says_place, says_title
from cvbuild.shape.periods import find_periods, read_period
from cvbuild.shape.runs import Run
from cvbuild.source import Span
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Inlines,
    Item,
    LineBreak,
    Paragraph,
    SectionKind,
    Strong,
)
from cvbuild.tree.walk import plain_text

_STATIONS: frozenset[SectionKind | None] = frozenset(
    {"work", "education", "volunteer", "projects", "awards", "certificates", "publications"}
)
"""Sections in which a line may be an entry without being a heading."""
_LISTED: frozenset[SectionKind | None] = frozenset({"work", "education", "volunteer", "projects"})
"""Sections whose lists may be stations; short lists of awards or certificates are better left as lists."""
_NO_STATIONS: frozenset[SectionKind | None] = frozenset({"summary", "skills", "languages", "interests", "references"})
_MOST_CHARACTERS, _LONGEST_NAME = 160, 90
_MOST_LINES = 4
_SHORT = 6
"""Words of a plain line that may stand between a title and its period."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where entries are looked for: the section's kind and level, the language, and who hears of mistakes."""

    kind: SectionKind | None
    level: int
    lang: str
    report: Report


@dataclass(frozen=True, slots=True)
class Found:
    """A head among blocks, with the run that it was read from, and the blocks behind it that its lines left over."""

    head: Head
    run: Run
    rest: Blocks
    span: Span | None


# ── Headings ─────────────────────────────────────────────────────────────────────────────────────


def headed(heading: Heading, inner: Blocks, place: Place) -> Found | None:
    """The entry of a heading: by itself, with the line below it, or by its bars alone."""
    run = Run(heading.children, place.lang)
    own, bars = None, read_bars(run)
    if (place.kind not in _NO_STATIONS or bars) and not has_gaps(run):
        own = read_head(run)
        if own and bars and not _are_names(own, run, max(map(run.mask.rfind, "|｜¦"))):
            own = None  # the last part tells a time in words
        if found := _with_lines(heading.children, inner, own, place, heading=True):
            return replace(found, span=heading.span)
    head = own or bars
    return Found(head, run, inner, heading.span) if head else None


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────


def _with_lines(first: Inlines, below: Blocks, own: Head | None, place: Place, *, heading: bool) -> Found | None:
    """The head of the first line with up to three below it, which bring the period or the names that it lacks."""
    if own and (len(own.names) > 1 or place.kind not in _LISTED):
        return None
    joined, plain_from = first, len(Run(first).text)
    for number, (line, rest) in enumerate(_lines_below(below)):
        joined = (*joined, LineBreak(), *line)
        run = Run(joined, place.lang)
        head = read_head(run, plain_from if heading else 0)
        if head and _is_completed(head, own, line, run) and _are_names(head, run, plain_from if heading else 0):
            is_one_of_several = own is None and bool(head.found) and _is_followed_alike(line, rest, place)
            return None if is_one_of_several else Found(head, run, rest, None)
        if own or number + 2 == _MOST_LINES or not (_is_marked(line) or _is_short(line)):
            return None
    return None


def _is_short(line: Inlines) -> bool:
    text = plain_text(line)
    return len(text.split()) <= _SHORT and _is_name(text) and not _ends_sentence(text)


def _is_completed(head: Head, own: Head | None, line: Inlines, run: Run) -> bool:
    """Whether the line belongs to the head: it has the period, or names below a dated title."""
    if own is None:
        return bool(head.found and head.found.start >= len(run.text) - len(Run(line).text))
    text = plain_text(line)
    named = _is_marked(line) or says_organisation(text)
    return len(head.names) > len(own.names) and named and not any(find_periods(text, run.lang))


def _is_followed_alike(line: Inlines, below: Blocks, place: Place) -> bool:
    """Whether the line is a head by itself and another such follows: several posts under one employer."""
    if not _is_head(line, place):
        return False
    lines = (_first_line(block.children)[0] for block in below if isinstance(block, Paragraph))
    mark = type(stripped(line)[0])
    return any(_is_head(other, place) and isinstance(stripped(other)[0], mark) for other in lines)


def _is_head(line: Inlines, place: Place) -> bool:
    own = read_head(Run(line, place.lang), 0) if _is_marked(line) else None
    return bool(own) and not _is_label(line, own)


def _lines_below(blocks: Blocks) -> Iterator[tuple[Inlines, Blocks]]:
    """The lines of the paragraphs that follow, each with all that stands below it."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            return
        children, behind = block.children, blocks[number + 1 :]
        while children:
            line, children = _first_line(children)
            yield line, (*_left(block, children), *behind)


def _first_line(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """What stands before the first line break, and what stands behind it."""
    for number, inline in enumerate(inlines):
        if isinstance(inline, LineBreak):
            return inlines[:number], stripped(inlines[number + 1 :])
    return inlines, ()


def _left(block: Paragraph, children: Inlines) -> Blocks:
    """The paragraph that the lines leave over, if there is any."""
    return (Paragraph(children, span=children[0].span or block.span),) if children else ()


def _is_marked(line: Inlines) -> bool:
    """Whether it begins in bold, or is emphasised as a whole."""
    bare = stripped(line)
    return bool(bare) and (isinstance(bare[0], Strong) or (len(bare) == 1 and isinstance(bare[0], Emphasis)))


def _are_names(head: Head, run: Run, plain_from: int) -> bool:
    """Whether names behind that offset look like names rather than like a sentence."""
    text = run.text
    if len(text) > _MOST_CHARACTERS + plain_from or _ends_sentence(text):
        return False
    names = [text[start:end] for start, end in head.names if start >= plain_from]
    return all(len(name) <= _LONGEST_NAME and not _ends_sentence(name) and _is_name(name) for name in names)


def _ends_sentence(text: str) -> bool:
    """Whether it ends with a sign of a sentence; a full stop may belong to an abbreviation or a date."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return last.endswith(("!", "?", ":", "。")) or (last.endswith(".") and len(last) > 4 and last[:-1].isalnum())


def _is_name(text: str) -> bool:
    """Whether its words are those of a name: known ones, or not most of them in small letters."""
    words = text.split()
    small = [word for word in words if word[:1].islower()]
    known = says_title(text) or says_organisation(text) or says_place(text)
    return (known and len(words) <= 12) or len(small) * 2 <= len(words)


# ── Lines without headings ─────────────────────────────────────────────────────────────────────────


def found_in(blocks: Blocks, place: Place) -> list[Block | Found]:
    """The blocks, with what was found in place of those that are heads."""
    if place.kind not in _STATIONS:
        return list(blocks)
    parts: list[Block | Found] = []
    rest = deque(blocks)
    while rest:
        block = rest.popleft()
        if isinstance(block, Paragraph):
            below = tuple(islice(rest, _MOST_LINES))
            found = _paragraph(block, below, place)
            parts.append(replace(found, rest=()) if found else block)
            for _ in below if found else ():
                rest.popleft()
            rest.extendleft(reversed(found.rest if found else ()))
        elif isinstance(block, DefinitionList):
            parts.extend(_definitions(block, place))
        elif isinstance(block, BulletList) and place.kind in _LISTED and (items := _items(block, place)):
            parts.extend(items)
        else:
            parts.append(block)
    return parts


def _paragraph(block: Paragraph, below: Blocks, place: Place) -> Found | None:
    """The head that a paragraph is: it begins in bold or emphasis or with its period, and is nothing but a head."""
    first, others = _first_line(block.children)
    behind = (*_left(block, others), *below)
    run = Run(first, place.lang)
    own = read_head(run, 0)
    if not (_begins_entry(first, own) and not _is_label(first, own)):
        return None
    if own and not (_are_names(own, run, 0)):
        own = None
    if found := _with_lines(first, behind, own, place, heading=False):
        return replace(found, span=block.span)
    return Found(own, run, behind, block.span) if own else None


def _begins_entry(line: Inlines, own: Head | None) -> bool:
    """Whether it begins in bold or emphasis, or with a time; a lone year must be followed by something bold."""
    bare = stripped(line)
    if bare and isinstance(bare[0], Strong | Emphasis):
        return True
    bold = any(isinstance(inline, Strong) for inline in bare)
    return bool(own and own.found and own.found.start == 0 and (bold or not own.found.lone))


def _is_label(line: Inlines, own: Head | None) -> bool:
    """Whether it begins with a label, as in “**Duration:** 2019 – 2021”, rather than with a name."""
    bold = plain_text(stripped(line)[0]).strip()
    rest = "".join(map(plain_text, stripped(line)[1:])).lstrip()
    if own and own.found and own.found.start < len(bold):
        return False
    return bold.endswith((":", "：")) or (rest.startswith((":", "：")) and not (own and len(own.names) > 1))


def _items(block: BulletList, place: Place) -> list[Block | Found]:
    """The entries that a list is, where every item is one; else nothing."""
    found = [_item(item, place) for item in block.items]
    return [one for one in found if one] if all(found) else []


def _item(item: Item, place: Place) -> Found | None:
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return None
    found = _paragraph(first, item.children[1:], place)
    return replace(found, span=item.span) if found else None


# ── Definition lists ─────────────────────────────────────────────────────────────────────────────


def _definitions(block: DefinitionList, place: Place) -> Iterator[Block | Found]:
    """The list with the entries among its items; a pair of items may be one, as in the résumés of Oh My CV."""
    kept: list[Definition] = []
    items = block.items
    while items:
        found, taken = _definition(items[:1], place), 1
        if not found and len(items) > 1 and _is_dated(items[1], place):
            found, taken = _definition(items[:2], place), 2
        if found and kept:
            yield _list_of(block, kept)
            kept = []
        if found:
            yield found
        else:
            kept, taken = [*kept, items[0]], 1
        items = items[taken:]
    if kept:
        yield _list_of(block, kept)


def _list_of(block: DefinitionList, items: list[Definition]) -> DefinitionList:
    return replace(block, items=tuple(items), span=items[0].span)


def _is_dated(item: Definition, place: Place) -> bool:
    """Whether the term is a period, or its only description is."""
    parts = [item.term, *(blocks[0].children for blocks in item.descriptions if isinstance(blocks[0], Paragraph))]
    return any(read_period(plain_text(part), place.lang) for part in parts[:2])


def _definition(items: tuple[Definition, ...], place: Place) -> Found | None:
    """The head of one item or two: terms and the first lines of descriptions, as many as it takes."""
    lines = [line for item in items for line in _definition_lines(item)]
    if len(items) > 1 and len(lines) < sum(1 + len(item.descriptions) for item in items):
        return None
    least = len(lines) if len(items) > 1 else 2
    for count in range(least, min(len(lines), 4) + 1):
        joined = _joined(tuple(line for line, _ in lines[:count]))
        run = Run(joined, place.lang)
        head = read_head(run, 0)
        rests = tuple(block for _, rest in lines[:count] for block in rest)
        if head and _are_names(head, run, 0) and not any(rest for _, rest in lines[: count - 1]):
            more = [description for item in items for description in item.descriptions][count - len(items) :]
            following = tuple(block for description in more for block in description)
            return Found(head, run, (*rests, *following), items[0].span)
    return None


def _joined(lines: tuple[Inlines, ...]) -> Inlines:
    return tuple(inline for number, line in enumerate(lines) for inline in ((LineBreak(),) if number else ()) + line)


def _definition_lines(item: Definition) -> Iterator[tuple[Inlines, Blocks]]:
    """The term, then the first line of each description with what the description has below it."""
    yield item.term, ()
    for blocks in item.descriptions:
        if not (blocks and isinstance(first := blocks[0], Paragraph)):
            return
        line, rest = _first_line(first.children)
        yield line, (*_left(first, rest), *blocks[1:])
