"""A tree as text: readable with positions (`dump`), and lossless as JSON (`to_json`, `from_json`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from cvbuild.source import Span
from cvbuild.tree import metadata, nodes
from cvbuild.tree.metadata import Metadata, Person, Recipient
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Document
from cvbuild.tree.pdf import PdfSettings
from cvbuild.tree.walk import children


def dump(node: Node, *, positions: bool = True) -> str:
    """One line a node, indented by depth: `Heading level=2 anchor='about' @3:1`."""
    return "".join(f"{line}\n" for line in _lines(node, 0, positions))


def _lines(root: Node, depth: int, positions: bool) -> Iterator[str]:
    stack = [(root, depth)]
    while stack:
        node, level = stack.pop()
        words = [type(node).__name__, *_attributes(node)]
        if positions and node.span:
            words.append(f"@{node.span.line}" + (f":{node.span.column}" if node.span.column else ""))
        yield "  " * level + " ".join(words)
        inner = [child for child in children(node) if not _is_blank(child)]
        stack.extend((child, level + 1) for child in reversed(inner))


def _is_blank(node: Node) -> bool:
    return isinstance(node, Metadata | Person | Recipient | PdfSettings) and node == type(node)()


def _attributes(node: Node) -> Iterator[str]:
    for field in fields(node):
        value = getattr(node, field.name)
        unset = value in ("", None, ()) or (value is False and field.default is False)
        if field.name == "span" or _holds_nodes(value) or unset:
            continue
        yield f"{field.name}={value!r}"


def _holds_nodes(value: object) -> bool:
    return isinstance(value, Node) or (isinstance(value, tuple) and any(_holds_nodes(part) for part in value))


def to_json(node: Node, *, indent: int | None = None) -> str:
    """The whole tree as JSON: an object a node, with its `type` and its `span`."""
    import json

    return json.dumps(_plain(node), ensure_ascii=False, indent=indent)


def _plain(value: object) -> object:
    if isinstance(value, Node):
        plain: dict[str, object] = {"type": type(value).__name__}
        plain.update((f.name, _plain(getattr(value, f.name))) for f in fields(value))
        return plain
    if isinstance(value, Span):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def from_json(text: str) -> Document:
    """The tree that `to_json` wrote. Raises ValueError for anything else."""
    import json

    try:
        document = _node(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a cvbuild tree: {error}") from error
    if not isinstance(document, Document):
        raise ValueError("not a cvbuild tree: the outermost node is no Document")
    return document


@cache
def _node_types() -> dict[str, type[Node]]:
    found = (value for room in (metadata, nodes) for value in vars(room).values() if isinstance(value, type))
    return {kind.__name__: kind for kind in found if issubclass(kind, Node)}


def _node(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_node(part) for part in value)
    if not isinstance(value, dict):
        return value
    if "type" not in value:
        return Span(**value)
    arguments = {key: _node(part) for key, part in value.items() if key != "type"}
    return _node_types()[value["type"]](**arguments)
