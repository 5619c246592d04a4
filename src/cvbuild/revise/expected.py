"""What a Word file made of the source says, paragraph by paragraph, with the place in the source of each character.

It is rendered and read back, so that nothing about how our renderer writes is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cvbuild.render.marks import printable
from cvbuild.revise.leaves import Leaf, Range, leaves
from cvbuild.revise.original import Original
from cvbuild.source import Span
from cvbuild.tree.nodes import Document
from cvbuild.verify import WordParagraph

_FARTHEST = 300
"""Characters that no leaf of the tree has, such as separators, between two that one has."""

Render = Callable[[bytes], tuple[WordParagraph, ...] | None]
"""The paragraphs of the Word file that a source of these bytes becomes; None where it becomes none."""


@dataclass
class Expected:
    """A paragraph as the source has it. For each character `leaves` has the words of the tree that it is one of, and
    `ranges` the stretch of the source's text; None where it has none."""

    word: WordParagraph
    leaves: list[Leaf | None] = field(default_factory=list)
    ranges: list[Range | None] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.word.text

    @property
    def first(self) -> Leaf | None:
        """The first of its words that has a place."""
        return next((leaf for leaf in self.leaves if leaf and leaf.span), None)

    @property
    def span(self) -> Span | None:
        return self.first.span if self.first else None


def expected(words: Sequence[WordParagraph], document: Document, original: Original) -> list[Expected]:
    """The paragraphs with their places: the leaves of the tree are found again in them, in their order."""
    found = [Expected(one, [None] * len(one.text), [None] * len(one.text)) for one in words]
    owners = [(one, index) for one in found for index in range(len(one.text))]
    everything, position = "".join(one.text for one in found), 0
    for leaf in leaves(document, original):
        shown = printable(leaf.text)
        place = everything.find(shown, position, position + len(shown) + _FARTHEST) if shown else -1
        if place < 0:
            continue
        ranges = leaf.ranges if len(shown) == len(leaf.text) else (None,) * len(shown)
        for offset, one in enumerate(ranges):
            paragraph, index = owners[place + offset]
            paragraph.leaves[index], paragraph.ranges[index] = leaf, None if leaf.fixed else one
        position = place + len(shown)
    return found
