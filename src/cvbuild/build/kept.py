"""Whether a change of a source changed its tree where it meant to and nowhere else.

What is changed, and why, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from html import unescape

from cvbuild.tree.metadata import Metadata
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Document, Entry, Heading, Rule, Section
from cvbuild.tree.walk import walk

_DERIVED = {
    Metadata: {"ignore", "checks"},
    Heading: {"anchor"},
    Section: {"anchor"},
    Entry: {"anchor"},
}
"""What is no part of what is read, or follows from it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A node begins; `value` is what it holds beside words, such as a link's target."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """Whole words of a source that a change takes out, and those that it puts in their place."""

    removed: str
    added: str


def touched(text: str, start: int, end: int, new: str) -> Touched:
    """What replacing `text[start:end]` touches, widened to the white space around."""
    first, last = start, end
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return Touched(text[first:last], text[first:start] + new + text[end:last])


def keeps_rest(before: Document, after: Document, changes: Iterable[Touched]) -> bool:
    """Whether all words and parts of the tree stayed as they were, but for those that the changes touch."""
    every = tuple(changes)
    removed, added = (unescape("\n".join(getattr(one, name) for one in every)) for name in ("removed", "added"))
    old, new = list(_tokens(before)), list(_tokens(after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return all(
        tag == "equal" or _may_be(old[i1:i2], new[j1:j2], removed, added)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _may_be(gone: list[_Mark | str], come: list[_Mark | str], removed: str, added: str) -> bool:
    """Whether words gave way to others as meant, or what was touched is gone with the nodes that held nothing else."""
    words = [token for token in gone if isinstance(token, str)]
    marks = [token for token in gone if isinstance(token, _Mark) and token.kind != Rule.__name__]
    if (marks and (come or not words)) or any(isinstance(token, _Mark) or token not in added for token in come):
        return False
    values = [mark.value.removeprefix("mailto:") for mark in marks if mark.value]
    return all(word in removed for word in (*words, *values))


def _tokens(document: Document) -> Iterator[_Mark | str]:
    for node in walk(document):
        texts: list[str] = []
        values: list[object] = []
        for field in fields(node):
            value = getattr(node, field.name)
            if field.name == "span" or field.name in _DERIVED.get(type(node), ()) or _is_node(value):
                continue
            if isinstance(value, str):
                texts.append(value)
            else:
                values.append(value)
        is_target = type(node).__name__ in {"Link", "Image"}
        yield _Mark(type(node).__name__, "".join(texts[:1]) if is_target else repr(values) if any(values) else "")
        for text in texts[1:] if is_target else texts:
            yield from text.split()


def _is_node(value: object) -> bool:
    return isinstance(value, Node) or (isinstance(value, tuple) and any(isinstance(part, Node) for part in value))
