"""What an applicant tracking system would fill in from a text: name, contacts, sections, entries with their periods.

Headings, periods and entries are recognised by `shape`, as in a Markdown source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cvbuild.diagnostics import Report
from cvbuild.inspect.inspection import FoundEntry, FoundSection, Recognised
from cvbuild.inspect.text_lines import blocks_of, is_title
from cvbuild.lint.parties import EMAIL, is_name, phones_in
from cvbuild.shape.names import says_organisation, says_place, says_title
from cvbuild.shape.phrases import is_greeting
from cvbuild.shape.sections import section_kind, with_sections
from cvbuild.tree.nodes import Entry, Section
from cvbuild.tree.walk import plain_text, walk
from cvbuild.verify.found import Line, Link

_NAME_LINES = 6
MOST_LINES = 5000
"""Of a file in which something is recognised: a hundred pages. A longer one is no application."""
_PERSONAL = re.compile(
    r"(?:personal|contact) (?:data|details|info(?:rmation)?)|contact(?: me)?|about me|kontakt(?:daten)?|zur person"
    r"|pers[öo]nliche (?:daten|angaben)|coordonnées|données personnelles|contacto|datos personales|contato"
    r"|dados pessoais|contatti|dati personali|persoonlijke gegevens|인적\s*사항|基本情報|個人情報|基本信息|个人信息",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:full |first and last )?name|(?:vor-? und )?(?:nach|zu)?name|nom(?: et prénoms?)?|nombre(?: y apellidos)?"
    r"|nome|naam|이름|성명|氏\s*名|姓\s*名)\s*(?:[:：\s]\s*|$)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*[|｜·•,]\s*|\s{3,}|\t")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"'|]+|(?<![\w@./-])(?:github\.com|gitlab\.com|(?:[a-z]+\.)?linkedin\.com)/[\w/%.+-]+",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:[^\W\d_\u2e80-\U0010ffff]\s*\b)+")
"""Letters that stand apart."""
_HAN_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]{2,4}")


def recognise(lines: Sequence[Line], links: Sequence[Link], lang: str, *, has_menu: bool = False) -> Recognised:
    """All that is recognised; a text in no order gives what its lines give by themselves.

    With `has_menu`, what stands before the heading of the first rank is no part of the document.
    """
    lines = lines[:MOST_LINES]
    texts = _texts(lines)
    own = _texts(lines[_start(lines) :]) if has_menu else texts
    name, number = _name(own)
    whole = "\n".join(texts)
    return Recognised(
        name,
        number,
        _unique(found.rstrip(".") for found in EMAIL.findall(whole)),
        _unique(found for text in texts for found, _ in phones_in(text)),
        _pages(whole, links),
        tuple(_sections(lines, lang)),
        any(is_greeting(text) for text in texts),
        own[0] if own else "",
    )


def _texts(lines: Sequence[Line]) -> list[str]:
    return [text.strip() for line in lines for text in line.text.split("\n") if text.strip()]


def _start(lines: Sequence[Line]) -> int:
    return next((number for number, line in enumerate(lines) if line.kind == "heading" and line.level == 1), 0)


def _pages(text: str, links: Sequence[Link]) -> tuple[str, ...]:
    """Each page once, also where it is written without the scheme that its link has."""
    written = (found.rstrip(".,;") for found in _URL.findall(text))
    targets = (link.target for link in links if link.target.startswith(("http://", "https://")))
    pages: dict[str, str] = {}
    for address in (*written, *targets):
        pages.setdefault(re.sub(r"^https?://|/$", "", address), address)
    return tuple(pages.values())


def _unique(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _name(texts: Sequence[str]) -> tuple[str, int]:
    """The name and its line among the first ones; the first part of a line that has several."""
    for number, text in enumerate(texts[:_NAME_LINES], 1):
        bare = EMAIL.sub("", _LABEL.sub("", text)).strip() if _LABEL.match(text) or "@" in text else text
        part = next((part for part in _BAR.split(bare) if part), "")
        if is_title(part) or _PERSONAL.fullmatch(part) or section_kind(part) or _is_other(bare, part, number):
            continue
        if (is_name(part) and not _SPACED.fullmatch(part)) or _HAN_NAME.fullmatch(part.replace(" ", "")):
            return part, number
    return "", 0


def _is_other(line: str, part: str, number: int) -> bool:
    """Below the first line, whether it is what somebody is or where, rather than who."""
    return number > 1 and (says_title(part) or says_organisation(part) or says_place(line))


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
