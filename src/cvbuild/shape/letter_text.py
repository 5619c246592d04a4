"""The parts of a letter that stand in its own text, from the sender to the greeting.

How it ends is said in `letter_end`. What is not beyond doubt stays an ordinary block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cvbuild.shape.dates import is_date
from cvbuild.shape.inlines import lines
from cvbuild.shape.letter_end import closing_index, read_end
from cvbuild.shape.phrases import (
    is_addressed,
    is_greeting,
    subject_start,
)
from cvbuild.tree.metadata import Person
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    DateLine,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Letterhead,
    LineBreak,
    OrderedList,
    Paragraph,
    Salutation,
    Strong,
    Subject,
    Text,
)
from cvbuild.tree.walk import plain_text, walk

_LONGEST_LINE, _MOST_LINES = 64, 9
_MOST_BETWEEN = 4
"""Paragraphs from an address to the greeting: date and subject may stand between them."""
_REACHED = re.compile(r"\S@\S|\+?\d[\d\s()/.-]{7,}\d")
"""An e-mail address or a telephone number."""
_ASKED = re.compile(r"[?!;]\s*$")


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
    end = closing_index(rest, lang)
    letter = Letter(_head(head, author, lang), rest[:end], read_end(rest[end:], author, lang))
    if start is not None:
        first = letter.body[0]
        assert isinstance(first, Paragraph)
        letter.body[0] = Salutation(first.children, span=first.span)
    return letter


def _unlisted(block: Block, lang: str) -> Block:
    """The paragraph that a day is where CommonMark reads a list, or lists in lists: `5. März 2026`, `2026. 3. 5.`."""
    numbers: list[str] = []
    inner: Block | None = block
    rest: Sequence[Inline] = ()
    while isinstance(inner, OrderedList) and len(inner.items) == 1 and len(inner.items[0].children) < 2:
        numbers.append(f"{inner.start}. ")
        inner = inner.items[0].children[0] if inner.items[0].children else None
    match inner:
        case None:
            text = Text("".join(numbers).rstrip(), span=block.span)
        case Paragraph(children=(Text() as first, *rest)):
            text = replace(first, text="".join(numbers) + first.text, span=block.span)
        case _:
            return block
    written = Paragraph((text, *rest), span=block.span)
    return written if numbers and is_date(plain_text(written), lang) else block


def is_salutation(paragraph: Paragraph) -> bool:
    """Whether the whole paragraph is a greeting line, or one for each of two readers."""
    parts = lines(paragraph.children)
    return bool(parts) and all(is_greeting(plain_text(part)) for part in parts)


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
    return parts if fits and not _is_prose(texts) and not any(is_date(text, lang) for text in texts) else ()


def _is_prose(texts: Sequence[str]) -> bool:
    """Whether the lines are those of a poem or of a question and its answer: in an address, some line has a name."""
    if any(_ASKED.search(text) for text in texts):
        return True
    words = [text.split() for text in texts]
    return all(2 * sum(word[0].islower() for word in line) > len(line) for line in words)


def _below(inlines: Inlines) -> Iterator[Node]:
    return (node for inline in inlines for node in walk(inline))


def _is_sender(parts: tuple[Inlines, ...], author: Person) -> bool:
    texts = [plain_text(part).strip() for part in parts]
    if author.name and author.name.casefold() in (text.casefold() for text in texts):
        return True
    return any(_REACHED.search(text) for text in texts)
