"""Two versions of a paragraph, word by word: which words changed, and which only look different now.

Which paragraphs belong together is the business of `compare`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from posixpath import basename
from urllib.parse import unquote

from cvbuild.verify import Marks, WordParagraph

_TOKEN = re.compile(
    r"\[\^[^\]\s]+\]|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\s+|.",
    re.DOTALL,
)
"""A reference to a note, a sign of Chinese or Japanese, a word, a gap, or a single sign."""
_LEFT_OUT = "\u00ad\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class WordChange:
    """`before[start:end]` became `after[new_start:new_end]`."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class FormatChange:
    """Words that are the same and look different: `after[start:end]`, how they looked, and how they look."""

    start: int
    end: int
    before: Marks
    after: Marks


def plain(text: str) -> str:
    """What is compared of a text: gaps of any width are the same, and what can't be seen is nothing."""
    kept = "".join(character for character in unicodedata.normalize("NFC", text) if character not in _LEFT_OUT)
    return re.sub(r"\s+", lambda gap: "\n" if "\n" in gap[0] else " ", kept).strip()


def marks(paragraph: WordParagraph) -> list[Marks]:
    """How each character of a paragraph looks."""
    return [run.marks for run in paragraph.runs for _ in run.text]


def word_changes(before: str, after: str) -> list[WordChange]:
    """The changes from one text to the other, in their order."""
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    return [
        WordChange(_at(old, i1, before), _at(old, i2, before), _at(new, j1, after), _at(new, j2, after))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def kept(changes: Sequence[WordChange], before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """What lies between the changes: stretches of both texts that say the same."""
    start = new_start = 0
    for one in changes:
        yield start, one.start, new_start, one.new_start
        start, new_start = one.end, one.new_end
    yield start, len(before), new_start, len(after)


def format_changes(before: WordParagraph, after: WordParagraph, changes: Sequence[WordChange]) -> list[FormatChange]:
    """Where words that stayed look different."""
    old, new, text = marks(before), marks(after), after.text
    differing: list[tuple[int, Marks, Marks]] = []
    for start, new_start, width in _same_words(before.text, text, changes):
        looks = zip(old[start : start + width], new[new_start : new_start + width], strict=True)
        differing += [
            (new_start + n, look, now)
            for n, (look, now) in enumerate(looks)
            if not text[new_start + n].isspace() and not same_look(look, now)
        ]
    return [*_gathered(differing, text)]


def _same_words(before: str, after: str, changes: Sequence[WordChange]) -> Iterator[tuple[int, int, int]]:
    """Each word that stayed: where it stands in both texts, and how long it is."""
    for start, end, new_start, new_end in kept(changes, before, after):
        pairs = zip(_tokens(before[start:end]), _tokens(after[new_start:new_end]), strict=False)
        for (_, first, last), (_, new_first, new_last) in pairs:
            yield start + first, new_start + new_first, min(last - first, new_last - new_first)


def same_look(one: Marks, other: Marks) -> bool:
    """Whether characters look alike, wherever the file with a relative link lies by now."""
    return one == other or _look(one) == _look(other)


@lru_cache(maxsize=4096)
def _look(marks: Marks) -> Marks:
    return replace(marks, link=_target(marks.link)) if marks.link else marks


def _gathered(differing: list[tuple[int, Marks, Marks]], text: str) -> Iterator[FormatChange]:
    """Neighbours that changed alike as one, also over gaps."""
    last: FormatChange | None = None
    for place, old, new in differing:
        if last and (last.before, last.after) == (old, new) and not text[last.end : place].strip():
            last = replace(last, end=place + 1)
            continue
        if last:
            yield last
        last = FormatChange(place, place + 1, old, new)
    if last:
        yield last


def _target(link: str) -> str:
    """What is compared of a link's target: programs move relative ones along with the file, or make them absolute."""
    if re.match(r"(?!file:)[A-Za-z][\w+.-]+:", link):
        return unquote(link).rstrip("/")
    path, _, fragment = link.replace("\\", "/").lstrip("#").partition("#")
    if link.startswith("#") and "/" not in link and "." not in link:
        return link
    return basename(unquote(path).rstrip("/")) or fragment


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Each word as it is compared, and where it stands; what can't be seen belongs to no word."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        word = unicodedata.normalize("NFC", match[0])
        if word not in _LEFT_OUT:
            found.append(("\n" if "\n" in word else " " if word.isspace() else word, match.start(), match.end()))
    return found


def _at(tokens: list[tuple[str, int, int]], index: int, text: str) -> int:
    return tokens[index][1] if index < len(tokens) else (tokens[-1][2] if tokens else len(text))


def comparable(characters: Sequence[tuple[str, Marks | None]]) -> tuple[tuple[str, Marks | None], ...]:
    """Characters with their looks, as they are compared: None is any look, and so is that of a gap."""
    seen: list[tuple[str, Marks | None]] = []
    visible = [one for one in characters if one[0] not in _LEFT_OUT]
    for is_gap, run in groupby(visible, key=lambda one: one[0].isspace()):
        if is_gap:
            seen.append(("\n" if any(one[0] == "\n" for one in run) else " ", None))
        else:
            seen += [(text, look and _look(look)) for text, look in run]
    start, end = 0, len(seen)
    while start < end and seen[start][0].isspace():
        start += 1
    while end > start and seen[end - 1][0].isspace():
        end -= 1
    return tuple(seen[start:end])
