"""Lines of a text as blocks of a tree, so that `shape` may find sections and entries in them.

Which words make a section or an entry is said there; this module only guesses what is a heading, an item or a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvbuild.shape.names import says_degree, says_legal_form, says_organisation, says_title
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
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]{1,2}\.){2,}\s*$")
"""“S.p.A.” and “N.V.” end no sentence."""
_RULE = re.compile(r"[\s=_~*#─━═-]*")
_SIGNS = re.compile(r"^[^\w\s]+\s+|[#*_]+")
"""What stands before a heading: an emoji, a bullet, marks of Markdown."""
_RUNNING = words_of(
    "with using as at from to on by my our the a mit als bei von zu im avec dans chez con em para",
)
"""Words of running text, which headings of sections do without."""
_TITLES = re.compile(
    r"curriculum vitae|c\.?v\.?|r[ée]sum[ée]|lebenslauf|bewerbung|anschreiben|cover letter|currículum.*|이력서|履歴書"
    r"|職務経歴書|简历|个人简历",
    re.IGNORECASE,
)
_OPEN_PERIOD = re.compile(r".{1,20}[–—-]\s*")
_LONGEST_DATE = 20
_BETWEEN_NAMES = re.compile(r"[,|·–—]")
_SPACES = re.compile(r"[^\S\t]+")
_LAST_YEAR = re.compile(r"(?<=[^\W\d_]) (?=(?:19|20)\d\d$)")
"""A year at the end of an entry's heading stands apart from it, though readers make a space of what sets it apart."""
_LONGEST_HEADING, _LONGEST_HEAD = 5, 120
_SECTION_LEVEL = 2


def blocks_of(lines: Sequence[Line], lang: str) -> Blocks:
    """The tree's blocks. Headings are those that the file marks, where it marks any, else the lines that could be."""
    single = [*_joined([one for line in lines for one in _single(line)], lang)]
    marked = {line.text for line in single if line.kind == "heading" and section_kind(line.text)}
    is_marked = len(marked) > 1 or sum(line.kind == "heading" for line in single) > 2
    return tuple(_Blocks(single, lang, is_marked=is_marked).all())


def is_heading(text: str) -> bool:
    """Whether a line by itself could be the heading of a section: few words with known ones, no sentence, no time."""
    plain = _SIGNS.sub("", text).strip().rstrip(":：")
    words = plain.split()
    if not 1 <= len(words) <= _LONGEST_HEADING or _SENTENCE.search(text) or any(find_periods(text)):
        return False
    if not all(map(section_kind, plain.split(","))):
        return False
    is_running = words[0][:1].islower() or any(word in _RUNNING for word in words)
    return not is_running and section_kind(" ".join(words)) is not None


def is_title(text: str) -> bool:
    """Whether it says what the document is, as people write it above everything."""
    return _TITLES.fullmatch(text) is not None


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


def _joined(lines: Sequence[Line], lang: str) -> Iterator[Line]:
    """The lines, with periods in one that narrow columns broke behind the dash."""
    skip = False
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if skip:
            skip = False
            continue
        is_open = below is not None and _OPEN_PERIOD.fullmatch(line.text) and len(below.text) <= _LONGEST_DATE
        text = f"{line.text} {below.text}" if below is not None and is_open else ""
        skip = bool(text) and read_period(text, lang) is not None
        yield replace(line, text=text) if skip else line


class _Blocks:
    def __init__(self, lines: Sequence[Line], lang: str, *, is_marked: bool) -> None:
        self._lines, self._lang, self._is_marked = lines, lang, is_marked
        self._lines = [*self._with_dates_beside()]
        self._dated = [self._is_dated(line) for line in self._lines]
        self._dates_first = [*self._sections_with_dates_first()]

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
        if self._is_guessed(number):
            return Heading(_SECTION_LEVEL, (Text(line.text.strip().rstrip(":：")),), "")
        bullet = BULLET.match(line.text)
        text = Text(line.text[bullet.end() :] if bullet else line.text)
        # Under a title, a line with the period goes on with its head, and begins none of its own.
        goes_on = number > 0 and self._dated[number] and self._is_title(number - 1)
        return Paragraph((Strong((text,)) if self._is_head(number) and not goes_on else text,))

    def _is_guessed(self, number: int) -> bool:
        """Whether it is taken for a heading, though nothing marks it."""
        text = self._lines[number].text
        return not (self._is_marked or (number == 0 and is_title(text))) and is_heading(text)

    def _sections_with_dates_first(self) -> Iterator[bool]:
        """Whether each line stands in a section whose first line is a period, so that heads stand below theirs."""
        dates_first = False
        for number, line in enumerate(self._lines):
            if section_kind(line.text) if line.kind == "heading" else self._is_guessed(number):
                below = self._lines[number + 1].text if number + 1 < len(self._lines) else ""
                dates_first = read_period(below.partition("\t")[0], self._lang) is not None
            yield dates_first

    def _with_dates_beside(self) -> Iterator[Line]:
        """The lines; where dates come first, each stands on one line with the head below it, as in a table's row."""
        period: Line | None = None
        for line, dates_first in zip(self._lines, self._sections_with_dates_first(), strict=True):
            if period is not None and line.kind != "heading" and _could_be_head(line.text):
                yield replace(line, text=f"{period.text}\t{line.text}", kind="paragraph")
                period = None
                continue
            if period is not None:
                yield period
            period = line if dates_first and read_period(line.text, self._lang) else None
            if period is None:
                yield line
        if period is not None:
            yield period

    def _completes(self, number: int) -> bool:
        """Whether it is the only line between a head that names but a title, and what is another entry or its list."""
        above = [part for part in self._lines[number - 1].text.split("\t") if not read_period(part, self._lang)]
        lacks_one = len(above) == 1 and says_title(above[0]) and not _is_whole_head(above[0])
        below = self._lines[number + 1] if number + 1 < len(self._lines) else None
        is_end = below is None or below.kind in {"heading", "item"} or BULLET.match(below.text) is not None
        return (
            lacks_one
            and len(self._lines[number].text.split()) <= _LONGEST_HEADING
            and (is_end or self._dated[number + 1] or self._is_guessed(number + 1))
        )

    def _is_title(self, number: int) -> bool:
        """Whether it says what somebody was, but not when."""
        text = self._lines[number].text
        is_free = not (self._dated[number] or self._lines[number].kind == "heading" or BULLET.match(text))
        return is_free and _could_be_head(text) and (says_title(text) or says_degree(text))

    def _is_dated(self, line: Line) -> bool:
        """Whether it tells a period and could be the head of an entry."""
        text = line.text
        return len(text) <= _LONGEST_HEAD and not _is_sentence(text) and any(find_periods(text, self._lang))

    def _is_head(self, number: int) -> bool:
        """Whether it belongs to an entry's head: it tells a period, or completes a line above or below that does."""
        if self._dated[number]:
            return True
        text = self._lines[number].text
        if not _could_be_head(text):
            return False
        says_one = says_title(text) or says_degree(text) or says_organisation(text)
        if number and self._dated[number - 1] and (says_one or self._completes(number)):
            return True
        if self._dates_first[number]:
            return False
        below = [line.text for line in self._lines[number + 1 : number + 3] if line.kind != "heading"]
        if any(read_period(one, self._lang) for one in below[: 1 if below and _is_whole_head(below[0]) else 2]):
            return True
        return bool(below) and self._dated[number + 1] and (says_title(text) or says_organisation(text))


def _could_be_head(text: str) -> bool:
    is_name = text[:1].isupper() or text[:1] > "\u2e80"
    return is_name and len(text) <= _LONGEST_HEAD and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    last = text.split()[-1:]
    return bool(_SENTENCE.search(text)) and not (_ABBREVIATED.search(text) or any(map(says_legal_form, last)))


def _is_whole_head(text: str) -> bool:
    """Whether it says both what somebody was and where, so that the line above it is something else."""
    return (says_title(text) or says_degree(text)) and bool(says_organisation(text) or _BETWEEN_NAMES.search(text))


def _broken(text: str) -> Inlines:
    """The text with its line ends as breaks."""
    parts: list[Inline] = []
    for line in text.split("\n"):
        parts += [LineBreak(), Text(line)] if parts else [Text(line)]
    return tuple(parts)
