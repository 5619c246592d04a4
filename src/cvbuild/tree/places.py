"""Where words of an output stand in the source: the way back from what was laid out to what was written.

How words came to be set, and what is wrong with them, is said by those who ask.
"""

from __future__ import annotations

from cvbuild.source import Span, part
from cvbuild.tree.nodes import Code, CodeBlock, Document, Image, Text
from cvbuild.tree.walk import walk

_WORDS_SOUGHT = 4


def word_place(word: str, document: Document) -> Span | None:
    """Where that text first stands within one leaf; the line of a code block."""
    for node in walk(document):
        if isinstance(node, Text | Code | CodeBlock) and word in node.text:
            offset = node.text.index(word)
            return node.span if isinstance(node, CodeBlock) else part(node.span, offset, offset + len(word))
    return None


def line_place(line: str, document: Document) -> Span | None:
    """Where a laid-out line's first words stand; a marker may come before them."""
    texts = [node for node in walk(document) if isinstance(node, Text)]
    words = line.split()
    for start in range(min(2, len(words))):
        wanted = " ".join(words[start : start + _WORDS_SOUGHT])
        for node in texts:
            if wanted in " ".join(node.text.split()):
                return node.span
    return None


def picture_place(source: str, document: Document) -> Span | None:
    """Where the picture from that source is first shown."""
    return next((node.span for node in walk(document) if isinstance(node, Image) and node.source == source), None)
