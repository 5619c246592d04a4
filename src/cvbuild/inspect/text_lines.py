"""Lines of a text as blocks of a tree, so that `shape` may find sections and entries in them.

Which words make a section or an entry is said there; this module only guesses what is a heading, an item or a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvbuild.shape.names import says_degree, says_organisation, says_title
from cvbuild.shape.periods import find_periods, read_period
from cvbuild.shape.sections import section_kind
from cvbuild.shape.wording import words_of
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inline,
    Inlines,
    Item,
    LineBreak,
    Paragraph,
    Strong,
    Text,
)
from cvbuild.verify.found import Line

BULLET = re.compile(r"\s*[•◦▪▫‣⁃∙●○■□–—*·\-\uf0b7\uf0a7]\s+(?=\S)")
_SENTENCE = re.compile(r"[.!?;,。]\s*$")
_RULE = re.compile(r"[\s=_~*#─━═-]*")
_SIGNS = re.compile(r"^[^\w\s]+\s+|[#*_]+")
"""What stands before a heading: an emoji, a bullet, marks of Markdown."""
_RUNNING = words_of(
    "with using as at from to on by my our the a mit als bei von zu im avec dans chez con em para",
)
"""Words of running text, which headings of sections do without."""
_SPACES = re.compile(r"[^\S\t]+")
_LAST_YEAR = re.compile(r"(?<=[^\W\d_]) (?=(?:19|20)\d\d$)")
"""A year at the end of an entry's heading stands apart from it, though readers make a space of what sets it apart."""
_LONGEST_HEADING, _LONGEST_HEAD = 5, 120
_SECTION_LEVEL = 2


def blocks_of(lines: Sequence[Line], lang: str) -> Blocks:
    """The tree's blocks. Headings are those that the file marks, where it marks any, else the lines that could be."""
    single = [one for line in lines for one in _single(line)]
    marked = {line.text for line in single if line.kind == "heading" and section_kind(line.text)}
    is_marked = len(marked) > 1 or sum(line.kind == "heading" for line in single) > 2
    return tuple(_Blocks(single, lang, is_marked=is_marked).all())


def is_heading(text: str) -> bool:
    """Whether a line by itself could be the heading of a section: few words with known ones, no sentence, no time."""
    words = _SIGNS.sub("", text).strip().rstrip(":：").split()
    if not 1 <= len(words) <= _LONGEST_HEADING or _SENTENCE.search(text) or any(find_periods(text)):
        return False
    is_running = words[0][:1].islower() or any(word in _RUNNING for word in words)
    return not is_running and section_kind(" ".join(words)) is not None


def plain_lines(text: str) -> Iterator[Line]:
    """The lines of a plain text; headings are those that stand between empty lines, if there are several."""
    lines = ["", *(line.strip() for line in text.splitlines()), ""]
    apart = {n for n in range(1, len(lines) - 1) if not (lines[n - 1] or lines[n + 1]) and is_heading(lines[n])}
    for number, line in enumerate(lines):
        if line:
            is_marked = number in apart and len(apart) > 1
            yield Line(line, "heading", _SECTION_LEVEL) if is_marked else Line(line)


def _single(line: Line) -> Iterator[Line]:
    """The lines of a paragraph one by one, those of a heading together; rules made of signs are none."""
    parts = [_SPACES.sub(" ", part).strip() for part in line.text.split("\n")]
    for text in ["\n".join(parts)] if line.kind == "heading" else parts:
        if not _RULE.fullmatch(text):
            yield Line(text, line.kind, line.level, line.ordered)


class _Blocks:
    def __init__(self, lines: Sequence[Line], lang: str, *, is_marked: bool) -> None:
        self._lines, self._lang, self._is_marked = lines, lang, is_marked
        self._dated = [self._is_dated(line) for line in lines]

    def all(self) -> Iterator[Block]:
        items: list[Item] = []
        for number, line in enumerate(self._lines):
            bullet = BULLET.match(line.text)
            if (line.kind == "item" or bullet) and not (line.kind == "heading" or self._dated[number]):
                text = line.text[bullet.end() :] if bullet else line.text
                items.append(Item((Paragraph((Text(text),)),)))
                continue
            if items:
                yield BulletList(tuple(items), tight=True)
                items = []
            yield self._block(number, line)
        if items:
            yield BulletList(tuple(items), tight=True)

    def _block(self, number: int, line: Line) -> Block:
        if line.kind == "heading":
            return Heading(line.level or _SECTION_LEVEL, _broken(_LAST_YEAR.sub("\t", line.text)), "")
        if not self._is_marked and is_heading(line.text):
            return Heading(_SECTION_LEVEL, (Text(line.text.strip().rstrip(":：")),), "")
        bullet = BULLET.match(line.text)
        text = Text(line.text[bullet.end() :] if bullet else line.text)
        # Under a title, a line with the period goes on with its head, and begins none of its own.
        goes_on = number > 0 and self._dated[number] and self._is_title(number - 1)
        return Paragraph((Strong((text,)) if self._is_head(number) and not goes_on else text,))

    def _is_title(self, number: int) -> bool:
        """Whether it says what somebody was, but not when."""
        text = self._lines[number].text
        is_free = not (self._dated[number] or self._lines[number].kind == "heading" or BULLET.match(text))
        return is_free and _could_be_head(text) and (says_title(text) or says_degree(text))

    def _is_dated(self, line: Line) -> bool:
        """Whether it tells a period and could be the head of an entry."""
        text = line.text
        return len(text) <= _LONGEST_HEAD and not _SENTENCE.search(text) and any(find_periods(text, self._lang))

    def _is_head(self, number: int) -> bool:
        """Whether it belongs to an entry's head: it tells a period, or completes a line above or below that does."""
        if self._dated[number]:
            return True
        text = self._lines[number].text
        if not _could_be_head(text):
            return False
        if number and self._dated[number - 1] and (says_title(text) or says_degree(text) or says_organisation(text)):
            return True
        below = [line.text for line in self._lines[number + 1 : number + 3] if line.kind != "heading"]
        if any(read_period(one, self._lang) for one in below):
            return True
        return bool(below) and self._dated[number + 1] and (says_title(text) or says_organisation(text))


def _could_be_head(text: str) -> bool:
    is_name = text[:1].isupper() or text[:1] > "\u2e80"
    return is_name and len(text) <= _LONGEST_HEAD and not _SENTENCE.search(text)


def _broken(text: str) -> Inlines:
    """The text with its line ends as breaks."""
    parts: list[Inline] = []
    for line in text.split("\n"):
        parts += [LineBreak(), Text(line)] if parts else [Text(line)]
    return tuple(parts)
