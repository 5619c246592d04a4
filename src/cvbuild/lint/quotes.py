"""Straight and curly quotes in one text, as pasting leaves them; on demand, since some mean both."""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Report, counted
from cvbuild.lint.rule import Checked

_STRAIGHT = re.compile(r"(?<!\d)\"(?!\d)|(?<=[^\W\d_])'(?=[^\W\d_])")
_CURLY = re.compile("[“”„‟]|(?<=[^\\W\\d_])’(?=[^\\W\\d_])")


def check(checked: Checked, report: Report) -> None:
    """Report once, at the first of the rarer kind."""
    if checked.written.metadata.smart:
        return
    straight, curly = (
        [(passage, found.start()) for passage in checked.passages for found in kind.finditer(passage.text)]
        for kind in (_STRAIGHT, _CURLY)
    )
    if straight and curly:
        rarer, name = (straight, "straight") if len(straight) <= len(curly) else (curly, "curly")
        passage, start = rarer[0]
        message = f"{name} quotes in {counted(len(rarer), 'place')}, and others elsewhere"
        report.add(Code.MIXED_QUOTES, message, passage.span(start, start + 1), "choose one kind, or set smart: true")
