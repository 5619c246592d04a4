"""Inlines to Markdown, in several degrees of care: who writes a block takes the lightest that means the same.

What begins a block, and so needs more care at the start of a line, is known to `markdown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import assert_never

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
    Subscript,
    Superscript,
    Text,
)
from cvbuild.tree.walk import plain_text


class Care(IntEnum):
    """What is escaped: nothing, signs of marks, those of addresses too, all punctuation; at last, tags are marks."""

    NONE = 0
    MARKS = 1
    LINKS = 2
    ALL = 3
    TAGS = 4


_ESCAPED = {
    Care.NONE: re.compile(r"(?!)"),
    Care.MARKS: re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"),
    Care.LINKS: re.compile(r"[\\`*_\[\]<~@]|&(?=#?\w+;)|:(?=//)"),
    Care.ALL: re.compile(r"[!-/:-@\[-`{-~]"),
    Care.TAGS: re.compile(r"[\\`*_\[\]<~&:@]"),
}
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS: dict[type[Node], tuple[str, str]] = {
    Emphasis: ("*", "em"),
    Strong: ("**", "strong"),
    Strike: ("~~", "del"),
    Superscript: ("", "sup"),
    Subscript: ("", "sub"),
}


def inline_forms(inlines: Inlines, *, broken: str = "\\\n") -> Iterator[str]:
    """Ways to write the run, the lightest first; the last one always means it."""
    for care in Care:
        yield inline_markdown(inlines, care, broken=broken)


def inline_markdown(inlines: Inlines, care: Care, *, broken: str = "\\\n") -> str:
    """The run at this degree of care; `broken` stands for a hard line break."""
    return "".join(_inline(inline, care, broken) for inline in inlines)


def _inline(inline: Inline, care: Care, broken: str) -> str:
    match inline:
        case Text(text=text):
            return _ESCAPED[care].sub(r"\\\g<0>", text)
        case Code(text=text):
            return _code(text)
        case Emphasis() | Strong() | Strike() | Superscript() | Subscript():
            mark, tag = _MARKS[type(inline)]
            inner = inline_markdown(inline.children, care, broken=broken)
            return f"{mark}{inner}{mark}" if mark and care is not Care.TAGS else f"<{tag}>{inner}</{tag}>"
        case Link(children=children, target=target):
            if care is Care.NONE and plain_text(children) in (target, target.removeprefix("mailto:")):
                return plain_text(children)
            return f"[{inline_markdown(children, care, broken=broken)}]({_address(target, inline.title)})"
        case Image():
            return image_markdown(inline)
        case LineBreak():
            return broken
        case FootnoteReference(number=number):
            return f"[^{number}]"
        case _:
            assert_never(inline)


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) or not text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _address(target: str, title: str) -> str:
    target = _ENTITY.sub("&amp;", target)
    address = target
    if not target or re.search(r"[\s()<>\\]", target):
        address = "<" + re.sub(r"([<>\\])", r"\\\1", target) + ">"
    return f'{address} "{_quoted(title)}"' if title else address


def _quoted(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", text)


def image_markdown(image: Image) -> str:
    """An image, as HTML where its size is set."""
    if image.width is None and image.height is None:
        alt = _ESCAPED[Care.MARKS].sub(r"\\\g<0>", image.alt)
        return f"![{alt}]({_address(image.source, image.title)})"
    from html import escape

    sizes = "".join(f' {side}="{size}"' for side in ("width", "height") if (size := getattr(image, side)) is not None)
    title = f' title="{escape(image.title)}"' if image.title else ""
    return f'<img src="{escape(image.source)}" alt="{escape(image.alt)}"{title}{sizes}>'


def merged_inlines(inlines: Inlines) -> Inlines:
    """The run with neighbouring texts made one, as the parser has them, and without marks around nothing."""
    merged: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and merged and isinstance(merged[-1], Text):
            merged[-1] = Text(merged[-1].text + inline.text)
        elif not _is_empty(inline):
            merged.append(inline)
    return tuple(merged)


def _is_empty(inline: Inline) -> bool:
    match inline:
        case Text(text=text):
            return not text
        case Emphasis() | Strong() | Strike() | Superscript() | Subscript():
            return not inline.children
        case _:
            return False
