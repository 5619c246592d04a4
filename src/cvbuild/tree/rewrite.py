"""A changed copy of a tree: nodes are immutable, so what stays is shared with the original."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from cvbuild.tree.node import Node

N = TypeVar("N", bound=Node)


def rewrite(node: N, change: Callable[[Node], Node]) -> N:
    """The tree with `change` applied to every node, children before parents.

    `change` returns the node itself to leave it, or another one of the same union.
    """
    changed: dict[str, Any] = {}
    for field in fields(node):
        before = getattr(node, field.name)
        after = _rewritten(before, change)
        if after is not before:
            changed[field.name] = after
    return change(replace(node, **changed) if changed else node)  # type: ignore[return-value]


def _rewritten(value: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(value, Node):
        return rewrite(value, change)
    if not isinstance(value, tuple):
        return value
    parts = tuple(_rewritten(part, change) for part in value)
    return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
