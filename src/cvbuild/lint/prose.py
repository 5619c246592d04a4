"""The words of a document as runs of text, each character with its place in the source.

What is wrong with them is for the rules to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from cvbuild.decode import Value
from cvbuild.diagnostics import Replacement
from cvbuild.source import Source, Span
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Cell,
    Code,
    CodeBlock,
    Definition,
    Document,
    Figure,
    FootnoteReference,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Text,
)
from cvbuild.tree.walk import plain_text, walk

HIDDEN = "\ufffc"
"""What stands for a character that is no prose: of code, of an address, of a picture."""

_LINE_START = re.compile(r"\n[ \t>]*")
_DROPPED = re.compile(r"<[^<>]*>|\\|[ \t]+(?=\n)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});")
_TYPED = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+")


@dataclass(frozen=True)
class Passage:
    """A run of text that is read in one go: a paragraph, a heading, a cell, a value of the front matter.

    `offsets` are the places of its characters in the source, None where unknown. A hard line break is a line end.
    """

    text: str
    offsets: list[int | None] = field(repr=False)
    source: Source = field(repr=False)
    node: Node | None = None
    key: str = ""
    fallback: Span | None = None

    def span(self, start: int, end: int) -> Span | None:
        """The place of `text[start:end]` in the file; of the whole passage where that is not known."""
        first, last = self.offsets[start], self.offsets[end - 1]
        if first is None or last is None or last < first:
            return self.fallback
        return self.source.span(first, last + 1)

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the source `text[start:end]` stands letter by letter; None where anything is between."""
        first = self.offsets[start]
        if first is None or not self.source.text.startswith(self.text[start:end], first):
            return None
        last = self.offsets[end - 1]
        return (first, first + end - start) if last == first + end - start - 1 else None

    def replacement(self, start: int, end: int, text: str = "") -> tuple[Replacement, ...]:
        """What `--fix` writes for `text[start:end]`; nothing where its place is not exact."""
        found = self.stretch(start, end)
        return (Replacement(self.source.span(*found), text),) if found else ()


def passages(document: Document, source: Source) -> Iterator[Passage]:
    """The runs of text of a document as it was written, in order."""
    for node in walk(document):
        match node:
            case Paragraph(children=children) | Heading(children=children) | Cell(children=children):
                yield passage(children, source, node)
            case Definition(term=children) | Figure(caption=children) if children:
                yield passage(children, source, node)


def code_stretches(document: Document, source: Source) -> Iterator[tuple[int, int]]:
    """Where code stands in the source: spans from mark to mark, blocks by their lines."""
    for node in walk(document):
        span = node.span
        if isinstance(node, CodeBlock) and span:
            yield source.offset(span.line), source.offset((span.end_line or span.line) + 1)
        elif isinstance(node, Code) and span and span.column and span.end_column:
            yield source.at(span.line, span.column), source.at(span.end_line or span.line, span.end_column)


def front_passages(value: Value | None, source: Source, key: str = "") -> Iterator[Passage]:
    """The texts in the front matter, each with its key."""
    if value is None or value.data is None:
        return
    if isinstance(value.data, Mapping):
        for name, inner in value.data.items():
            yield from front_passages(inner, source, f"{key}.{name}" if key else name)
    elif isinstance(value.data, tuple):
        for inner in value.data:
            yield from front_passages(inner, source, key)
    else:
        yield Passage(value.data, _front_offsets(value.data, value.span, source), source, None, key, value.span)


def _front_offsets(text: str, span: Span, source: Source) -> list[int | None]:
    """Exact for what is written on one line as it is, with or without quotes."""
    start, end = (source.at(line, column or 1) for line, column in _ends(span))
    for offset in (start, start + 1):
        if source.text[offset : offset + len(text)] == text and offset + len(text) <= end:
            return list(range(offset, offset + len(text)))
    return [None] * len(text)


def _ends(span: Span) -> tuple[tuple[int, int | None], tuple[int, int | None]]:
    return (span.line, span.column), (span.end_line or span.line, span.end_column)


def passage(inlines: Inlines, source: Source, node: Node) -> Passage:
    pieces: list[str] = []
    offsets: list[int | None] = []
    hidden: set[int] = set()
    for leaf in (leaf for inline in inlines for leaf in walk(inline)):
        if isinstance(leaf, Link) and _ADDRESS.fullmatch(plain_text(leaf.children)):
            hidden |= {id(inner) for inner in walk(leaf)}
        text, places = _leaf(leaf, source)
        pieces.append(HIDDEN * len(text) if id(leaf) in hidden else text)
        offsets += places
    return Passage("".join(pieces), offsets, source, node, "", node.span)


def _leaf(leaf: Node, source: Source) -> tuple[str, list[int | None]]:
    span = leaf.span
    start = source.at(span.line, span.column) if span and span.column else None
    match leaf:
        case Text(text=text):
            if span is None or start is None:
                return text, [None] * len(text)
            end = source.at(span.end_line or span.line, span.end_column) if span.end_column else start + len(text)
            return text, _aligned(text, source.text, start, end)
        case Code() | Image() | FootnoteReference():
            return HIDDEN, [start]
        case LineBreak():
            return "\n", [start]
        case _:
            return "", []


def _aligned(text: str, source: str, start: int, end: int) -> list[int | None]:
    """For each character of a text its offset in `source[start:end]`: escapes, entities and tags are stepped over."""
    if source[start:end] == text:
        return list(range(start, end))
    offsets: list[int | None] = []
    at = start
    for character in text:
        at = _next(character, source, at, end)
        if at < 0:
            return offsets + [None] * (len(text) - len(offsets))
        offsets.append(at)
        at += _width(character, source, at)
    return offsets


def _next(character: str, source: str, at: int, end: int) -> int:
    """Where the character is written from `at` on, past what leaves nothing; -1 where something else comes."""
    while at < end:
        if _width(character, source, at):
            return at
        dropped = _DROPPED.match(source, at, end)
        if dropped is None:
            return -1
        at = dropped.end()
    return -1


def _width(character: str, source: str, at: int) -> int:
    """How many characters of the source stand for this one there; 0 where it is not the one."""
    if source[at] == "\n" and character == " ":
        line_start = _LINE_START.match(source, at)
        return len(line_start[0]) if line_start else 1
    if source[at] == character and character != "\\":
        entity = _ENTITY.match(source, at) if character == "&" else None
        return len(entity[0]) if entity and unescape(entity[0]) == "&" else 1
    if source[at] == "&" and (entity := _ENTITY.match(source, at)):
        return len(entity[0]) if unescape(entity[0]) == character else 0
    if source[at] == "\\" == character:
        return 1
    typed = _TYPED.get(character, "")
    return len(typed) if typed and source.startswith(typed, at) else 0
