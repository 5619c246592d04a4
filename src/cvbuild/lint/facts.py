"""Figures that two documents of an application give for the same thing, and that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.prose import passages
from cvbuild.lint.rule import Checked
from cvbuild.shape.wording import words_of
from cvbuild.source import Source, Span
from cvbuild.tree.nodes import Cell, Document, Heading, Paragraph, Row
from cvbuild.tree.walk import plain_text, walk

_FIGURE = re.compile(
    r"(?<![\w.,/:#+-])[+−–-]?\s?(?P<number>\d{1,3}(?:[,.\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?P<more>\+?)"
    r"\s?(?P<unit>%|percent\b|Prozent\b|[kKMG]?B\b|GB/s|MB/s|KB/s|ms\b|x\b|[€$£])?(?![\w/:]|[.,-]\d)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = words_of(
    """
    the and for with from that this than then over under about more less most least than into onto per each every all
    our their its his her was were are has had have been will would can could by in on at of to an as is it up we
    und der die das den dem des mit von für aus auf bei nach über unter mehr als ein eine einen pro je zur zum im
    les des une pour avec par dans sur plus que los las con por para una del más que en de la el le
    years year months jahre jahren ans años
    """
)
_WINDOW = 4
_SAME = 2
_UNITS = {"percent": "%", "prozent": "%"}


@dataclass(frozen=True)
class _Figure:
    """A number with its unit, the words that stand nearest, and whether one of them is written like a name."""

    value: str
    shown: str
    unit: str
    words: frozenset[str]
    names: frozenset[str]
    span: Span | None


def check(checked: Checked, report: Report) -> None:
    """Report each figure whose label a companion has with other values only."""
    mine = list(_figures(checked.document, checked.source))
    for other in checked.companions if mine else ():
        theirs = list(_figures(other, None))
        for figure in mine:
            alike = [one for one in theirs if _are_alike(figure, one)]
            values = {one.value for one in mine if _are_alike(figure, one)} | {figure.value}
            if alike and not values & {one.value for one in alike}:
                path = other.span.path if other.span else "another document"
                label = " ".join(sorted(figure.words & alike[0].words))
                message = f"“{figure.shown}” here and “{alike[0].shown}” in {path} are figures for “{label}”"
                report.add(Code.OTHER_FACTS, message, figure.span, "correct the one that is wrong")


def _are_alike(one: _Figure, other: _Figure) -> bool:
    """Whether both have one unit, and two words in common, or one that is a name or an abbreviation."""
    return one.unit == other.unit and (
        len(one.words & other.words) >= _SAME or bool(one.unit and one.names & other.names)
    )


def _figures(document: Document, source: Source | None) -> Iterator[_Figure]:
    for passage in passages(document, source or Source("", "")):
        if isinstance(passage.node, Paragraph | Heading):
            yield from _in_text(passage.text, passage.span if source else None)
    yield from _in_tables(document)


def _in_text(text: str, place: object) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(text):
        clause_start = max(text.rfind(sign, 0, match.start()) for sign in ".;:,(\n") + 1
        before = _words(text[clause_start : match.start()])[-_WINDOW:]
        after = _words(re.split(r"[.;:,()\n]", text[match.end() :], maxsplit=1)[0])[:_WINDOW]
        span = place(*match.span()) if callable(place) else None
        if figure := _figure(match, [*before, *after], span):
            yield figure


def _in_tables(document: Document) -> Iterator[_Figure]:
    """Those of a row, by the words of its first cell."""
    for node in walk(document):
        if isinstance(node, Row) and len(node.cells) > 1:
            label = _words(plain_text(node.cells[0]))
            for cell in node.cells[1:]:
                yield from _in_cell(cell, label)


def _in_cell(cell: Cell, label: list[str]) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(plain_text(cell)):
        if figure := _figure(match, label, cell.span):
            yield figure


def _figure(match: re.Match[str], words: list[str], span: Span | None) -> _Figure | None:
    number = re.sub(r"(?<=\d)[,.\u202f ](?=\d{3}(?!\d))", "", match["number"]).replace(",", ".")
    unit = (match["unit"] or "").casefold()
    if not unit and re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return None
    kept = frozenset(map(_stem, words))
    names = frozenset(_stem(word) for word in words if word.isupper())
    return _Figure(number, " ".join(match[0].split()), _UNITS.get(unit, unit), kept, names, span) if kept else None


def _words(text: str) -> list[str]:
    """The words that say what a figure is about."""
    return [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]


def _stem(word: str) -> str:
    """The word without the ending of its plural."""
    return word.casefold().removesuffix("s")
