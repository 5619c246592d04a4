"""Keeps to a limit of pages: finds the least change of the theme that fits, or says how much too long the text is."""

from __future__ import annotations

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.pictures import Pictures
from cvbuild.render.engine import load_engine
from cvbuild.render.extent import Extent, extent
from cvbuild.source import Span
from cvbuild.theme import Role, Theme, fitted
from cvbuild.tree.nodes import Document, Text
from cvbuild.tree.walk import walk

_WORDS_SOUGHT = 4
_HALVINGS = 2
"""With one layout at each end, four are made at the most; what is chosen is within a quarter of the least change."""


def fit_pages(document: Document, theme: Theme, pictures: Pictures, report: Report) -> Theme:
    """The theme by which the document keeps to its limit of pages, the theme itself where it does or has none."""
    limit = document.metadata.pages
    if limit is None or load_engine(report) is None:
        return theme

    def pages(amount: float) -> Extent:
        return extent(document, fitted(theme, amount), pictures, limit)

    if pages(0).pages <= limit:
        return theme
    tightest = pages(1)
    if tightest.pages > limit:
        _report_too_long(tightest, limit, document, report)
        return theme
    fails, fits = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (fails + fits) / 2
        fails, fits = (fails, middle) if pages(middle).pages <= limit else (middle, fits)
    chosen = fitted(theme, fits)
    _report_fitted(theme, chosen, limit, document, report)
    return chosen


def _report_fitted(theme: Theme, chosen: Theme, limit: int, document: Document, report: Report) -> None:
    old, new = theme.text[Role.BODY], chosen.text[Role.BODY]
    share = new.before / old.before if old.before else 1.0
    message = (
        f"set tighter to keep to {counted(limit, 'page')}: text {new.size:g} pt instead of {old.size:g}, "
        f"leading {new.leading:.2f} instead of {old.leading:.2f}, {share:.0%} of the space, "
        f"upper margin {chosen.page.margin_top / 72 * 25.4:.0f} mm"
    )
    report.add(Code.FITTED, message, document.metadata.span, "shorten the text to have the theme as it is")


def _report_too_long(found: Extent, limit: int, document: Document, report: Report) -> None:
    first = " ".join(found.words.split())
    message = f"{counted(found.pages, 'page')} instead of {limit}: {counted(found.lines, 'line')} too many"
    place = _place(first, document) or document.metadata.span
    hint = f"shorten the text, or allow `pages: {found.pages}`; beyond the limit is “{first[:40]}…”"
    report.add(Code.TOO_LONG, message, place, hint)


def _place(line: str, document: Document) -> Span | None:
    """Where a line's words stand in the source; a marker may come before them."""
    texts = [node for node in walk(document) if isinstance(node, Text)]
    words = line.split()
    for start in range(min(2, len(words))):
        wanted = " ".join(words[start : start + _WORDS_SOUGHT])
        for node in texts:
            if wanted in " ".join(node.text.split()):
                return node.span
    return None
