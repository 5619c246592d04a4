"""Short texts in a row, such as keywords: between commas, or as a list where a comma is part of one.

What the terms belong to is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cvbuild.exchange.reading import read_plain
from cvbuild.shape.inlines import lines
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    Entry,
    Figure,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Text,
)
from cvbuild.tree.walk import plain_text, walk

NOTHING = "n/a"
"""Stands for a part that is not told, where the parts behind it are."""
_SEPARATOR = re.compile(r"[,;]\s+|\s+[·•]\s+|[、，；]\s*")
_OPENING, _CLOSING = "([{（", ")]}）"
_SIGNS = re.compile(rf"(?P<bracket>[{re.escape(_OPENING + _CLOSING)}])|{_SEPARATOR.pattern}")


def plain(nodes: Node | Iterable[Node]) -> str:
    """The characters on one line, without marks; empty for what stands for nothing."""
    text = " ".join(plain_text(nodes).split())
    return "" if text == NOTHING else text


def block_text(blocks: Blocks) -> str:
    """The characters of several blocks on one line, with a space between what stands in lines or cells of its own."""
    return " ".join(text for block in blocks for node in walk(block) if (text := _own_text(node)))


def _own_text(node: Node) -> str:
    """The characters of a node that holds inlines, those of inner blocks aside."""
    match node:
        case Paragraph() | Heading() | Cell() | CodeBlock() | Figure():
            return plain(node)
        case Definition(term=term):
            return plain(term)
        case Entry():
            return " ".join(filter(None, map(plain, (node.title, node.organisation, node.place, node.period))))
        case _:
            return ""


def split_terms(text: str) -> list[str]:
    """What stands between commas; those inside brackets part nothing, unless a bracket lacks its other half."""
    found, start, depth = [], 0, 0
    for match in _SIGNS.finditer(text):
        if bracket := match["bracket"]:
            depth += 1 if bracket in _OPENING else -1
        elif depth == 0:
            found.append(text[start : match.start()])
            start = match.end()
        if depth < 0:
            break
    parts = (*found, text[start:]) if depth == 0 else _SEPARATOR.split(text)
    return [term for part in parts if (term := part.strip())]


def read_terms(blocks: Blocks) -> list[str]:
    """The terms in the blocks: paragraphs are split, the items of lists are not."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, BulletList | OrderedList):
            found += (block_text(item.children) for item in block.items)
        elif isinstance(block, Paragraph):
            found += (term for line in lines(block.children) for term in split_terms(plain(line)))
        else:
            found.append(block_text((block,)))
    return [term for term in found if term]


def write_terms(terms: Sequence[str]) -> Blocks:
    """The blocks that are read as these terms: a paragraph if that can be, else a list."""
    row = ", ".join(terms)
    if split_terms(row) == list(terms):
        return (Paragraph((Text(row),)),)
    return (listed(terms),)


def listed(terms: Sequence[str]) -> BulletList:
    """The terms as a list, which is never split."""
    return BulletList(tuple(Item((Paragraph(read_plain(term)),)) for term in terms), tight=True)
