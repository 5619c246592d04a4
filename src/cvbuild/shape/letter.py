"""A letter: its parts from its text and from the front matter, in the order of its layout.

What the text says itself wins over front matter. Layouts of a country order the head; in the plain one, what the
author wrote stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvbuild.diagnostics import Code, Report
from cvbuild.shape.dates import with_place, written_date
from cvbuild.shape.letter_text import Letter, read_letter
from cvbuild.shape.letterhead import with_letterhead
from cvbuild.shape.phrases import enclosures_label, punctuated_closing, punctuated_greeting, subject_label
from cvbuild.source import Span
from cvbuild.tree.metadata import Layout, Metadata, Recipient
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    Closing,
    DateLine,
    Document,
    Enclosures,
    Heading,
    Image,
    Inlines,
    Letterhead,
    Paragraph,
    Salutation,
    Signature,
    Subject,
    Text,
)
from cvbuild.tree.walk import plain_text

_DATE_FIRST = (Letterhead, DateLine, Addressee, Subject)
_ADDRESS_FIRST = (Letterhead, Addressee, DateLine, Subject)
_ORDERS: dict[Layout, tuple[type[Block], ...]] = {
    "plain": _DATE_FIRST,
    "us": _DATE_FIRST,
    "din5008-a": _ADDRESS_FIRST,
    "din5008-b": _ADDRESS_FIRST,
    "fr": _ADDRESS_FIRST,
    "kr": (Letterhead, Addressee, Subject),
}
"""The head's parts in the order in which each layout has them; Korean letters are dated at their end."""
_SIGNATURE_HEIGHT = 56
"""CSS pixels: about 15 mm."""
_COMPANY_FIRST: frozenset[Layout] = frozenset({"din5008-a", "din5008-b", "kr"})


def shape_letter(document: Document, report: Report) -> Document:
    """The letter with its parts named and complete; what is not recognised stays an ordinary block."""
    metadata = document.metadata
    layout = metadata.layout or "plain"
    letter = read_letter(document.children, metadata.author, metadata.lang)
    headed = with_letterhead(replace(document, children=tuple(letter.head)))
    letter.head = list(headed.children)
    _complete_head(letter, metadata, layout, report)
    _complete_text(letter, metadata, layout)
    if layout != "plain":
        _order(letter, layout)
    return replace(document, children=(*letter.head, *letter.body, *letter.tail))


# ── What the front matter adds ───────────────────────────────────────────────────────────────────


def _complete_head(letter: Letter, metadata: Metadata, layout: Layout, report: Report) -> None:
    head, has = letter.head, {type(block) for block in (*letter.head, *letter.tail)}
    for part in _head_parts(metadata, layout, report):
        if type(part) not in has and not _is_heading_already(part, head):
            head.insert(_place_for(part, head, layout), part)


def _head_parts(metadata: Metadata, layout: Layout, report: Report) -> Iterator[Block]:
    recipient, span = metadata.recipient, metadata.span
    if lines := _address(recipient, layout):
        if not recipient.name:
            report.add(
                Code.UNNAMED_RECIPIENT,
                "the recipient has no name",
                recipient.span,
                "name the person or the team who will read it, as in `name: Hiring team`",
            )
        yield Addressee(tuple(_text(line, recipient.span) for line in lines), span=recipient.span)
    day = written_date(metadata.date, metadata.lang)
    if date := with_place(metadata.place, day, metadata.lang):
        yield DateLine(_text(date, span), span=span)
    if metadata.subject:
        yield Subject(_text(subject_label(layout, metadata.lang) + metadata.subject, span), span=span)


def _address(recipient: Recipient, layout: Layout) -> list[str]:
    company = [recipient.organisation, recipient.department]
    who = [*company, recipient.name] if layout in _COMPANY_FIRST else [recipient.name, *reversed(company)]
    return [line.strip() for line in (*who, *recipient.address.splitlines()) if line.strip()]


def _is_heading_already(part: Block, head: list[Block]) -> bool:
    """Whether the author wrote the subject as the letter's heading."""
    texts = {plain_text(block).strip().casefold() for block in head if isinstance(block, Heading)}
    return isinstance(part, Subject) and plain_text(part).strip().casefold() in texts


def _complete_text(letter: Letter, metadata: Metadata, layout: Layout) -> None:
    span, tail = metadata.span, letter.tail
    if metadata.salutation and not any(isinstance(block, Salutation) for block in letter.body):
        greeting = punctuated_greeting(metadata.salutation, metadata.lang, layout)
        letter.body.insert(0, Salutation(_text(greeting, span), span=span))
    if metadata.closing and not any(isinstance(block, Closing) for block in tail):
        tail.insert(0, Closing(_text(punctuated_closing(metadata.closing, metadata.lang), span), span=span))
    _sign(tail, metadata)
    if metadata.enclosures and not any(isinstance(block, Enclosures) for block in tail):
        label = enclosures_label(metadata.lang, len(metadata.enclosures))
        items = tuple(_text(item, span) for item in metadata.enclosures)
        tail.append(Enclosures(_text(label, span), items, span=span))


def _sign(tail: list[Block], metadata: Metadata) -> None:
    """Put the author's name under a closing that nothing follows, and the picture of a signature above the name."""
    name, span = metadata.author.name, metadata.span
    image = (
        Image(metadata.signature, name or metadata.signature, height=_SIGNATURE_HEIGHT, span=span)
        if metadata.signature
        else None
    )
    for number, block in enumerate(tail):
        if isinstance(block, Signature):
            tail[number] = replace(block, image=block.image or image)
            return
    closings = [number for number, block in enumerate(tail) if isinstance(block, Closing)]
    behind = closings[-1] + 1 if closings else 0
    bare = closings and (name or image) and all(isinstance(block, Enclosures) for block in tail[behind:])
    if bare or image:
        tail.insert(behind, Signature(_text(name, span) if name else (), image, span=span))


def _text(text: str, span: Span | None) -> Inlines:
    return (Text(text, span=span),)


# ── Order ────────────────────────────────────────────────────────────────────────────────────────


def _ranks(head: list[Block], layout: Layout) -> list[int]:
    """Where each block belongs in the head; a paragraph that is no part of its own stays behind the one before it."""
    order = _ORDERS[layout]
    ranks: list[int] = []
    for block in head:
        if type(block) in order:
            ranks.append(order.index(type(block)))
        elif isinstance(block, Paragraph) and ranks:
            ranks.append(ranks[-1])
        else:  # a heading says what the letter is about
            ranks.append(order.index(Subject))
    return ranks


def _place_for(part: Block, head: list[Block], layout: Layout) -> int:
    order = _ORDERS[layout]
    own = order.index(type(part)) if type(part) in order else len(order)
    return next((number for number, rank in enumerate(_ranks(head, layout)) if rank > own), len(head))


def _order(letter: Letter, layout: Layout) -> None:
    """Bring the head into the layout's order; a date that the layout has elsewhere goes under the closing."""
    if DateLine not in _ORDERS[layout]:
        dates = [block for block in letter.head if isinstance(block, DateLine)]
        letter.head = [block for block in letter.head if not isinstance(block, DateLine)]
        behind = next((n for n, block in enumerate(letter.tail) if isinstance(block, Signature | Enclosures)), None)
        if behind is None:
            behind = len(letter.tail)
        letter.tail[behind:behind] = dates
    ranked = zip(_ranks(letter.head, layout), letter.head, strict=True)
    letter.head = [block for _, block in sorted(ranked, key=lambda pair: pair[0])]
