"""Lines that repeat at the top or foot of a PDF's pages, and contact data that stands there only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.parties import EMAIL, phones_in
from cvbuild.source import Span
from cvbuild.verify.pdf_file import PdfPage

_EDGE_LINES = 3


def contacts_in(text: str) -> list[str]:
    """E-mail addresses and phone numbers, as they are written."""
    return [*EMAIL.findall(text), *(number for number, _ in phones_in(text))]


def report_margin(contacts: Sequence[str], where: str, place: Span, report: Report) -> None:
    """Report contact data that is in a header or footer only."""
    if contacts:
        message = f"{', '.join(contacts)} stands in {where} only"
        report.add(Code.MARGIN_CONTACT, message, place, "write it into the text, below your name")


def check_margins(pages: Sequence[PdfPage], name: str, report: Report) -> None:
    """Report contact data that stands in repeated lines only; a page alone repeats nothing."""
    if len(pages) < 2:
        return
    counts = Counter(key for page in pages for key in {*map(_key, _edge(page.text))})
    repeated = {key for key, count in counts.items() if key and count >= max(2, len(pages) - 1)}
    inside: list[str] = []
    outside: list[str] = []
    for page in pages:
        for line in page.text.split("\n"):
            (outside if _key(line) in repeated else inside).extend(contacts_in(line))
    alone = [one for one in dict.fromkeys(outside) if one not in inside]
    report_margin(alone, "lines that every page repeats", Span(name, 1), report)


def _edge(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    yield from {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]}


def _key(line: str) -> str:
    """A line without what differs from page to page: white space and short numbers."""
    return " ".join(re.sub(r"(?<!\d)\d{1,3}(?!\d)", "#", line).split())
