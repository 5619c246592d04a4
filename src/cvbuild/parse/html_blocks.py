"""Raw HTML blocks to block nodes: opens and closes elements as browsers do, whatever is left open or misnested.

Text and inline tags go the same way as those of Markdown, through `inlines`; what an element that was read
becomes, stands in `html_nodes`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from markdown_it.token import Token

from cvbuild.parse.html_nodes import (
    Caption,
    Description,
    Made,
    TableCell,
    Term,
    as_blocks,
    definitions,
    figure,
    flat,
    is_tight,
    items,
    row,
    summary,
    table,
    trimmed,
)
from cvbuild.parse.html_subset import FLOW, HEADINGS, HOLDERS, INLINE_TAGS, SILENT, DroppedTags
from cvbuild.parse.html_tokens import Comment, Tag, scan
from cvbuild.parse.inlines import InlineBuilder
from cvbuild.source import Span
from cvbuild.tree.nodes import (
    Align,
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
    Rule,
)
from cvbuild.tree.walk import plain_text

_INLINE = {*INLINE_TAGS, "a", "br", "img"} - FLOW
_VOID = {"br", "img"}
_PAGE_BREAKS = {"pagebreak", "page-break", "newpage"}
_BREAKING = re.compile(r"(?:page-)?break-(?:before|after)\s*:\s*(?:always|page)")
_IMPLIED = {
    "li": {"li"},
    "tr": {"td", "th", "tr", "caption"},
    "td": {"td", "th", "caption"},
    "th": {"td", "th", "caption"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
"""Elements that one of that name ends, where they stand directly around it."""

_MOST_ACTIVE = 20
_DEEPEST = 100
"""Elements in each other; deeper ones lose their tag."""


class _Anchors(Protocol):
    def anchor(self, text: str) -> str: ...


@dataclass
class _Frame:
    """An open element: what was made inside it so far, and the inline tokens that are not yet in a block."""

    tag: Tag
    made: list[Made] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)


class HtmlBlocks:
    """Reads one HTML block; elements that it leaves open are closed at its end."""

    def __init__(self, inlines: InlineBuilder, anchors: _Anchors, dropped: DroppedTags) -> None:
        self._inlines, self._anchors, self._dropped = inlines, anchors, dropped
        self._frames = [_Frame(Tag("", False))]
        self._active: list[Tag] = []
        self._span: Span | None = None
        self._silent = ""

    def blocks(self, html: str, span: Span | None) -> Blocks:
        """The nodes of an HTML block that stands at `span`."""
        self._span = span
        for token in scan(html):
            match token:
                case str():
                    self._text(token)
                case Comment(text=text):
                    self._page_break(text.strip().lower() in _PAGE_BREAKS)
                case Tag(closing=True):
                    self._closing(token)
                case Tag():
                    self._opening(token)
        while len(self._frames) > 1:
            self._end()
        self._flush()
        return as_blocks(self._frames[0].made)

    def _text(self, text: str) -> None:
        if self._silent:
            return
        shown = text if self._frames[-1].tag.name == "pre" else re.sub(r"[ \t\r\n\f]+", " ", text)
        # What is looked for in the source is what stands there.
        self._push("text", shown, {} if shown == text else {"written": text.strip()})

    def _page_break(self, asked: bool) -> None:
        """Comments say nothing, but one that asks for a new page: Markdown has no other way to."""
        if asked and not self._silent:
            self._flush()
            self._frames[-1].made.append(PageBreak(span=self._span))

    def _opening(self, tag: Tag) -> None:
        if self._silent == "head" and tag.name == "body":
            self._silent = ""
        if self._silent:
            return
        if tag.name in SILENT:
            self._silent = tag.name
            self._dropped.add(tag.name, self._span)
        elif self._frames[-1].tag.name == "pre":
            self._push("text", "\n" if tag.name == "br" else "")
        elif tag.name in _INLINE:
            self._push("html_inline", tag.raw)
            if tag.name not in _VOID and len(self._active) < _MOST_ACTIVE:
                self._active.append(tag)
        elif tag.name in HOLDERS:
            self._open(tag)
        elif tag.name == "hr":
            self._flush()
            self._frames[-1].made.append(Rule(span=self._span))
        else:
            self._other(tag)

    def _other(self, tag: Tag) -> None:
        self._flush()
        if tag.name not in FLOW:
            self._dropped.add(tag.name, self._span)
        self._page_break(_BREAKING.search(tag.get("style")) is not None)

    def _closing(self, tag: Tag) -> None:
        if self._silent:
            self._silent = "" if tag.name == self._silent else self._silent
        elif self._frames[-1].tag.name == "pre" and tag.name != "pre":
            return
        elif tag.name in _INLINE:
            self._push("html_inline", tag.raw)
            index = next((i for i, open_tag in enumerate(self._active) if open_tag.name == tag.name), None)
            if index is not None:
                del self._active[index]
        elif tag.name in HOLDERS:
            if any(frame.tag.name == tag.name for frame in self._frames):
                while self._frames[-1].tag.name != tag.name:
                    self._end()
                self._end()
        else:
            self._flush()

    def _push(self, kind: str, content: str, meta: dict[str, str] | None = None) -> None:
        self._frames[-1].tokens.append(Token(kind, "", 0, content=content, meta=meta or {}))

    def _open(self, tag: Tag) -> None:
        while self._frames[-1].tag.name in _IMPLIED.get(tag.name, ()):
            self._end()
        self._flush()
        if len(self._frames) <= _DEEPEST:
            self._frames.append(_Frame(tag))
            self._reopen()

    def _reopen(self) -> None:
        """What is marked as bold or as a link stays so in the next block, as in browsers."""
        for tag in self._active:
            self._push("html_inline", tag.raw)

    def _inline(self) -> Inlines:
        """The inline nodes of the tokens gathered in the current element, without white space at the ends."""
        tokens, self._frames[-1].tokens = self._frames[-1].tokens, []
        return trimmed(self._inlines.build(tokens))

    def _flush(self) -> None:
        """Make a paragraph of the inline content gathered so far, if there is any."""
        if self._frames[-1].tag.name == "pre":
            return
        children = self._inline()
        self._reopen()
        match children:
            case (Image() as image,):
                self._frames[-1].made.append(Figure(image, span=self._span))
            case (_, *_):
                self._frames[-1].made.append(Paragraph(children, span=self._span))

    def _end(self) -> None:
        """Close the innermost element and leave what it became to the one around it."""
        frame = self._frames[-1]
        self._flush()
        self._frames.pop()
        self._frames[-1].made.extend(self._made(frame))

    def _made(self, frame: _Frame) -> tuple[Made, ...]:
        made, span, name = frame.made, self._span, frame.tag.name
        match name:
            case "pre":
                text = "".join(token.content for token in frame.tokens)
                return (CodeBlock(text.strip("\n"), span=span),)
            case "li":
                return (Item(as_blocks(made), span=span),)
            case "ul":
                found = items(made, span)
                return (BulletList(found, is_tight(item.children for item in found), span=span),) if made else ()
            case "ol":
                start = frame.tag.get("start")
                number = int(start) if start.isdecimal() and len(start) < 10 else 1
                found = items(made, span)
                tight = is_tight(item.children for item in found)
                return (OrderedList(found, tight, number, span=span),) if made else ()
            case "blockquote":
                return (Quote(as_blocks(made), span=span),)
            case "tr":
                return (row(made, span),) if made else ()
            case "table":
                return table(made, span)
            case "dd":
                return (Description(as_blocks(made)),)
            case "dl":
                return definitions(made, span)
            case "figure":
                return figure(made, span)
            case _:
                return self._titled(name, frame.tag, flat(as_blocks(made), span))

    def _titled(self, name: str, tag: Tag, children: Inlines) -> tuple[Made, ...]:
        """An element in which only inlines may stand."""
        span = self._span
        if name in HEADINGS:
            return (Heading(int(name[1]), children, self._anchors.anchor(plain_text(children)), span=span),)
        if name in ("td", "th"):
            return (TableCell(Cell(children, span=span), _alignment(tag)),)
        if name == "dt":
            return (Term(children, span),)
        if name == "figcaption":
            return (Caption(children, span),)
        if name == "summary":
            return summary(children, span)
        return (Paragraph(children, span=span),) if children else ()


def _alignment(tag: Tag) -> Align | None:
    style = re.search(r"text-align\s*:\s*(\w+)", tag.get("style"))
    found = (style[1] if style else tag.get("align")).lower()
    return found if found in ("left", "center", "right") else None  # type: ignore[return-value]
