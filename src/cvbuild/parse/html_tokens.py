"""HTML to tags, text and comments, in one pass that never fails and never goes back.

What a tag means stands in `html_subset`; what becomes of a whole block, in `html_blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Possessive, and with a limit on quoted values: a tag that is not closed must not be read again and again.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>"'<]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+'){0,500}+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_OTHERS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_RAW = ("script", "style")
"""Elements in which only their own end tag counts."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag: its lower-case name, whether it closes, its attributes with entities decoded, and how it reads."""

    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...] = ()
    raw: str = ""

    def get(self, name: str) -> str:
        """The attribute's value; empty where it is missing."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True, slots=True)
class Comment:
    """What stands inside a comment."""

    text: str


def read_tag(text: str) -> Tag | None:
    """The tag at the beginning of this text; None for a comment, declaration or anything else."""
    match = _TAG.match(text)
    return _tag(match) if match else None


def scan(html: str) -> Iterator[Tag | Comment | str]:
    """The tags, comments and runs of text (with entities decoded); declarations and instructions are left out."""
    missing: set[str] = set()
    start = position = 0
    while (found := html.find("<", position)) >= 0:
        token, end = _token(html, found, missing)
        if end == found:
            position = found + 1
            continue
        if start < found:
            yield unescape(html[start:found])
        if token is not None:
            yield token
        if isinstance(token, Tag) and token.name in _RAW and not token.closing:
            end = _raw_end(html, token.name, end)
        start = position = end
    if start < len(html):
        yield unescape(html[start:])


def _token(html: str, start: int, missing: set[str]) -> tuple[Tag | Comment | None, int]:
    """What begins at this `<`, and where it ends; at its start where it is just a character.

    `missing` remembers which terminators no longer follow, so that none is searched to the end twice.
    """
    for opening, closing in _OTHERS:
        if html.startswith(opening, start):
            end = -1 if closing in missing else html.find(closing, start + len(opening))
            if end < 0:
                missing.add(closing)
                return None, start
            inner = html[start + len(opening) : end]
            return Comment(inner) if opening == "<!--" else None, end + len(closing)
    if ">" in missing:
        return None, start
    match = _TAG.match(html, start)
    if match:
        return _tag(match), match.end()
    if html.find(">", start) < 0:
        missing.add(">")
    return None, start


def _raw_end(html: str, name: str, start: int) -> int:
    """Where the end tag of this element begins; the text's end without one."""
    match = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, start)
    return match.start() if match else len(html)


def _tag(match: re.Match[str]) -> Tag:
    pairs = (
        (name.lower(), unescape(value[1:-1] if value[:1] in "\"'" else value) if value else "")
        for name, value in _ATTRIBUTE.findall(match[3])
    )
    return Tag(match[2].lower(), bool(match[1]), tuple(pairs), match[0])
