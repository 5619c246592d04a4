"""Whole paragraphs into the source: those that were deleted, put in, or moved, as lines that go or come.

Changes inside a paragraph are the business of `placing`, the proof that all is right that of `apply`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from cvbuild.exchange.inline_markdown import merged_inlines
from cvbuild.exchange.markdown import markdown
from cvbuild.revise.compare import Change
from cvbuild.revise.expected import Expected
from cvbuild.revise.leaves import Leaf
from cvbuild.revise.original import Original
from cvbuild.revise.placing import Edit, LeftAlone, require_plain, word_edits
from cvbuild.revise.words import WordChange, plain
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    BulletList,
    Cell,
    Definition,
    Document,
    Emphasis,
    Entry,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Item,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Row,
    Section,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from cvbuild.verify import Marks, WordParagraph

_INLINE = (Text, Strong, Emphasis, Strike, Superscript, Subscript, Link, LineBreak)
_MARKER = re.compile(r"(?P<indent>[ \t>]*)(?P<marker>[-*+]|(?P<number>\d{1,9})(?P<end>[.)]))(?P<gap>[ \t]+)")
_SCHEME = re.compile(r"(?:https?|mailto|tel):")


class Blocks:
    """The blocks of a source by the paragraphs that they became."""

    def __init__(self, old: Sequence[Expected], original: Original) -> None:
        self._old, self._original = old, original
        self._owned: dict[int, set[int]] = {}
        for index, one in enumerate(old):
            for node in {id(node): node for leaf in one.leaves if leaf for node in leaf.path}:
                self._owned.setdefault(node, set()).add(index)

    # ── Deleting ─────────────────────────────────────────────────────────────────────────────────

    def deletions(self, deleted: set[int]) -> Iterator[tuple[set[int], list[Edit] | LeftAlone]]:
        """The paragraphs that go together, with the edits that take them out or why there are none."""
        done: set[int] = set()
        for index in sorted(deleted):
            if index in done:
                continue
            try:
                node = self._whole(index, deleted)
                group, edit = self._owned[id(node)] & deleted, self._without(node)
            except LeftAlone as reason:
                yield {index}, self._emptied(index) or reason
                continue
            done |= group
            yield group, [edit, *self._renumbered(index, node, deleted)]

    def _whole(self, index: int, deleted: set[int]) -> Node:
        """The largest block that all is deleted of."""
        if self._old[index].word.note:
            raise LeftAlone("a footnote was taken out")
        path = self._path(index)
        for node in path:
            if not isinstance(node, Cell) and self._owned[id(node)] <= deleted:
                return node
        raise LeftAlone("a table's cells can't be taken out" if isinstance(path[-1], Cell) else "it has more inside")

    def _renumbered(self, index: int, node: Node, deleted: set[int]) -> Iterator[Edit]:
        """Where an ordered list loses its first item: the edit by which the next one begins it, with its number."""
        above = next((above for above, one in pairwise(self._leaf(index).path) if one is node), None)
        if not isinstance(above, OrderedList) or above.items[0] is not node:
            return
        left = next((one for one in above.items if one.span and not self._owned.get(id(one), set()) <= deleted), None)
        if left is None:
            return
        start = self._original.repaired.offset(self._lines(left)[0])
        head = _MARKER.match(self._original.text, start)
        if head and head["number"] and int(head["number"]) != above.start:
            # As wide as before, so that further lines still stand below the first one.
            number = f"{above.start}{head['end']}".ljust(len(head["marker"]))
            yield Edit(*head.span("marker"), number, raw=True)

    def _emptied(self, index: int) -> list[Edit]:
        """The edits that take all words out of a table's cell."""
        one = self._old[index]
        if one.word.kind != "cell":
            return []
        try:
            return word_edits(WordChange(0, len(one.text), 0, 0), one, WordParagraph(()), self._original)
        except LeftAlone:
            return []

    def _without(self, node: Node) -> Edit:
        first, last = self._lines(node)
        line = self._original.repaired.line_text
        blank_before = first == self._original.body_line or not line(first - 1).strip(" \t>")
        text, end = self._original.text, self._original.repaired.offset(last + 1)
        if blank_before and first > self._original.body_line and not text[end:].strip():
            first -= 1
        elif blank_before and not line(last + 1).strip(" \t>"):
            last += 1
        return Edit(self._original.repaired.offset(first), self._original.repaired.offset(last + 1), "", raw=True)

    # ── Inserting ────────────────────────────────────────────────────────────────────────────────

    def insertion(self, run: Sequence[Change], deleted: set[int]) -> Edit:
        """The edit that puts in paragraphs that stand behind each other. Raises LeftAlone."""
        words = [one.after for one in run if one.after]
        if any(one.kind == "cell" for one in words):
            raise LeftAlone("a table's row or cell was put in")
        if any(one.note or "[^" in one.text for one in words):
            raise LeftAlone("a footnote was put in")
        for one in words:
            require_plain(one.text)
        before = next((i for i in range(run[0].index - 1, -1, -1) if i not in deleted and self._has_place(i)), None)
        after = next((i for i in range(run[0].index, len(self._old)) if i not in deleted and self._has_place(i)), None)
        moved = self._moved(run)
        if all(one.kind == "item" for one in words):
            level = words[0].level
            for index, behind in ((before, True), (after, False)):
                item = self._item(index, level) if index is not None else None
                if item:
                    return self._items(words, item, behind=behind, moved=moved)
        text = moved if moved[:1].strip() else markdown(tuple(_blocks(words)))
        if before is not None and all(_is_quoted(one) for one in words) and _is_quoted(self._old[before].word):
            # It goes on with the quote that it stands behind, also where that ends.
            after = before
        return self._blocks(text, before, after)

    def _moved(self, run: Sequence[Change]) -> str:
        """The source of a paragraph that stood elsewhere, as it is."""
        if len(run) != 1 or not run[0].moved or not run[0].after:
            return ""
        text = plain(run[0].after.text)
        for index, one in enumerate(self._old):
            if plain(one.text) == text and self._has_place(index) and not one.word.note:
                node = next(node for node in self._path(index) if self._owned[id(node)] == {index})
                first, last = self._lines(node)
                repaired = self._original.repaired
                lines = repaired.text[repaired.offset(first) : repaired.offset(last + 1)].rstrip("\n").split("\n")
                return "\n".join(lines)
        return ""

    def _item(self, index: int, level: int) -> tuple[Item, BulletList | OrderedList] | None:
        path = self._leaf(index).path
        found = [(node, above) for above, node in pairwise(path) if isinstance(node, Item)]
        if len(found) <= level:
            return None
        item, above = found[level]
        assert isinstance(above, BulletList | OrderedList)
        return item, above

    def _items(
        self, words: Sequence[WordParagraph], where: tuple[Item, BulletList | OrderedList], *, behind: bool, moved: str
    ) -> Edit:
        item, above = where
        first, last = self._lines(item)
        source = self._original.repaired
        head = _MARKER.match(source.text[source.offset(first) : source.offset(first + 1)])
        if head is None:
            raise LeftAlone("it is not known how the list is written")
        gap = "\n" if above.tight else "\n\n"
        texts, prefix = list[str](), ""
        for number, one in enumerate(words, 1):
            marker = head["marker"]
            if head["number"]:
                # Before the first item that is left, the list begins anew.
                count = int(head["number"]) + number if behind or isinstance(above, BulletList) else above.start
                marker = f"{count}{head['end']}"
            lines = markdown((Paragraph(_inlines(one)),)).split("\n")
            prefix = f"{head['indent']}{marker}{head['gap']}"
            texts.append("\n".join([f"{prefix}{lines[0]}", *(_hanging(prefix) + line for line in lines[1:])]))
        own = _MARKER.match(moved)
        if own and ("\n" not in moved or own.end() == len(prefix)):
            texts = [prefix + moved[own.end() :]]
        elif own and not own["indent"]:
            texts = [moved]
        text = gap.join(texts)
        if behind:
            return self._behind(last, gap + text)
        start = source.offset(first)
        return Edit(start, start, text + gap, raw=True)

    def _blocks(self, text: str, before: int | None, after: int | None) -> Edit:
        """Blocks of their own between two paragraphs, inside what both are in, or behind one, inside its block."""
        one = self._path(before) if before is not None else ()
        other = self._path(after) if after is not None else ()
        depth = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a is not b), 0)
        depth = len(one) - 1 if one and before == after else depth
        path = one or other
        if not path:
            raise LeftAlone("there is no text to put it beside")
        node = path[min(depth, len(path) - 1)]
        if isinstance(node, Row | Cell | Definition | Footnote):
            raise LeftAlone("it stands inside a table, a definition or a footnote")
        first, last = self._lines(node)
        if before is not None and isinstance(node, Entry):
            # What its head shows may stand in several lines.
            last = max(last, self._last_line(before))
        prefix = self._prefix(node) if depth else ""
        text = "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))
        source = self._original.repaired
        if not one:
            start = source.offset(first)
            return Edit(start, start, f"{text}\n{prefix.rstrip()}\n", raw=True)
        after_it = source.text[source.offset(last + 1) : source.offset(last + 2)]
        close = "\n" if after_it.strip(" \t>\n") else ""
        return self._behind(last, f"\n{prefix.rstrip()}\n{text}{close}")

    def _behind(self, line: int, text: str) -> Edit:
        """Text that begins with a line end, behind a line; a file's last line may have none."""
        source = self._original.repaired
        end = source.offset(line + 1)
        place = end - 1 if source.text[end - 1 : end] == "\n" else end
        return Edit(place, place, text, raw=True)

    def _prefix(self, node: Node) -> str:
        assert node.span
        column = node.span.column
        if column is None:
            raise LeftAlone("it is not known how far the text around it is indented")
        return _hanging(self._original.repaired.line_text(node.span.line)[: column - 1])

    # ── Places ───────────────────────────────────────────────────────────────────────────────────

    def _leaf(self, index: int) -> Leaf:
        leaf = next((leaf for leaf, one in zip(self._old[index].leaves, self._old[index].ranges, strict=True)
                     if leaf and one), None)  # fmt: skip
        if leaf is None:
            raise LeftAlone("it is not known where in the source it stands")
        return leaf

    def _last_line(self, index: int) -> int:
        end = max(one[1] for one in self._old[index].ranges if one)
        return self._original.repaired.place(max(end - 1, 0))[0]

    def _has_place(self, index: int) -> bool:
        return any(self._old[index].ranges)

    def _path(self, index: int) -> tuple[Node, ...]:
        """The blocks that a paragraph is in, the outermost first; sections and entries only where it is their head."""
        nodes = [one for one in self._leaf(index).path if not isinstance(one, (Document, *_INLINE)) and one.span]
        own = [one for one in nodes if not isinstance(one, Section | Entry)]
        return tuple(own or nodes[-1:])

    def _lines(self, node: Node) -> tuple[int, int]:
        """The first and the last line of a block, blank ones at its end left out."""
        assert node.span
        first, last = node.span.line, node.span.end_line or node.span.line
        while last > first and not self._original.repaired.line_text(last).strip(" \t>"):
            last -= 1
        return first, last


def _is_quoted(paragraph: WordParagraph) -> bool:
    return paragraph.style.lower().startswith("quote")


def _hanging(prefix: str) -> str:
    """What stands before the further lines of a block: quotes go on, markers don't."""
    return "".join(character if character in "> \t" else " " for character in prefix)


def _blocks(words: Sequence[WordParagraph]) -> Iterator[Heading | Paragraph | BulletList | OrderedList]:
    for (kind, numbered), run in groupby(words, key=lambda one: (one.kind, one.numbered)):
        group = list(run)
        if kind == "item":
            if len({one.level for one in group}) > 1:
                raise LeftAlone("a list of several levels was put in")
            items = tuple(Item((Paragraph(_inlines(one)),)) for one in group)
            yield OrderedList(items, tight=True) if numbered else BulletList(items, tight=True)
            continue
        for one in group:
            yield Heading(one.level, _inlines(one), "") if kind == "heading" else Paragraph(_inlines(one))


def _inlines(paragraph: WordParagraph) -> Inlines:
    """What a paragraph says, with its marks; those of its style are none. Gaps at an edge have none."""
    found: list[Inline] = []
    for run in paragraph.runs:
        head, words, tail = _parted(run.text)
        found += (*_lines(head), *_marked(_lines(words), run.marks, paragraph.look), *_lines(tail))
    return merged_inlines(tuple(found))


def _parted(text: str) -> tuple[str, str, str]:
    """The gap before the words, the words, and the gap behind them."""
    words = text.strip()
    start = text.find(words) if words else len(text)
    return text[:start], words, text[start + len(words) :]


def _lines(text: str) -> Inlines:
    found: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        found += [LineBreak()] if number else []
        found += [Text(line)] if line else []
    return tuple(found)


def _marked(inner: Inlines, marks: Marks, style: Marks) -> Inlines:
    if not inner:
        return ()
    inner = (Strike(inner),) if marks.strike and not style.strike else inner
    inner = (Emphasis(inner),) if marks.italic and not style.italic else inner
    inner = (Strong(inner),) if marks.bold and not style.bold else inner
    if marks.vertical:
        inner = (Superscript(inner),) if marks.vertical == "superscript" else (Subscript(inner),)
    return (Link(inner, marks.link),) if _SCHEME.match(marks.link) else inner
