"""The raw HTML that résumés use: single tags of inline HTML, and whole blocks reduced to known elements.

Anything else loses its tag, is reported once a name and document, and keeps its text.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from cvbuild.diagnostics import Code as Diagnosis
from cvbuild.diagnostics import Report
from cvbuild.source import Span
from cvbuild.tree.nodes import Code, Emphasis, Strike, Strong, Subscript, Superscript

INLINE_TAGS: dict[str, type | None] = {
    "b": Strong,
    "strong": Strong,
    "i": Emphasis,
    "em": Emphasis,
    "cite": Emphasis,
    "var": Emphasis,
    "s": Strike,
    "del": Strike,
    "strike": Strike,
    "sup": Superscript,
    "sub": Subscript,
    "code": Code,
    "kbd": Code,
    "samp": Code,
    "tt": Code,
    "u": None,
    "ins": None,
    "small": None,
    "span": None,
    "mark": None,
    "abbr": None,
    "font": None,
    "center": None,
    "div": None,
    "p": None,
}
"""Inline elements and the node of each; None where only the content counts."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag: its lower-case name, whether it closes, and its attributes with entities decoded."""

    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The attribute's value; empty where it is missing."""
        return dict(self.attributes).get(name, "")


class _TagReader(HTMLParser):
    tag: Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = Tag(tag, False, tuple((name, value or "") for name, value in attrs))

    def handle_endtag(self, tag: str) -> None:
        self.tag = Tag(tag, True)


def read_tag(text: str) -> Tag | None:
    """The single tag in this text; None for a comment, declaration or processing instruction."""
    if not text.startswith(("<!", "<?")):
        reader = _TagReader()
        reader.feed(text)
        return reader.tag
    return None


def report_tag(name: str, span: Span | None, report: Report) -> None:
    """Say that a tag was dropped, once a name and document."""
    message = f"the HTML tag <{name}> was dropped; its text was kept"
    if name in ("script", "style"):
        message = f"the HTML element <{name}> was dropped with its content"
    if not any(found.message == message for found in report):
        report.add(Diagnosis.RAW_HTML, message, span, "write it in Markdown")
