"""What all nodes of a tree share."""

from __future__ import annotations

from dataclasses import dataclass, field

from cvbuild.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes share: the place in the source, unknown (None) only for what nobody wrote."""

    span: Span | None = field(default=None, compare=False, kw_only=True)
