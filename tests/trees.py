"""Random trees as the parser and the shapes could make them, of every node type and with everyday words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cvbuild.tree import rewrite, walk
from cvbuild.tree.metadata import Metadata
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Addressee,
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    Closing,
    Code,
    CodeBlock,
    DateLine,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Enclosures,
    Entry,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Letterhead,
    LineBreak,
    Link,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Salutation,
    Section,
    Signature,
    Strike,
    Strong,
    Subject,
    Subscript,
    Superscript,
    Table,
    Text,
)

_WORDS = (
    "Engineer", "naïve", "well-known", "AI-powered", "2019–2024", "streams—and", "and/or", "R&D", "a<b", "C++",
    "“quoted”", "don't", "10,000+", "−51.5", "%", "a", "2024", "5.", "#1", "*", "Łódź", "Grüße,", "논문을", "이력서",
    "日本語", "简历", "Ωμέγα", "Жизнь", "📄", "🙂", "example@example.com", "https://example.com/a-b_c?d=e",
)  # fmt: skip
_TARGETS = ("https://example.com/a?b=c&d", "mailto:ada@example.com", "tel:+1555", "./other.pdf", "#work", "")
PICTURE = "pixel.png"

_words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_code_lines = st.lists(st.one_of(_words, st.just(""), _words.map("    {}".format)), max_size=3).map("\n".join)

# ── Inlines ──────────────────────────────────────────────────────────────────────────────────────


@cache
def _inline(depth: int, *, linked: bool = False) -> SearchStrategy[Inline]:
    leaves: list[SearchStrategy[Inline]] = [
        _words.map(Text),
        _words.map(Text),
        _words.map(Code),
        st.builds(LineBreak),
        st.builds(Image, st.just(PICTURE), _words, st.one_of(st.just(""), _words)),
        st.builds(FootnoteReference, st.just(1)),
    ]
    if depth == 0:
        return st.one_of(leaves)
    inner = _inlines(depth - 1, linked=linked)
    marks: list[SearchStrategy[Inline]] = [
        st.builds(mark, inner) for mark in (Emphasis, Strong, Strike, Superscript, Subscript)
    ]
    if not linked:
        target, tip = st.sampled_from(_TARGETS), st.one_of(st.just(""), _words)
        marks.append(st.builds(Link, _inlines(depth - 1, linked=True), target, tip))
    return st.one_of(*leaves, *marks)


@cache
def _inlines(depth: int = 2, *, linked: bool = False, least: int = 1) -> SearchStrategy[Inlines]:
    """A run of inlines: with spaces between them, as in most texts, or without any."""
    run = st.lists(_inline(depth, linked=linked), min_size=least, max_size=3)
    return st.one_of(run.map(_spaced), run.map(tuple))


def _spaced(inlines: list[Inline]) -> Inlines:
    return tuple(part for number, inline in enumerate(inlines) for part in ([Text(" ")] if number else []) + [inline])


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────

_picture = st.builds(Image, st.just(PICTURE), _words, _words)
_flags = st.booleans()
_leaves: list[SearchStrategy[Block]] = [
    st.builds(Paragraph, _inlines()),
    st.builds(Paragraph, _inlines()),
    st.builds(Heading, st.integers(1, 6), _inlines(least=0), st.just("")),
    st.builds(CodeBlock, _code_lines, st.sampled_from(("", "python"))),
    st.builds(Rule),
    st.builds(Figure, _picture, st.one_of(st.just(()), _inlines(1))),
    st.builds(PageBreak),
]


_ALIGNMENTS: tuple[Align | None, ...] = (None, "left", "center", "right")


@st.composite
def _table(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(st.sampled_from(_ALIGNMENTS), min_size=1, max_size=3))
    cells = st.lists(_inlines(1, least=0).map(Cell), min_size=len(columns), max_size=len(columns))
    row = cells.map(lambda found: Row(tuple(found)))
    return Table(tuple(columns), draw(row), tuple(draw(st.lists(row, max_size=3))))


@cache
def _item(depth: int) -> SearchStrategy[Item]:
    return st.builds(Item, _blocks(depth, least=0), st.sampled_from((None, None, True, False)))


@cache
def _block(depth: int) -> SearchStrategy[Block]:
    if depth == 0:
        return st.one_of(_leaves)
    items = st.lists(_item(depth - 1), min_size=1, max_size=3).map(tuple)
    descriptions = st.lists(_blocks(depth - 1), min_size=1, max_size=2).map(tuple)
    definitions = st.lists(st.builds(Definition, _inlines(1), descriptions), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        *_leaves,
        st.builds(BulletList, items, _flags),
        st.builds(OrderedList, items, _flags, st.sampled_from((0, 1, 1, 9, 1999))),
        st.builds(Quote, _blocks(depth - 1, least=0)),
        _table(),
        st.builds(DefinitionList, definitions, _flags),
    )


@cache
def _blocks(depth: int, *, least: int = 1) -> SearchStrategy[Blocks]:
    return st.lists(_block(depth), min_size=least, max_size=2).map(tuple)


# ── Documents ────────────────────────────────────────────────────────────────────────────────────

_part = st.one_of(st.just(()), _inlines(1))
_entry = st.builds(
    Entry, st.just(3), st.just(""), _inlines(1), _inlines(1), _part, _part, st.one_of(st.just(()), _blocks(1))
)
_section = st.builds(
    Section,
    st.builds(Heading, st.just(2), _inlines(1), st.just("")),
    st.lists(st.one_of(_entry, _block(1).map(lambda block: block)), min_size=1, max_size=3).map(tuple),
)
_contact = st.one_of(st.builds(Text, _words), st.builds(Link, st.builds(Text, _words).map(lambda one: (one,)), _words))
_contacts = st.lists(_contact.map(lambda one: (one,)), max_size=3).map(tuple)
_letterhead = st.builds(Letterhead, _words, st.one_of(st.just(""), _words), _contacts)
# Mapped, since alternatives of alternatives would be drawn as one long list, and a section hardly ever.
_plain = _block(2).map(lambda block: block)
_lines = st.lists(_inlines(1), min_size=1, max_size=3).map(tuple)
_letter_part: SearchStrategy[Block] = st.one_of(
    *(st.builds(kind, _inlines(1)) for kind in (DateLine, Subject, Salutation, Closing)),
    st.builds(Addressee, _lines),
    st.builds(Signature, _inlines(1), st.one_of(st.none(), _picture)),
    st.builds(Enclosures, _part, _lines),
)
_top: SearchStrategy[Block] = st.one_of(_plain, _section, _letter_part.map(lambda block: block))


@st.composite
def documents(draw: st.DrawFn, *, notes: bool = True) -> Document:
    """A shaped document. Every note is referred to once; what a note holds refers to none."""
    head = draw(st.lists(_letterhead, max_size=1))
    children = (*head, *draw(st.lists(_top, min_size=1, max_size=3)))
    lang = draw(st.sampled_from(("en", "ko", "de-AT")))
    numbered = _with_references(children, count(1) if notes else None)
    found = [node for block in numbered for node in walk(block) if isinstance(node, FootnoteReference)]
    footnotes = tuple(Footnote(node.number, _in_a_note(draw(_blocks(1)))) for node in found)
    return _with_anchors(Document(Metadata(title="Title", kind="page", lang=lang), numbered, footnotes))


def _with_references(blocks: Blocks, numbers: Iterator[int] | None) -> Blocks:
    """The blocks with their references numbered in order; without numbers, with ordinary text instead."""

    def change(node: Node) -> Node:
        if isinstance(node, FootnoteReference):
            return FootnoteReference(next(numbers)) if numbers else Text("note")
        return node

    return tuple(rewrite(block, change) for block in blocks)


def _in_a_note(blocks: Blocks) -> Blocks:
    """A note refers to no other, and no page begins in it."""
    without = tuple(block for block in blocks if not any(isinstance(node, PageBreak) for node in walk(block)))
    return _with_references(without, None)


def _with_anchors(document: Document) -> Document:
    """The document with an anchor of its own for every heading and entry."""
    numbers = count(1)

    def change(node: Node) -> Node:
        return replace(node, anchor=f"anchor-{next(numbers)}") if isinstance(node, Heading | Entry) else node

    return rewrite(document, change)
