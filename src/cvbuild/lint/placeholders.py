"""Gaps of a template that were never filled: `[Company]`, `{{ name }}`, `TODO`, and the same in other languages.

Which words name a gap stands in `gaps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.gaps import is_gap, is_whole_gap
from cvbuild.lint.prose import Passage
from cvbuild.lint.rule import Checked
from cvbuild.source import Span

_TEMPLATE = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^{}\n]{1,60}%\}|<%[^<>\n]{1,60}%>"
    r"|(?<![\w@./-])(?:FIXME|TBD)(?![\w@-]|\.\w)|\b[Ll]orem [Ii]psum\b"
    r"|\bXX+ ?%|[$€£]XX\b|(?<![\w●○])(?:[○◯〇]{2,}(?=[가-힣一-鿿])|[OＯㅇ]{2,}(?=회사|기업|대학교))"
)
_CAPITALS = re.compile(r"(?<![\w@./-])(?:TODO|XXX+)(?![\w@-]|\.\w)")
_BRACKETED = re.compile(
    r"\[([^\[\]\n]{1,60})\]|(?<![{$])\{([^{}\n]{1,40})\}(?!\})|<([^<>\n]{1,40})>|【([^【】\n]{1,40})】"
)
_TAG = re.compile(r"<([^\W\d_][\w '-]{1,40})>")
_ROMANCE = {"es", "pt", "it", "fr", "ca", "gl", "ro", "la"}
"""Where `TODO` is the word for all in capitals, and `XXX` is likely to be thirty."""
_ELEMENTS = {"address", "title", "label", "time", "date", "data", "link", "number", "summary"}
"""Words for gaps that are also names of HTML elements, which somebody may have meant."""


def check(checked: Checked, report: Report) -> None:
    """Report each gap, in the text and in the front matter."""
    is_romance = checked.lang in _ROMANCE
    for passage in checked.texts:
        for start, end in sorted({*_gaps(passage, is_romance=is_romance)}):
            _tell(report, passage.text[start:end], passage.span(start, end))
    for found in _TAG.finditer(checked.source.text, checked.body_start):
        is_element = found[1].lower() in _ELEMENTS
        if not is_element and is_gap(found[1], is_label=False) and not checked.is_code(found.start()):
            _tell(report, found[0], checked.source.span(*found.span()))


def _tell(report: Report, shown: str, span: Span | None) -> None:
    report.add(Code.PLACEHOLDER, f"“{shown}” still waits for its text", span, "fill it in, or take it out")


def _gaps(passage: Passage, *, is_romance: bool) -> Iterator[tuple[int, int]]:
    text = passage.text
    yield from (found.span() for found in _TEMPLATE.finditer(text))
    for found in _CAPITALS.finditer(text):
        # “TODO” at the head of a remark is one in any language.
        if not is_romance or text[found.end() : found.end() + 1] == ":" or text.strip() == found[0]:
            yield found.span()
    for found in _BRACKETED.finditer(text):
        if is_gap(found[found.lastindex or 0], is_label=_is_label(text, *found.span())):
            yield found.span()
    for line in re.finditer(r"[^\n]+", text):
        if is_whole_gap(line[0]):
            yield line.span()


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether brackets stand at the head of a line that goes on: `[Project] Harbour gates` names what follows."""
    at_head = not text[:start].rpartition("\n")[2].strip()
    return at_head and bool(text[end:].partition("\n")[0].strip(" ,.;:!?"))
