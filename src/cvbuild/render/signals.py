"""What laid-out pages show to be wrong: a last page with hardly anything on it, and what is wider than its column.

It is read from the boxes that are there anyway. What the engine says by itself stands in `engine_log`.
"""

from __future__ import annotations

from typing import Any

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.render.lines import content_boxes, page_lines
from cvbuild.render.overfull import Excess, overfull
from cvbuild.source import Span
from cvbuild.tree.nodes import Code as CodeSpan
from cvbuild.tree.nodes import CodeBlock, Document, Table, Text
from cvbuild.tree.places import line_place, picture_place, word_place
from cvbuild.tree.walk import plain_text, walk

SHORTEST_PAGE = 3
"""The lines up to which a last page counts as short."""
_SHOWN = 40


def report_signals(layout: Any, document: Document, sources: dict[str, str], report: Report) -> None:
    """Report what the engine's pages show; `sources` are the pictures by the engine's addresses."""
    _report_short_last_page(layout, document, report)
    words = _words(document)
    for page in layout.pages:
        for found in overfull(page._page_box, words):
            _report_overfull(found, document, sources, report)


def _report_short_last_page(layout: Any, document: Document, report: Report) -> None:
    """A last page with one to three lines of text, notes included, and no picture; not where a page was asked for."""
    if len(layout.pages) < 2:
        return
    before, last = (page._page_box for page in layout.pages[-2:])
    lines = [line for line in page_lines(last) if line.strip()]
    if not 1 <= len(lines) <= SHORTEST_PAGE or _has_picture(last) or _ends_by_wish(before):
        return
    count = len(layout.pages)
    fitting = count - 1
    message = f"the last page has {counted(len(lines), 'line')} only: “{' '.join(lines[0].split())[:_SHOWN]}”"
    hint = f"shorten the text by {counted(len(lines), 'line')}, or write `pages: {fitting}` to have it fitted"
    report.add(Code.SHORT_LAST_PAGE, message, line_place(lines[0], document) or document.metadata.span, hint)


def _has_picture(page: Any) -> bool:
    return any("Replaced" in type(box).__name__ for box in content_boxes(page))


def _ends_by_wish(page: Any) -> bool:
    """Whether the author broke the page: then the mark of that is the last thing on it."""
    boxes = [box for box in content_boxes(page) if box.element is not None]
    return bool(boxes) and boxes[-1].element.get("class") == "page-break"


def _report_overfull(found: Excess, document: Document, sources: dict[str, str], report: Report) -> None:
    shown = f"“{found.words[:_SHOWN]}{'…' if len(found.words) > _SHOWN else ''}”"
    name = {"text": shown, "picture": "the picture", "table": f"the table that begins with {shown}"}[found.kind]
    end = " and was broken" if found.broken else ""
    hint = {
        "text": "shorten it, or write `&shy;` where it may be broken",
        "picture": "give it a smaller width",
        "table": "shorten its words, or leave out a column",
    }[found.kind]
    message = f"{name} is {max(1, round(found.millimetres))} mm wider than its column{end}"
    report.add(Code.OVERFULL, message, _place(found, document, sources) or document.metadata.span, hint)


def _place(found: Excess, document: Document, sources: dict[str, str]) -> Span | None:
    if found.kind == "picture":
        return picture_place(sources.get(found.element.get("src"), ""), document)
    if found.kind == "table":
        tables = (node for node in walk(document) if isinstance(node, Table))
        return next((table.span for table in tables if _begins(table, found.words)), None)
    return word_place(found.words.strip(), document) or line_place(found.words, document)


def _begins(table: Table, words: str) -> bool:
    """Whether these are the words of the table, whose cells are apart in them."""
    return words.startswith(" ".join(plain_text(table.head.cells[0]).split()))


def _words(document: Document) -> frozenset[str]:
    """The document's words in small letters: those of each leaf, and those that a mark begins or ends within."""
    leaves = (plain_text(node) for node in walk(document) if isinstance(node, Text | CodeSpan | CodeBlock))
    return frozenset(word for text in (*leaves, plain_text(document)) for word in text.casefold().split())
