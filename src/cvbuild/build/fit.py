"""Keeps to a limit of pages, or fills them: finds how far the theme must go, or says how much too long the text is."""

from __future__ import annotations

from collections.abc import Callable

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.pictures import Pictures
from cvbuild.render.engine import load_engine
from cvbuild.render.extent import Extent, extent
from cvbuild.theme import Role, Theme, fitted
from cvbuild.tree.nodes import Document
from cvbuild.tree.places import line_place

_HALVINGS = 2
"""With one layout at each end, four are made at the most; what is chosen is within a quarter of the least change."""
_HALVINGS_TO_FILL = 3
"""Here it is within an eighth, and five are made at the most: too little room is less bad than a page too many."""
_WELL_FILLED = 0.9
"""The share of a page's height from which on nothing is done for it."""


def tightness(document: Document, theme: Theme, pictures: Pictures, report: Report) -> float:
    """How far the theme must go to its limits for the document's pages, as `fitted` takes it.

    It is 0 where it need not, or in vain; below 0, the theme grows.
    """
    limit = document.metadata.pages
    if limit is None or load_engine(report) is None:
        return 0.0

    def measured(amount: float) -> Extent:
        return extent(document, fitted(theme, amount), pictures, limit.most)

    natural = measured(0)
    if limit.most is not None and natural.pages > limit.most:
        return _tightened(limit.most, measured, document, theme, report)
    if limit.fills and natural.share < _WELL_FILLED:
        return _widened(natural, measured, document, theme, report)
    return 0.0


_Measured = Callable[[float], Extent]
"""Lays the document out with the theme that far from itself."""


def _tightened(limit: int, measured: _Measured, document: Document, theme: Theme, report: Report) -> float:
    tightest = measured(1)
    if tightest.pages > limit:
        _report_too_long(tightest, limit, document, report)
        return 0.0
    fails, fits = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (fails + fits) / 2
        fails, fits = (fails, middle) if measured(middle).pages <= limit else (middle, fits)
    change = f"set tighter to keep to {counted(limit, 'page')}: {_change(theme, fitted(theme, fits))}"
    report.add(Code.FITTED, change, document.metadata.span, "shorten the text to have the theme as it is")
    return fits


def _widened(natural: Extent, measured: _Measured, document: Document, theme: Theme, report: Report) -> float:
    """As wide as the pages that the text takes allow."""
    best, fits, fails = natural, 0.0, -1.0
    widest = measured(fails)
    if widest.pages <= natural.pages:
        best, fits = widest, fails
    else:
        for _ in range(_HALVINGS_TO_FILL):
            middle = (fits + fails) / 2
            found = measured(middle)
            if found.pages <= natural.pages:
                best, fits = found, middle
            else:
                fails = middle
    said = f"{best.share:.0%} of {'the' if best.pages == 1 else 'the last'} page is used"
    if fits:
        change = f"set wider to fill {counted(best.pages, 'page')}: {_change(theme, fitted(theme, fits))}; {said}"
        report.add(Code.FILLED, change, document.metadata.span, "leave out `fill` to have the theme as it is")
    return fits


def _change(theme: Theme, chosen: Theme) -> str:
    """What differs, in figures."""
    old, new = theme.text[Role.BODY], chosen.text[Role.BODY]
    share = new.before / old.before if old.before else 1.0
    return (
        f"text {new.size:g} pt instead of {old.size:g}, leading {new.leading:.2f} instead of {old.leading:.2f}, "
        f"{share:.0%} of the space, upper margin {chosen.page.margin_top / 72 * 25.4:.0f} mm"
    )


def _report_too_long(found: Extent, limit: int, document: Document, report: Report) -> None:
    first = " ".join(found.words.split())
    message = f"{counted(found.pages, 'page')} instead of {limit}: {counted(found.lines, 'line')} too many"
    place = line_place(first, document) or document.metadata.span
    hint = f"shorten the text, or allow `pages: {found.pages}`; beyond the limit is “{first[:40]}…”"
    report.add(Code.TOO_LONG, message, place, hint)
