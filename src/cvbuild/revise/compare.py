"""The paragraphs of a source against those of an edited Word file: which belong together, and what became of each.

How differences are shown, and how they get into the source, is the business of the modules beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from cvbuild.revise.expected import Expected
from cvbuild.revise.words import FormatChange, WordChange, format_changes, plain, word_changes
from cvbuild.source import Span
from cvbuild.verify import WordParagraph

Fate = Literal["same", "changed", "deleted", "inserted"]
_LEAST_ALIKE = 0.4
"""Of the characters of two paragraphs, to be taken for versions of one."""
_MOST_PAIRS = 40_000
_UNRELATED = 0.15


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a paragraph. `index` is its place among the expected ones, for an inserted one that which it
    stands before; `new_index` the same among the edited ones."""

    fate: Fate
    index: int
    new_index: int
    before: Expected | None
    after: WordParagraph | None
    words: tuple[WordChange, ...] = ()
    formats: tuple[FormatChange, ...] = ()
    moved: bool = False
    place: Span | None = None
    """Where in the source it is, or behind what it was put in."""

    @property
    def rank(self) -> tuple[str, str] | None:
        """What the paragraph was and what it is, where a heading became none, or an item, say."""
        if self.before is None or self.after is None:
            return None
        old, new = described(self.before.word), described(self.after)
        return (old, new) if old != new else None

    @property
    def differs(self) -> bool:
        """Whether there is something to show."""
        remarks = self.after is not None and bool(self.after.comments)
        return bool(self.fate != "same" or self.formats or self.rank or remarks)


def described(paragraph: WordParagraph) -> str:
    """What a paragraph is, in words."""
    match paragraph.kind:
        case "heading":
            return f"heading {paragraph.level}"
        case "item":
            return "numbered list item" if paragraph.numbered else "list item"
        case "cell":
            return "table cell"
        case "footnote":
            return f"footnote {paragraph.note}"
        case _:
            return "paragraph"


def compare(old: Sequence[Expected], new: Sequence[WordParagraph]) -> list[Change]:
    """What became of each paragraph, in the order of the edited file; deleted ones where they were missed."""
    changes: list[Change] = []
    pairs = [*_pairs(old, new), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs]):
        changes += [Change("deleted", k, j + 1, old[k], None, place=old[k].span) for k in range(i + 1, next_i)]
        behind = next((one.span for one in reversed(old[:next_i]) if one.span), None)
        changes += [Change("inserted", next_i, k, None, new[k], place=behind) for k in range(j + 1, next_j)]
        if next_i < len(old):
            changes.append(_change(next_i, next_j, old[next_i], new[next_j]))
    return _with_moves(changes)


def is_related(old: Sequence[Expected], changes: Sequence[Change]) -> bool:
    """Whether the edited file has enough of the source's words to come of it."""
    total = sum(_letters(one.text) for one in old)
    found = sum(
        _letters(one.before.text) - sum(_letters(one.before.text[word.start : word.end]) for word in one.words)
        for one in changes
        if one.before and (one.after or one.moved)
    )
    return not total or found / total >= _UNRELATED


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _change(index: int, new_index: int, before: Expected, after: WordParagraph) -> Change:
    words: list[WordChange] = []
    if plain(before.text) != plain(after.text):
        words = word_changes(before.text, after.text)
    formats = format_changes(before.word, after, words)
    fate: Fate = "changed" if words else "same"
    return Change(fate, index, new_index, before, after, tuple(words), tuple(formats), place=before.span)


def _with_moves(changes: list[Change]) -> list[Change]:
    """The same, with paragraphs known as moved that were deleted here and inserted there."""
    gone = {plain(one.before.text) for one in changes if one.fate == "deleted" and one.before}
    come = {plain(one.after.text) for one in changes if one.fate == "inserted" and one.after}
    both = gone & come

    def text(one: Change) -> str:
        return plain(one.before.text if one.before else one.after.text if one.after else "")

    return [
        replace(one, moved=True) if one.fate in {"deleted", "inserted"} and text(one) in both else one
        for one in changes
    ]


def _pairs(old: Sequence[Expected], new: Sequence[WordParagraph]) -> Iterator[tuple[int, int]]:
    """The places of the paragraphs that are versions of one another, in order."""
    matcher = SequenceMatcher(None, [_key(one.word) for one in old], [_key(one) for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        elif tag == "replace":
            yield from ((i1 + i, j1 + j) for i, j in _versions([one.word for one in old[i1:i2]], new[j1:j2]))


def _key(paragraph: WordParagraph) -> tuple[str, str]:
    return plain(paragraph.text), paragraph.note


def _versions(old: Sequence[WordParagraph], new: Sequence[WordParagraph]) -> list[tuple[int, int]]:
    """The pairs that are most alike in all, in order (an alignment as of sequences, by dynamic programming)."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [(i, i) for i in range(min(len(old), len(new)))]
    singles = _singles(old) & _singles(new)
    alike = [
        [
            _likeness(one, other, same_place=(i == j and len(old) == len(new)) or one.style == other.style in singles)
            for j, other in enumerate(new)
        ]
        for i, one in enumerate(old)
    ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _singles(paragraphs: Sequence[WordParagraph]) -> set[str]:
    """The styles that one paragraph alone has, such as a letter's closing."""
    counted = Counter(one.style for one in paragraphs)
    return {style for style, count in counted.items() if style and count == 1}


def _likeness(old: WordParagraph, new: WordParagraph, *, same_place: bool) -> float:
    """How alike two paragraphs are, from 0 (not versions of one) to 1."""
    if old.note != new.note or (old.kind == "cell") != (new.kind == "cell"):
        return 0.0
    one, other = plain(old.text).split(), plain(new.text).split()
    # What stands in the same place and is of the same kind has been rewritten.
    least = 0.05 if same_place and (old.kind, old.level) == (new.kind, new.level) else 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _LEAST_ALIKE or matcher.quick_ratio() < _LEAST_ALIKE:
        return max(least, _likeness_of_letters(old, new))
    ratio = matcher.ratio()
    return ratio if ratio >= _LEAST_ALIKE else max(least, _likeness_of_letters(old, new))


def _likeness_of_letters(old: WordParagraph, new: WordParagraph) -> float:
    """How alike short paragraphs are by their characters: few words, or words that are written together."""
    one, other = plain(old.text), plain(new.text)
    if max(len(one), len(other)) > 80:
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= 2 * _LEAST_ALIKE - 0.2 else 0.0
