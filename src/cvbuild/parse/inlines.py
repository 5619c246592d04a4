"""Inline tokens to inline nodes, each with its place.

Emphasis, links and raw HTML tags open and close frames on one stack, so that mixed nesting comes out well
formed. Which HTML tags mean what stands in `html_subset`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from urllib.parse import unquote

from markdown_it.token import Token

from cvbuild.diagnostics import Code as Diagnosis
from cvbuild.diagnostics import Report
from cvbuild.parse.html_subset import FLOW, HOLDERS, INLINE_TAGS, SILENT, DroppedTags, image
from cvbuild.parse.html_tokens import Tag, read_tag
from cvbuild.parse.places import Cursor, join
from cvbuild.parse.typography import written
from cvbuild.source import Span, part
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strike,
    Strong,
    Text,
)
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import is_escaped_bar, plain_text, walk

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE_SCHEMES = {"http", "https", "mailto", "tel", "sms", "ftp", "xmpp", "geo", "irc", "ircs"}
_UNDEFINED_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_MARKS = {"em": Emphasis, "strong": Strong, "s": Strike}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""As far as a tag of BCP 47 shows by its form that it is one."""
_DEEPEST = 100
"""Marks in each other; deeper ones are dropped, since no reader and no word processor can tell them apart."""

Wrap = Callable[[Inlines, Span | None], Inlines]


@dataclass
class _Frame:
    """An open element: `name` is what closes it, `wrap` makes the node of what stands inside."""

    name: str
    wrap: Wrap
    span: Span | None = None
    content: list[Inline] = field(default_factory=list)


def _keep(content: Inlines, _span: Span | None) -> Inlines:
    return content


class InlineBuilder:
    """Makes the inline nodes of one block after the other."""

    def __init__(self, cursor: Cursor, report: Report, dropped: DroppedTags) -> None:
        self._cursor, self._report, self._dropped = cursor, report, dropped
        self._frames = [_Frame("", _keep)]
        self._names: Counter[str] = Counter()
        self._skipping = ""

    def build(self, tokens: list[Token]) -> Inlines:
        """The nodes of one block's inline tokens."""
        self._frames, self._skipping = [_Frame("", _keep)], ""
        self._names.clear()
        for index, token in enumerate(tokens):
            if not self._skipping or token.type == "html_inline":
                self._token(token, tokens, index)
        while len(self._frames) > 1:
            self._close(self._frames[-1].name, None)
        nodes = _without_last_break(_merged(tuple(self._frames[0].content)))
        self._report_undefined_notes(nodes)
        return nodes

    def _token(self, token: Token, tokens: list[Token], index: int) -> None:
        match token.type:
            case "text":
                self._add(Text(token.content, span=self._cursor.find(written(token))) if token.content else None)
            case "text_special":
                self._add(Text(token.content, span=self._cursor.find(token.markup)))
            case "softbreak":
                span = self._cursor.find("\n")
                self._add(None if _joins_cjk(tokens, index) else Text(" ", span=span))
            case "hardbreak":
                span = self._cursor.find("\\\n" if self._cursor.peek("\\\n") else "\n")
                self._add(LineBreak(span=span))
            case "code_inline":
                self._add(self._code(token))
            case "image":
                self._add(self._image(token))
            case "footnote_ref":
                span = self._cursor.find(f"[^{token.meta['label']}]")
                self._add(FootnoteReference(token.meta["id"] + 1, token.meta["subId"] == 0, span=span))
            case "link_open":
                self._open_link(token)
            case "html_inline":
                self._html(token)
                if token.content.startswith("<!--") and _ends_line(tokens, index):
                    self._strip()
            case kind if kind.endswith("_open"):
                self._open(kind[:-5], _wrapper(_MARKS[kind[:-5]]), self._cursor.find(token.markup))
            case "link_close":
                self._close("link", None if token.markup else self._cursor.find("]"))
                if not token.markup:
                    self._cursor.skip("(", ")")
            case kind if kind.endswith("_close"):
                self._close(kind[:-6], self._cursor.find(token.markup))
            case _:  # pragma: no cover -- a new rule of the engine would land here
                raise AssertionError(token.type)

    def _add(self, node: Inline | None) -> None:
        if node is not None:
            self._frames[-1].content.append(node)

    def _open(self, name: str, wrap: Wrap, span: Span | None) -> None:
        if len(self._frames) > _DEEPEST:
            line = Span(span.path, span.line) if span else None
            hint = "close what you open, or put a backslash before signs that are meant as such"
            self._report.add(Diagnosis.DEEP_MARKS, f"marks are nested more than {_DEEPEST} deep", line, hint)
            wrap = _keep
        self._names[name] += 1
        self._frames.append(_Frame(name, wrap, span))

    def _close(self, name: str, end: Span | None) -> None:
        """Close the innermost open element of that name and all inside it; without one, do nothing."""
        if not self._names[name]:
            return
        while True:
            frame = self._frames.pop()
            self._names[frame.name] -= 1
            span = join(frame.span, end) if frame.span and end and end.column else frame.span
            self._frames[-1].content.extend(frame.wrap(_merged(tuple(frame.content)), span))
            if frame.name == name:
                return

    def _code(self, token: Token) -> Code:
        opening = self._cursor.find(token.markup)
        self._cursor.find(token.content)
        return Code(token.content, span=join(opening, self._cursor.find(token.markup)))

    def _image(self, token: Token) -> Inline:
        opening = self._cursor.find("![")
        alt = plain_text(InlineBuilder(self._cursor, self._report, self._dropped).build(token.children or []))
        closing = self._cursor.find(")") if self._cursor.peek("](") else self._cursor.find("]")
        source, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        return Image(source, alt, title, span=join(opening, closing))

    def _open_link(self, token: Token) -> None:
        linkified = token.markup == "linkify"
        span = None if linkified else self._cursor.find("<" if token.markup == "autolink" else "[")
        target, title = str(token.attrGet("href") or ""), str(token.attrGet("title") or "")
        self._open("link", self._link_wrapper(target, title), span)

    def _link_wrapper(self, target: str, title: str) -> Wrap:
        def wrap(content: Inlines, span: Span | None) -> Inlines:
            span = span or (content[0].span if content else None)
            if not is_safe(target):
                scheme = target.partition(":")[0]
                self._report.add(
                    Diagnosis.UNSAFE_LINK,
                    f"the link's scheme “{scheme}:” is not safe; its text was kept",
                    span,
                    "link to https:, mailto:, tel: or a file of the project",
                )
                return content
            return (Link(content, target, title, span=span),)

        return wrap

    def _html(self, token: Token) -> None:
        tag = read_tag(token.content)
        span = self._cursor.find(token.content)
        if self._skipping:
            if tag and tag.closing and tag.name == self._skipping:
                self._skipping = ""
        elif tag is not None:
            self._tag(tag, span)

    def _strip(self) -> None:
        """Drop the space before a comment at a line's end, which parts nothing any more."""
        content = self._frames[-1].content
        if content and isinstance(last := content[-1], Text):
            kept = last.text.rstrip(" ")
            content[-1:] = [replace(last, text=kept, span=part(last.span, 0, len(kept)))] if kept else []

    def _tag(self, tag: Tag, span: Span) -> None:
        if tag.name == "br":
            self._add(LineBreak(span=span))
        elif tag.name == "img":
            self._add(None if tag.closing else image(tag, span))
        elif tag.name in SILENT:
            self._skipping = "" if tag.closing else tag.name
            self._dropped.add(tag.name, span)
        elif tag.name in FLOW or tag.name in HOLDERS:
            self._break(tag, span)
        elif tag.closing:
            self._close(f"<{tag.name}>", span)
        elif tag.name == "a":
            self._open("<a>", _in_language(tag, _unless_empty(self._anchor(tag, span))), span)
        elif tag.name in INLINE_TAGS:
            node = INLINE_TAGS[tag.name]
            self._open(f"<{tag.name}>", _in_language(tag, _unless_empty(_wrapper(node)) if node else _keep), span)
        else:
            self._dropped.add(tag.name, span)

    def _anchor(self, tag: Tag, start: Span) -> Wrap:
        """A link, unless it stands in one or holds one: there are no links in links."""
        if not tag.get("href"):
            return _keep
        if self._names["link"]:
            self._dropped.add("a", start)
            return _keep
        link = self._link_wrapper(tag.get("href"), tag.get("title"))

        def wrap(content: Inlines, span: Span | None) -> Inlines:
            if not any(isinstance(node, Link) for inline in content for node in walk(inline)):
                return link(content, span)
            self._dropped.add("a", start)
            return content

        return wrap

    def _break(self, tag: Tag, span: Span) -> None:
        """A block's tag inside a paragraph: what it parts must not run together."""
        content = self._frames[-1].content
        if content and isinstance(content[-1], Text):
            content[-1] = replace(content[-1], text=content[-1].text.rstrip(" "))
        if content and not isinstance(content[-1], LineBreak):
            content.append(LineBreak(span=span))
        if tag.name not in INLINE_TAGS:
            self._dropped.add(tag.name, span)

    def _report_undefined_notes(self, nodes: Inlines) -> None:
        for node in nodes:
            if isinstance(node, Text) and (match := _UNDEFINED_NOTE.search(node.text)):
                message = f"the footnote {match[0]} is not defined; it stays as text"
                self._report.add(
                    Diagnosis.UNDEFINED_FOOTNOTE, message, part(node.span, *match.span()), f"add a line {match[0]}: …"
                )


def is_safe(target: str) -> bool:
    """Whether a link may point there: a relative reference, or a scheme that neither runs code nor reads files."""
    # Browsers drop white space and control characters inside a scheme, so they are dropped here as well.
    clean = re.sub(r"[\x00-\x20\x7f]", "", unquote(target))
    match = _SCHEME.match(clean)
    return match is None or match[1].lower() in _SAFE_SCHEMES


def _wrapper(kind: type) -> Wrap:
    def wrap(content: Inlines, span: Span | None) -> Inlines:
        return (kind(plain_text(content) if kind is Code else content, span=span),)

    return wrap


def _unless_empty(wrap: Wrap) -> Wrap:
    """The same, but an element without content leaves nothing."""
    return lambda content, span: wrap(content, span) if content else ()


def _in_language(tag: Tag, wrap: Wrap) -> Wrap:
    """The same, but its text is in the language that the element names, where those inside name no other."""
    lang = tag.get("lang").strip() or tag.get("xml:lang").strip()
    if not _LANGUAGE.fullmatch(lang):
        return wrap

    def named(node: Node) -> Node:
        return replace(node, lang=lang) if isinstance(node, Text) and not node.lang else node

    return lambda content, span: tuple(rewrite(inline, named) for inline in wrap(content, span))


def _merged(nodes: Inlines) -> Inlines:
    """The nodes with neighbouring texts made one, but for bars that an escape keeps from parting anything."""
    merged: list[Inline] = []
    for lang, group in groupby(nodes, key=_language):
        run = list(group)
        if lang is None or len(run) == 1:
            merged.extend(run)
            continue
        first, last = run[0].span, next((node.span for node in reversed(run) if node.span and node.span.column), None)
        span = join(first, last) if first and last else first
        merged.append(Text(plain_text(run), lang, span=span))
    return tuple(merged)


def _language(node: Inline) -> str | None:
    """The language of a text, None for what is no text or must stay apart."""
    return node.lang if isinstance(node, Text) and not is_escaped_bar(node) else None


def _without_last_break(nodes: Inlines) -> Inlines:
    """A break parts two things, so there is none at the end."""
    end = len(nodes)
    while end and isinstance(nodes[end - 1], LineBreak):
        end -= 1
    return nodes[:end]


def _ends_line(tokens: list[Token], index: int) -> bool:
    return index + 1 == len(tokens) or tokens[index + 1].type in {"softbreak", "hardbreak"}


def _joins_cjk(tokens: list[Token], index: int) -> bool:
    """Whether a soft break stands between two characters that are written without spaces (CSS Text 3, 4.1.3)."""
    before = next((tokens[i].content[-1] for i in range(index - 1, -1, -1) if tokens[i].content), "")
    if not _is_spaceless(before):
        return False
    return _is_spaceless(next((tokens[i].content[0] for i in range(index + 1, len(tokens)) if tokens[i].content), ""))


def _is_spaceless(character: str) -> bool:
    """Wide characters but Hangul, which separates its words by spaces, and emoji."""
    if not character or unicodedata.east_asian_width(character) not in "WF":
        return False
    return not unicodedata.name(character, "").startswith("HANGUL") and unicodedata.category(character) != "So"
