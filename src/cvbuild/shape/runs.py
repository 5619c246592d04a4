"""A line of inlines as one text that can be cut at any offset, with its marks and places kept.

What the pieces mean is said in `heads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cvbuild.shape.periods import read_period
from cvbuild.source import Span, part
from cvbuild.tree.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from cvbuild.tree.walk import is_escaped_bar, plain_text, walk

THING = "\ufffc"
"""Stands for what has no characters of its own, such as a picture or the number of a footnote (Unicode 23.8)."""
_SIGN = re.compile(r"[^\w\n]")
_MARKS = (Emphasis, Strong, Strike, Superscript, Subscript)


@dataclass(frozen=True)
class Run:
    """A run of inlines; offsets are those of `text`, in which a line break is a line feed."""

    inlines: Inlines
    lang: str = "en"

    @cached_property
    def text(self) -> str:
        """All characters."""
        return "".join(map(_text, self.inlines))

    @cached_property
    def mask(self) -> str:
        """The text with letters for the signs within links and code, so that nothing there is taken for a separator.

        So are escaped bars beside others; where all are escaped, the author wanted to separate without making a table.
        """
        kept = any("|" in node.text and not is_escaped_bar(node) for node in self.inlines if isinstance(node, Text))
        return "".join(_mask(inline, self.lang, kept=kept) for inline in self.inlines)

    @cached_property
    def seams(self) -> frozenset[int]:
        """Offsets at which a mark, such as bold, or code begins or ends."""
        return frozenset(_seams(self.inlines))

    @cached_property
    def unbreakable(self) -> frozenset[int]:
        """Offsets within links and code, which can't be cut in two."""
        return frozenset(_within(self.inlines))

    def cut(self, start: int, end: int) -> Inlines:
        """The inlines of `text[start:end]`; marks that are cut stand around both pieces."""
        return tuple(_cut(self.inlines, start, end))

    def span(self, start: int, end: int) -> Span | None:
        """Where `text[start:end]` stands, as exactly as is known."""
        leaves = [leaf for inline in self.cut(start, end) for leaf in _leaves(inline)]
        return leaves[0].span if leaves else None


def _leaves(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, (*_MARKS, Link)):
        for child in inline.children:
            yield from _leaves(child)
    else:
        yield inline


def _text(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text
        case LineBreak():
            return "\n"
        case Image() | FootnoteReference():
            return THING
        case Code() | Link():
            return plain_text(inline).replace("\n", " ") if _is_plain(inline) else THING
        case _:
            return "".join(map(_text, inline.children))


def _is_plain(inline: Code | Link) -> bool:
    """Whether it has characters, and nothing that has none."""
    return bool(plain_text(inline)) and not any(isinstance(node, Image | FootnoteReference) for node in walk(inline))


def _mask(inline: Inline, lang: str, *, kept: bool) -> str:
    if isinstance(inline, Code | Link):
        text = _text(inline)
        return text if text == THING or read_period(text, lang) else _SIGN.sub("x", text)
    if kept and is_escaped_bar(inline):
        return "x"
    if isinstance(inline, _MARKS):
        return "".join(_mask(child, lang, kept=kept) for child in inline.children)
    return _text(inline)


def _seams(inlines: Inlines, offset: int = 0) -> Iterator[int]:
    for inline in inlines:
        end = offset + len(_text(inline))
        if isinstance(inline, (*_MARKS, Code)):
            yield from (offset, end)
        offset = end


def _within(inlines: Inlines, offset: int = 0) -> Iterator[int]:
    for inline in inlines:
        end = offset + len(_text(inline))
        if isinstance(inline, _MARKS):
            yield from _within(inline.children, offset)
        elif not isinstance(inline, Text):
            yield from range(offset + 1, end)
        offset = end


def _cut(inlines: Inlines, start: int, end: int) -> Iterator[Inline]:
    offset = 0
    for inline in inlines:
        length = len(_text(inline))
        first, last = max(start - offset, 0), min(end - offset, length)
        offset += length
        if first >= last:
            continue
        if (first, last) == (0, length) or not isinstance(inline, (Text, *_MARKS)):
            yield inline
        elif isinstance(inline, Text):
            yield replace(inline, text=inline.text[first:last], span=_part(inline, first, last))
        else:
            yield replace(inline, children=tuple(_cut(inline.children, first, last)))


def _part(text: Text, start: int, end: int) -> Span | None:
    """The place of a piece. In a text of several lines, what is in the last one is counted back from its end."""
    span = text.span
    if span is None or not span.end_line or span.end_line == span.line or not span.end_column or not span.column:
        return part(span, start, end)
    column = span.end_column - (len(text.text) - start)
    if column > 0:
        return Span(span.path, span.end_line, column, span.end_line, column + end - start)
    if span.end_line == span.line + 1:
        return Span(span.path, span.line, span.column + start, span.line, span.column + end)
    return span
