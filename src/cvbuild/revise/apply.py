"""Changes into the source, each only if the source then says what the Word file says; that is proved before it is kept.

What is tried is found by the modules beside; nothing here touches files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from cvbuild.exchange.inline_markdown import Care, inline_markdown
from cvbuild.patch import Patch
from cvbuild.revise.compare import Change
from cvbuild.revise.expected import Expected, Render
from cvbuild.revise.original import Original
from cvbuild.revise.paragraphs import Blocks
from cvbuild.revise.placing import Edit, LeftAlone, word_edits
from cvbuild.revise.words import WordChange, comparable, marks, plain
from cvbuild.tree.nodes import Text
from cvbuild.verify import Marks, WordParagraph

_CARES = (Care.NONE, Care.MARKS, Care.LINKS, Care.ALL)
_UNPROVED = "the source would then be read otherwise, and not say what the Word file says"
_STRANDED = "it was moved, and can't be put in where it stands now"


@dataclass
class Part:
    """Something that is applied or left alone as a whole: one change of words, or paragraphs that come or go."""

    changes: tuple[Change, ...]
    edits: list[Edit] = field(default_factory=list)
    word: WordChange | None = None
    reason: str = ""
    care: int = 0
    any_look: bool = False
    """Whether the new words may look otherwise than those around: the link around them may be made of the old ones."""

    @property
    def look(self) -> Marks | None:
        """How the new words will look."""
        return next((edit.look for edit in self.edits if edit.look), None)

    @property
    def can_be_more_careful(self) -> bool:
        text = "".join(edit.new for edit in self.edits if not edit.raw)
        return self.care + 1 < len(_CARES) and any(not one.isalnum() and not one.isspace() for one in text)


@dataclass(frozen=True, slots=True)
class Applied:
    """The new bytes of the source, what was put into it, and what was left alone."""

    data: bytes
    done: tuple[Part, ...]
    left: tuple[Part, ...]


def apply(changes: Sequence[Change], old: Sequence[Expected], original: Original, render: Render) -> Applied:
    """The source with all changes of text that can be made in it."""
    parts = [*_parts(changes, old, original)]
    proof = Proof(changes, old, original, render)
    tried = [one for one in parts if not one.reason]
    doubtful: list[Part] = []
    while tried:
        guilty = proof.guilty(tried)
        if guilty is None:
            break
        guilty = guilty or tried
        for one in guilty:
            if one.can_be_more_careful:
                one.care += 1
            else:
                doubtful.append(one)
        tried = [one for one in tried if one not in doubtful]
    for one in doubtful:
        if _fits(one, tried, proof):
            tried.append(one)
        else:
            one.reason = _UNPROVED
    tried = _without_stranded(parts, tried, proof)
    done = [one for one in parts if one in tried]
    return Applied(proof.written(done), tuple(done), tuple(one for one in parts if one.reason))


def _without_stranded(parts: Sequence[Part], tried: list[Part], proof: Proof) -> list[Part]:
    """The parts without those that take out what was only moved, and can't be put in where it stands now."""
    kept_out = {text for one in parts if one.reason for text in _moved(one, "inserted")}
    stranded = [one for one in tried if kept_out.intersection(_moved(one, "deleted"))]
    if not stranded:
        return tried
    for one in stranded:
        one.reason = _STRANDED
    rest = [one for one in tried if one not in stranded]
    if proof.guilty(rest) is None:
        return rest
    proved: list[Part] = []
    for one in rest:
        if _fits(one, proved, proof):
            proved.append(one)
        else:
            one.reason = _UNPROVED
    return _without_stranded(parts, proved, proof)


def _moved(part: Part, fate: str) -> Iterator[str]:
    """What the part puts in or takes out of the paragraphs that only moved."""
    for one in part.changes:
        paragraph = one.before if fate == "deleted" else one.after
        if one.moved and one.fate == fate and paragraph:
            yield plain(paragraph.text)


def _fits(part: Part, others: list[Part], proof: Proof) -> bool:
    for any_look in (False, True) if part.word else (False,):
        part.any_look = any_look
        for care in range(len(_CARES)):
            part.care = care
            if proof.guilty([*others, part]) is None:
                return True
            if not part.can_be_more_careful:
                break
    return False


# ── What could be done ───────────────────────────────────────────────────────────────────────────


def _parts(changes: Sequence[Change], old: Sequence[Expected], original: Original) -> Iterator[Part]:
    for one in changes:
        for word in one.words:
            yield _word_part(one, word, original)
    blocks = Blocks(old, original)
    gone = {one.index: one for one in changes if one.fate == "deleted"}
    for group, edits in blocks.deletions(set(gone)):
        part = Part(tuple(gone[index] for index in sorted(group)))
        if isinstance(edits, LeftAlone):
            part.reason = elsewhere(part.changes[0].before, original) or str(edits)
        else:
            part.edits = edits
        yield part
    for _, run in groupby((one for one in changes if one.fate == "inserted"), key=lambda one: one.index):
        part = Part(tuple(run))
        try:
            part.edits = [blocks.insertion(part.changes, set(gone))]
        except LeftAlone as reason:
            part.reason = str(reason)
        yield part


def _word_part(change: Change, word: WordChange, original: Original) -> Part:
    assert change.before
    assert change.after
    part = Part((change,), word=word)
    try:
        part.edits = word_edits(word, change.before, change.after, original)
    except LeftAlone as reason:
        part.reason = elsewhere(change.before, original, word) or str(reason)
    return part


def elsewhere(before: Expected | None, original: Original, word: WordChange | None = None) -> str:
    """The reason where words come from front matter or settings; else empty."""
    if before is None:
        return ""
    start, end = (word.start, max(word.end, word.start + 1)) if word else (0, len(before.text))
    leaf = next((one for one in before.leaves[start:end] if one), None) or before.first
    span = leaf.span if leaf else None
    if span is None:
        return ""
    if span.path != original.name:
        return f"it comes from {span.path}, line {span.line}"
    return f"it comes from the front matter, line {span.line}" if span.line < original.body_line else ""


# ── The proof ────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Line:
    """A paragraph that the new source should make: what it is, its characters, and the parts that made it so."""

    key: tuple[object, ...]
    characters: tuple[tuple[str, Marks | None], ...]
    parts: list[Part]


class Proof:
    """Renders the source with some parts applied, and compares with what these should come to."""

    def __init__(self, changes: Sequence[Change], old: Sequence[Expected], original: Original, render: Render) -> None:
        self._changes, self._old, self._original, self._render = changes, old, original, render

    def written(self, parts: Sequence[Part]) -> bytes:
        """The bytes of the source with these parts. Raises ValueError where they get into each other's way."""
        return self._original.changed(_patch(edit, part) for part in parts for edit in part.edits)

    def guilty(self, parts: Sequence[Part]) -> list[Part] | None:
        """The parts that don't come to what they should, all that may be; None if everything is right."""
        try:
            actual = self._render(self.written(parts))
        except ValueError:
            return []
        if actual is None:
            return []
        wanted, lines = [*self._wanted(parts)], [_line(one) for one in actual]
        matcher = SequenceMatcher(None, [one.key for one in wanted], [one.key for one in lines], autojunk=False)
        found: list[Part] = []
        is_right = True
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag != "equal":
                is_right = False
                around = wanted[max(0, i1 - 1) : i2 + 1] if i1 == i2 else wanted[i1:i2]
                found += [part for one in around for part in one.parts]
                continue
            for one, other in zip(wanted[i1:i2], lines[j1:j2], strict=True):
                if not _looks_right(one, other):
                    is_right = False
                    found += one.parts
        return None if is_right else [part for part in parts if part in found]

    def _wanted(self, parts: Sequence[Part]) -> Iterator[_Line]:
        by_change: dict[tuple[str, int, int], list[Part]] = {}
        for part in parts:
            for change in part.changes:
                by_change.setdefault((change.fate, change.index, change.new_index), []).append(part)
        passed: list[Part] = []
        for change in self._changes:
            own = by_change.get((change.fate, change.index, change.new_index), [])
            if change.fate == "deleted" and own:
                passed += own
            elif change.fate == "inserted":
                if own and change.after:
                    yield _Line(_key(change.after), _any_look(change.after), [*own, *passed])
                    passed = []
            elif change.before:
                characters = _with_words(change, own)
                yield _Line(_key(change.before.word, characters), characters, [*own, *passed])
                passed = []


def _line(paragraph: WordParagraph) -> _Line:
    characters = comparable([*zip(paragraph.text, marks(paragraph), strict=True)])
    return _Line(_key(paragraph, characters), characters, [])


def _any_look(paragraph: WordParagraph) -> tuple[tuple[str, Marks | None], ...]:
    return comparable([(character, None) for character in paragraph.text])


def _key(paragraph: WordParagraph, characters: Sequence[tuple[str, Marks | None]] | None = None) -> tuple[object, ...]:
    text = "".join(character for character, _ in (_any_look(paragraph) if characters is None else characters))
    return paragraph.kind, paragraph.level, paragraph.numbered, paragraph.note, text


def _with_words(change: Change, parts: Sequence[Part]) -> tuple[tuple[str, Marks | None], ...]:
    """The characters of the paragraph with these changes of words."""
    assert change.before
    old = [*zip(change.before.text, marks(change.before.word), strict=True)]
    new = change.after.text if change.after else ""
    made: list[tuple[str, Marks | None]] = []
    position = 0
    for part in sorted(parts, key=lambda part: part.word.start if part.word else 0):
        word = part.word
        if word is None:
            continue
        # A word that is half in marks keeps its halves, and so has no one look.
        looks = {look for character, look in old[word.start : word.end] if not character.isspace()}
        look = part.look if looks <= {part.look} and not part.any_look else None
        made += old[position : word.start]
        made += [(character, look) for character in new[word.new_start : word.new_end]]
        position = word.end
    return comparable([*made, *old[position:]])


def _looks_right(wanted: _Line, actual: _Line) -> bool:
    return all(
        look is None or look == other
        for (_, look), (_, other) in zip(wanted.characters, actual.characters, strict=True)
    )


def _patch(edit: Edit, part: Part) -> Patch:
    """An edit with its text escaped as carefully as the part is by now."""
    if edit.raw:
        return edit.patch(edit.new)
    lines = [inline_markdown((Text(line),), _CARES[part.care]) for line in edit.new.split("\n")]
    return edit.patch("<br>".join(lines))
