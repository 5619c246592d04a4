"""How a letter ends in its own text: where its closing is, and the day, the name and the enclosures below it.

What stands before is said in `letter_text`; what is not beyond doubt stays an ordinary block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvbuild.shape.dates import is_date
from cvbuild.shape.inlines import before, behind, lines, stripped
from cvbuild.shape.phrases import closing_end, enclosures_start, is_signed_name
from cvbuild.tree.metadata import Person
from cvbuild.tree.nodes import (
    Block,
    BulletList,
    Closing,
    DateLine,
    Enclosures,
    Figure,
    Image,
    Inlines,
    LineBreak,
    OrderedList,
    Paragraph,
    Signature,
)
from cvbuild.tree.walk import plain_text

_LONGEST_NAME = 48
_POSTSCRIPT = re.compile(r"(?:p\.?\s?p?\.?s|n\.?b|cci?|c\.c)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?。:;]\s*$|[?!]|\d{3}|@|//")


def closing_index(blocks: Sequence[Block], lang: str) -> int:
    """The index of the paragraph that closes the letter: the last that a name follows, else the first that may end it.

    The number of blocks if there is none. A phrase that text follows (*Thank you, …*) closes nothing.
    """
    bare = len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            continue
        if parts := _closing_parts(block):
            below = blocks[index + 1 : index + 3]
            if parts[1] or _is_signed(below, lang):
                return index
            bare = index if _may_end(below, lang) else bare
        elif is_signed_name(plain_text(block)):
            return _above_name(blocks, index, lang)
    return bare


def _is_signed(below: Sequence[Block], lang: str) -> bool:
    """Whether a name or its picture follows, under a date or not."""
    first = next((block for block in below if not _is_day(block, lang)), None)
    if not isinstance(first, Paragraph):
        return first is not None and _picture(first) is not None
    return _picture(first) is not None or (_names(first, Person(), closed=True) and not _closing_parts(first))


def _may_end(below: Sequence[Block], lang: str) -> bool:
    """Whether what follows can stand behind a closing that nobody signed."""
    first = next((block for block in below if not _is_day(block, lang)), None)
    text = plain_text(first).strip() if isinstance(first, Paragraph) else ""
    return first is None or bool(enclosures_start(text) or _POSTSCRIPT.match(text))


def _is_day(block: Block, lang: str) -> bool:
    return isinstance(block, Paragraph) and is_date(plain_text(block), lang)


def _above_name(blocks: Sequence[Block], index: int, lang: str) -> int:
    """Where the closing above a signed name begins; a date may stand between, as in Korean letters."""
    if index > 1 and is_date(plain_text(blocks[index - 1]), lang):
        index -= 1
    above = blocks[index - 1]
    return index - 1 if index > 1 and isinstance(above, Paragraph) and _closing_parts(above) else index


def _closing_parts(paragraph: Paragraph) -> tuple[Inlines, Inlines] | None:
    """A closing phrase, and the name that follows it in the same paragraph; None if it is no such paragraph."""
    text = plain_text(paragraph)
    end = closing_end(text)
    if end == 0:
        return None
    if end >= len(text.rstrip()):
        return paragraph.children, ()
    rest = behind(paragraph.children, end)
    if rest is None:
        return None
    if rest and isinstance(rest[0], LineBreak):
        rest = stripped(rest[1:])
    elif text[end - 1] not in ",，" and not _is_capitalised(text[end:]):
        return None
    return (before(paragraph.children, end), rest) if _is_name(rest) else None


def _is_capitalised(text: str) -> bool:
    """Whether a name could follow on the same line without a comma: `Best regards Jane Doe`, not `Best of all`."""
    return text[:1].isspace() and not any(word[0].islower() for word in text.split())


def _is_name(inlines: Inlines) -> bool:
    """Whether a run could be a name, with a line or two of profession or place below it."""
    parts = lines(inlines)
    first = plain_text(parts[0]) if parts else ""
    return 0 < len(parts) <= 4 and len(first) <= _LONGEST_NAME and not _SENTENCE.search(first) and first[:1].isalpha()


def read_end(blocks: list[Block], author: Person, lang: str) -> list[Block]:
    """The blocks from the closing on, with closing, day, signature and enclosures named."""
    found: list[Block] = []
    while blocks:
        taken = (
            _closed(blocks, found)
            or _dated(blocks, found, lang)
            or _signed(blocks, found, author)
            or _enclosed(blocks, found)
        )
        if not taken:
            found.append(blocks[0])
        blocks = blocks[taken or 1 :]
    return found


def _closed(blocks: list[Block], found: list[Block]) -> int:
    first = blocks[0]
    if found or not isinstance(first, Paragraph) or not (parts := _closing_parts(first)):
        return 0
    closing, name = parts
    found.append(Closing(closing, span=first.span))
    if name:
        found.append(Signature(name, span=first.span))
    return 1


def _dated(blocks: list[Block], found: list[Block], lang: str) -> int:
    first = blocks[0]
    if any(isinstance(block, DateLine) for block in found) or not isinstance(first, Paragraph):
        return 0
    if not _is_day(first, lang):
        return 0
    found.append(DateLine(first.children, span=first.span))
    return 1


def _signed(blocks: list[Block], found: list[Block], author: Person) -> int:
    """The name under the closing, with the picture of a signature above it if there is one."""
    after = found[-1] if found else None
    if not (after is None or isinstance(after, Closing | DateLine)):
        return 0
    image, used = _picture(blocks[0]), 0
    if image and after:
        used = 1
    name = blocks[used] if len(blocks) > used else None
    if isinstance(name, Paragraph) and _names(name, author, closed=after is not None):
        found.append(Signature(name.children, image if used else None, span=name.span))
        return used + 1
    if used:
        found.append(Signature((), image, span=blocks[0].span))
    return used


def _names(paragraph: Paragraph, author: Person, *, closed: bool) -> bool:
    text = plain_text(paragraph).strip()
    if is_signed_name(text) or (author.name and text.casefold() == author.name.casefold()):
        return True
    return closed and not enclosures_start(text) and _is_name(paragraph.children)


def _picture(block: Block) -> Image | None:
    """The image that is all of a block."""
    if isinstance(block, Figure) and not block.caption:
        return block.image
    if isinstance(block, Paragraph) and len(block.children) == 1 and isinstance(block.children[0], Image):
        return block.children[0]
    return None


def _enclosed(blocks: list[Block], found: list[Block]) -> int:
    """Enclosures: a label, and what it introduces on its line, on the lines below, or in the list that follows."""
    first = blocks[0]
    if not isinstance(first, Paragraph) or any(isinstance(block, Enclosures) for block in found):
        return 0
    parts = lines(first.children)
    start = enclosures_start(plain_text(parts[0])) if parts else 0
    if not start:
        return 0
    same = behind(parts[0], start)
    if same is None:  # the label is marked up, so it is a line of its own or nothing we know
        label, items = parts[0], parts[1:]
        if enclosures_start(plain_text(label)) < len(plain_text(label)):
            return 0
    else:
        label, items = before(parts[0], start), (*((same,) if same else ()), *parts[1:])
    listed = _listed(blocks[1]) if len(blocks) > 1 and not items else ()
    found.append(Enclosures(label, items or listed, span=first.span))
    return 2 if listed else 1


def _listed(block: Block) -> tuple[Inlines, ...]:
    """The items of a list in which each is one paragraph; else none."""
    if not isinstance(block, BulletList | OrderedList):
        return ()
    plain = [
        item.children[0].children
        for item in block.items
        if len(item.children) == 1 and item.checked is None and isinstance(item.children[0], Paragraph)
    ]
    return tuple(plain) if len(plain) == len(block.items) else ()
