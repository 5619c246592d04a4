"""Takes stretches out of a text or a run of inlines, together with what would be left hanging: labels, separators.

What is to be taken out is found elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvbuild.tree.nodes import Code, FootnoteReference, Image, Inline, Inlines, LineBreak, Text

Hole = tuple[int, int]
"""Start and end in the text of a run."""
_OBJECT = "\ufffc"
"""Stands for a picture or a note's number in the text of a run (Unicode's object replacement character)."""

_REACH = 60
"""How many characters beside a hole are looked at: more than any label has."""
_LABEL = re.compile(
    r"(?:^|(?<=[\s|·•,;(/]))"
    r"(?:tele(?:phone|fon)|phone|tel|mobile?|mob|cell|handy|portable|t[ée]l[ée]phone|t[ée]l|tel[ée]fono|m[óo]vil|"
    r"전화(?:번호)?|휴대폰|휴대전화|연락처|電話|携帯|电话|手机|"
    r"(?:home |postal )?address|adresse|anschrift|direcci[óo]n|주소|住所|地址|"
    r"e-?mail|mail|correo|이메일|メール|邮箱|web(?:site)?|homepage|홈페이지|github|linkedin)"
    r"(?: number)?[.]?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_ANY_LABEL = re.compile(r"[^\w\ufffc]*[\w .-]{1,30}[:：]\W*")
"""What is only a label once its value has gone."""
_BEFORE = re.compile(r"(?:[ \t]*(?:[|·•,;/–—]|\bor\b|\n))?[ \t]*$")
_AFTER = re.compile(r"[ \t]*(?:[|·•,;/–—]|\n)?[ \t]*")
_SEPARATED = re.compile(r"(?:^|[|·•,;/–—\n(])[ \t]*$")
_CLOSED = re.compile(r"[ \t]*(?:$|[|·•;/–—\n)])")


def run_text(inlines: Inlines) -> str:
    """The characters of a run, by which holes are counted."""
    return "".join(_characters(inlines))


def _characters(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text=text) | Code(text=text):
                yield text
            case LineBreak():
                yield "\n"
            case Image() | FootnoteReference():
                yield _OBJECT
            case _:
                yield from _characters(inline.children)


def widened(text: str, holes: Iterable[Hole]) -> list[Hole]:
    """The holes with the label before a value, brackets around it, and one of two separators."""
    wider: list[Hole] = []
    for start, end in holes:
        start, end = _with_surroundings(text, start, end)  # noqa: PLW2901 -- the same hole
        wider.append((max(start, wider[-1][1]) if wider else start, max(end, wider[-1][1]) if wider else end))
    return wider


def _with_surroundings(text: str, start: int, end: int) -> Hole:
    if label := _LABEL.search(text, max(0, start - _REACH), start):
        start = label.start()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if before.rstrip(" ").endswith("(") and after.lstrip(" ").startswith(")"):
        start, end = text.rindex("(", 0, start), text.index(")", end) + 1
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _SEPARATED.search(before) and (found := _AFTER.match(after)) and found.end() and not after.startswith(")"):
        return start, end + found.end()
    if _CLOSED.match(after) and (found := _BEFORE.search(before)):
        return start - len(before) + found.start(), end
    # Between words, one of two spaces stays; none before a full stop.
    spaced = before.endswith(" ") and (after[:1] in {" ", ",", ".", "!", "?", ")"})
    return (start - 1, end) if spaced else (start, end)


def without(text: str, holes: Iterable[Hole]) -> str:
    """The text without the holes; nothing, where only a label or signs are left."""
    gone = {place for start, end in holes for place in range(start, end)}
    kept = "".join(character for place, character in enumerate(text) if place not in gone)
    return "" if is_bare(kept) else kept


def is_bare(text: str) -> bool:
    """Whether nothing but a label or signs is left of a text that had more."""
    return not re.search(r"[\w\ufffc]", text) or bool(_ANY_LABEL.fullmatch(text) or _LABEL.fullmatch(text))


def run_without(inlines: Inlines, holes: list[Hole]) -> Inlines:
    """The run without the holes; what is empty then is gone too."""
    gone = {place for start, end in holes for place in range(start, end)}
    return _kept(inlines, gone, 0)[0]


def _kept(inlines: Inlines, gone: set[int], at: int) -> tuple[Inlines, int]:
    """What is left of a run that begins `at` a place, and the place behind it."""
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text=text) | Code(text=text):
                left = "".join(character for place, character in enumerate(text, at) if place not in gone)
                kept += [replace(inline, text=left)] if left else []
                at += len(text)
            case LineBreak():
                kept += [] if at in gone else [inline]
                at += 1
            case Image() | FootnoteReference():
                kept.append(inline)
                at += 1
            case _:
                children, at = _kept(inline.children, gone, at)
                kept += [replace(inline, children=children)] if children else []
    return tuple(kept), at
