"""What an applicant tracking system would fill in from a text: name, contacts, sections, entries with their periods.

Headings, periods and entries are recognised by `shape`, as in a Markdown source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvbuild.diagnostics import Report
from cvbuild.inspect.inspection import FoundEntry, FoundSection, Recognised
from cvbuild.inspect.text_lines import blocks_of
from cvbuild.lint.parties import EMAIL, is_name, phones_in
from cvbuild.shape.names import says_organisation, says_title
from cvbuild.shape.phrases import is_greeting
from cvbuild.shape.sections import section_kind, with_sections
from cvbuild.tree.nodes import Entry, Section
from cvbuild.tree.walk import plain_text, walk
from cvbuild.verify.found import Line, Link

_NAME_LINES = 6
MOST_LINES = 5000
"""Of a file in which something is recognised: a hundred pages. A longer one is no application."""
_TITLE = re.compile(
    r"curriculum vitae|c\.?v\.?|r[ée]sum[ée]|lebenslauf|bewerbung|anschreiben|cover letter|currículum.*|이력서|履歴書"
    r"|職務経歴書|简历|个人简历",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*[|｜·•,]\s*|\s{3,}|\t")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"'|]+|(?<![\w@./-])(?:github\.com|gitlab\.com|(?:[a-z]+\.)?linkedin\.com)/[\w/%.+-]+",
    re.IGNORECASE,
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]{2,4}")


def recognise(lines: Sequence[Line], links: Sequence[Link], lang: str, *, has_menu: bool = False) -> Recognised:
    """All that is recognised; a text in no order gives what its lines give by themselves.

    With `has_menu`, what stands before the heading of the first rank is no part of the document.
    """
    lines = lines[:MOST_LINES]
    texts = _texts(lines)
    name, number = _name(_texts(lines[_start(lines) :]) if has_menu else texts)
    whole = "\n".join(texts)
    return Recognised(
        name,
        number,
        _unique(found.rstrip(".") for found in EMAIL.findall(whole)),
        _unique(found for text in texts for found, _ in phones_in(text)),
        _unique([*(found.rstrip(".,;") for found in _URL.findall(whole)), *_targets(links)]),
        tuple(_sections(lines, lang)),
        any(is_greeting(text) for text in texts),
    )


def _texts(lines: Sequence[Line]) -> list[str]:
    return [text.strip() for line in lines for text in line.text.split("\n") if text.strip()]


def _start(lines: Sequence[Line]) -> int:
    return next((number for number, line in enumerate(lines) if line.kind == "heading" and line.level == 1), 0)


def _targets(links: Sequence[Link]) -> Iterator[str]:
    return (link.target for link in links if link.target.startswith(("http://", "https://")))


def _unique(values: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _name(texts: Sequence[str]) -> tuple[str, int]:
    """The name and its line among the first ones; the first part of a line that has several."""
    for number, text in enumerate(texts[:_NAME_LINES], 1):
        part = next((part for part in _BAR.split(text) if part), "")
        if _TITLE.fullmatch(part) or section_kind(part) or _is_other(part, number):
            continue
        if is_name(part) or _HAN_NAME.fullmatch(part.replace(" ", "")):
            return part, number
    return "", 0


def _is_other(text: str, number: int) -> bool:
    """Below the first line, whether it is what somebody is or where, rather than who."""
    return number > 1 and (says_title(text) or says_organisation(text))


def _sections(lines: Sequence[Line], lang: str) -> Iterator[FoundSection]:
    for block in with_sections(blocks_of(lines, lang), lang, Report()):
        if isinstance(block, Section):
            entries = tuple(_entry(node) for node in walk(block) if isinstance(node, Entry))
            yield FoundSection(plain_text(block.heading), block.kind, entries, len(plain_text(block).split()))


def _entry(entry: Entry) -> FoundEntry:
    title, organisation, place, period = (
        " ".join(plain_text(part).split()) for part in (entry.title, entry.organisation, entry.place, entry.period)
    )
    return FoundEntry(title, organisation, place, period, entry.dates)
