"""The strings of other programs as nodes: plain text, and Markdown of one line or of several.

Where a string stands in a résumé is not known here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cvbuild.diagnostics import Report
from cvbuild.exchange.inline_markdown import merged_inlines
from cvbuild.parse import parse
from cvbuild.parse.html_subset import FLOW, HOLDERS, INLINE_TAGS
from cvbuild.shape.inlines import stripped
from cvbuild.source import Source
from cvbuild.tree.nodes import Block, Blocks, Heading, Inlines, Paragraph, Strong, Text

_TAGS = "|".join(sorted({*INLINE_TAGS, *FLOW, *HOLDERS, "br", "hr", "img"}))
_NO_TAG = re.compile(
    r"\\.|^[ >]*(`{3,}).*?\n[ >]*\1|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)"
    rf"|<(?!/?(?:{_TAGS})\b[^<>]*>|a\s[^<>]*href[^<>]*>|/a>|(?:https?://|mailto:)\S+>|[\w.+-]+@[\w.-]+>)",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
"""Escapes and code, which stay; and each `<` that begins no tag that we read, so that it is meant as a character."""
_UNSEEN = re.compile(r"^((?:[ \t>*+:-]|\d{1,9}[.)])*)(?=\[[^\]]+\]:|:::)", re.MULTILINE)
"""Where a link or footnote would be defined, or a container be named, whose text is not shown."""
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
_FIRST = "! "
"""What stands before a line while it is read, so that nothing in it begins a block."""


def clean(text: str) -> str:
    """The string as a file can hold it: LF line ends, and U+FFFD for NUL and for halves of surrogate pairs."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_plain(text: str) -> Inlines:
    """The string as it is, on one line."""
    line = " ".join(clean(text).split())
    return (Text(line),) if line else ()


def read_line(text: str) -> Inlines:
    """The string as inline Markdown, on one line."""
    line = " ".join(_guarded(clean(text)).split("\n")).strip()
    if not line:
        return ()
    (paragraph, *_) = read_blocks(f"\\{_FIRST}{line}")
    assert isinstance(paragraph, Paragraph)
    first = paragraph.children[0]
    assert isinstance(first, Text)
    rest = first.text.removeprefix(_FIRST)
    return stripped(merged_inlines((Text(rest), *paragraph.children[1:])))


def read_prose(text: str) -> Blocks:
    """The string as Markdown. A single line is a paragraph, whatever it begins with: `1. place` is no list."""
    text = clean(text).strip()
    if "\n" in text:
        blocks = read_blocks(_UNSEEN.sub(r"\1\\", _guarded(text)))
        # Nothing comes of what is nested too deep.
        lines = blocks or tuple(Paragraph(read_plain(line)) for line in text.split("\n") if line)
        return tuple(map(without_rank, lines))
    line = read_line(text)
    return (Paragraph(line),) if line else ()


def read_blocks(text: str) -> Blocks:
    """What a source of this text, without front matter, holds."""
    return parse(Source("", f"\n{text}"), Report()).children


def _guarded(text: str) -> str:
    return _NO_TAG.sub(lambda match: "\\<" if match[0] == "<" else match[0], text)


def without_rank(block: Block) -> Block:
    """A heading inside a string would end the section that the string stands in; here it is a bold line."""
    match block:
        case Heading(children=children, level=level):
            return Paragraph((Strong(children),) if children else (Text("#" * level),))
        case Paragraph(children=children):
            return replace(block, children=stripped(merged_inlines(children)))
        case _:
            return block
