"""Block tokens to block nodes, each with its place, and the footnotes on the way.

What stands inside a paragraph, heading or cell is made in `inlines`; raw HTML blocks in `html_blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from cvbuild.diagnostics import Code, Report
from cvbuild.parse.anchors import Anchors
from cvbuild.parse.html_blocks import HtmlBlocks
from cvbuild.parse.html_subset import DroppedTags
from cvbuild.parse.inlines import InlineBuilder
from cvbuild.parse.places import Cursor
from cvbuild.source import Source, Span, part
from cvbuild.tree.nodes import (
    Align,
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Image,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from cvbuild.tree.walk import plain_text

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


class BlockBuilder:
    """Makes the nodes of one document."""

    def __init__(self, source: Source, first_line: int, report: Report) -> None:
        self._source, self._first_line, self._report = source, first_line, report
        self._cursor = Cursor(source, first_line)
        self._dropped = DroppedTags(report)
        self._inlines = InlineBuilder(self._cursor, report, self._dropped)
        self._anchors = Anchors()
        self._notes: dict[str, tuple[Blocks, Span | None]] = {}

    def document(self, tokens: list[Token]) -> Blocks:
        """The nodes of all tokens of the document."""
        self._anchors.reserve(token.meta["id"] for token in tokens if "id" in token.meta)
        return self.blocks(tokens)

    def blocks(self, tokens: list[Token]) -> Blocks:
        """The nodes of a run of tokens at one level."""
        found: list[Block] = []
        index = 0
        while index < len(tokens):
            end = _closing(tokens, index)
            found.extend(self._block(tokens[index], tokens[index + 1 : end]))
            index = end + 1
        return tuple(found)

    def footnotes(self, labels: list[str]) -> tuple[Footnote, ...]:
        """The notes met so far: those referred to (their labels in order) first, then the others, reported."""
        unused = [label for label in self._notes if label not in labels]
        for label in unused:
            span = self._notes[label][1]
            self._report.add(
                Code.UNUSED_FOOTNOTE, f"nothing refers to the footnote [^{label}]", span, "refer to it or remove it"
            )
        ordered = [self._notes[label] for label in (*labels, *unused) if label in self._notes]
        return tuple(Footnote(number, blocks, span=span) for number, (blocks, span) in enumerate(ordered, 1))

    def _span(self, token: Token) -> Span | None:
        """The lines of a block; its column where the block starts a line of the body."""
        if token.map is None:
            return None
        line, last = self._first_line + token.map[0], self._first_line + max(token.map[1] - 1, token.map[0])
        text = self._source.line_text(line)
        column = len(text) - len(text.lstrip()) + 1 if token.level == 0 else None
        return Span(self._source.path, line, column, last)

    def _block(self, token: Token, inner: list[Token]) -> Iterable[Block]:
        span = self._span(token)
        match token.type:
            case "paragraph_open":
                return (self._paragraph(token, inner[0], span),)
            case "heading_open":
                children = self._inline(inner[0])
                anchor = self._anchors.anchor(plain_text(children), token.meta.get("id", ""))
                return (Heading(int(token.tag[1]), children, anchor, span=span),)
            case "bullet_list_open":
                return (BulletList(self._items(inner), _is_tight(inner), span=span),)
            case "ordered_list_open":
                start = token.attrGet("start")
                number = 1 if start is None else int(start)
                return (OrderedList(self._items(inner), _is_tight(inner), number, span=span),)
            case "blockquote_open":
                return (Quote(self.blocks(inner), span=span),)
            case "fence" | "code_block":
                language = (unescapeAll(token.info).split() or [""])[0]
                return (CodeBlock(token.content.removesuffix("\n"), language, span=span),)
            case "hr":
                return (Rule(span=span),)
            case "table_open":
                return (self._table(inner, span),)
            case "dl_open":
                return (DefinitionList(self._definitions(inner), _is_tight(inner), span=span),)
            case "footnote_reference_open":
                self._notes.setdefault(token.meta["label"], (self.blocks(inner), span))
                return ()
            case "container_part_open":
                return self.blocks(inner)
            case "html_block":
                self._cursor.enter(token.map)
                return HtmlBlocks(self._inlines, self._anchors, self._dropped).blocks(token.content, span)
            case _:  # pragma: no cover -- a new rule of the engine would land here
                raise AssertionError(token.type)

    def _inline(self, token: Token) -> Inlines:
        self._cursor.enter(token.map)
        return self._inlines.build(token.children or [])

    def _paragraph(self, token: Token, inline: Token, span: Span | None) -> Paragraph | Figure:
        children = self._inline(inline)
        first = children[0].span if children else None
        if span and first and first.line == span.line:
            span = replace(span, column=first.column)
        if len(children) == 1 and isinstance(children[0], Image) and not token.hidden:
            title = children[0].title
            return Figure(children[0], (Text(title, span=children[0].span),) if title else (), span=span)
        return Paragraph(children, span=span)

    def _items(self, tokens: list[Token]) -> tuple[Item, ...]:
        return tuple(
            _task(Item(self.blocks(inner), span=self._marker_span(token)), inner) for token, inner in _split(tokens)
        )

    def _marker_span(self, token: Token) -> Span | None:
        span = self._span(token)
        if span is None:
            return None
        column = self._source.line_text(span.line).find(token.info + token.markup) + 1
        return replace(span, column=column or None)

    def _definitions(self, tokens: list[Token]) -> tuple[Definition, ...]:
        found: list[tuple[Inlines, Span | None, list[Blocks]]] = []
        for token, inner in _split(tokens):
            if token.type == "dt_open":
                found.append((self._inline(inner[0]), self._span(token), []))
            else:
                found[-1][2].append(self.blocks(inner))
        return tuple(Definition(term, tuple(blocks), span=span) for term, span, blocks in found)

    def _table(self, tokens: list[Token], span: Span | None) -> Table:
        head, *rows = (row for _, part in _split(tokens) for row in _split(part))
        columns = tuple(_alignment(cell) for cell, _ in _split(head[1]))
        return Table(columns, self._row(*head), tuple(self._row(*row) for row in rows), span=span)

    def _row(self, token: Token, inner: list[Token]) -> Row:
        cells = [Cell(self._inline(cell[0]), span=self._span(cell[0])) for _, cell in _split(inner)]
        return Row(tuple(cells), span=self._span(token))


def _closing(tokens: list[Token], index: int) -> int:
    """Index of the token that closes this one; its own where it needs no closing."""
    if tokens[index].nesting != 1:
        return index
    level = tokens[index].level
    return next(i for i in range(index + 1, len(tokens)) if tokens[i].level == level and tokens[i].nesting == -1)


def _split(tokens: list[Token]) -> Iterable[tuple[Token, list[Token]]]:
    """The elements in a run of tokens: each opening token with what stands inside it."""
    index = 0
    while index < len(tokens):
        end = _closing(tokens, index)
        yield tokens[index], tokens[index + 1 : end]
        index = end + 1


def _is_tight(tokens: list[Token]) -> bool:
    """The engine hides the paragraphs of a tight list's items."""
    level = tokens[0].level + 1 if tokens else 0
    return all(token.hidden for token in tokens if token.type == "paragraph_open" and token.level == level)


def _alignment(cell: Token) -> Align | None:
    style = str(cell.attrGet("style") or "")
    found = style.removeprefix("text-align:")
    return found if found in ("left", "center", "right") else None  # type: ignore[return-value]


def _task(item: Item, inner: list[Token]) -> Item:
    """A GFM task: the box at the head of the item's first paragraph becomes its state."""
    first = item.children[0] if inner and inner[0].type == "paragraph_open" else None
    match = _TASK.match(inner[1].content) if first else None
    if match is None or not isinstance(first, Paragraph) or not isinstance(first.children[0], Text):
        return item
    text = first.children[0]
    rest = text.text[match.end() :]
    kept = (replace(text, text=rest, span=part(text.span, match.end(), len(text.text))),) if rest else ()
    paragraph = replace(first, children=(*kept, *first.children[1:]))
    return replace(item, children=(paragraph, *item.children[1:]), checked=match[1] != " ")
