"""Runs of inlines cut into parts; spans follow, so that every part knows its place."""

from __future__ import annotations

from dataclasses import replace

from cvbuild.source import part
from cvbuild.tree.nodes import Inline, Inlines, LineBreak, Text


def lines(inlines: Inlines) -> tuple[Inlines, ...]:
    """What stands between hard line breaks, without white space at the ends; empty lines are left out."""
    found: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            found.append([])
        else:
            found[-1].append(inline)
    return tuple(line for run in found if (line := stripped(tuple(run))))


def behind(inlines: Inlines, offset: int) -> Inlines | None:
    """What follows the first `offset` characters; None where these are not plain text at the start."""
    if offset == 0:
        return inlines
    first = inlines[0] if inlines else None
    if not isinstance(first, Text) or len(first.text) < offset:
        return None
    return stripped((_cut(first, offset, len(first.text)), *inlines[1:]))


def before(inlines: Inlines, offset: int) -> Inlines:
    """The first `offset` characters, which are plain text at the start."""
    first = inlines[0]
    assert isinstance(first, Text)
    return stripped((_cut(first, 0, offset),))


def stripped(inlines: Inlines) -> Inlines:
    """The run without white space at its ends, and nothing where no characters are left."""
    if inlines and isinstance(first := inlines[0], Text):
        kept = first.text.lstrip()
        inlines = ((_cut(first, len(first.text) - len(kept), len(first.text)),) if kept else ()) + inlines[1:]
    if inlines and isinstance(last := inlines[-1], Text):
        kept = last.text.rstrip()
        inlines = inlines[:-1] + ((_cut(last, 0, len(kept)),) if kept else ())
    return inlines


def _cut(text: Text, start: int, end: int) -> Text:
    return replace(text, text=text.text[start:end], span=part(text.span, start, end))
