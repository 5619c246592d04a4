"""Raw HTML blocks to block nodes: paragraphs, headings, lists, tables, quotes, code, rules.

Text and inline tags inside them go the same way as those of Markdown, through `inlines`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol

from markdown_it.token import Token

from cvbuild.diagnostics import Report
from cvbuild.parse.html_subset import INLINE_TAGS, report_tag
from cvbuild.parse.inlines import InlineBuilder
from cvbuild.source import Span
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inlines,
    Item,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)
from cvbuild.tree.walk import plain_text

_HEADINGS = {f"h{level}" for level in range(1, 7)}
_FLOW = {"p", "div", "center", "section", "article", "main", "header", "footer", "aside", "nav", "address", "figure"}
_FLOW |= {"figcaption", "html", "body", "tbody", "thead", "tfoot", "dl", "dt", "dd"}
_HOLDERS = {"ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th"} | _HEADINGS
_INLINE = {*INLINE_TAGS, "a", "br", "img"} - _FLOW
_PAGE_BREAKS = {"pagebreak", "page-break", "newpage"}
_SILENT = {"script", "style", "template", "head", "title"}


class _Anchors(Protocol):
    def anchor(self, text: str) -> str: ...


@dataclass
class _Frame:
    """An open element: the blocks, items, rows or cells made so far, and the inline tokens not yet in a block."""

    tag: str
    start: str = ""
    made: list[Block | Item | Row | Cell] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)


class HtmlBlocks(HTMLParser):
    """Reads one HTML block; elements that it leaves open are closed at its end."""

    def __init__(self, inlines: InlineBuilder, anchors: _Anchors, report: Report) -> None:
        super().__init__()
        self._inlines, self._anchors, self._report = inlines, anchors, report
        self._frames = [_Frame("")]
        self._span: Span | None = None
        self._silent = ""

    def blocks(self, html: str, span: Span | None) -> Blocks:
        """The nodes of an HTML block that stands at `span`."""
        self._span = span
        self.feed(html)
        self.close()
        while len(self._frames) > 1:
            self._end(self._frames[-1].tag)
        self._flush()
        return _only_blocks(self._frames[0])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._push("text", data if self._frames[-1].tag == "pre" else re.sub(r"\s+", " ", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        if tag in _SILENT:
            self._silent = tag
            report_tag(tag, self._span, self._report)
        elif self._silent:
            return
        elif tag in _INLINE:
            self._push("html_inline", raw)
        elif tag in _HOLDERS:
            self._open(tag, dict(attrs))
        else:
            self._flush()
            if tag == "hr":
                self._frames[-1].made.append(Rule(span=self._span))
            elif tag not in _FLOW:
                report_tag(tag, self._span, self._report)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag in _INLINE:
            self._push("html_inline", f"</{tag}>")
        elif tag in _HOLDERS:
            if any(frame.tag == tag for frame in self._frames):
                while self._frames[-1].tag != tag:
                    self._end(self._frames[-1].tag)
                self._end(tag)
        else:
            self._flush()

    def handle_comment(self, data: str) -> None:
        """Comments say nothing, but one that asks for a new page: Markdown has no other way to."""
        if data.strip().lower() in _PAGE_BREAKS:
            self._flush()
            self._frames[-1].made.append(PageBreak(span=self._span))

    def _push(self, kind: str, content: str) -> None:
        self._frames[-1].tokens.append(Token(kind, "", 0, content=content))

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        implied = {"li": ("li",), "tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th")}.get(tag, ())
        while self._frames[-1].tag in implied:
            self._end(self._frames[-1].tag)
        self._flush()
        self._frames.append(_Frame(tag, attributes.get("start") or ""))

    def _inline(self) -> Inlines:
        """The inline nodes of the tokens gathered in the current element, without white space at the ends."""
        tokens = self._frames[-1].tokens
        self._frames[-1].tokens = []
        while tokens and tokens[0].type == "text" and not tokens[0].content.strip():
            tokens.pop(0)
        while tokens and tokens[-1].type == "text" and not tokens[-1].content.strip():
            tokens.pop()
        if tokens and tokens[0].type == "text":
            tokens[0].content = tokens[0].content.lstrip()
        if tokens and tokens[-1].type == "text":
            tokens[-1].content = tokens[-1].content.rstrip()
        return self._inlines.build(tokens)

    def _flush(self) -> None:
        """Make a paragraph of the inline content gathered so far, if there is any."""
        if self._frames[-1].tag == "pre":
            return
        children = self._inline()
        if len(children) == 1 and isinstance(children[0], Image):
            self._frames[-1].made.append(Figure(children[0], span=self._span))
        elif plain_text(children).strip() or any(isinstance(child, Image) for child in children):
            self._frames[-1].made.append(Paragraph(children, span=self._span))

    def _end(self, tag: str) -> None:
        frame = self._frames[-1]
        if tag == "pre":
            text = "".join(token.content for token in frame.tokens if token.type == "text")
            made: list[Block | Item | Row | Cell] = [CodeBlock(text.strip("\n"), span=self._span)]
        elif tag in _HEADINGS:
            children = self._inline()
            made = [Heading(int(tag[1]), children, self._anchors.anchor(plain_text(children)), span=self._span)]
        elif tag in ("td", "th"):
            made = [Cell(self._inline(), span=self._span), *frame.made]
        else:
            self._flush()
            made = list(self._holder(frame))
        self._frames.pop()
        self._frames[-1].made.extend(made)

    def _holder(self, frame: _Frame) -> Blocks | tuple[Item | Row, ...]:
        items = tuple(made if isinstance(made, Item) else Item(_only(made), span=self._span) for made in frame.made)
        match frame.tag:
            case "li":
                return (Item(_only_blocks(frame), span=self._span),)
            case "ul":
                return (BulletList(items, True, span=self._span),) if items else ()
            case "ol":
                start = int(frame.start) if frame.start.isdigit() else 1
                return (OrderedList(items, True, start, span=self._span),) if items else ()
            case "blockquote":
                return (Quote(_only_blocks(frame), span=self._span),)
            case "tr":
                return (Row(tuple(made for made in frame.made if isinstance(made, Cell)), span=self._span),)
            case _:
                return self._table(frame)

    def _table(self, frame: _Frame) -> Blocks:
        rows = [made for made in frame.made if isinstance(made, Row)]
        others = tuple(made for made in frame.made if not isinstance(made, Row | Item | Cell))
        width = max((len(row.cells) for row in rows), default=0)
        if not width:
            return others
        full = [Row(row.cells + (Cell(()),) * (width - len(row.cells)), span=row.span) for row in rows]
        return (*others, Table((None,) * width, full[0], tuple(full[1:]), span=self._span))


def _only(made: Block | Item | Row | Cell) -> Blocks:
    """What stands where only blocks may stand: a stray row or cell becomes a paragraph of its text."""
    match made:
        case Item(children=children):
            return children
        case Row(cells=cells):
            return tuple(Paragraph(cell.children, span=cell.span) for cell in cells)
        case Cell(children=inlines):
            return (Paragraph(inlines, span=made.span),)
        case _:
            return (made,)


def _only_blocks(frame: _Frame) -> Blocks:
    return tuple(block for made in frame.made for block in _only(made))
