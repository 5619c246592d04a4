"""The words of a tree: what each stands in, and which stretch of the source made each of its characters.

How they are found again in a Word file is the business of `expected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from cvbuild.parse.typography import quotes
from cvbuild.revise.original import Original
from cvbuild.source import Span
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Code, CodeBlock, Document, FootnoteReference, Letterhead, LineBreak, Text
from cvbuild.tree.walk import children

Range = tuple[int, int]
_ENTITY = re.compile(r"&#?\w{1,40};")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_ADDRESS = re.compile(
    r"[`*_~]*\](?:\[[^\]\n]*\]|\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)"
    r"""(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\))"""
)
"""The end of a link's text, with the address or the label behind it: no words stand there."""
_BREAK = re.compile(r"[ \t]*\\?\n[ \t>]*")
_LANGUAGES = ("en", "de", "fr", "es", "sv", "pl", "ru", "ja", "de-ch")
_TYPED = {
    **dict.fromkeys("".join("".join(quotes(lang)) for lang in _LANGUAGES), ('"', "'")),
    "–": ("--",),
    "—": ("---",),
    "…": ("...",),
}
"""What `smart: true` makes of what was typed."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words of the tree. `path` is what they stand in, the document first; `ranges` has the stretch of the source's
    text for each character, None where it is not known; `fixed` ones can't be changed."""

    text: str
    span: Span | None
    path: tuple[Node, ...]
    ranges: tuple[Range | None, ...]
    fixed: bool = False

    @property
    def is_code(self) -> bool:
        return isinstance(self.path[-1], Code | CodeBlock)


def leaves(document: Document, original: Original) -> Iterator[Leaf]:
    """All words of a shaped document, in the order in which they are read."""
    least = 0
    stack: list[tuple[Node, tuple[Node, ...]]] = [(document, ())]
    while stack:
        node, path = stack.pop()
        path = (*path, node)
        for leaf in _own(node, path, original, least):
            known = [one for one in leaf.ranges if one]
            least = known[-1][1] if known else least
            address = _ADDRESS.match(original.text, least)
            least = address.end() if address else least
            yield leaf
        stack += [(child, path) for child in reversed(tuple(children(node)))]


def _own(node: Node, path: tuple[Node, ...], original: Original, least: int) -> Iterator[Leaf]:
    match node:
        case Text(text=text) | Code(text=text) | CodeBlock(text=text):
            yield Leaf(text, node.span, path, tuple(_ranges(text, node, original, least)))
        case LineBreak():
            yield Leaf("\n", node.span, path, (original.range(node.span),))
        case FootnoteReference(number=number):
            label = f"[^{number}]"
            yield Leaf(label, node.span, path, (original.range(node.span),) * len(label), fixed=True)
        case Letterhead(name=name, headline=headline):
            for text in filter(None, (name, headline)):
                yield Leaf(text, node.span, path, (None,) * len(text), fixed=True)


def _ranges(text: str, node: Node, original: Original, least: int) -> list[Range | None]:
    """The stretch of the source of each character: exact where the words stand there as they are, else by reading on.

    The place of a node may be a little off where marks, escapes or an address stand before it in its line, so the words
    are looked for behind those that were found before (`least`).
    """
    unknown: list[Range | None] = [None] * len(text)
    span = node.span
    if span is None or span.path != original.name or span.line < original.body_line or not text:
        return unknown
    first, end = original.repaired.offset(span.line), original.repaired.offset((span.end_line or span.line) + 1)
    told = original.offset(span.line, span.column) if span.column else first
    behind = max(told, least) if least < end else told
    for start in dict.fromkeys((behind, told)):
        found = _found(text, node, original.text, start, end)
        if found:
            return [*found]
    return unknown


def _found(text: str, node: Node, source: str, start: int, end: int) -> Sequence[Range] | None:
    if isinstance(node, CodeBlock):
        return _read_lines(text, source, start, end)
    if source.startswith(text, start):
        return [(start + index, start + index + 1) for index in range(len(text))]
    read = None if isinstance(node, Code) else _read_on(text, source, start, end)
    return read or _read_lines(text, source, start, end)


def _read_lines(text: str, source: str, position: int, end: int) -> list[Range] | None:
    """Each line of the text where it next stands as it is."""
    found: list[Range] = []
    for number, line in enumerate(text.split("\n")):
        place = source.find(line, position, end)
        if place < 0:
            return None
        if number:
            found.append((position, place))
        found += [(place + index, place + index + 1) for index in range(len(line))]
        position = place + len(line)
    return found


def _read_on(text: str, source: str, position: int, end: int) -> list[Range] | None:
    """Each character where the source next has it, written as escape, entity or line end, with marks passed over."""
    found: list[Range] = []
    for character in text:
        unit = _next(character, source, position, end)
        if unit is None:
            return None
        found.append(unit)
        position = unit[1]
    return found


def _next(character: str, source: str, position: int, end: int) -> Range | None:
    while position < end:
        length = _length(character, source, position)
        if length:
            return position, position + length
        tag = _TAG.match(source, position, end)
        position = tag.end() if tag else position + 1
    return None


def _length(character: str, source: str, position: int) -> int:
    """How many characters of the source here stand for this one; 0 where none does."""
    here = source[position]
    if here == "\\" and source.startswith(character, position + 1) and not character.isalnum() and character != " ":
        return 2
    if here == "&" and (entity := _ENTITY.match(source, position)) and unescape(entity[0]) == character:
        return len(entity[0])
    if character == " " and (gap := _BREAK.match(source, position)):
        return len(gap[0])
    typed = next((one for one in _TYPED.get(character, ()) if source.startswith(one, position)), "")
    return len(typed) or (here == character)
