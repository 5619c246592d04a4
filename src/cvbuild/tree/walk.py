"""Ways over a tree: its nodes in document order, and its text without any marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Code, CodeBlock, Image, LineBreak, Text


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside, in document order."""
    for field in fields(node):
        if field.name != "span":
            yield from _nodes(getattr(node, field.name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in document order; depth is bounded by memory only."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(tuple(children(current))))


def plain_text(nodes: Node | Iterable[Node]) -> str:
    """The characters of a node or of several: a line break is a space, an image its alternative text."""
    roots = (nodes,) if isinstance(nodes, Node) else nodes
    return "".join(_characters(node) for root in roots for node in walk(root))


def _characters(node: Node) -> str:
    match node:
        case Text(text=text) | Code(text=text) | CodeBlock(text=text) | Image(alt=text):
            return text
        case LineBreak():
            return " "
        case _:
            return ""


def is_escaped_bar(node: Node) -> bool:
    r"""Whether it is a bar that is written `\|`, and so parts nothing; the parser leaves it a text of its own."""
    span = node.span
    if not isinstance(node, Text) or node.text != "|" or span is None or not (span.column and span.end_column):
        return False
    return span.end_column - span.column == 2
