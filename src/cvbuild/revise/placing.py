"""Changed words into the source: which characters go, and where new ones stand among the marks.

How new text is escaped, and whether the result says what it should, is the business of `apply`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvbuild.patch import Patch
from cvbuild.revise.expected import Expected
from cvbuild.revise.leaves import Leaf, Range
from cvbuild.revise.original import Original
from cvbuild.revise.words import WordChange, marks, same_look
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Code, Emphasis, Link, Strike, Strong, Subscript, Superscript
from cvbuild.verify import Marks, WordParagraph

_UNMARKED: dict[type[Node], dict[str, object]] = {
    Strong: {"bold": False},
    Emphasis: {"italic": False},
    Strike: {"strike": False},
    Superscript: {"vertical": ""},
    Subscript: {"vertical": ""},
    Link: {"link": ""},
    Code: {},
}
_SYMBOL = re.compile("[\ue000-\uf8ff]")


class LeftAlone(Exception):
    """A change that can't be made in the source; the message says why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` in the place of a stretch of the source's text. `raw` text is not escaped; `look` is how it will look."""

    start: int
    end: int
    new: str
    raw: bool = False
    look: Marks | None = None

    def patch(self, new: str) -> Patch:
        return Patch(self.start, self.end, new)


def word_edits(change: WordChange, before: Expected, after: WordParagraph, original: Original) -> list[Edit]:
    """The edits that make one change of words. Raises LeftAlone."""
    new = after.text[change.new_start : change.new_end]
    start, end, shared = _trimmed(before.text[change.start : change.end], new, change.start)
    new_start = change.new_start + shared
    new = new[shared : len(new) - (change.end - end)]
    if "[^" in new or any(leaf and leaf.fixed and leaf.text[:2] == "[^" for leaf in before.leaves[start:end]):
        raise LeftAlone("a footnote was put in or taken out")
    require_plain(new)
    look = _look(after, new_start, new_start + len(new))
    if start == end:
        return [_insertion(before, start, new, look, original)]
    segments = [*_segments(before, start, end)]
    looks, chosen = marks(before.word), 0
    if new and look:
        chosen = next((n for n, (first, _) in enumerate(segments) if same_look(looks[first], look)), 0)
    edits = [
        _edit(before, first, last, new if number == chosen else "", original)
        for number, (first, last) in enumerate(segments)
    ]
    return [*_without_nested(edits)]


def require_plain(text: str) -> None:
    """Raises LeftAlone for what only Word can show; Word itself puts signs of symbol fonts where `-->` is typed."""
    if "\t" in text:
        raise LeftAlone("a tab has no place in Markdown")
    if _SYMBOL.search(text):
        raise LeftAlone("a sign of a symbol font has no place in Markdown")


def _trimmed(old: str, new: str, start: int) -> tuple[int, int, int]:
    """Where the change really begins and ends in the paragraph, and how many characters it has in common before."""
    shared = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - shared
    behind = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return start + shared, start + len(old) - behind, shared


def _look(paragraph: WordParagraph, start: int, end: int) -> Marks | None:
    """How the first character that can be seen looks."""
    return next((look for text, look in [*zip(paragraph.text, marks(paragraph), strict=True)][start:end]
                 if not text.isspace()), None)  # fmt: skip


def _known(before: Expected, index: int) -> Range:
    found = before.ranges[index]
    if found is None:
        raise LeftAlone(unknown_reason(before, index))
    return found


def unknown_reason(before: Expected, index: int) -> str:
    """Why a character can't be changed."""
    leaf = before.leaves[index]
    if leaf is None:
        return "what was changed does not stand in the source; it was made when the document was built"
    return "it is not known where in the source the words stand"


def _segments(before: Expected, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that are also ones of the source."""
    first = start
    for index in range(start, end):
        _known(before, index)
        if index + 1 == end or _known(before, index)[1] != _known(before, index + 1)[0]:
            yield first, index + 1
            first = index + 1


def _edit(before: Expected, start: int, end: int, new: str, original: Original) -> Edit:
    """New text in the place of a stretch; where nothing is left in marks, they go too."""
    first, last = _known(before, start)[0], _known(before, end - 1)[1]
    leaf = before.leaves[start]
    if not new and leaf:
        for node in reversed(leaf.path):
            emptied = type(node) in _UNMARKED
            inside = [i for i, one in enumerate(before.leaves) if one and any(part is node for part in one.path)]
            around = original.range(node.span) if emptied and inside[0] >= start and inside[-1] < end else None
            if around:
                first, last = min(first, around[0]), max(last, around[1])
    return Edit(first, last, new, bool(leaf and leaf.is_code), marks(before.word)[start] if new else None)


def _without_nested(edits: list[Edit]) -> Iterator[Edit]:
    for edit in edits:
        others = (one for one in edits if one is not edit and (one.start, one.end) != (edit.start, edit.end))
        if not any(one.start <= edit.start and edit.end <= one.end for one in others):
            yield edit


def _insertion(before: Expected, at: int, new: str, look: Marks | None, original: Original) -> Edit:
    """New text between two characters, on the side of the marks between them that it looks like."""
    found: list[Edit] = []
    for place, text in _shifted(before.text, at, new):
        spaced = text[:1].isspace() or text[-1:].isspace()
        for offset, would_look, raw in _places(before, place, original, spaced=spaced):
            edit = Edit(offset, offset, text, raw, would_look)
            if look and same_look(would_look, look):
                return edit
            found.append(edit)
    if not found:
        index = min(at, len(before.text) - 1)
        raise LeftAlone(unknown_reason(before, index) if before.text else "there is nothing beside it")
    return found[0]


def _shifted(text: str, at: int, new: str) -> Iterator[tuple[int, str]]:
    """The same insertion, and the same with the gap at its other end: which of them was made, can't be told."""
    yield at, new
    if at and new[-1].isspace() and text[at - 1].isspace():
        yield at - 1, text[at - 1] + new[:-1]
    if at < len(text) and new[0].isspace() and text[at].isspace():
        yield at + 1, new[1:] + text[at]


def _places(before: Expected, at: int, original: Original, *, spaced: bool) -> Iterator[tuple[int, Marks, bool]]:
    """Where something can be put in: offset in the source, how it would look there, and whether it is code.

    What has a gap at its edge (`spaced`) does not belong into a code span beside it.
    """
    looks = marks(before.word)
    for index, side in ((at - 1, 1), (at, 0)):
        found = before.ranges[index] if 0 <= index < len(before.ranges) else None
        leaf = before.leaves[index] if found else None
        if found and leaf and not (spaced and isinstance(leaf.path[-1], Code)):
            yield found[side], looks[index], leaf.is_code
        if found and leaf:
            yield from _outside(leaf, looks[index], side, (before, index, original))


def _outside(
    leaf: Leaf, look: Marks, side: int, where: tuple[Expected, int, Original]
) -> Iterator[tuple[int, Marks, bool]]:
    """The places beyond the marks that begin or end at this character."""
    before, index, original = where
    for node in reversed(leaf.path if isinstance(leaf.path[-1], Code) else leaf.path[:-1]):
        inside = [i for i, one in enumerate(before.leaves) if one and any(part is node for part in one.path)]
        around = original.range(node.span)
        if type(node) not in _UNMARKED or not around or inside[-side] != index:
            return
        look = replace(look, **_UNMARKED[type(node)])  # type: ignore[arg-type]
        yield around[side], look, False
