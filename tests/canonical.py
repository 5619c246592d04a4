"""HTML in a canonical form, so that what two programs made of the same Markdown can be compared.

Only what a page says and how it is built is kept. Which Markdown is compared stands in the tests.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import html5lib

Node = str | tuple[str, tuple[tuple[str, str], ...], tuple[Any, ...]]
"""Text, or an element: its name, the attributes that matter, what stands inside."""

_BLOCKS = {
    "html", "body", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "dl",
    "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "div", "section", "article", "details", "summary",
    "form", "iframe",
}  # fmt: skip
_KEPT = {
    "a": ("href", "title"),
    "img": ("src", "alt", "title"),
    "ol": ("start",),
    "code": ("class",),
    "th": ("align",),
    "td": ("align",),
}
_RENAMED = {"s": "del", "strike": "del", "figure": "p"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LINKED = ("http", "https", "mailto", "tel", "ftp", "irc")
"""Schemes of links that a document may hold; cvbuild keeps the text of any other."""


def canonical(html: str) -> tuple[Node, ...]:
    """What the HTML says: without ids, classes for looks, wrappers, and white space that no browser shows."""
    root = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return _tidy(_inside(root, keep=False), inside_block=True)


def words(nodes: tuple[Node, ...]) -> list[str]:
    """The words that a reader sees."""
    return "".join(_texts(nodes)).split()


def _texts(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        gap = " " if node[0] in _BLOCKS or node[0] == "br" else ""
        yield gap
        yield from _texts(node[2])
        yield gap


def _inside(element: ET.Element, *, keep: bool) -> list[Node]:
    found: list[Node] = [element.text] if element.text else []
    for child in element:
        # The tag of a comment is a function.
        found.extend(_element(child, keep=keep) if not callable(child.tag) else [])
        found.extend([child.tail] if child.tail else [])
    return found


def _element(element: ET.Element, *, keep: bool) -> list[Node]:
    tag = _RENAMED.get(element.tag, element.tag)
    box = _box(element)
    if box is not None:
        return [box]
    keep = keep or tag in ("pre", "code")
    if _is_note(element):
        return []
    inside = _inside(element, keep=keep)
    if _is_wrapper(element, tag):
        return inside
    content = _joined(inside) if keep else _tidy(inside, inside_block=tag in _BLOCKS)
    if element.tag == "code" and content and isinstance(content[-1], str):
        # Whether the last line of a code block has an end shows nowhere.
        content = _joined([*content[:-1], content[-1].removesuffix("\n")])
    if tag == "li":
        content = _box_first(content)
    return [(tag, tuple(_attributes(element, tag)), content)]


def _box_first(item: tuple[Node, ...]) -> tuple[Node, ...]:
    """The item with its box before its first paragraph, not in it."""
    first = item[0] if item else ""
    if isinstance(first, str) or first[0] != "p" or not first[2] or first[2][0][0] != "box":
        return item
    return (first[2][0], ("p", first[1], first[2][1:]), *item[1:])


def _is_note(element: ET.Element) -> bool:
    """What stands in a page for reading notes, or twice: captions, and arrows back from notes."""
    return element.tag == "figcaption" or element.get("role") == "doc-backlink"


def _is_wrapper(element: ET.Element, tag: str) -> bool:
    """What is there for looks or scripts only, and links that lead nowhere."""
    dead = tag == "a" and not _is_linked(element.get("href", ""))
    return dead or tag == "span" or element.get("class") == "scroll"


def _box(element: ET.Element) -> Node | None:
    """A task's box: an input for cmark, a character with a label for cvbuild."""
    if element.tag == "input":
        return ("box", (("done", str("checked" in element.attrib)),), ())
    if element.get("class") == "box":
        return ("box", (("done", str(element.get("aria-label") == "done")),), ())
    return None


def _is_linked(target: str) -> bool:
    match = _SCHEME.match(re.sub(r"[\x00-\x20]", "", unquote(target)))
    return match is None or match[1].lower() in _LINKED


def _attributes(element: ET.Element, tag: str) -> Iterator[tuple[str, str]]:
    for name in _KEPT.get(tag, ()):
        value = element.get(name)
        if name == "align" and value is None:
            value = element.get("class")
        if name == "alt" and value:
            value = " ".join(value.split())
        if value:
            # %-escapes have two spellings; so have characters that need none.
            yield name, unquote(value) if name in ("href", "src") else value


def _joined(nodes: list[Node]) -> tuple[Node, ...]:
    """The nodes with neighbouring texts made one."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(node, str) and isinstance(last, str):
            found[-1] = last + node
        elif node != "":
            found.append(node)
    return tuple(found)


def _tidy(nodes: list[Node], *, inside_block: bool) -> tuple[Node, ...]:
    """Without the white space at the edges of blocks and around line breaks; elsewhere it is one space."""
    joined = _joined([re.sub(r"[ \t\n\r\f]+", " ", node) if isinstance(node, str) else node for node in nodes])
    found: list[Node] = []
    for index, node in enumerate(joined):
        before = joined[index - 1] if index else None
        after = joined[index + 1] if index + 1 < len(joined) else None
        left, right = _is_edge(before, inside_block), _is_edge(after, inside_block)
        found.append(_cut(node, left, right) if isinstance(node, str) else node)
    return tuple(node for node in found if node != "")


def _cut(text: str, left: bool, right: bool) -> str:
    text = text.lstrip(" ") if left else text
    return text.rstrip(" ") if right else text


def _is_edge(neighbour: Node | None, inside_block: bool) -> bool:
    if neighbour is None:
        return inside_block
    return not isinstance(neighbour, str) and (neighbour[0] in _BLOCKS or neighbour[0] in ("br", "box"))


def loosened(nodes: tuple[Node, ...], inside: str = "") -> tuple[Node, ...]:
    """The nodes without what cmark-gfm does in its own way and nobody sees.

    It makes strong text inside strong text plain, and keeps the indentation of lazy lines in code spans.
    """
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(re.sub(r"[ \t]+", " ", node) if inside == "code" else node)
            continue
        tag, attributes, inner = node
        content = loosened(inner, tag if tag in ("strong", "code", "pre") and inside != "pre" else inside)
        found.extend(content if tag == inside == "strong" else [(tag, attributes, content)])
    return _joined(found)
