"""The parts of a letter that stand in its own text, from the sender to the enclosures.

Nothing is said of them but what they are; what is not beyond doubt stays an ordinary block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cvbuild.shape.dates import is_date
from cvbuild.shape.inlines import before, behind, lines, stripped
from cvbuild.shape.phrases import (
    closing_end,
    enclosures_start,
    is_addressed,
    is_greeting,
    is_signed_name,
    subject_start,
)
from cvbuild.tree.metadata import Person
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    BulletList,
    Closing,
    DateLine,
    Emphasis,
    Enclosures,
    Figure,
    Heading,
    Image,
    Inlines,
    Item,
    Letterhead,
    LineBreak,
    OrderedList,
    Paragraph,
    Salutation,
    Signature,
    Strong,
    Subject,
    Text,
)
from cvbuild.tree.walk import plain_text, walk

_LONGEST_LINE, _MOST_LINES, _LONGEST_NAME = 64, 9, 48
_MOST_BETWEEN = 4
"""Paragraphs from an address to the greeting: date and subject may stand between them."""
_REACHED = re.compile(r"\S@\S|\+?\d[\d\s()/.-]{7,}\d")
"""An e-mail address or a telephone number."""
_SENTENCE = re.compile(r"[.!?。:;]\s*$|[?!]|\d{3}|@|//")


@dataclass
class Letter:
    """A letter's blocks: what comes before the greeting, the text with it, and what follows from the closing on."""

    head: list[Block]
    body: list[Block]
    tail: list[Block]


def read_letter(blocks: Sequence[Block], author: Person, lang: str) -> Letter:
    """The letter with the parts named that its text has."""
    blocks = [_unlisted(block, lang) for block in blocks]
    start = _greeting(blocks)
    head = list(blocks[: _unsaluted(blocks, lang) if start is None else start])
    rest = list(blocks[len(head) :])
    end = _closing(rest, lang)
    letter = Letter(_head(head, author, lang), rest[:end], _tail(rest[end:], author, lang))
    if start is not None:
        first = letter.body[0]
        assert isinstance(first, Paragraph)
        letter.body[0] = Salutation(first.children, span=first.span)
    return letter


def _unlisted(block: Block, lang: str) -> Block:
    """The paragraph that a day is where CommonMark reads a list: `5. März 2026`."""
    match block:
        case OrderedList(items=(Item(children=(Paragraph(children=(Text() as first, *rest)) as day,)),), start=number):
            text = replace(first, text=f"{number}. {first.text}", span=block.span)
            written = replace(day, children=(text, *rest), span=block.span)
            return written if is_date(plain_text(written), lang) else block
        case _:
            return block


def is_salutation(paragraph: Paragraph) -> bool:
    """Whether the whole paragraph is a greeting line."""
    one_line = not any(isinstance(inline, LineBreak) for inline in paragraph.children)
    return one_line and is_greeting(plain_text(paragraph))


def _greeting(blocks: Sequence[Block]) -> int | None:
    """The index of the greeting; an address that could be one is none where a greeting follows."""
    found = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and is_salutation(block)]
    if len(found) > 1 and found[1] <= found[0] + _MOST_BETWEEN and is_addressed(plain_text(blocks[found[0]])):
        return found[1]
    return found[0] if found else None


# ── Before the text ──────────────────────────────────────────────────────────────────────────────


def _unsaluted(blocks: Sequence[Block], lang: str) -> int:
    """How many blocks are a letter's head where no greeting ends it: up to the last date or subject at the start."""
    end = 0
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Paragraph):
            text = plain_text(block).strip()
            if is_date(text, lang) or subject_start(text):
                end = number
            elif not _short_lines(block.children, lang):
                break
        elif not (isinstance(block, Heading) and block.level == 1):
            break
    if end:
        return end
    return 1 if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1 else 0


def _head(blocks: list[Block], author: Person, lang: str) -> list[Block]:
    """The blocks with sender, recipient, date and subject named; a second one of a kind stays a paragraph."""
    found: list[Block] = []
    for block in blocks:
        part = _head_part(block, author, lang) if isinstance(block, Paragraph) else block
        known = any(type(part) is type(other) for other in found) and not isinstance(part, Heading | Paragraph)
        found.append(block if known else part)
    return found


def _head_part(paragraph: Paragraph, author: Person, lang: str) -> Block:
    text, children, span = plain_text(paragraph).strip(), paragraph.children, paragraph.span
    if is_date(text, lang):
        return DateLine(children, span=span)
    if subject_start(text) and len(lines(children)) == 1:
        return Subject(children, span=span)
    if is_addressed(text):
        return Addressee(lines(children), span=span)
    if not (parts := _short_lines(children, lang)):
        return paragraph
    if _is_sender(parts, author) and all(isinstance(node, Text | Strong | Emphasis) for node in _below(parts[0])):
        return Letterhead(plain_text(parts[0]), "", parts[1:], span=span)
    return Addressee(parts, span=span)


def _short_lines(children: Inlines, lang: str) -> tuple[Inlines, ...]:
    """The lines of a paragraph that is several short ones, of which none is a date; else none."""
    if not any(isinstance(inline, LineBreak) for inline in children):
        return ()
    parts = lines(children)
    texts = [plain_text(part) for part in parts]
    fits = 1 < len(parts) <= _MOST_LINES and all(len(text) <= _LONGEST_LINE for text in texts)
    return parts if fits and not any(is_date(text, lang) for text in texts) else ()


def _below(inlines: Inlines) -> Iterator[Node]:
    return (node for inline in inlines for node in walk(inline))


def _is_sender(parts: tuple[Inlines, ...], author: Person) -> bool:
    texts = [plain_text(part).strip() for part in parts]
    if author.name and author.name.casefold() in (text.casefold() for text in texts):
        return True
    return any(_REACHED.search(text) for text in texts)


# ── Behind the text ──────────────────────────────────────────────────────────────────────────────


def _closing(blocks: Sequence[Block], lang: str) -> int:
    """The index of the paragraph that closes the letter; the number of blocks if none does."""
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            continue
        if _closing_parts(block):
            return index
        if is_signed_name(plain_text(block)):
            return _above_name(blocks, index, lang)
    return len(blocks)


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


def _tail(blocks: list[Block], author: Person, lang: str) -> list[Block]:
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
    if not is_date(plain_text(first), lang):
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
